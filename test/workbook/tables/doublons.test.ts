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

const Lignes = defineTable({
  nom: 'Lignes',
  feuille: 'Lignes',
  titre: { fr: 'Lignes', en: 'Lines' },
  description: { fr: 'Une clé de deux colonnes.', en: 'A key of two columns.' },
  famille: 'TEMPS',
  cle: ['Id', 'Ligne'],
  colonnes: {
    Id: texte({ entete: 'Id', en: 'Identifier', requis: true }),
    Ligne: texte({ entete: 'Ligne', en: 'Line' }),
  },
});

test('une clé de deux colonnes, triée comme un export ou non : les doubles sont ceux qu’un compte naïf trouve', () => {
  const piece = fc.constantFrom('F1', 'F2', 'F9', 'F10');
  const numero = fc.constantFrom('1', '2', '9', '10', '');
  const cles = fc.array(fc.tuple(piece, numero), { maxLength: 25 });
  const parNumero = (a: string, b: string) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  fc.assert(
    fc.property(
      fc.oneof(
        cles,
        cles.map(c => [...c].sort((a, b) => parNumero(a[0], b[0]) || parNumero(a[1], b[1]))),
      ),
      tirees => {
        const textes = tirees.map(c => c.join('/'));
        const attendues = textes.flatMap((c, rang) => (textes.indexOf(c) < rang ? [rang + 2] : []));
        const { anomalies } = decoder(Lignes, [['Id', 'Ligne'], ...tirees], { premiereLigne: 1 });
        expect(anomalies.filter(a => a.code === 'C-GEN-01').map(a => a.ligne)).toEqual(attendues);
      },
    ),
  );
});
