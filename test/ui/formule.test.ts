import fc from 'fast-check';
import { CATALOGUE } from '../../src/functions/catalogue';
import type { Fonction } from '../../src/cloture/fonction';
import {
  callOf,
  exampleArguments,
  exampleTexts,
  readField,
  readNumber,
  type Selections,
} from '../../src/taskpane/functions/formula';

const fonction = (id: string): Fonction => {
  const trouvee = CATALOGUE.find(f => f.id === id);
  if (!trouvee) throw new Error(`${id} absente du catalogue`);
  return trouvee;
};
const RIEN: Selections = new Map();
const lire = (id: string, rang: number, texte: string, langue: 'fr' | 'en' = 'fr', prises = RIEN) =>
  readField(fonction(id), rang, texte, langue, prises);
const appel = (id: string, textes: string[], langue: 'fr' | 'en' = 'fr') =>
  callOf(
    id,
    textes.map((texte, rang) => lire(id, rang, texte, langue)),
    langue,
  );

describe('un champ de l’assistant', () => {
  test('un nombre français ou anglais, une date, un code', () => {
    expect(lire('AMORT.LINEAIRE', 0, '12 000,50')).toEqual({
      value: 12000.5,
      us: '12000.5',
      shown: '12000,5',
    });
    expect(lire('AMORT.LINEAIRE', 0, '12000.5', 'en')).toMatchObject({ shown: '12000.5' });
    expect(lire('AMORT.LINEAIRE', 2, '12/05/2026')).toEqual({
      value: '2026-05-12',
      us: 'DATE(2026,5,12)',
      shown: 'DATE(2026;5;12)',
    });
  });

  test('un code d’affaire tout en chiffres reste un texte, un guillemet se double', () => {
    expect(lire('CA.AVANCEMENT', 0, '24010')).toEqual({ value: '24010', us: '"24010"', shown: '"24010"' });
    expect(lire('CA.AVANCEMENT', 0, '24"A').us).toBe('"24""A"');
  });

  test('une référence prise dans la feuille porte sa valeur ; tapée, seule Excel la connaît', () => {
    const prises: Selections = new Map([["'Feuille 1'!B2", [['24A010']]]]);
    expect(lire('CA.AVANCEMENT', 0, "='Feuille 1'!B2", 'fr', prises)).toEqual({
      us: "'Feuille 1'!B2",
      shown: "'Feuille 1'!B2",
      value: '24A010',
    });
    expect(lire('CA.AVANCEMENT', 0, '=Affaires!$A$5')).not.toHaveProperty('value');
  });

  test('ce qui n’est pas une référence reste un texte : aucune formule ne passe par un champ', () => {
    for (const texte of ['=1+1', '=HYPERLINK("x")', '=A1&B1', '=CA.AVANCEMENT("*")'])
      expect(lire('CA.AVANCEMENT', 0, texte).us).toBe(`"${texte.replaceAll('"', '""')}"`);
  });

  test('un nombre se lit tel qu’il est, ou ne se lit pas', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), n => {
        expect(readNumber(String(n / 100).replace('.', ','))).toBe(n / 100 === 0 ? 0 : n / 100);
      }),
    );
    for (const texte of ['', '12,3,4', '1e5', '24A010', '--1']) expect(readNumber(texte)).toBeUndefined();
  });
});

describe('la formule d’un appel', () => {
  test('les arguments omis de la fin ne s’écrivent pas, ceux du milieu gardent leur place', () => {
    expect(appel('CA.AVANCEMENT', ['24A010', ''])).toEqual({
      us: '=CA.AVANCEMENT("24A010")',
      shown: '=CA.AVANCEMENT("24A010")',
    });
    const textes = ['12000', '36', '12/05/2026', '01/11/2026', '30/11/2026', '', 'REEL_TOTAL'];
    expect(appel('AMORT.LINEAIRE', textes).shown).toBe(
      '=AMORT.LINEAIRE(12000;36;DATE(2026;5;12);DATE(2026;11;1);DATE(2026;11;30);;"REEL_TOTAL")',
    );
    expect(appel('CLOTURE.VERSION', []).us).toBe('=CLOTURE.VERSION()');
  });

  test('l’exemple de chaque fonction, tapé dans les champs, redonne la formule de l’exemple', () => {
    for (const f of CATALOGUE) {
      const tapee = callOf(
        f.id,
        exampleTexts(f, 'fr').map((texte, rang) => readField(f, rang, texte, 'fr', RIEN)),
        'fr',
      );
      const attendue = callOf(f.id, exampleArguments(f, 'fr'), 'fr');
      // Un texte « 30/11/2026 » de l'exemple devient une DATE quand le paramètre est une date : même jour.
      const sansDates = (formule: string) => formule.replace(/"\d\d\/\d\d\/\d{4}"|DATE\([^)]*\)/g, 'jour');
      expect([f.id, sansDates(tapee.shown)]).toEqual([f.id, sansDates(attendue.shown)]);
    }
  });
});
