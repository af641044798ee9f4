/** Les états d'un classeur : plans, exercices, à-nouveaux, tiers, comparatifs (domaine §2, §9.6, §12, §16). */
import { calculer, lignesDe, lire, signalees, type Dossier, type Ecrit } from './dossier';

const VIEUX = ['2024-25', '2024-07-01', '2025-06-30', 'PCG2014'] as const;
const NEUF = ['2025-26', '2025-07-01', '2026-06-30', 'PCG2025'] as const;

/** Une cession de 10 000 pour une valeur nette de 4 000, encaissée. */
const cession = (date: string, valeur: string, prix: string): Ecrit[] => [
  [date, '512000', 10_000],
  [date, prix, -10_000],
  [date, valeur, 4_000],
  [date, '2183', -6_000],
  [date, '28183', 2_000],
];

describe('le plan suit la date d’ouverture de l’exercice (domaine §16, cas 1 et 2)', () => {
  test('ouvert le 01/07/2024, une cession du 15/03/2025 est en 675/775, exceptionnelle', () => {
    const r = calculer({
      arrete: '2025-03-31',
      exercices: [VIEUX],
      ecritures: cession('2025-03-15', '675', '775'),
    });
    expect(signalees(r)).toEqual([]);
    expect(['XC2', 'XP2', 'REX', 'REXC', 'RES'].map(p => lire(r, 'CompteResultat', p, 'Cumul'))).toEqual([
      4_000, 10_000, 0, 6_000, 6_000,
    ]);
  });
  test('ouvert le 01/02/2025, elle est en 657/757, d’exploitation', () => {
    const court = ['2025', '2025-02-01', '2025-12-31', 'PCG2025'] as const;
    const r = calculer({
      arrete: '2025-03-31',
      exercices: [court],
      ecritures: cession('2025-03-15', '657', '757'),
    });
    expect(signalees(r)).toEqual([]);
    expect(['VCI', 'PCI', 'REX', 'REXC', 'RES'].map(p => lire(r, 'CompteResultat', p, 'Cumul'))).toEqual([
      4_000, 10_000, 6_000, 0, 6_000,
    ]);
    const faux = calculer({
      arrete: '2025-03-31',
      exercices: [court],
      ecritures: cession('2025-03-15', '675', '775'),
    });
    expect(signalees(faux)).toEqual(['C-CPT-04 675', 'C-CPT-04 775']);
    expect(faux.anomalies.map(a => a.remede).join(' ')).toMatch(/657.*757/);
  });
  test('un plan que la date ne permet pas bloque ; le paramètre le force', () => {
    const d: Dossier = {
      arrete: '2026-01-31',
      exercices: [['2026', '2026-01-01', '2026-12-31', 'PCG2014']],
      ecritures: [],
    };
    expect(signalees(calculer(d))).toEqual(['C-ETA-09']);
    expect(signalees(calculer({ ...d, parametres: { ReferentielComptable: 'PCG2014' } }))).toEqual([]);
  });
});

describe('l’exercice d’avant', () => {
  const avant: Ecrit[] = [
    ['2024-09-30', '512000', 1_000],
    ['2024-09-30', '101000', -1_000],
    ['2024-12-31', '512000', 500],
    ['2024-12-31', '706000', -500],
    ...cession('2025-03-15', '675', '775'),
  ];
  const courant: Ecrit[] = [
    ['2025-12-15', '411000', 300, { tiers: 'A' }],
    ['2025-12-15', '706000', -300],
  ];
  const sans: Dossier = { arrete: '2025-12-31', exercices: [VIEUX, NEUF], ecritures: [...avant, ...courant] };

  test('pas encore clos : son résultat est dans les capitaux propres, à part de celui de l’exercice', () => {
    const r = calculer(sans);
    expect(['P10', 'P10N', 'P10P'].map(p => lire(r, 'BilanPassif', p, 'Net'))).toEqual([6_800, 300, 6_500]);
    expect(lire(r, 'BilanActif', 'TA', 'Net')).toBe(lire(r, 'BilanPassif', 'TP', 'Net'));
    expect(r.anomalies.map(a => a.code)).toContain('C-ETA-12');
  });

  test('sa cession au 775 se compare en 757, dans l’exploitation, et l’édition dit que N-1 est converti', () => {
    const r = calculer({ ...sans, arrete: '2026-03-31' });
    expect(['PCI', 'VCI', 'REX', 'RES'].map(p => lire(r, 'CompteResultat', p, 'CumulN1'))).toEqual([
      10_000, 4_000, 6_500, 6_500,
    ]);
    expect(lignesDe(r, 'CompteResultat')[0]?.['Libelle']).toMatch(/N-1 converti/);
    expect(signalees(r)).toEqual(['C-ETA-10']);
    expect(['P10N', 'TP'].map(p => lire(r, 'BilanPassif', p, 'NetN1'))).toEqual([6_500, 7_500]);
  });

  test('repris en à-nouveaux : les soldes en partent, le compte 12 garde son résultat, rien ne compte deux fois', () => {
    const an = { journal: 'AN' };
    const repris: Ecrit[] = [
      ['2025-07-01', '512000', 11_500, an],
      ['2025-07-01', '2183', -6_000, an],
      ['2025-07-01', '28183', 2_000, an],
      ['2025-07-01', '101000', -1_000, an],
      ['2025-07-01', '120000', -6_500, an],
    ];
    const r = calculer({ ...sans, ecritures: [...avant, ...repris, ...courant] });
    expect(lire(r, 'BilanActif', 'A31', 'Net')).toBe(11_500);
    expect(['P10', 'P10N', 'P10A'].map(p => lire(r, 'BilanPassif', p, 'Net'))).toEqual([6_800, 300, 6_500]);
    // Sans les écritures de N-1, les à-nouveaux font la colonne N-1 du bilan.
    const seuls = calculer({ ...sans, ecritures: [...repris, ...courant] });
    expect(lire(seuls, 'BilanPassif', 'TP', 'NetN1')).toBe(7_500);
    expect(lire(seuls, 'CompteResultat', 'RES', 'CumulN1')).toBeUndefined();
  });
});

test('tiers, banques et TVA se présentent un par un, jamais compensés (domaine §12.4, §17.12)', () => {
  const d = '2026-11-10';
  const r = calculer({
    arrete: '2026-11-30',
    ecritures: [
      [d, '411000', 1_000, { tiers: 'A' }],
      [d, '411000', -400, { tiers: 'B' }],
      [d, '401000', 150, { tiers: 'F' }],
      [d, '401000', -700, { tiers: 'G' }],
      [d, '512100', 500],
      [d, '512200', -300],
      [d, '445660', 200],
      [d, '445710', -450],
      [d, '4191', -60, { tiers: 'A' }],
      [d, '4191', 10, { tiers: 'C' }],
      [d, '101000', 50],
    ],
  });
  const actif = ['A24', 'A25', 'A31'].map(p => lire(r, 'BilanActif', p, 'Net'));
  expect(actif).toEqual([1_000, 150 + 200 + 10, 500]);
  expect(['P20', 'P23', 'P24', 'P25', 'P27'].map(p => lire(r, 'BilanPassif', p, 'Net'))).toEqual([
    300, 60, 700, 450, 400,
  ]);
  expect(signalees(r)).toEqual([]);
});

describe('ce qui arrête les états', () => {
  const juste: Ecrit[] = [
    ['2026-11-10', '512000', 100],
    ['2026-11-10', '706000', -100],
  ];
  const avec = (...plus: Ecrit[]): Dossier => ({ arrete: '2026-11-30', ecritures: [...juste, ...plus] });
  test('C-ETA-01 : un compte sans ligne, avec celle qui est proposée', () => {
    const r = calculer(avec(['2026-11-10', '296000', -40], ['2026-11-10', '512000', 40]));
    expect(signalees(r)).toEqual(['C-ETA-01 296000']);
    expect(r.anomalies[0]?.remede).toContain('A13');
    const regle = [
      ['Compte', 'Sens', 'Ligne'],
      ['296', '', 'A13'],
    ];
    const complete = calculer({
      ...avec(['2026-11-10', '296000', -40], ['2026-11-10', '512000', 40]),
      tables: { RegroupementComptes: regle },
    });
    expect(signalees(complete)).toEqual([]);
    expect(lire(complete, 'BilanActif', 'A13', 'Net')).toBe(-40);
  });
  test('C-ETA-02 : un centime de trop', () => {
    expect(signalees(calculer(avec(['2026-11-10', '411000', 0.01])))).toEqual(['C-ETA-02']);
  });
  test('C-ETA-04 : un compte de gestion écarté', () => {
    const tables = {
      RegroupementComptes: [
        ['Compte', 'Sens', 'Ligne'],
        ['706', '', 'HORS'],
      ],
    };
    expect(signalees(calculer({ ...avec(), tables }))).toEqual(['C-ETA-04']);
  });
  test('C-ETA-05 : un compte d’attente et un virement interne, en alerte', () => {
    const r = calculer(avec(['2026-11-10', '471000', 5], ['2026-11-10', '580000', -5]));
    expect(signalees(r)).toEqual(['C-ETA-05 471000', 'C-ETA-05 580000']);
  });
  test('C-ETA-06 : aucun exercice', () =>
    expect(signalees(calculer({ ...avec(), arrete: '2027-01-31' }))).toEqual(['C-ETA-06']));
  test('C-ETA-07 : une ligne qui n’existe pas, ou d’un autre état', () => {
    const PlanComptable = [
      ['Compte', 'Libelle', 'LigneCR', 'LigneBilan'],
      ['706000', 'Ventes', 'A24', ''],
      ['512000', 'Banque', '', 'Z9'],
    ];
    const codes = signalees(calculer({ ...avec(), tables: { PlanComptable } }));
    expect(codes).toEqual(expect.arrayContaining(['C-ETA-07 706000', 'C-ETA-07 512000']));
  });
  test('C-ETA-08 : le compte de gestion oublie un compte', () => {
    const LignesEtat = [
      ['CodeEtat', 'Ordre', 'CodeLigne', 'Libelle', 'Type', 'Formule', 'Prefixes', 'Sens'],
      ['GESTION', '1', 'CA', 'Ventes', 'LIGNE', '', '701', 'PRODUIT'],
      ['GESTION', '2', 'M', 'Marge', 'TOTAL', 'CA - ABSENTE', '', ''],
    ];
    const r = calculer({ ...avec(), tables: { LignesEtat } });
    expect(signalees(r)).toEqual(['C-ETA-08 M', 'C-ETA-08']);
  });
});

describe('C-ETA-03 : le chiffre d’affaires de gestion est celui des comptes 70', () => {
  const HISTORIQUE = [
    ['Arrete', 'Module', 'IdAffaire', 'DateEffet', 'Montant', 'TypeLigne'],
    ['2026-10-31', 'CA', 'A1', '2026-10-31', '1000.00', 'ARRETE'],
    ['2026-11-30', 'CA', 'A1', '2026-11-30', '1800.00', 'ARRETE'],
  ];
  const vente = (euros: number, affaire?: string): Ecrit[] => [
    ['2026-11-20', '706000', -euros, affaire === undefined ? {} : { affaire }],
    ['2026-11-20', '411000', euros, { tiers: 'A' }],
  ];
  const codes = (ecritures: Ecrit[], tables: Dossier['tables'] = {}) =>
    signalees(calculer({ arrete: '2026-11-30', ecritures, tables: { Historique: HISTORIQUE, ...tables } }));
  test('analytique : une vente sans affaire est hors affaires', () => {
    expect(codes([...vente(800, 'A1'), ...vente(50)])).toEqual([]);
    expect(codes([...vente(799.99, 'A1'), ...vente(50)])).toEqual(['C-ETA-03 70']);
  });
  test('sans affaire dans les écritures, les factures le disent', () => {
    const FacturesClients = [
      [
        'IdFacture',
        'Ligne',
        'TypePiece',
        'DateFacture',
        'IdClient',
        'IdAffaire',
        'MontantHT',
        'MontantTTC',
        'Validee',
      ],
      ['F1', '1', 'FACTURE', '2026-11-20', 'A', 'A1', '800.00', '960.00', 'O'],
      ['F2', '1', 'FACTURE', '2026-11-20', 'A', '', '50.00', '60.00', 'O'],
    ];
    expect(codes([...vente(800), ...vente(50)], { FacturesClients })).toEqual([]);
    expect(codes([...vente(800), ...vente(49)], { FacturesClients })).toEqual(['C-ETA-03 70']);
  });
});

test('un exercice de quinze mois a quinze colonnes, dont la somme est le cumul', () => {
  const long = ['L', '2025-10-01', '2026-12-31', 'PCG2025'] as const;
  const ecritures: Ecrit[] = [
    ['2025-10-15', '706000', -100],
    ['2025-10-15', '512000', 100],
    ['2026-11-15', '706000', -30],
    ['2026-11-15', '512000', 30],
  ];
  const r = calculer({ arrete: '2026-11-30', exercices: [long], ecritures });
  const table = r.produites.find(p => p.table.nom === 'ResultatMensuel')?.table;
  const mois = table?.colonnes.filter(c => /^M\d+$/.test(c.cle)).map(c => c.entete);
  expect([mois?.length, mois?.[0], mois?.[14]]).toEqual([15, 'octobre 2025', 'décembre 2026']);
  expect(['M1', 'M14', 'M15', 'Cumul'].map(c => lire(r, 'ResultatMensuel', 'CAN', c))).toEqual([
    100,
    30,
    undefined,
    130,
  ]);
});

test('provisoire tant que le mois n’est pas fermé, définitif ensuite', () => {
  const dit = (Etat: string) => {
    const tables = {
      Periodes: [
        ['Periode', 'Exercice', 'Etat'],
        ['2026-11', '2026', Etat],
      ],
    };
    return lignesDe(calculer({ arrete: '2026-11-30', ecritures: [], tables }), 'BilanActif')[0]?.['Libelle'];
  };
  expect(dit('EN_CLOTURE')).toBe('Essai SARL, du 01/01/2026 au 30/11/2026, en euros – PROVISOIRE');
  expect(dit('FERMEE')).toMatch(/DÉFINITIF$/);
});

test('le budget par compte : mois, cumul, écart, atterrissage ; une année se partage sans perdre un centime', () => {
  const Budgets = [
    ['Version', 'Exercice', 'Periode', 'Axe', 'Code', 'NatureOuCompte', 'Montant'],
    ['INITIAL', '2026', '', 'CENTRE', 'S1', '706000', '1000.00'],
    ['INITIAL', '2026', '2026-11', 'CENTRE', 'S1', '641000', '70.00'],
    ['INITIAL', '2026', '2026-12', 'CENTRE', 'S1', '641000', '80.00'],
    ['INITIAL', '2026', '', 'AFFAIRE', 'A1', '706000', '99.00'],
    ['REV1', '2026', '', 'CENTRE', 'S1', '706000', '5.00'],
  ];
  const ecritures: Ecrit[] = [
    ['2026-11-15', '706000', -900],
    ['2026-11-15', '512000', 900],
  ];
  const r = calculer({ arrete: '2026-11-30', ecritures, tables: { Budgets } });
  // 1 000 × 11/12 = 916,67 ; novembre : 916,67 − 833,33.
  expect(['BudgetMois', 'BudgetCumul', 'EcartBudget'].map(c => lire(r, 'CompteResultat', 'CAN', c))).toEqual([
    83.34, 916.67, -16.67,
  ]);
  expect(lire(r, 'CompteResultat', 'SAL', 'BudgetCumul')).toBe(70);
  expect(['Cumul', 'Atterrissage'].map(c => lire(r, 'CompteGestion', 'CA', c))).toEqual([900, 983.33]);
  expect(lire(r, 'CompteGestion', 'PERS', 'Atterrissage')).toBe(80);
});
