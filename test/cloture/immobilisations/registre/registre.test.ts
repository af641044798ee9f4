/** Ce que le registre exige et ce qu'il rend : numéros, blocage, transferts, avoirs, éditions, rapprochement. */
import * as t from '../../../../src/cloture/immobilisations/tables';
import {
  blocages,
  cloturer,
  DEFAUTS,
  enchainer,
  IMM01,
  INFORMATIQUE,
  produite,
  soldes,
  texteLignes,
  type Registre,
} from './atelier';

const anomalies = (registre: Registre, arrete = '2026-12-31') =>
  cloturer(registre, arrete).resultat.anomalies;
const codes = (registre: Registre, arrete?: string) => anomalies(registre, arrete).map(a => a.code);
const ACQUISITION = {
  IdImmo: 'INF-0001',
  NoMouvement: '1',
  Date: '2026-05-12',
  Type: 'ACQUISITION',
  Montant: 12000,
};

describe('la catégorie donne les comptes et les défauts', () => {
  const nue = { ...IMM01, Compte: '', Mode: '', DureeMois: '' };

  test('compte, mode et durée vides sur la fiche : ceux de la catégorie', () => {
    const categorie = { ...INFORMATIQUE, Mode: 'LINEAIRE', DureeMois: 36 };
    const { resultat } = cloturer({ Immobilisations: [nue], CategoriesImmo: [categorie] }, '2026-12-31');
    expect(soldes(resultat.ecritures)).toEqual({ 28183: -2544.44, 68112: 2544.44 });
    expect(produite(resultat, t.RegistreImmo)).toMatchObject([
      { Compte: '2183', Plan: 'LIN 36', VNC: 9455.56 },
    ]);
  });

  test('ni fiche ni catégorie : la durée et le compte manquent, et le disent', () => {
    const messages = anomalies({ Immobilisations: [{ ...nue, Categorie: '' }] }).map(a => a.message);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringContaining('durée de 0 mois'),
        expect.stringContaining('pas de compte d’immobilisation'),
      ]),
    );
  });

  test.each([
    ['Compte', '606300', 'n’est pas un compte d’immobilisation'],
    ['CompteAmort', '2183', 'n’est pas un compte d’amortissement'],
    ['CompteDotation', '615', 'n’est pas un compte de dotation'],
  ])('%s en %s : refusé', (colonne, compte, phrase) => {
    const [premiere] = anomalies({ Immobilisations: [{ ...IMM01, [colonne]: compte }] });
    expect(premiere).toMatchObject({ code: 'C-IMM-05', gravite: 'BLOQUANT', colonne });
    expect(premiere?.message.replace(/'/g, '’')).toContain(phrase);
  });

  test('catégorie changée après une dotation : refusée, le transfert est proposé', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-05-31']);
    const suite = {
      ...registre,
      Immobilisations: [{ ...IMM01, Categorie: 'AUTRE' }],
      CategoriesImmo: [INFORMATIQUE, { ...INFORMATIQUE, Categorie: 'AUTRE' }],
    };
    const [refus] = anomalies(suite, '2026-06-30').filter(a => a.code === 'C-IMM-13');
    expect(refus?.gravite).toBe('BLOQUANT');
    expect(refus?.remede).toContain('TRANSFERT');
  });
});

describe('transfert d’une fiche à une autre', () => {
  const MOBILIER = { ...INFORMATIQUE, Categorie: 'MOB', Compte: '2184', CompteAmort: '28184' };
  const source = { ...IMM01, DateSortie: '2027-06-30', TypeSortie: 'TRANSFERT', IdImmoVers: 'MOB-0001' };
  const cible = {
    ...IMM01,
    IdImmo: 'MOB-0001',
    Categorie: 'MOB',
    Compte: '',
    DateReprise: '2027-06-30',
    // N360(12/05/2026 ; 30/06/2027) = 409 : 12 000 × 409/1080.
    CumulReprise: 4544.44,
  };
  const registre = { Immobilisations: [source, cible], CategoriesImmo: [INFORMATIQUE, MOBILIER] };

  test('brut, amortissements et VNC passent, sans résultat ; les totaux ne changent pas', () => {
    const avant = cloturer(registre, '2026-12-31');
    const { resultat, registre: suite } = cloturer(avant.registre, '2027-06-30');
    expect(texteLignes(resultat.ecritures)).toEqual([
      '68112 D 2000.00',
      '28183 C 2000.00',
      '2184 D 12000.00',
      '2183 C 12000.00',
      '28184 C 4544.44',
      '28183 D 4544.44',
    ]);
    expect(produite(resultat, t.TableauImmobilisations)).toMatchObject([
      {
        Compte: '2183',
        BrutN1: 12000,
        Virements: -12000,
        Sorties: 0,
        BrutN: 0,
        AmortVirements: -4544.44,
        Reprises: 0,
      },
      { Compte: '2184', BrutN1: 0, Virements: 12000, BrutN: 12000, AmortVirements: 4544.44, AmortN: 4544.44 },
    ]);
    const fin = enchainer(suite, ['2027-12-31', '2029-12-31']);
    expect(soldes(fin.ecritures)).toEqual({ 28184: -7455.56, 68112: 7455.56 });
  });

  test('ce que la cible ne reprend pas est dit au centime', () => {
    const faux = { ...registre, Immobilisations: [source, { ...cible, CumulReprise: 4000 }] };
    const refus = anomalies(faux, '2027-06-30').find(a => a.code === 'C-IMM-21');
    expect(refus).toMatchObject({ gravite: 'BLOQUANT' });
    expect(refus?.remede).toContain('cumul repris 4\u00a0544,44');
    expect(codes({ ...registre, Immobilisations: [{ ...source, IdImmoVers: '' }] }, '2027-06-30')).toContain(
      'C-IMM-21',
    );
  });
});

describe('numéros, suppression, blocage', () => {
  test('supprimée avec une valeur restante : refusée, la VNC est dite ; sortie puis ôtée : son numéro reste pris', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-05-31']);
    const refus = anomalies({ ...registre, Immobilisations: [] }, '2026-06-30').find(
      a => a.code === 'C-IMM-17',
    );
    expect(refus?.message).toContain('11\u00a0788,89');
    const sorti = enchainer(
      {
        Immobilisations: [
          { ...IMM01, IdImmo: 'INF-0002', DateSortie: '2026-06-10', TypeSortie: 'REBUT' },
          IMM01,
        ],
      },
      ['2026-06-30'],
    ).registre;
    const autre = { ...IMM01, IdImmo: 'INF-0003' };
    expect(codes({ ...sorti, Immobilisations: [IMM01, autre] }, '2026-07-31')).not.toContain('C-IMM-08');
    const reutilise = { ...sorti, Immobilisations: [IMM01, { ...IMM01, IdImmo: 'INF-0002' }] };
    expect(blocages(anomalies(reutilise, '2026-07-31'))).toEqual(['C-IMM-22']);
  });

  test('bloquée : les dotations continuent, ni sortie ni mouvement ne passe', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-05-31']);
    const bloquee = { ...IMM01, Bloquee: 'O' };
    const { resultat } = cloturer({ ...registre, Immobilisations: [bloquee] }, '2026-06-30');
    expect(soldes(resultat.ecritures)).toEqual({ 28183: -333.33, 68112: 333.33 });
    expect(resultat.anomalies.map(a => [a.code, a.gravite])).toEqual([['C-IMM-16', 'INFO']]);
    const sortie = { ...bloquee, DateSortie: '2026-06-15', TypeSortie: 'REBUT' };
    expect(blocages(anomalies({ ...registre, Immobilisations: [sortie] }, '2026-06-30'))).toEqual([
      'C-IMM-16',
    ]);
    const MouvementsImmo = [
      ACQUISITION,
      { ...ACQUISITION, NoMouvement: '2', Date: '2026-06-15', Type: 'COMPLEMENT' },
    ];
    expect(
      blocages(anomalies({ ...registre, Immobilisations: [bloquee], MouvementsImmo }, '2026-06-30')),
    ).toContain('C-IMM-16');
  });
});

describe('mouvements', () => {
  const mouvementee = (...suite: object[]) => ({
    Immobilisations: [IMM01],
    MouvementsImmo: [{ ...ACQUISITION, IdFactF: 'A1' }, ...suite] as Registre[string],
  });
  const avoir = {
    ...ACQUISITION,
    NoMouvement: '2',
    Date: '2026-06-20',
    Type: 'AVOIR',
    IdFactF: 'A1',
    Montant: 500,
  };

  test('un avoir ne dépasse pas le solde de sa facture', () => {
    expect(blocages(anomalies(mouvementee(avoir)))).toEqual([]);
    const refus = anomalies(mouvementee(avoir, { ...avoir, NoMouvement: '3', Montant: 11600 }));
    expect(blocages(refus)).toContain('C-IMM-15');
    expect(refus.map(a => a.message).join()).toContain('dépasse le solde de 11\u00a0500,00 de la facture A1');
  });

  test('l’avoir d’un exercice fini a son type, et diminue le brut sans toucher les acquisitions', () => {
    const tardif = { ...avoir, Date: '2027-02-10' };
    expect(codes(mouvementee(tardif), '2027-02-28')).toContain('C-IMM-15');
    const { registre } = enchainer(mouvementee({ ...tardif, Type: 'AVOIR_ANTERIEUR' }), ['2026-12-31']);
    const { resultat } = cloturer(registre, '2027-02-28');
    expect(resultat.anomalies.map(a => a.code)).toEqual([]);
    expect(produite(resultat, t.TableauImmobilisations)).toMatchObject([
      { BrutN1: 12000, Acquisitions: 0, Sorties: 500, BrutN: 11500 },
    ]);
  });

  test('une valeur brute tapée par-dessus les mouvements se voit, avec la valeur à remettre', () => {
    const [vue] = anomalies({
      Immobilisations: [{ ...IMM01, ValeurBrute: 13000 }],
      MouvementsImmo: [ACQUISITION],
    });
    expect(vue).toMatchObject({ code: 'C-IMM-23', colonne: 'ValeurBrute' });
    expect(vue?.remede).toContain('12\u00a0000,00');
  });

  test('lieu et détenteur : le dernier transfert, et chaque changement constaté', () => {
    const { registre } = enchainer({ Immobilisations: [{ ...IMM01, Localisation: 'Paris' }] }, [
      '2026-05-31',
    ]);
    const deplacer = { ...ACQUISITION, NoMouvement: 'T1', Type: 'TRANSFERT', Date: '2026-06-10', Montant: 0 };
    const { resultat } = cloturer(
      { ...registre, MouvementsImmo: [{ ...deplacer, Localisation: 'Lyon', IdCollab: 'C1' }] },
      '2026-06-30',
    );
    expect(produite(resultat, t.RegistreImmo)).toMatchObject([{ Localisation: 'Lyon', IdCollab: 'C1' }]);
    expect(produite(resultat, t.ModificationsImmo).map(m => [m['Champ'], m['Ancien'], m['Nouveau']])).toEqual(
      [
        ['Localisation', 'Paris', 'Lyon'],
        ['Collaborateur', '', 'C1'],
      ],
    );
  });
});

describe('éditions', () => {
  const ORDRE: unknown[] = ['COMPTABILISE', 'EN_COURS', 'PREVU'];

  test('dotations par compte et section : la somme est l’écriture du mois, sorties comprises', () => {
    const { resultat } = cloturer(
      {
        Immobilisations: [
          { ...IMM01, Section: 'PARIS' },
          { ...IMM01, IdImmo: 'INF-0002', Section: 'LYON' },
          { ...IMM01, IdImmo: 'INF-0003', Section: 'LYON', DateSortie: '2026-05-31', TypeSortie: 'REBUT' },
        ],
      },
      '2026-05-31',
    );
    expect(produite(resultat, t.DotationsParCompte)).toMatchObject([
      { CompteDotation: '68112', CompteAmort: '28183', Section: 'LYON', Nombre: 2, Periode: 422.22 },
      { CompteDotation: '68112', CompteAmort: '28183', Section: 'PARIS', Nombre: 1, Periode: 211.11 },
    ]);
    expect(soldes(resultat.ecritures)['68112']).toBe(633.33);
  });

  test.each([
    ['ANNUELLE', 4],
    ['SEMESTRIELLE', 7],
    ['TRIMESTRIELLE', 13],
    ['MENSUELLE', 37],
  ])('plan en vue %s : %i lignes, 12 000,00 au total', (Valeur, lignes) => {
    const Parametres = [{ Cle: 'PeriodicitePlan', Valeur }];
    const { resultat } = cloturer({ Immobilisations: [IMM01], Parametres }, '2026-11-30');
    const plan = produite(resultat, t.PlanAmortissement);
    expect(plan).toHaveLength(lignes);
    expect(Math.round(plan.reduce((total, l) => total + Number(l['Economique']) * 100, 0))).toBe(1_200_000);
    expect(plan.at(-1)).toMatchObject({ Etat: 'PREVU', VNC: 0 });
    const etats = plan.map(l => l['Etat']);
    expect(etats).toEqual([...etats].sort((a, b) => ORDRE.indexOf(a) - ORDRE.indexOf(b)));
    // Au 30/11/2026, seul le mois de novembre finit avec l'arrêté.
    expect(etats.includes('EN_COURS')).toBe(Valeur !== 'MENSUELLE');
  });

  test('le rapprochement se lit par compte, écart nul compris, et l’écart se décompose par bien', () => {
    const ecriture = (Piece: string, Debit: number, Ligne: number) => ({
      Exercice: '2026',
      Journal: 'AC',
      EcritureNum: Piece,
      Ligne,
      DateEcriture: '2026-05-12',
      Compte: '2183',
      Piece,
      DatePiece: '2026-05-12',
      Libelle: 'Achat',
      Debit,
      Credit: 0,
    });
    const Immobilisations = [
      { ...IMM01, IdFactF: 'F1' },
      { ...IMM01, IdImmo: 'INF-0002', IdFactF: 'F2', ValeurBrute: 3000 },
      { ...IMM01, IdImmo: 'INF-0003', ValeurBrute: 800 },
    ];
    const Ecritures = [ecriture('F1', 12000, 1), ecriture('F2', 2500, 2), ecriture('X9', 50, 3)];
    const { resultat } = cloturer({ Immobilisations, Ecritures }, '2026-05-31');
    const [brut, amort] = ['2183', '28183'].map(Compte =>
      produite(resultat, t.RapprochementImmo).find(l => l['Compte'] === Compte),
    );
    expect(brut).toMatchObject({ Registre: 15800, Comptabilite: 14550, Ecart: 1250 });
    expect(String(brut?.['Explication']).replace(/\u00a0/g, ' ')).toBe(
      "INF-0003, 800,00 que les écritures n'ont pas ; INF-0002, 3 000,00 au registre et 2 500,00 dans les écritures ; l'écriture « X9 Achat », 50,00 sans fiche.",
    );
    expect(amort).toMatchObject({ Ecart: 0 });
  });
});

describe('TVA d’une sortie (CGI annexe II art. 207)', () => {
  const sortir = (fiche: object, arrete = '2027-10-31') =>
    anomalies(
      { Immobilisations: [{ ...IMM01, DateSortie: '2027-10-20', TypeSortie: 'CESSION', ...fiche }] },
      arrete,
    )
      .filter(a => a.code === 'C-IMM-20')
      .map(a => a.gravite);

  test('un meuble vendu avec TVA n’est pas concerné ; sans TVA dans les cinq ans, si', () => {
    expect(sortir({ PrixCessionHT: 7500 })).toEqual([]);
    const CodesTVA = [
      { CodeTVA: 'EXO', Libelle: 'Exonéré', Taux: 0, DateEffet: '2020-01-01', Regime: 'EXONERE' },
    ];
    const exonere = {
      ...IMM01,
      DateSortie: '2027-10-20',
      TypeSortie: 'CESSION',
      PrixCessionHT: 10,
      CodeTVACession: 'EXO',
    };
    const vues = anomalies({ Immobilisations: [exonere], CodesTVA }, '2027-10-31').filter(
      a => a.code === 'C-IMM-20',
    );
    expect(vues.map(a => a.gravite)).toEqual(['ALERTE']);
  });

  test('un immeuble, dans les vingt ans ; un rebut, pour mémoire ; rien après cinq ans', () => {
    const categorie = { ...INFORMATIQUE, Categorie: 'BAT', Compte: '2131', CompteAmort: '28131' };
    const batiment = {
      ...IMM01,
      Categorie: 'BAT',
      Compte: '2131',
      DateSortie: '2027-10-20',
      TypeSortie: 'CESSION',
    };
    const vues = anomalies({ Immobilisations: [batiment], CategoriesImmo: [categorie] }, '2027-10-31');
    expect(vues.filter(a => a.code === 'C-IMM-20').map(a => a.gravite)).toEqual(['ALERTE']);
    expect(sortir({ TypeSortie: 'REBUT' })).toEqual(['INFO']);
    expect(
      sortir({
        TypeSortie: 'REBUT',
        DateAcquisition: '2022-12-31',
        DateMiseEnService: '2022-12-31',
        DureeMois: 120,
      }),
    ).toEqual([]);
  });

  test('apprise après la fermeture de son mois, l’écriture porte la date de survenance', () => {
    const Periodes = DEFAUTS['Periodes']!.map(p =>
      String(p['Periode']) < '2026-11' ? { ...p, Etat: 'FERMEE' } : p,
    );
    const vendu = { ...IMM01, DateSortie: '2026-09-15', TypeSortie: 'REBUT' };
    const { registre } = cloturer({ Immobilisations: [vendu], Periodes }, '2026-11-30');
    // 46280 : 15/09/2026.
    expect(new Set(registre['EcrituresCloture']!.map(l => l['DateSurvenance']))).toEqual(new Set([46280]));
  });
});
