import * as t from '../../../../src/cloture/immobilisations/tables';
import {
  blocages,
  cloturer,
  DEFAUTS,
  enchainer,
  finsDeMois,
  IMM01,
  INFORMATIQUE,
  produite,
  soldes,
  texteLignes,
} from './atelier';

describe('en-cours et prévisionnel', () => {
  const EN_COURS = { ...IMM01, DateAcquisition: '2026-03-10', EnCours: 'O' };

  test('rien avant la mise en service : « Immos en cours » porte le brut ; puis transfert 231 vers 2183', () => {
    const avant = cloturer({ Immobilisations: [EN_COURS] }, '2026-04-30');
    expect(avant.resultat.ecritures).toEqual([]);
    expect(produite(avant.resultat, t.DotationsDuMois)[0]).toMatchObject({
      EnCours: 12000,
      Etat: 'EN_COURS',
      Compte: '231',
    });
    const apres = cloturer(avant.registre, '2026-05-31');
    expect(texteLignes(apres.resultat.ecritures)).toEqual([
      '2183 D 12000.00',
      '231 C 12000.00',
      '68112 D 211.11',
      '28183 C 211.11',
    ]);
    expect(cloturer(apres.registre, '2026-06-30').resultat.ecritures).toHaveLength(1);
    expect(produite(apres.resultat, t.TableauImmobilisations)).toMatchObject([
      { Compte: '2183', BrutN: 12000, Virements: 12000 },
      { Compte: '231', Acquisitions: 12000, Virements: -12000, BrutN: 0 },
    ]);
  });

  test('sortie avant la mise en service : C 231, D 657, pas de dotation (domaine §3.11)', () => {
    const fiche = { ...EN_COURS, DateMiseEnService: '', DateSortie: '2026-04-20', TypeSortie: 'REBUT' };
    const { resultat } = cloturer({ Immobilisations: [fiche] }, '2026-04-30');
    expect(texteLignes(resultat.ecritures)).toEqual(['657 D 12000.00', '231 C 12000.00']);
  });

  test('un prévisionnel est dans les plans, jamais dans les écritures', () => {
    const { resultat } = cloturer({ Immobilisations: [{ ...IMM01, Previsionnel: 'O' }] }, '2026-12-31');
    expect(resultat.ecritures).toEqual([]);
    expect(produite(resultat, t.Dotations)).toEqual([]);
    expect(produite(resultat, t.PlanAmortissement).map(l => l['Economique'])).toEqual([
      2544.44, 4000, 4000, 1455.56,
    ]);
  });
});

describe('sorties', () => {
  test('avant le dernier arrêté : correction négative au premier jour du mois ouvert', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, finsDeMois('2026-05', '2026-10'));
    const vendu = { ...IMM01, DateSortie: '2026-09-15', TypeSortie: 'REBUT' };
    const { resultat } = cloturer({ ...registre, Immobilisations: [vendu] }, '2026-11-30');
    // Cumul au 15/09/2026 : N360 = 124, 12 000 × 124/1080 = 1 377,78 ; comptabilisé au 31/10 : 1 877,78.
    expect(texteLignes(resultat.ecritures)).toEqual([
      '68112 C 500.00',
      '28183 D 500.00',
      '28183 D 1377.78',
      '657 D 10622.22',
      '2183 C 12000.00',
    ]);
    expect(new Set(resultat.ecritures.map(e => e.date))).toEqual(new Set([46327]));
    expect(resultat.ecritures[0]?.libelle).toContain('15/09/2026');
  });

  test('sortie apprise après la fermeture de son mois : datée du mois ouvert', () => {
    const fermees = DEFAUTS['Periodes']!.map(p =>
      String(p['Periode']) < '2026-11' ? { ...p, Etat: 'FERMEE' } : p,
    );
    const vendu = { ...IMM01, DateSortie: '2026-09-15', TypeSortie: 'REBUT' };
    const { resultat } = cloturer({ Immobilisations: [vendu], Periodes: fermees }, '2026-11-30');
    expect(new Set(resultat.ecritures.map(e => e.date))).toEqual(new Set([46327]));
  });

  test('partielle : la part sort au prorata, le reste continue', () => {
    const MouvementsImmo = [
      { IdImmo: 'INF-0001', NoMouvement: '1', Date: '2026-05-12', Type: 'ACQUISITION', Montant: 12000 },
      {
        IdImmo: 'INF-0001',
        NoMouvement: '2',
        Date: '2026-12-31',
        Type: 'CESSION',
        Montant: 3000,
        PrixHT: 2500,
      },
    ];
    const { resultat, registre } = cloturer({ Immobilisations: [IMM01], MouvementsImmo }, '2026-12-31');
    // Un quart de 2 544,44 : 636,11 ; il reste 1 908,33.
    expect(soldes(resultat.ecritures)).toEqual({
      2183: -3000,
      28183: -1908.33,
      44571: -500,
      462: 3000,
      657: 2363.89,
      68112: 2544.44,
      757: -2500,
    });
    const suite = cloturer(registre, '2027-12-31').resultat;
    expect(soldes(suite.ecritures)).toEqual({ 28183: -3000, 68112: 3000 });
  });

  test('financière : 6671 et 7671, sans dotation ni TVA ; 6756 et 7756 au PCG2014', () => {
    const titres = {
      IdImmo: 'FIN-0001',
      Libelle: 'Titres',
      Type: 'FINANCIERE',
      Compte: '271',
      DateAcquisition: '2024-03-01',
      ValeurBrute: 10000,
      Mode: 'NON_AMORTISSABLE',
      DureeMois: 0,
      TypeSortie: 'CESSION',
      PrixCessionHT: 12000,
    };
    const vendre = (DateSortie: string, arrete: string) =>
      soldes(cloturer({ Immobilisations: [{ ...titres, DateSortie }] }, arrete).resultat.ecritures);
    expect(vendre('2026-06-15', '2026-06-30')).toEqual({
      271: -10000,
      462: 12000,
      6671: 10000,
      7671: -12000,
    });
    expect(vendre('2024-06-15', '2024-06-30')).toEqual({
      271: -10000,
      462: 12000,
      6756: 10000,
      7756: -12000,
    });
  });

  test('dépréciation : 6816 / 29x à sa date, reprise 7816 à la sortie, hors du 657', () => {
    const DepreciationsImmo = [{ IdImmo: 'INF-0001', Date: '2026-12-31', Montant: 1000 }];
    const fiche = { ...IMM01, DateSortie: '2027-01-31', TypeSortie: 'REBUT' };
    const { registre, ecritures } = enchainer({ Immobilisations: [fiche], DepreciationsImmo }, [
      '2026-12-31',
    ]);
    expect(soldes(ecritures)).toMatchObject({ 6816: 1000, 29183: -1000 });
    const sorti = cloturer(registre, '2027-01-31').resultat;
    expect(texteLignes(sorti.ecritures)).toEqual(
      expect.arrayContaining(['29183 D 1000.00', '7816 C 1000.00']),
    );
  });

  test('rebut en 6871 par option, avec une alerte', () => {
    const Parametres = [{ Cle: 'OptionRebutExceptionnel', Valeur: 'O' }];
    const fiche = { ...IMM01, DateSortie: '2026-12-31', TypeSortie: 'REBUT' };
    const { resultat } = cloturer({ Immobilisations: [fiche], Parametres }, '2026-12-31');
    expect(soldes(resultat.ecritures)['6871']).toBe(9455.56);
    expect(resultat.anomalies.map(a => a.code)).toContain('C-IMM-14');
  });
});

describe('reprise et révision', () => {
  test('T-IMM-06 : 5 400,00 repris au 31/12/2025, douze mois de 2026 = 3 085,71', () => {
    const fiche = {
      ...IMM01,
      ValeurBrute: 9000,
      DateAcquisition: '2024-03-01',
      DateMiseEnService: '2024-03-01',
      DateReprise: '2025-12-31',
      CumulReprise: 5400,
    };
    const { ecritures, registre } = enchainer({ Immobilisations: [fiche] }, finsDeMois('2026-01', '2026-12'));
    expect(soldes(ecritures)).toEqual({ 28183: -3085.71, 68112: 3085.71 });
    const changee = { ...registre, Immobilisations: [{ ...fiche, CumulReprise: 5500 }] };
    expect(blocages(cloturer(changee, '2027-01-31').resultat.anomalies)).toContain('C-IMM-10');
  });

  test('T-IMM-05 : révision au 01/07/2026, 2026 = 1 636,36', () => {
    const fiche = {
      ...IMM01,
      ValeurBrute: 10000,
      DateAcquisition: '2025-01-01',
      DateMiseEnService: '2025-01-01',
      DureeMois: 60,
    };
    const PlanVersions = [
      { IdImmo: 'INF-0001', DateEffet: '2026-07-01', Base: 7000, DureeRestante: 66, Mode: 'LINEAIRE' },
    ];
    const { registre } = enchainer({ Immobilisations: [fiche], PlanVersions }, ['2025-12-31']);
    expect(soldes(cloturer(registre, '2026-12-31').resultat.ecritures)['68112']).toBe(1636.36);
  });

  test('T-IMM-04 : composants, 2026 = 3 863,89', () => {
    const structure = {
      ...IMM01,
      ValeurBrute: 80000,
      DureeMois: 120,
      DateAcquisition: '2026-09-14',
      DateMiseEnService: '2026-09-14',
    };
    const composant = {
      ...structure,
      IdImmo: 'INF-0002',
      IdImmoParent: 'INF-0001',
      ValeurBrute: 20000,
      DureeMois: 48,
    };
    const { resultat } = cloturer({ Immobilisations: [structure, composant] }, '2026-12-31');
    expect(soldes(resultat.ecritures)['68112']).toBe(3863.89);
  });
});

describe('saisies fausses : le message et que faire', () => {
  const codes = (fiche: object, suite: object = {}) =>
    cloturer({ Immobilisations: [{ ...IMM01, ...fiche }], ...suite }, '2026-12-31').resultat.anomalies;

  test.each([
    ['durée 0', { DureeMois: 0 }, 'C-IMM-05'],
    ['unités d’œuvre', { Mode: 'UNITES_OEUVRE' }, 'C-IMM-MODE'],
    ['résiduelle au-delà du brut', { ValeurResiduelle: 20000 }, 'C-IMM-RESIDUELLE'],
    ['prix sans cession', { DateSortie: '2026-12-01', TypeSortie: 'REBUT', PrixCessionHT: 10 }, 'C-IMM-14'],
    ['sortie sans type', { DateSortie: '2026-12-01' }, 'C-IMM-14'],
    ['pas de compte', { Categorie: '' }, 'C-IMM-05'],
  ])('%s : bloquant, avec un remède', (_, fiche, code) => {
    const bloquantes = codes(fiche).filter(a => a.gravite === 'BLOQUANT');
    expect(bloquantes.map(a => a.code)).toContain(code);
    expect(bloquantes.every(a => a.remede.length > 0 && a.table !== undefined)).toBe(true);
  });

  test('pas de mise en service depuis plus de 90 jours : alerte C-IMM-04, pas de dotation', () => {
    const { resultat } = cloturer({ Immobilisations: [{ ...IMM01, DateMiseEnService: '' }] }, '2026-12-31');
    expect(resultat.ecritures).toEqual([]);
    expect(resultat.anomalies.map(a => [a.code, a.gravite])).toEqual([['C-IMM-04', 'ALERTE']]);
  });

  test('sortie avant l’acquisition', () => {
    expect(blocages(codes({ DateSortie: '2026-01-01', TypeSortie: 'REBUT' }))).not.toEqual([]);
  });

  test('catégorie changée après une dotation : bloquant', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-05-31']);
    const changee = { ...registre, Immobilisations: [{ ...IMM01, CompteAmort: '28154' }] };
    expect(blocages(cloturer(changee, '2026-06-30').resultat.anomalies)).toEqual(['C-IMM-13']);
  });

  test('fiche supprimée après une dotation : bloquant ; trou de numérotation : alerte', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-05-31']);
    const autre = {
      ...registre,
      Immobilisations: [
        { ...IMM01, IdImmo: 'INF-0002' },
        { ...IMM01, IdImmo: 'INF-0005' },
      ],
    };
    const { anomalies } = cloturer(autre, '2026-06-30').resultat;
    expect(anomalies.map(a => a.code).sort()).toEqual(['C-IMM-08', 'C-IMM-17']);
  });
});

describe('factures et comptabilité', () => {
  const facture = (Ligne: string, extra: object) => ({
    IdFactF: 'A1',
    Ligne,
    Reference: 'R1',
    DateFacture: '2026-11-10',
    IdFournisseur: 'FO',
    Compte: '606300',
    Quantite: 1,
    MontantHT: 500,
    MontantTVA: 100,
    Validee: 'O',
    ...extra,
  });
  const CommandesAchat = [
    {
      IdCdeAchat: 'C1',
      Ligne: '1',
      Date: '2026-11-01',
      IdFournisseur: 'FO',
      CodeProduit: 'PC',
      Statut: 'VALIDEE',
      Quantite: 1,
      PrixUnitaire: 500,
      MontantHT: 500,
    },
  ];
  const Produits = [{ CodeProduit: 'PC', Libelle: 'Portable', CompteImmo: '2183', Immobilisable: 'O' }];
  const commande = { IdCdeAchat: 'C1', LigneCde: '1' };
  const proposer = (lignes: object[], suite: object = {}) =>
    produite(
      cloturer({ FacturesFournisseurs: lignes as never, CommandesAchat, Produits, ...suite }, '2026-11-30')
        .resultat,
      t.PropositionsImmo,
    );

  test('à 500,00 juste : non par défaut, oui si le seuil est inclusif ; LIGNE compare le total', () => {
    const juste = facture('1', commande);
    expect(proposer([juste])).toEqual([]);
    expect(proposer([juste], { Parametres: [{ Cle: 'SeuilInclusif', Valeur: 'O' }] })).toHaveLength(1);
    const deux = facture('1', { ...commande, Quantite: 2, MontantHT: 1000 });
    expect(proposer([deux])).toEqual([]);
    expect(proposer([deux], { Parametres: [{ Cle: 'SeuilBase', Valeur: 'LIGNE' }] })).toHaveLength(1);
  });

  test('une fiche par ligne, au 404 et au 44562, jamais deux fois ; le choix de l’utilisateur prime', () => {
    const lignes = [
      facture('1', { ...commande, MontantHT: 900, MontantTVA: 180 }),
      facture('2', { Compte: '2183', MontantHT: 1200, MontantTVA: 240 }),
      facture('3', { ...commande, MontantHT: 900, Immobilisee: 'N' }),
      facture('4', { MontantHT: 100, Immobilisee: 'O' }),
    ];
    const propositions = proposer(lignes);
    expect(propositions.map(p => [p['Ligne'], p['IdImmo']])).toEqual([
      ['1', 'INF-0001'],
      ['2', 'INF-0002'],
      ['4', 'IMM-0001'],
    ]);
    expect(propositions[0]).toMatchObject({
      CompteFournisseur: '404',
      CompteTVA: '44562',
      MontantTTC: 1080,
      Compte: '2183',
    });
    const prise = { ...IMM01, IdFactF: 'A1', LigneFactF: '1' };
    expect(proposer(lignes, { Immobilisations: [prise] }).map(p => p['Ligne'])).toEqual(['2', '4']);
  });

  const ecriture = (Compte: string, solde: number, EcritureNum = '1') => ({
    Exercice: '2026',
    Journal: 'AC',
    EcritureNum,
    Ligne: 1,
    DateEcriture: '2026-05-12',
    Compte,
    Piece: `P${EcritureNum}`,
    DatePiece: '2026-05-12',
    Libelle: 'Achat',
    Debit: Math.max(solde, 0),
    Credit: Math.max(-solde, 0),
  });

  test('C-IMM-01 : le registre égal aux comptes ne dit rien ; un écart est expliqué par bien', () => {
    const Ecritures = [ecriture('218300', 12000)];
    const egal = cloturer({ Immobilisations: [IMM01], Ecritures }, '2026-05-31').resultat;
    expect(egal.anomalies.filter(a => a.code === 'C-IMM-01')).toEqual([]);
    const deux = [IMM01, { ...IMM01, IdImmo: 'INF-0002', ValeurBrute: 700 }];
    const ecart = cloturer({ Immobilisations: deux, Ecritures }, '2026-05-31').resultat;
    const [anomalie] = ecart.anomalies.filter(a => a.code === 'C-IMM-01');
    expect(anomalie?.gravite).toBe('BLOQUANT');
    expect(anomalie?.message).toContain('INF-0002');
    const orpheline = [...Ecritures, ecriture('218300', 50, '2')];
    const sansFiche = cloturer({ Immobilisations: [IMM01], Ecritures: orpheline }, '2026-05-31').resultat;
    expect(sansFiche.anomalies.find(a => a.code === 'C-IMM-01')?.message).toContain('P2 Achat');
  });

  test('C-IMM-01 : la charge d’un bien mis au rebut plus tôt dans l’exercice compte encore', () => {
    const sorti = { ...IMM01, IdImmo: 'INF-0002', DateSortie: '2026-06-20', TypeSortie: 'REBUT' };
    const registre = { Immobilisations: [IMM01, sorti], Ecritures: [ecriture('218300', 24000)] };
    const { anomalies } = enchainer(registre, finsDeMois('2026-05', '2026-08'));
    expect(anomalies.filter(a => a.code === 'C-IMM-01')).toEqual([]);
  });

  test('les catégories donnent les comptes ; une écriture validée d’un autre montant bloque', () => {
    const une = cloturer({ Immobilisations: [IMM01] }, '2026-05-31');
    const validees = une.registre['EcrituresCloture']!.map(l => ({ ...l, DateValidation: '2026-06-05' }));
    const rejouee = cloturer({ ...une.registre, EcrituresCloture: validees }, '2026-05-31').resultat;
    expect([rejouee.ecritures, blocages(rejouee.anomalies)]).toEqual([[], []]);
    const changee = {
      ...une.registre,
      EcrituresCloture: validees,
      Immobilisations: [{ ...IMM01, ValeurBrute: 13000 }],
    };
    expect(blocages(cloturer(changee, '2026-05-31').resultat.anomalies)).toContain('C-GEN-07');
    expect(INFORMATIQUE.CompteAmort).toBe(DEFAUTS['CategoriesImmo']?.[0]?.['CompteAmort']);
  });
});
