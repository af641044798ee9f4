import fc from 'fast-check';
import { jour, quinzeChiffres, quotient, taux, type Montant } from '../../../src/comptabilite';
import { Historique } from '../../../src/cloture/tables-communes';
import { ruptures, sceller } from '../../../src/cloture/tables-communes/sceau';
import { asTablesLues } from '../../../src/workbook/reader';
import type { Lecture } from '../../../src/workbook/table';

const ARRETE = jour(2026, 11, 30);

/** Une ligne d'historique relue du classeur : le taux qu'Excel rend, et le sceau de ce qui avait été écrit. */
function relue(ecrit: { Montant: Montant; PctCalcule: ReturnType<typeof taux> }, lu = ecrit): Lecture {
  const ligne = (valeurs: object) => ({ Arrete: ARRETE, Module: 'CA', IdAffaire: '24A010', ...valeurs });
  const lignes = [{ ...ligne(lu), Sceau: sceller(Historique, ligne(ecrit)), ligne: 5 }];
  return { ...asTablesLues(new Map()).lire(Historique), lignes } as unknown as Lecture;
}

const decimal = fc.record({
  a: fc.integer({ min: 1, max: 999_999 }),
  b: fc.integer({ min: 1, max: 999_999 }),
});

test('un taux de plus de quinze chiffres, relu à la précision d’Excel, n’est pas une ligne changée à la main', () => {
  fc.assert(
    fc.property(decimal, ({ a, b }) => {
      const PctCalcule = quotient(a as Montant, b as Montant)!;
      const Montant = (a * 100) as Montant;
      const lu = { Montant, PctCalcule: taux(quinzeChiffres(PctCalcule.toNumber())) };
      expect(ruptures(relue({ Montant, PctCalcule }, lu))).toEqual([]);
    }),
  );
});

test('un taux enregistré par LibreOffice, à quinze chiffres arrondis au demi, n’est pas une ligne changée à la main', () => {
  const ecrit = { Montant: 4_500_000 as Montant, PctCalcule: taux('0.3617021276595745') };
  expect(ruptures(relue(ecrit, { ...ecrit, PctCalcule: taux('0.361702127659575') }))).toEqual([]);
});

test('un centime ou un millionième de taux changé à la main se voit, à sa colonne', () => {
  const ecrit = { Montant: 4_500_000 as Montant, PctCalcule: taux('0.45') };
  const colonnes = (lu: typeof ecrit) => ruptures(relue(ecrit, lu)).flatMap(r => r.colonnes.map(c => c.cle));
  expect(colonnes(ecrit)).toEqual([]);
  expect(colonnes({ ...ecrit, Montant: 4_500_001 as Montant })).toEqual(['Montant']);
  expect(colonnes({ ...ecrit, PctCalcule: taux('0.450001') })).toEqual(['PctCalcule']);
});
