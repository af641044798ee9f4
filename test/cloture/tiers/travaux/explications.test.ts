/** Chaque chiffre des provisions et des relances se rejoue depuis les cellules, et suit celles dont il dépend. */
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { tiers } from '../../../../src/cloture/tiers';
import { enEuros } from '../../../../src/comptabilite';
import {
  cellulesGenerees,
  changer,
  contexteDe,
  verifier,
  type ClasseurBrut,
} from '../../../explication/rejeu';
import { lireScenario } from '../../../scenarios/scenario';
import { le } from '../atelier';

const TABLES = new Set(['ProvisionsClients', 'Depreciations', 'Relances', 'PiecesRelancees']);
const ARRETE = le('2026-11-30');

const lire = (nom: string): ClasseurBrut => lireScenario(join(__dirname, '../../../scenarios', nom)).entrees;

/** Rejoue les cellules de ces tables ; rend leur nombre. */
function rejouerTout(classeur: ClasseurBrut): number {
  const contexte = contexteDe(classeur, tiers, ARRETE);
  const { produites } = tiers.calculer(contexte);
  let nombre = 0;
  for (const cellule of cellulesGenerees(
    tiers,
    contexte,
    produites.filter(p => TABLES.has(p.table.nom)),
  )) {
    verifier(cellule, classeur);
    nombre++;
  }
  return nombre;
}

/** Le dossier de T-AR-04 avant la perte : la créance est douteuse et se déprécie. */
function avantLaPerte(): ClasseurBrut {
  const classeur = new Map(lire('tiers-douteuses'));
  classeur.delete('OperationsTiers');
  return classeur;
}

test.each([
  ['T-AR-04, la perte', () => lire('tiers-douteuses'), 10],
  ['T-AR-04, avant la perte', avantLaPerte, 18],
  ['pénalités et règlement partiel en retard', () => lire('tiers-penalites'), 9],
])('%s : chaque cellule se rejoue au centime', (_, classeur, auMoins) => {
  expect(rejouerTout(classeur())).toBeGreaterThanOrEqual(auMoins);
});

test('avec un avoir, deux taux de TVA et un plancher qui change de semestre', () => {
  const classeur = new Map(avantLaPerte());
  const ajouter = (table: string, lignes: string[][]) =>
    classeur.set(table, [...(classeur.get(table) ?? []), ...lignes]);
  ajouter('CodesTVA', [['R', '2014-01-01', '0.055', 'DEBITS', '44571']]);
  ajouter('FacturesClients', [
    ['F100', '2', 'FACTURE', '2026-06-15', 'C001', 'R', '1000.00', '55.00', '1055.00', 'O'],
  ]);
  ajouter('Ecritures', [
    ['2026', 'BQ', '9', '1', '2026-11-12', '411', 'C001', 'AV9', '2026-11-12', 'Avoir', '0.00', '777.77', ''],
    [
      '2026',
      'VT',
      '9',
      '1',
      '2026-05-02',
      '411',
      'C002',
      'F150',
      '2026-05-02',
      'F150',
      '333.33',
      '0.00',
      '2026-06-01',
    ],
  ]);
  ajouter('Parametres', [
    ['TauxLegal_2026_1', '0.0262', 'TAUX', '', ''],
    ['TauxLegal_2026_2', '0.03', 'TAUX', '', ''],
  ]);
  expect(rejouerTout(classeur)).toBeGreaterThan(18);
});

test('changer une cellule de l’arbre change le chiffre ; une autre, non', () => {
  const depart = avantLaPerte();
  const montant = (classeur: ClasseurBrut) => {
    const contexte = contexteDe(classeur, tiers, ARRETE);
    const produite = tiers.calculer(contexte).produites.find(p => p.table.nom === 'ProvisionsClients');
    return (produite?.lignes[0] as { Montant?: number } | undefined)?.Montant;
  };
  expect(montant(depart)).toBe(600_000);
  const taux = { table: 'CreancesDouteuses', ligne: 2, colonne: 'TauxPerte' };
  expect(montant(changer(depart, taux, '0.25'))).toBe(250_000);
  const autre = { table: 'Ecritures', ligne: 5, colonne: 'Debit' };
  expect(montant(changer(depart, autre, '9999.00'))).toBe(600_000);
});

test('T-AR-04 : chaque débit et crédit du reclassement et de la dépréciation se rejoue', () => {
  const classeur = new Map(avantLaPerte());
  for (const table of ['EcrituresCloture', 'Depreciations']) classeur.delete(table);
  const contexte = contexteDe(classeur, tiers, ARRETE);
  const vues = tiers.calculer(contexte).ecritures.flatMap(e =>
    e.lignes.flatMap(l =>
      (['Debit', 'Credit'] as const).map(colonne => {
        const [Debit, Credit] = [l.debit, l.credit];
        const ligne = { CleGeneration: e.cle, Compte: l.compte, Piece: l.piece ?? e.piece, Debit, Credit };
        const table = 'EcrituresCloture';
        const explication = tiers.expliquer?.(contexte, { table, ligne, colonne });
        const valeur = new Decimal(enEuros(colonne === 'Debit' ? Debit : Credit));
        const nom = `${l.compte} ${colonne}`;
        verifier({ nom, table, ligne, colonne, valeur, explication }, classeur);
        return [l.compte, colonne, valeur.toNumber()];
      }),
    ),
  );
  expect(vues.filter(([, , valeur]) => valeur !== 0)).toEqual([
    ['416', 'Debit', 12_000],
    ['411', 'Credit', 12_000],
    ['68174', 'Debit', 6_000],
    ['491', 'Credit', 6_000],
  ]);
});
