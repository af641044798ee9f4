/** T-AR-04 (domaine §8.7), puis ce qui l'entoure. */
import { clore, codes, DOSSIER, ligne, PARAMETRES, rangees, soldes, texteLignes } from './atelier';

const FACTURE = ligne('C1', 'F100', '2026-06-15', 12_000, { DateEcheance: '2026-07-15' });
const FACTURES_CLIENTS = [
  {
    IdFacture: 'F100',
    Ligne: '1',
    TypePiece: 'FACTURE',
    DateFacture: '2026-06-15',
    IdClient: 'C1',
    CodeTVA: 'N',
    MontantHT: 10_000,
    MontantTVA: 2_000,
    MontantTTC: 12_000,
    Validee: 'O',
  },
];
const CONSTAT = { IdTiers: 'C1', DateEffet: '2026-10-31', TauxPerte: 0.6, Motif: 'Redressement judiciaire' };
const OCTOBRE = {
  ...DOSSIER,
  Ecritures: [FACTURE],
  FacturesClients: FACTURES_CLIENTS,
  CreancesDouteuses: [CONSTAT],
};
const PERTE = {
  IdOperation: 'P1',
  Date: '2026-11-20',
  Type: 'IRRECOUVRABLE',
  IdTiers: 'C1',
  Piece: 'F100',
  Montant: 12_000,
  Encaisse: 3_600,
};

describe('T-AR-04', () => {
  const octobre = clore(OCTOBRE, '2026-10-31');

  test('toute la créance au 416, TTC ; 60 % du HT en dépréciation', () => {
    expect(texteLignes(octobre.resultat.ecritures)).toEqual([
      '416 D 12000.00',
      '411 C 12000.00',
      '68174 D 6000.00',
      '491 C 6000.00',
    ]);
    expect(rangees(octobre, 'ProvisionsClients')).toEqual([
      expect.objectContaining({
        CreanceTTC: 12_000,
        BaseHT: 10_000,
        Montant: 6_000,
        Dotation: 6_000,
        NetTTC: 6_000,
      }),
    ]);
    expect(codes(octobre)).toEqual([]);
  });

  test('la relance du même arrêté redonne exactement le même classeur', () => {
    const encore = clore(octobre.classeur, '2026-10-31');
    expect(encore.classeur).toEqual(octobre.classeur);
  });

  test('3 600 reçus, le reste perdu : 6541, 44571, et la dépréciation reprise', () => {
    const novembre = clore({ ...octobre.classeur, OperationsTiers: [PERTE] }, '2026-11-30');
    expect(texteLignes(novembre.resultat.ecritures)).toEqual([
      '512 D 3600.00',
      '6541 D 7000.00',
      '44571 D 1400.00',
      '416 C 12000.00',
      '491 D 6000.00',
      '78174 C 6000.00',
    ]);
    expect(soldes(novembre.classeur)).toEqual({
      '411': -12_000,
      '44571': 1_400,
      '512': 3_600,
      '6541': 7_000,
      '68174': 6_000,
      '78174': -6_000,
    });
    expect(clore(novembre.classeur, '2026-11-30').classeur).toEqual(novembre.classeur);
    const decembre = clore(novembre.classeur, '2026-12-31');
    expect(decembre.resultat.ecritures).toEqual([]);
    expect(rangees(decembre, 'ProvisionsClients')).toEqual([]);
  });

  test('sans changement, l’arrêté suivant ne passe rien et garde la dépréciation', () => {
    const novembre = clore(octobre.classeur, '2026-11-30');
    expect(novembre.resultat.ecritures).toEqual([]);
    expect(rangees(novembre, 'ProvisionsClients')).toEqual([
      expect.objectContaining({ Montant: 6_000, Precedent: 6_000, Dotation: 0, Reprise: 0 }),
    ]);
  });

  test('un risque qui baisse ne passe que la différence', () => {
    const constats = [
      CONSTAT,
      { ...CONSTAT, DateEffet: '2026-11-01', TauxPerte: 0.25, Motif: 'Plan accepté' },
    ];
    const novembre = clore({ ...octobre.classeur, CreancesDouteuses: constats }, '2026-11-30');
    expect(texteLignes(novembre.resultat.ecritures)).toEqual(['491 D 3500.00', '78174 C 3500.00']);
  });
});

test('une facture à deux taux se déprécie taux par taux', () => {
  // 1 200,00 à 20 % et 1 055,00 à 5,5 % : HT 1 000 + 1 000 ; la moitié perdue : 1 000,00.
  const [modele] = FACTURES_CLIENTS;
  const lignes = [
    { ...modele!, MontantHT: 1_000, MontantTVA: 200, MontantTTC: 1_200 },
    { ...modele!, Ligne: '2', CodeTVA: 'R', MontantHT: 1_000, MontantTVA: 55, MontantTTC: 1_055 },
  ];
  const r = clore(
    {
      ...OCTOBRE,
      Ecritures: [ligne('C1', 'F100', '2026-06-15', 2_255)],
      FacturesClients: lignes,
      CreancesDouteuses: [{ ...CONSTAT, TauxPerte: 0.5 }],
    },
    '2026-10-31',
  );
  expect(rangees(r, 'ProvisionsClients')).toEqual([
    expect.objectContaining({ BaseHT: 2_000, Montant: 1_000 }),
  ]);
});

test('les avoirs et règlements du client se déduisent de la plus ancienne pièce avant le reclassement', () => {
  const r = clore(
    {
      ...OCTOBRE,
      Ecritures: [FACTURE, ligne('C1', 'F101', '2026-08-15', 600), ligne('C1', 'R9', '2026-09-10', -2_400)],
    },
    '2026-10-31',
  );
  expect(texteLignes(r.resultat.ecritures.slice(0, 1))).toEqual([
    '416 D 9600.00',
    '416 D 600.00',
    '411 C 9600.00',
    '411 C 600.00',
  ]);
});

test('TVA sur encaissements : la perte débite la TVA en attente que la facture a créditée', () => {
  const ecritures = [FACTURE, { ...FACTURE, Ligne: 2, Compte: '44574', Debit: 0, Credit: 2_000 }];
  const factures = FACTURES_CLIENTS.map(f => ({ ...f, CodeTVA: 'E' }));
  const perte = { ...PERTE, Encaisse: '' };
  const r = clore(
    { ...DOSSIER, Ecritures: ecritures, FacturesClients: factures, OperationsTiers: [perte] },
    '2026-11-30',
  );
  expect(texteLignes(r.resultat.ecritures)).toEqual(['6541 D 10000.00', '44574 D 2000.00', '411 C 12000.00']);
});

test('une facture d’un exercice antérieur se perd au 6544', () => {
  const ancienne = ligne('C1', 'F90', '2026-01-01', 1_200, { Journal: 'AN' });
  const factures = FACTURES_CLIENTS.map(f => ({ ...f, IdFacture: 'F90', DateFacture: '2025-10-10' }));
  const perte = { ...PERTE, Piece: 'F90', Montant: 1_200, Encaisse: '' };
  const r = clore(
    { ...DOSSIER, Ecritures: [ancienne], FacturesClients: factures, OperationsTiers: [perte] },
    '2026-11-30',
  );
  expect(texteLignes(r.resultat.ecritures)[0]).toBe('6544 D 1000.00');
});

test('par âge : en option, signalée, jamais sur une créance douteuse ni non échue', () => {
  const parametres = PARAMETRES({ DepreciationStatistique: 'O' });
  const tauxParAge = [
    { JoursDu: 30, Taux: 0.1 },
    { JoursDu: 90, Taux: 0.5 },
  ];
  const ecritures = [
    ligne('C3', 'F1', '2026-06-01', 1_200, { DateEcheance: '2026-07-01' }),
    ligne('C3', 'F2', '2026-08-01', 1_200, { DateEcheance: '2026-09-20' }),
    ligne('C3', 'F3', '2026-10-01', 1_200, { DateEcheance: '2026-11-30' }),
  ];
  const r = clore(
    { ...DOSSIER, Parametres: parametres, TauxDepreciation: tauxParAge, Ecritures: ecritures },
    '2026-10-31',
  );
  // 122 jours : 50 % de 1 000 ; 41 jours : 10 % de 1 000.
  expect(rangees(r, 'ProvisionsClients').map(l => [l['IdFacture'], l['Montant'], l['Origine']])).toEqual([
    ['F1', 500, 'STATISTIQUE'],
    ['F2', 100, 'STATISTIQUE'],
  ]);
  expect(codes(r)).toContain('C-AR-21');
  const sansOption = clore({ ...DOSSIER, TauxDepreciation: tauxParAge, Ecritures: ecritures }, '2026-10-31');
  expect(sansOption.resultat.ecritures).toEqual([]);
});

test('les trois présentations ont le même net ; un client créditeur est au passif', () => {
  const r = clore(
    {
      ...OCTOBRE,
      Ecritures: [FACTURE, ligne('C2', 'F200', '2026-09-01', 900), ligne('C3', 'R3', '2026-09-05', -150)],
    },
    '2026-10-31',
  );
  const lignes = rangees(r, 'CreancesNettes');
  const nets = lignes.filter(l => l['Net'] === 'O').map(l => l['Montant']);
  expect(nets).toEqual([6_900, 6_900, 6_900]);
  const total = (p: number) =>
    lignes
      .filter(l => l['Presentation'] === p && l['Net'] !== 'O' && l['Compte'] !== '4197')
      .reduce((s, l) => s + Number(l['Montant']), 0);
  expect([total(2), total(3)]).toEqual([6_900, 6_900]);
  expect(lignes.find(l => l['Compte'] === '4197')?.['Montant']).toBe(150);
});

test('une écriture validée pour un autre montant bloque', () => {
  const octobre = clore(OCTOBRE, '2026-10-31');
  const validees = rangees(octobre, 'EcrituresCloture').map(l => ({ ...l, DateValidation: '2026-11-05' }));
  const constats = [{ ...CONSTAT, TauxPerte: 0.8 }];
  const r = clore(
    { ...octobre.classeur, EcrituresCloture: validees, CreancesDouteuses: constats },
    '2026-10-31',
  );
  expect(codes(r)).toEqual(['C-GEN-07']);
  const egal = clore({ ...octobre.classeur, EcrituresCloture: validees }, '2026-10-31');
  expect(egal.resultat.ecritures).toEqual([]);
  expect(codes(egal)).toEqual([]);
});

test('une créance au 416 sans constat, ou sans taux, se voit', () => {
  const au416 = ligne('C1', 'F100', '2026-06-15', 1_200, { Compte: '416' });
  expect(codes(clore({ ...DOSSIER, Ecritures: [au416] }, '2026-10-31'))).toContain('C-AR-03');
});

test('redevenue saine : la créance revient au 411 et la dépréciation se reprend', () => {
  const octobre = clore(OCTOBRE, '2026-10-31');
  const constats = [
    CONSTAT,
    { ...CONSTAT, DateEffet: '2026-11-01', TauxPerte: 0, Saine: 'O', Motif: 'Payeur' },
  ];
  const r = clore({ ...octobre.classeur, CreancesDouteuses: constats }, '2026-11-30');
  expect(texteLignes(r.resultat.ecritures)).toEqual([
    '411 D 12000.00',
    '416 C 12000.00',
    '491 D 6000.00',
    '78174 C 6000.00',
  ]);
});
