/** « Pourquoi ce chiffre ? » sur la feuille du radar : un constat de chaque code, rejoué depuis les cellules brutes. */
import { regularisations } from '../../../../src/cloture/regularisations';
import { arbre } from '../../../../src/comptabilite';
import type { Produite } from '../../../../src/workbook/plan';
import { matricesExemple } from '../../../functions/exemple';
import {
  cellulesGenerees,
  changer,
  contexteDe,
  fautesDe,
  lireDans,
  prevoir,
  type ClasseurBrut,
} from '../../../explication/rejeu';
import { NOVEMBRE } from './atelier';

type Rangee = Readonly<Record<string, string>>;

/** Une table brute, de lignes qui ne disent que ce qui les distingue. */
const table = (commun: Rangee, rangees: readonly Rangee[]): string[][] => {
  const cles = [...new Set([commun, ...rangees].flatMap(r => Object.keys(r)))];
  return [cles, ...rangees.map(r => cles.map(cle => r[cle] ?? commun[cle] ?? ''))];
};

const ACHAT = {
  Ligne: '1',
  IdFournisseur: 'FO001',
  Compte: '611000',
  MontantTTC: '1',
  Validee: 'O',
};
const achat = (IdFactF: string, DateFacture: string, MontantHT: string, autres: Rangee = {}) => ({
  ...{ IdFactF, Reference: `R-${IdFactF}`, DateFacture, MontantHT },
  ...autres,
});
const telephone = (mois: string, euros: string) =>
  achat(`TEL-${mois}`, `2026-${mois}-05`, euros, { IdFournisseur: 'FO012', Compte: '626000' });
const RECEPTION = { Ligne: '1', IdFournisseur: 'FO001', IdAffaire: '24A010', Compte: '604000' };
const ECRITURE = { Exercice: '2026', Journal: 'AC', Ligne: '1', Debit: '0', Credit: '0' };
const ecriture = (EcritureNum: string, jour: string, Libelle: string, Debit: string) => ({
  ...{ EcritureNum, DateEcriture: jour, DatePiece: jour, Piece: EcritureNum, Libelle, Debit },
  Compte: '623100',
});

const CLASSEUR: ClasseurBrut = new Map([
  ...[...matricesExemple()].map(([nom, m]) => [nom, m.map(l => l.map(String))] as const),
  [
    'Receptions',
    table(RECEPTION, [
      { IdReception: 'BR-VIEILLE', DateReception: '2026-09-25', MontantHT: '2600' },
      { IdReception: 'BR-CHERE', DateReception: '2026-11-27', MontantHT: '1000' },
    ]),
  ],
  [
    'FacturesFournisseurs',
    table(ACHAT, [
      ...['07', '08', '09', '10'].map((mois, i) => telephone(mois, ['380', '400', '370', '390'][i]!)),
      achat('FF-CHERE', '2026-12-03', '1080', { IdReception: 'BR-CHERE', LigneReception: '1' }),
      achat('FF-ECOULEE', '2026-12-10', '3100', { PeriodeDu: '2026-11-15', PeriodeAu: '2026-12-15' }),
      achat('FF-DOUBLE', '2026-11-20', '300', { IdFournisseur: 'FO017' }),
      achat('FF-DOUBLE', '2026-11-20', '420', { IdFournisseur: 'FO017', Ligne: '2' }),
      achat('FF-ENCORE', '2026-11-24', '300', { IdFournisseur: 'FO017' }),
      achat('FF-ENCORE', '2026-11-24', '420', { IdFournisseur: 'FO017', Ligne: '2' }),
      achat('FF-SANSFIN', '2026-09-01', '3650', { IdFournisseur: 'FO019', PeriodeDu: '2026-09-01' }),
      achat('FF-LONGUE', '2026-07-01', '3650', {
        ...{ IdFournisseur: 'FO016', PeriodeDu: '2026-07-01', PeriodeAu: '2036-06-30' },
      }),
    ]),
  ],
  [
    'Ecritures',
    table(ECRITURE, [
      ecriture('AC1', '2026-11-20', 'Publicité décembre 2026', '1200'),
      ecriture('AC2', '2026-12-05', 'Gardiennage 11/2026', '640'),
      ecriture('AC3', '2026-11-10', 'Loyer octobre 2026', '90'),
    ]),
  ],
]);

function duRadar(classeur: ClasseurBrut) {
  const contexte = contexteDe(classeur, regularisations, NOVEMBRE);
  const radar = (regularisations.calculer(contexte).produites as Produite[]).filter(
    p => p.table.nom === 'RadarCutOff',
  );
  return [...cellulesGenerees(regularisations, contexte, radar)].filter(c => c.colonne !== 'LigneSource');
}
const valeurs = (classeur: ClasseurBrut) =>
  new Map(duRadar(classeur).map(c => [`${String(c.ligne['Constat'])} ${c.colonne}`, c.valeur.toNumber()]));

/**
 * 16 jours sur 31 de 3 100 ; médiane de 370, 380, 390 et 400 ; un an du 1er septembre laisse 274 jours sur 365 ; un an au
 * lieu de dix : 212/365 - 3 500/3 653 de 3 650.
 */
const ATTENDU: Readonly<Record<string, number>> = {
  'C-CUT-10|BR-VIEILLE/1 Risque': 2600,
  'C-CUT-11|FF-CHERE/1 Montant': 80,
  'C-CUT-11|FF-ECOULEE/1 Montant': 1600,
  'C-CUT-12|FO012|626000 Montant': 385,
  'C-CUT-13|2026/AC/AC1/1 Montant': 1200,
  'C-CUT-13|2026/AC/AC2/1 Montant': 640,
  'C-CUT-13|2026/AC/AC3/1 Risque': 90,
  'C-CUT-14|FF-ENCORE/1 Montant': 720,
  'C-CUT-15|FF-SANSFIN/1 Montant': 2740,
  'C-CUT-15|FF-LONGUE/1 Montant': -1377.13,
  'C-CUT-15|FF-LONGUE/1 Risque': 1377.13,
};

test('un constat de chaque code, au montant de sa règle', () => {
  const lues = valeurs(CLASSEUR);
  expect(Object.fromEntries(Object.keys(ATTENDU).map(cle => [cle, lues.get(cle)]))).toEqual(ATTENDU);
});

test('chaque montant du radar se rejoue depuis les cellules brutes', () => {
  const cellules = duRadar(CLASSEUR);
  expect(cellules.length).toBeGreaterThanOrEqual(Object.keys(ATTENDU).length);
  expect(fautesDe(cellules, CLASSEUR)).toEqual([]);
});

test('une cellule de l’arbre change : le montant suit, comme l’arbre le dit', () => {
  for (const c of duRadar(CLASSEUR).filter(({ colonne }) => colonne === 'Montant')) {
    const [source] = [...arbre.cellulesDe(c.explication!)].map(f => f.source);
    const autre = changer(CLASSEUR, source!, lireDans(CLASSEUR)(source!).plus(1).toString());
    const cle = `${String(c.ligne['Constat'])} Montant`;
    const attendu = prevoir(c.explication!, lireDans(autre)).toNumber();
    // Deux factures qui ne sont plus du même montant ne sont plus un double.
    expect([cle, valeurs(autre).get(cle)]).toEqual([cle, cle.startsWith('C-CUT-14') ? undefined : attendu]);
  }
});

test('accepté, le montant est celui que l’utilisateur avait sous les yeux : il n’a que sa cellule', () => {
  const decide = new Map(CLASSEUR).set(
    'RadarCutOff',
    table({ Arrete: '2026-11-30', Decision: 'ACCEPTER' }, [
      { Constat: 'C-CUT-12|FO012|626000', Montant: '400' },
      { Constat: 'C-CUT-11|FF-CHERE/1', Montant: '80' },
    ]),
  );
  const operations = duRadar(decide)
    .filter(c => c.colonne === 'Montant' && c.ligne['Decision'] === 'ACCEPTER')
    .map(c => [c.ligne['Constat'], c.valeur.toNumber(), c.explication?.operation]);
  expect(operations.sort()).toEqual([
    ['C-CUT-11|FF-CHERE/1', 80, 'DIFFERENCE'],
    ['C-CUT-12|FO012|626000', 400, 'CELLULE'],
  ]);
});
