/** La balance âgée selon les réglages du classeur, de la cellule à la feuille. */
import { clore, DOSSIER, ligne, PARAMETRES, rangees, type Classeur } from './atelier';

const ARRETE = '2026-11-30';

const facture = (piece: string, montant: number, date: string, echeance: string, tiers = 'C1') =>
  ligne(tiers, piece, date, montant, { DateEcheance: echeance });

const balance = (classeur: Classeur, reglages: Readonly<Record<string, string>> = {}) =>
  rangees(clore({ ...DOSSIER, ...classeur, Parametres: PARAMETRES(reglages) }, ARRETE), 'BalanceAgeeClients');

const total = (classeur: Classeur, reglages: Readonly<Record<string, string>> = {}) =>
  balance(classeur, reglages).at(-1);

/** Au 30/11/2026 : due le jour même, puis 1, 30, 31, 60, 61, 90 et 91 jours de retard. */
const BORNES: readonly [piece: string, montant: number, echeance: string][] = [
  ['F0', 1, '2026-11-30'],
  ['F1', 2, '2026-11-29'],
  ['F30', 4, '2026-10-31'],
  ['F31', 8, '2026-10-30'],
  ['F60', 16, '2026-10-01'],
  ['F61', 32, '2026-09-30'],
  ['F90', 64, '2026-09-01'],
  ['F91', 128, '2026-08-31'],
];
const AUX_BORNES = { Ecritures: BORNES.map(([p, m, e]) => facture(p, m, '2026-07-01', e)) };

test('à ses bornes exactes, une pièce est dans la tranche qu’elles ferment', () => {
  expect(total(AUX_BORNES)).toMatchObject({
    Tranche0: 1,
    Tranche1: 2 + 4,
    Tranche2: 8 + 16,
    Tranche3: 32 + 64,
    Tranche4: 128,
    Total: 255,
  });
});

test('BucketsBalanceAgee : d’autres bornes, d’autres tranches, le même total', () => {
  expect(total(AUX_BORNES, { BucketsBalanceAgee: '0;31;61' })).toMatchObject({
    Tranche0: 1,
    Tranche1: 2 + 4 + 8,
    Tranche2: 16 + 32,
    Tranche3: 64 + 128,
    Total: 255,
  });
});

test('BaseBalanceAgee = FACTURE : l’âge part de la facture du 01/07, 152 jours', () => {
  expect(total(AUX_BORNES, { BaseBalanceAgee: 'FACTURE' })).toMatchObject({ Tranche4: 255, Total: 255 });
});

test('à un arrêté passé, les mêmes pièces ont l’âge d’alors', () => {
  const septembre = clore({ ...DOSSIER, ...AUX_BORNES }, '2026-09-30');
  // F91 a 30 jours, F90 29, F61 est due le jour même ; les autres ne le sont pas encore.
  expect(rangees(septembre, 'BalanceAgeeClients').at(-1)).toMatchObject({
    Tranche0: 1 + 2 + 4 + 8 + 16 + 32,
    Tranche1: 64 + 128,
    Total: 255,
  });
});

test('TiersBalanceAgee = PAYEUR : la créance de C1 paraît sous C2, qui la paie (mission 97)', () => {
  const Tiers = DOSSIER['Tiers']!.map(t => (t['IdTiers'] === 'C1' ? { ...t, Payeur: 'C2' } : t));
  const classeur = { Tiers, Ecritures: [facture('F', 100, '2026-11-01', '2026-12-01')] };
  const tiers = (reglage: string) =>
    balance(classeur, { TiersBalanceAgee: reglage })
      .filter(l => l['Niveau'] === 'TIERS')
      .map(l => [l['Tiers'], l['Total']]);
  expect(tiers('PAYEUR')).toEqual([['C2', 100]]);
  expect(tiers('FACTURE')).toEqual([['C1', 100]]);
});

test('litiges et promesses en cours à part, sans rien changer au total', () => {
  const Ecritures = [
    facture('F1', 100, '2026-09-01', '2026-10-01'),
    facture('F2', 50, '2026-09-01', '2026-10-01'),
    facture('F3', 25, '2026-09-01', '2026-10-01'),
  ];
  const SuiviCreances = [
    { IdTiers: 'C1', Piece: 'F1', Litige: 'O' },
    { IdTiers: 'C1', Piece: 'F2', DatePromesse: '2026-12-01' },
    // Une promesse du jour de l'arrêté n'est plus à venir.
    { IdTiers: 'C1', Piece: 'F3', DatePromesse: ARRETE },
  ];
  expect(total({ Ecritures, SuiviCreances })).toMatchObject({ Total: 175, Litige: 100, Promesse: 50 });
});

test('DetailBalanceAgee : une ligne par pièce, ou seulement les tiers', () => {
  const niveaux = (detail: string) =>
    balance(AUX_BORNES, { DetailBalanceAgee: detail }).map(l => l['Niveau']);
  expect(niveaux('O')).toEqual([...Array<string>(8).fill('PIECE'), 'TIERS', 'COLLECTIF', 'TOTAL']);
  expect(niveaux('N')).toEqual(['TIERS', 'COLLECTIF', 'TOTAL']);
});

test('sous-totaux : les tiers et les collectifs font chacun le total', () => {
  const Ecritures = [
    ...AUX_BORNES.Ecritures,
    facture('G', 1_000, '2026-10-01', '2026-11-15', 'C2'),
    { ...facture('E', 500, '2026-10-01', '2026-12-31', 'C2'), Compte: '413' },
  ];
  const lignes = balance({ Ecritures });
  const somme = (niveau: string) =>
    lignes.filter(l => l['Niveau'] === niveau).reduce((s, l) => s + Number(l['Total']), 0);
  expect([somme('TIERS'), somme('COLLECTIF'), somme('TOTAL')]).toEqual([1_755, 1_755, 1_755]);
  expect(lignes.filter(l => l['Niveau'] === 'COLLECTIF').map(l => [l['Compte'], l['Total']])).toEqual([
    ['411', 1_255],
    ['413', 500],
  ]);
});

describe('sans grand livre', () => {
  const client = (IdFacture: string, MontantTTC: number, Validee = 'O') => ({
    IdFacture,
    Ligne: 1,
    TypePiece: 'FACTURE',
    DateFacture: '2026-11-01',
    DateEcheance: '2026-12-01',
    IdClient: 'C1',
    MontantHT: MontantTTC / 1.2,
    MontantTTC,
    Validee,
  });
  const dites = (code: string, classeur: Classeur) =>
    clore({ ...DOSSIER, ...classeur }, ARRETE).resultat.anomalies.filter(a => a.code === code);

  test('C-AR-16 dit d’où viennent les postes ; C-AR-18 compte les factures non validées, hors du total', () => {
    const classeur = { FacturesClients: [client('A', 120), client('B', 240, 'N')] };
    expect(dites('C-AR-16', classeur)).toHaveLength(1);
    expect(dites('C-AR-18', classeur)[0]?.message).toMatch(/^1 /);
    expect(total(classeur)).toMatchObject({ Total: 120 });
  });

  test('C-AR-20 : un règlement d’une facture inconnue reste non affecté, et il est nommé', () => {
    const reglement = (IdFacture: string) => ({
      FacturesClients: [client('A', 120)],
      Encaissements: [
        { IdReglement: 'R', Date: '2026-11-15', IdClient: 'C1', Montant: 20, Mode: 'VIR', IdFacture },
      ],
    });
    expect(dites('C-AR-20', reglement('Z'))).toEqual([
      expect.objectContaining({ gravite: 'ALERTE', table: 'Encaissements', ligne: 5, colonne: 'IdFacture' }),
    ]);
    expect(total(reglement('Z'))).toMatchObject({ Total: 100, Tranche0: 120, NonAffecte: -20 });
    expect(dites('C-AR-20', reglement('A'))).toEqual([]);
    expect(total(reglement('A'))).toMatchObject({ Total: 100, Tranche0: 100, NonAffecte: 0 });
  });
});

test.each([
  ['BaseBalanceAgee', 'FACTURE'],
  ['BucketsBalanceAgee', '30;60'],
])('%s = %s : l’échu reste ce qui a passé son échéance, aux indicateurs comme au bilan', (cle, valeur) => {
  const Parametres = PARAMETRES({ [cle]: valeur });
  const Ecritures = [
    facture('F1', 300, '2026-07-01', '2026-12-15'),
    facture('F2', 100, '2026-07-01', '2026-11-20'),
  ];
  const r = clore({ ...DOSSIER, Ecritures, Parametres }, ARRETE);
  expect(rangees(r, 'IndicateursTiers').find(l => l['Code'] === 'ECHU')).toMatchObject({
    Numerateur: 100,
    Denominateur: 400,
  });
  expect(r.resultat.resume).toContain('400,00 dont échu 100,00');
});
