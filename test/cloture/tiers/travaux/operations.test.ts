/** Acomptes, escomptes, effets, Dailly, affacturage, pénalités : leurs écritures (domaine §8.6, §8.10). */
import fc from 'fast-check';
import { montant, moins, somme, taux, totalCredit, totalDebit } from '../../../../src/comptabilite';
import { tvaDe } from '../../../../src/cloture/tiers/acomptes/calcul/arithmetique';
import {
  clore,
  codes,
  DOSSIER,
  ligne,
  PARAMETRES,
  rangees,
  soldes,
  texteLignes,
  type Classeur,
} from './atelier';

const ARRETE = '2026-11-30';
const FACTURE = ligne('C1', 'F100', '2026-11-05', 1_200);

type Operation = Readonly<Record<string, string | number>>;
const operation = (Type: string, Montant: number, autres: Operation = {}): Operation => ({
  IdOperation: `${Type}-${Montant}`,
  Date: '2026-11-15',
  Type,
  IdTiers: 'C1',
  Montant,
  ...autres,
});
const passer = (operations: readonly Operation[], autres: Classeur = {}) =>
  clore({ ...DOSSIER, Ecritures: [FACTURE], ...autres, OperationsTiers: operations }, ARRETE);
const lignes = (...args: Parameters<typeof passer>) => texteLignes(passer(...args).resultat.ecritures);

describe('acomptes (domaine §8.10)', () => {
  const recu = operation('ACOMPTE_RECU', 300, { Piece: 'AC1', Date: '2026-10-10' });
  const compense = operation('COMPENSATION_ACOMPTE', 300, { Piece: 'F100', PieceLiee: 'AC1' });

  test('reçu : banque au 4191 TTC, TVA exigible ; compensé : 4191 au 411, la TVA se contrepasse', () => {
    expect(lignes([recu])).toEqual(['512 D 300.00', '4191 C 300.00', '44588 D 50.00', '44571 C 50.00']);
    const r = passer([recu, compense]);
    expect(texteLignes(r.resultat.ecritures).slice(4)).toEqual([
      '4191 D 300.00',
      '411 C 300.00',
      '44571 D 50.00',
      '44588 C 50.00',
    ]);
    expect(soldes(r.classeur)).toEqual({ '411': -300, '512': 300 });
  });

  test('facture 1 200, acompte 300 : il reste 900 dans la balance âgée (mission 100)', () => {
    const balance = rangees(passer([recu, compense]), 'BalanceAgeeClients');
    expect(balance.find(l => l['Niveau'] === 'TOTAL')?.['Total']).toBe(900);
    expect(balance.find(l => l['Niveau'] === 'PIECE' && l['Piece'] === 'F100')?.['Total']).toBe(900);
  });

  test('compensé en trois fois, la TVA rendue est exactement celle de l’acompte', () => {
    const tiers = [33.33, 33.33, 33.34].map((m, i) =>
      operation('COMPENSATION_ACOMPTE', m, { IdOperation: `K${i}`, Piece: 'F100', PieceLiee: 'AC1' }),
    );
    const r = passer([operation('ACOMPTE_RECU', 100, { Piece: 'AC1', Date: '2026-10-10' }), ...tiers]);
    expect(soldes(r.classeur)).toEqual({ '411': -100, '512': 100 });
  });

  /** C-CUT-02 du compte 44588 : sa gravité et l'écart qu'il annonce, s'il y en a un. */
  const ecartDeTVA = (...args: Parameters<typeof passer>) =>
    passer(...args)
      .resultat.anomalies.filter(a => a.code === 'C-CUT-02')
      .map(a => [a.gravite, /écart de ([^.]*)\./.exec(a.message)?.[1]]);
  const od = (Compte: string, montant: number, n = 1) =>
    ligne('C1', 'OD9', '2026-11-20', montant, {
      Compte,
      Tiers: '',
      Journal: 'OD',
      EcritureNum: 'OD9',
      Ligne: n,
    });

  test('C-CUT-02 : le 44588 ne garde que la TVA des acomptes à compenser', () => {
    expect(ecartDeTVA([])).toEqual([]);
    expect(ecartDeTVA([recu])).toEqual([]);
    expect(ecartDeTVA([recu, { ...compense, Montant: 100.01 }])).toEqual([]);
    expect(ecartDeTVA([recu, compense])).toEqual([]);
    // Soldé à la main, alors que l'acompte attend encore sa facture : 50 de TVA manquent au compte.
    const soldee = { Ecritures: [FACTURE, od('44588', -50), od('44571', 50, 2)] };
    expect(ecartDeTVA([recu], soldee)).toEqual([['BLOQUANT', '-50,00']]);
    expect(ecartDeTVA([recu, compense], soldee)).toEqual([['BLOQUANT', '-50,00']]);
  });

  // Un acompte de 240,00 importé : 4191, et sa TVA de 40,00 dans la même écriture.
  const ecriture = { Journal: 'BQ', EcritureNum: 'BQ8' };
  const acompte = (autres: Operation = {}) =>
    ligne('C2', 'AC8', '2026-10-03', -240, { ...ecriture, Compte: '4191', ...autres });
  const tva = (montant: number, autres: Operation = {}) =>
    ligne('C2', 'AC8', '2026-10-03', montant, {
      ...ecriture,
      Compte: '44588',
      Tiers: '',
      Ligne: 2,
      ...autres,
    });
  const importer = (...importees: ReturnType<typeof ligne>[]) =>
    ecartDeTVA([recu], { Ecritures: [FACTURE, ...importees] });

  test('C-CUT-02 : la TVA d’un acompte importé est celle de son écriture, tant qu’il est ouvert', () => {
    expect(importer(acompte(), tva(40))).toEqual([]);
    // Son écriture la dit de 40,00, et 5,00 de plus traînent au compte.
    expect(importer(acompte(), tva(40), od('44588', 5))).toEqual([['ALERTE', '5,00']]);
    // Compensé pour 60,00 : il en attend 180,00, et 30,00 de TVA.
    const lettre = { Lettrage: 'p1', DateLettrage: '2026-11-10' };
    const compensation = ligne('C2', 'AC8', '2026-11-10', 60, { Journal: 'OD', Compte: '4191', ...lettre });
    expect(importer(acompte(lettre), tva(40), compensation, od('44588', -10))).toEqual([]);
    expect(importer(acompte(lettre), tva(40), compensation)).toEqual([['ALERTE', '10,00']]);
  });

  test('C-CUT-02 : la TVA passée hors de l’écriture de l’acompte ne se vérifie pas, et se dit', () => {
    expect(importer(acompte(), tva(40, { EcritureNum: 'BQ9' }))).toEqual([['ALERTE', '40,00']]);
  });

  test('un acompte ne se compense pas deux fois', () => {
    const trop = passer([recu, compense, { ...compense, IdOperation: 'K2', Montant: 1 }]);
    expect(codes(trop)).toContain('C-OPT-02');
  });

  test('ce qui reste à compenser est aux engagements', () => {
    const partiel = passer([recu, { ...compense, Montant: 120 }]);
    expect(rangees(partiel, 'EngagementsTiers')).toEqual([
      expect.objectContaining({ Nature: 'ACOMPTE_A_COMPENSER', Montant: 300, Apure: 120, Reste: 180 }),
    ]);
  });

  test('versé à un fournisseur : 4091, TVA déductible au paiement, puis compensé', () => {
    const autres = { Ecritures: [ligne('F1', 'FF9', '2026-11-08', -1_200)] };
    const verse = operation('ACOMPTE_VERSE', 600, { IdTiers: 'F1', Piece: 'AV1', Date: '2026-10-10' });
    const fin = operation('COMPENSATION_ACOMPTE', 600, { IdTiers: 'F1', Piece: 'FF9', PieceLiee: 'AV1' });
    expect(lignes([verse, fin], autres)).toEqual([
      '4091 D 600.00',
      '512 C 600.00',
      '44566 D 100.00',
      '44588 C 100.00',
      '401 D 600.00',
      '4091 C 600.00',
      '44588 D 100.00',
      '44566 C 100.00',
    ]);
  });

  test('option : la facture d’acompte au 411 avant d’être payée ; sans elle, aucune écriture', () => {
    const facture = operation('ACOMPTE_FACTURE', 300, { Piece: 'AC1' });
    expect(lignes([facture])).toEqual([]);
    const option = { Parametres: PARAMETRES({ AcompteALaFacture: 'O' }) };
    expect(lignes([facture], option)).toEqual(['411 D 300.00', '4191 C 300.00']);
    expect(lignes([recu], option).slice(0, 2)).toEqual(['512 D 300.00', '411 C 300.00']);
  });

  test('option : facturé, payé et compensé dans le même mois, rien ne reste au 4191 ni de l’acompte au 411', () => {
    const facture = operation('ACOMPTE_FACTURE', 300, { Piece: 'AC1', Date: '2026-10-09' });
    const option = { Parametres: PARAMETRES({ AcompteALaFacture: 'O' }) };
    const r = passer([facture, recu, compense], option);
    expect(codes(r)).not.toContain('C-OPT-02');
    expect(soldes(r.classeur)).toEqual({ '411': -300, '512': 300 });
    const balance = rangees(r, 'BalanceAgeeClients');
    expect(balance.find(l => l['Niveau'] === 'TOTAL')?.['Total']).toBe(900);
  });
});

test('escompte accordé : 665 HT, TVA, 411 ; obtenu : 401, 765, TVA', () => {
  expect(lignes([operation('ESCOMPTE_ACCORDE', 24, { Piece: 'F100' })])).toEqual([
    '665 D 20.00',
    '44571 D 4.00',
    '411 C 24.00',
  ]);
  const obtenu = operation('ESCOMPTE_OBTENU', 24, { IdTiers: 'F1', Piece: 'FF9' });
  expect(lignes([obtenu], { Ecritures: [ligne('F1', 'FF9', '2026-11-08', -1_200)] })).toEqual([
    '401 D 24.00',
    '765 C 20.00',
    '44566 C 4.00',
  ]);
});

describe('effets et financements (domaine §8.6)', () => {
  const effet = operation('EFFET_RECU', 1_200, { Piece: 'F100', DateEcheance: '2027-01-31' });
  const escompte = operation('EFFET_ESCOMPTE', 1_200, {
    Piece: 'F100',
    Date: '2026-11-20',
    Interets: 12,
    Frais: 3,
    DateEcheance: '2027-01-31',
  });

  test('escompté : le 413 est crédité à l’escompte, le risque reste hors bilan jusqu’à l’échéance', () => {
    const r = passer([effet, escompte]);
    expect(texteLignes(r.resultat.ecritures)).toEqual([
      '413 D 1200.00',
      '411 C 1200.00',
      '5114 D 1200.00',
      '413 C 1200.00',
      '512 D 1185.00',
      '6616 D 12.00',
      '6275 D 3.00',
      '5114 C 1200.00',
    ]);
    expect(rangees(r, 'EngagementsTiers').map(l => [l['Nature'], l['Reste']])).toEqual([
      ['EFFET_ESCOMPTE_NON_ECHU', 1_200],
    ]);
    expect(rangees(r, 'BalanceAgeeClients').find(l => l['Niveau'] === 'TOTAL')?.['Total'] ?? 0).toBe(0);
  });

  test('escompté sans échéance : il engage tant qu’on ne l’a pas dite', () => {
    const { DateEcheance: _echeance, ...sansEcheance } = escompte;
    expect(
      rangees(passer([effet, sansEcheance]), 'EngagementsTiers').map(l => [l['Nature'], l['Reste']]),
    ).toEqual([['EFFET_ESCOMPTE_NON_ECHU', 1_200]]);
  });

  test('un effet reçu n’est pas en retard avant son échéance', () => {
    const balance = rangees(passer([effet]), 'BalanceAgeeClients');
    const total = balance.find(l => l['Niveau'] === 'TOTAL');
    expect([total?.['Total'], total?.['Tranche0']]).toEqual([1_200, 1_200]);
  });

  test('Dailly : le 411 reste, le crédit est au 5191', () => {
    const dailly = operation('DAILLY', 1_000, { Piece: 'D1', Interets: 8 });
    const r = passer([dailly]);
    expect(texteLignes(r.resultat.ecritures)).toEqual(['512 D 992.00', '6616 D 8.00', '5191 C 1000.00']);
    const fin = operation('DAILLY_REMBOURSE', 1_000, { PieceLiee: 'D1', Date: '2026-11-28' });
    expect(rangees(passer([dailly, fin]), 'EngagementsTiers')).toEqual([]);
  });

  test('affacturage : la créance cédée quitte la balance âgée ; frais, TVA, intérêts et retenue', () => {
    const r = passer([
      operation('CESSION_FACTOR', 1_200, { Piece: 'F100' }),
      operation('FINANCEMENT_FACTOR', 1_200, {
        Piece: 'F100',
        Date: '2026-11-16',
        Frais: 20,
        Interets: 6,
        Retenue: 120,
      }),
    ]);
    expect(texteLignes(r.resultat.ecritures)).toEqual([
      '467 D 1200.00',
      '411 C 1200.00',
      '512 D 1050.00',
      '6225 D 20.00',
      '44566 D 4.00',
      '6616 D 6.00',
      '467 D 120.00',
      '467 C 1200.00',
    ]);
    expect(rangees(r, 'BalanceAgeeClients').filter(l => l['Niveau'] === 'PIECE')).toEqual([]);
  });
});

test('pénalités facturées : 7631 et 7581, sans TVA ; 7711 avant 2025', () => {
  const o = operation('PENALITES', 182.13, { Frais: 40 });
  expect(lignes([o])).toEqual(['411 D 182.13', '7631 C 142.13', '7581 C 40.00']);
  const ancien = { Exercices: DOSSIER['Exercices']!.map(x => ({ ...x, Referentiel: 'PCG2014' })) };
  expect(lignes([o], ancien)[2]).toBe('7711 C 40.00');
});

test('rentrée sur créance amortie : 7583 HT, et la TVA redevient due', () => {
  expect(lignes([operation('RENTREE', 600)])).toEqual(['512 D 600.00', '7583 C 500.00', '44571 C 100.00']);
});

test('une opération d’un mois fermé s’écrit au premier jour ouvert, avec sa vraie date', () => {
  const r = passer([operation('DAILLY', 100, { Date: '2026-07-10' })]);
  expect(r.resultat.ecritures.map(e => [e.date, e.survenance])).toEqual([[46266, 46213]]);
});

test('une opération passée à un arrêté ne repasse pas au suivant, et une relance ne double rien', () => {
  const novembre = passer([operation('DAILLY', 100)]);
  expect(clore(novembre.classeur, ARRETE).classeur).toEqual(novembre.classeur);
  const decembre = clore(novembre.classeur, '2026-12-31');
  expect(decembre.resultat.ecritures).toEqual([]);
  expect(soldes(decembre.classeur)).toEqual(soldes(novembre.classeur));
});

test.each([
  ['ESCOMPTE_ACCORDE', { Piece: 'F100', Montant: 1_201 }, 'C-OPT-02'],
  ['ESCOMPTE_ACCORDE', {}, 'C-OPT-01'],
  ['ESCOMPTE_OBTENU', { Piece: 'F100' }, 'C-OPT-01'],
  ['DAILLY', { Interets: 11 }, 'C-OPT-01'],
  ['ESCOMPTE_ACCORDE', { Piece: 'F100', CodeTVA: 'X' }, 'C-OPT-01'],
  ['DAILLY', { Montant: -5 }, 'C-OPT-01'],
])('%s %o : %s, rien n’est écrit', (type, autres, code) => {
  const r = passer([operation(type, 10, autres)]);
  expect(codes(r)).toContain(code);
  expect(r.resultat.ecritures).toEqual([]);
});

test('propriété : toute opération complète est équilibrée, et HT + TVA font le TTC', () => {
  const m = fc.integer({ min: 1, max: 500_000_00 }).map(montant);
  const t = fc.constantFrom('0', '0.021', '0.055', '0.10', '0.20').map(x => taux(x));
  fc.assert(
    fc.property(m, t, (ttc, tva) => {
      expect(somme([moins(ttc, tvaDe(ttc, tva)), tvaDe(ttc, tva)])).toBe(ttc);
    }),
  );
  const arbitraire = fc.record({
    type: fc.constantFrom(
      'ACOMPTE_RECU',
      'IRRECOUVRABLE',
      'RENTREE',
      'DAILLY',
      'PENALITES',
      'FINANCEMENT_FACTOR',
    ),
    euros: fc.integer({ min: 100, max: 100_000 }),
  });
  fc.assert(
    fc.property(arbitraire, ({ type, euros }) => {
      const autres = { Piece: 'F1', Frais: 1.33, Encaisse: type === 'IRRECOUVRABLE' ? 7.77 : '' };
      const Ecritures = [ligne('C1', 'F1', '2026-11-01', euros)];
      const r = clore(
        {
          ...DOSSIER,
          Ecritures,
          OperationsTiers: [operation(type, euros, type === 'PENALITES' ? { Frais: 40 } : autres)],
        },
        ARRETE,
      );
      expect(r.resultat.ecritures.length).toBeGreaterThan(0);
      for (const e of r.resultat.ecritures) expect(totalDebit(e)).toBe(totalCredit(e));
    }),
    { numRuns: 30 },
  );
});

test('DSO avant et après affacturage : 91 et 60,67 jours tant que le client n’a pas payé le factor', () => {
  const facture = (piece: string, ttc: number) => [
    ligne('C1', piece, '2026-11-05', ttc, { Journal: 'VT', EcritureNum: piece }),
    ligne('', piece, '2026-11-05', -ttc, { Journal: 'VT', EcritureNum: piece, Ligne: 2, Compte: '706' }),
  ];
  const Ecritures = [...facture('F100', 1_200), ...facture('F101', 2_400)];
  const cession = operation('CESSION_FACTOR', 1_200, { Piece: 'F100' });
  const finance = { Piece: 'B1', PieceLiee: 'F100', Retenue: 120, CodeTVA: 'N' };
  const financement = operation('FINANCEMENT_FACTOR', 1_200, finance);
  const liberation = operation('LIBERATION_FACTOR', 120, { Piece: 'L1', PieceLiee: 'B1' });
  const delais = (...operations: Operation[]) =>
    rangees(passer(operations, { Ecritures }), 'IndicateursTiers')
      .filter(l => String(l['Code']).startsWith('DSO') && l['Code'] !== 'DSO_EPUISEMENT')
      .map(l => [l['Code'], l['Numerateur'], l['Valeur']]);
  // Facturé de septembre à novembre : 3 600 en 91 jours. Avant : 3 600 × 91 / 3 600 ; après : 2 400 × 91 / 3 600.
  const apres = ['DSO', 2_400, 60.6667];
  const avant = ['DSO_AVANT_AFFACTURAGE', 3_600, 91];
  expect(delais()).toEqual([['DSO', 3_600, 91]]);
  expect(delais(cession)).toEqual([apres, avant]);
  expect(delais(cession, financement)).toEqual([apres, avant]);
  // La retenue libérée dit que le client a payé.
  expect(delais(cession, financement, liberation)).toEqual([apres]);
});

test('une opération passée ne se repasse pas le mois suivant, même si son code porte une barre', () => {
  const novembre = passer([operation('DAILLY', 100, { IdOperation: 'DAI|26|1' })]);
  expect(novembre.resultat.ecritures).toHaveLength(1);
  expect(clore(novembre.classeur, '2026-12-31').resultat.ecritures).toEqual([]);
});
