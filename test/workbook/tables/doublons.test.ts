import * as fc from 'fast-check';
import { defineTable, texte } from '../../../src/workbook/table';
import { decoder } from '../../../src/workbook/decode';

const Numeros = defineTable({
  nom: 'Numeros',
  feuille: 'Numeros',
  titre: { fr: 'Numéros', en: 'Numbers' },
  description: { fr: 'Une clé.', en: 'One key.' },
  famille: 'TEMPS',
  cle: ['Id'],
  colonnes: { Id: texte({ entete: 'Id', en: 'Identifier', requis: true }) },
});

const doubles = (cles: readonly string[]) =>
  decoder(Numeros, [['Id'], ...cles.map(c => [c])], { premiereLigne: 1 })
    .anomalies.filter(a => a.code === 'C-GEN-01')
    .map(a => a.ligne);

test('une suite de numéros croissants n’a pas de double ; un seul retour en arrière se voit', () => {
  const numeros = Array.from({ length: 1200 }, (_, i) => `T${i}`);
  expect(doubles(numeros)).toEqual([]);
  expect(doubles([...numeros, 'T7'])).toEqual([1202]);
  expect(doubles(['T1', 'T1', 'T2'])).toEqual([3]);
});

test('croissants ou non, les doubles sont ceux qu’un compte naïf trouve', () => {
  const cles = fc.array(
    fc.integer({ min: 0, max: 40 }).map(n => `T${n}`),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        cles,
        cles.map(c => [...c].sort()),
      ),
      tirees => {
        const attendues = tirees.flatMap((c, rang) => (tirees.indexOf(c) < rang ? [rang + 2] : []));
        expect(doubles(tirees)).toEqual(attendues);
      },
    ),
  );
});
