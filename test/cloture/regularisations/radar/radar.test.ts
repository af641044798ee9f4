import { compte, depuisEuros, quantite, type Jour } from '../../../../src/comptabilite';
import { enAnomalie } from '../../../../src/cloture/regularisations/radar';
import { achat, ecriture, le, livraison, radar, reception, resume, vente } from './atelier';

const m = depuisEuros;

describe('C-CUT-10, livré ou reçu depuis plus de trente jours', () => {
  test('une réception de plus de trente jours se montre, sans proposer deux fois sa FNP ; à trente jours pas encore', () => {
    const receptions = [
      reception({ IdReception: 'BR1', DateReception: le('30/10/2026'), euros: 900 }),
      reception({ IdReception: 'BR2', DateReception: le('31/10/2026'), euros: 800 }),
    ];
    expect(resume(radar({ receptions }))).toEqual(['C-CUT-10 BR1/1 900']);
  });

  test('ce qui est facturé en partie ne compte que pour son reste, à son prix', () => {
    const receptions = [reception({ DateReception: le('01/09/2026'), Quantite: quantite(10), euros: 1000 })];
    const facturesFournisseurs = [
      achat({
        IdReception: 'BR1',
        LigneReception: '1',
        DateFacture: le('15/09/2026'),
        Quantite: quantite(4),
        euros: 450,
      }),
    ];
    expect(resume(radar({ receptions, facturesFournisseurs }))).toEqual(['C-CUT-10 BR1/1 600']);
  });

  test('une livraison oubliée se propose en FAE ; à l’avancement, elle se montre seulement', () => {
    const livraisons = [livraison({ DateLivraison: le('12/10/2026'), euros: 1450 })];
    expect(resume(radar({ livraisons }))).toEqual(['C-CUT-10 BL1/1 1450 FAE 1450']);
    expect(resume(radar({ livraisons }, { venteRattachee: () => false }))).toEqual(['C-CUT-10 BL1/1 1450']);
    const facturees = livraisons.map(l => ({ ...l, IdFacture: 'FC9', DateFacture: le('02/11/2026') }));
    expect(radar({ livraisons: facturees })).toEqual([]);
  });
});

describe('C-CUT-11, facture d’après l’arrêté', () => {
  const facture = (euros: number, plus = {}) =>
    achat({ IdFactF: 'FF9', DateFacture: le('03/12/2026'), euros, ...plus });

  test('le prix facturé diffère de la réception provisionnée : la différence se propose', () => {
    const receptions = [reception({ DateReception: le('27/11/2026'), euros: 2000 })];
    const facturesFournisseurs = [facture(2150, { IdReception: 'BR1', LigneReception: '1' })];
    const propose = () => m(2000);
    expect(resume(radar({ receptions, facturesFournisseurs }, { propose }))).toEqual([
      'C-CUT-11 FF9/1 150 FNP 150',
    ]);
    expect(
      radar({ receptions, facturesFournisseurs: [facture(2000, { IdReception: 'BR1' })] }, { propose }),
    ).toEqual([]);
  });

  test('une facture de décembre pour un service commencé en novembre se propose à proportion', () => {
    // 16 jours de novembre sur 31 : 3 100 × 16 / 31.
    const facturesFournisseurs = [
      facture(3100, { PeriodeDu: le('15/11/2026'), PeriodeAu: le('15/12/2026') }),
    ];
    expect(resume(radar({ facturesFournisseurs }))).toEqual(['C-CUT-11 FF9/1 1600 FNP 1600']);
  });

  test('la vente de même, si elle n’est pas à l’avancement', () => {
    const facturesClients = [
      vente({
        DateFacture: le('01/12/2026'),
        PeriodeDu: le('01/11/2026'),
        PeriodeAu: le('30/11/2026'),
        euros: 500,
      }),
    ];
    expect(resume(radar({ facturesClients }))).toEqual(['C-CUT-11 FC1/1 500 FAE 500']);
    expect(radar({ facturesClients }, { venteRattachee: () => false })).toEqual([]);
  });
});

describe('C-CUT-12, le fournisseur de tous les mois', () => {
  const abonnement = (mois: readonly number[], plus = {}) =>
    mois.map((rang, i) =>
      achat({
        IdFactF: `F${rang}`,
        DateFacture: le(`05/${String(rang).padStart(2, '0')}/2026`),
        euros: 300 + 10 * i,
        ...plus,
      }),
    );

  test('quatre mois d’affilée puis rien : la médiane des quatre derniers', () => {
    // 310, 320, 330, 340 : médiane 325.
    expect(resume(radar({ facturesFournisseurs: abonnement([6, 7, 8, 9, 10]) }))).toEqual([
      'C-CUT-12 FO1|611000 325 FNP 325',
    ]);
  });

  test.each([
    ['il a facturé ce mois-ci', abonnement([7, 8, 9, 10, 11])],
    ['il n’est pas régulier', abonnement([6, 7, 9, 10])],
    ['ses factures suivent des réceptions', abonnement([7, 8, 9, 10], { IdReception: 'BR8' })],
    ['ses factures portent une période', abonnement([7, 8, 9, 10], { PeriodeDu: le('01/07/2026') })],
  ])('rien à dire si %s', (_, facturesFournisseurs) => {
    expect(radar({ facturesFournisseurs }).filter(c => c.code === 'C-CUT-12')).toEqual([]);
  });

  test('avant le jour où il facture d’habitude, il n’est pas en retard', () => {
    const facturesFournisseurs = abonnement([7, 8, 9, 10]);
    expect(radar({ facturesFournisseurs }, { arrete: le('04/11/2026') })).toEqual([]);
    expect(radar({ facturesFournisseurs }, { arrete: le('05/11/2026') })).toHaveLength(1);
  });

  test('sans table de factures, le grand livre suffit', () => {
    const ecritures = [7, 8, 9, 10].flatMap(rang => {
      const piece = { EcritureNum: `AC${rang}`, Piece: `F${rang}` };
      const date = `05/${String(rang).padStart(2, '0')}/2026`;
      return [
        ecriture('Télécom', date, '626000', 90, piece),
        ecriture('Télécom', date, '401000', -108, { ...piece, Tiers: 'FO7', Ligne: 2 }),
      ];
    });
    expect(resume(radar({ ecritures }))).toEqual(['C-CUT-12 FO7|626000 90 FNP 90']);
  });
});

describe('C-CUT-13, la période du libellé', () => {
  test('une charge qui couvre l’après-arrêté se propose en CCA, un produit en PCA', () => {
    // Un mois de trois reste à courir : 9 200 × 31 / 92.
    expect(resume(radar({ ecritures: [ecriture('Loyer T4 2026', '01/10/2026', '613200', 9200)] }))).toEqual([
      expect.stringMatching(/^C-CUT-13 2026\/AC\/AC\d+\/1 3100 CCA 3100$/),
    ]);
    expect(
      resume(radar({ ecritures: [ecriture('Licence décembre 2026', '20/11/2026', '707000', -80)] })),
    ).toEqual([expect.stringMatching(/80 PCA 80$/)]);
  });

  test('une charge de novembre passée en décembre se propose en FNP', () => {
    expect(resume(radar({ ecritures: [ecriture('Énergie 11/2026', '05/12/2026', '606100', 640)] }))).toEqual([
      expect.stringMatching(/640 FNP 640$/),
    ]);
  });

  test('une charge d’octobre passée en novembre renseigne, sans rien proposer', () => {
    const [constat] = radar({ ecritures: [ecriture('Énergie 10/2026', '05/11/2026', '606100', 640)] });
    expect(constat).toMatchObject({ gravite: 'INFO', risque: m(640) });
    expect(constat?.proposition).toBeUndefined();
  });

  test.each([
    ['le mois est le bon', ecriture('Énergie 11/2026', '18/11/2026', '606100', 640)],
    ['c’est une extourne', ecriture('Extourne loyer décembre 2026', '01/11/2026', '613200', 640)],
    ['c’est un compte de bilan', ecriture('Loyer décembre 2026', '01/11/2026', '401000', 640)],
    ['c’est une dotation', ecriture('Dotation décembre 2026', '30/11/2026', '681120', 640)],
  ])('rien à dire si %s', (_, ligne) => {
    expect(radar({ ecritures: [ligne] })).toEqual([]);
  });

  test('une facture qui porte sa période est déjà étalée par la règle', () => {
    const facturesFournisseurs = [
      achat({
        IdFactF: 'FG1',
        DateFacture: le('01/10/2026'),
        PeriodeDu: le('01/10/2026'),
        PeriodeAu: le('31/12/2026'),
        euros: 9200,
      }),
    ];
    const ecritures = [ecriture('Loyer T4 2026', '01/10/2026', '613200', 9200, { Piece: 'FG1' })];
    expect(radar({ ecritures, facturesFournisseurs })).toEqual([]);
  });
});

describe('C-CUT-14, la même facture deux fois', () => {
  const deux = (premiere: string, seconde: string, plus = {}) => [
    achat({ IdFactF: 'FF1', DateFacture: le(premiere), euros: 720 }),
    achat({ IdFactF: 'FF2', DateFacture: le(seconde), euros: 720, ...plus }),
  ];

  test('même montant à dix jours : l’avoir attendu se propose ; à onze jours, non', () => {
    expect(resume(radar({ facturesFournisseurs: deux('10/11/2026', '20/11/2026') }))).toEqual([
      'C-CUT-14 FF2/1 720 AAR 720',
    ]);
    expect(radar({ facturesFournisseurs: deux('10/11/2026', '21/11/2026') })).toEqual([]);
  });

  test('la même référence du fournisseur suffit, si loin que ce soit', () => {
    const facturesFournisseurs = deux('10/06/2026', '20/11/2026').map(f => ({ ...f, Reference: 'A-77' }));
    expect(resume(radar({ facturesFournisseurs }))).toEqual(['C-CUT-14 FF2/1 720 AAR 720']);
  });

  test('deux affaires, deux réceptions, deux périodes : ce sont deux factures', () => {
    for (const plus of [{ IdAffaire: 'A2' }, { PeriodeDu: le('01/12/2026') }, { Compte: compte('622600') }])
      expect(
        radar({ facturesFournisseurs: deux('10/11/2026', '20/11/2026', plus) }).filter(
          c => c.code === 'C-CUT-14',
        ),
      ).toEqual([]);
  });

  test('deux réceptions distinctes font deux achats', () => {
    const facturesFournisseurs = deux('10/11/2026', '20/11/2026').map((f, i) => ({
      ...f,
      IdReception: `BR${i}`,
    }));
    expect(radar({ facturesFournisseurs }).filter(c => c.code === 'C-CUT-14')).toEqual([]);
  });

  test('côté clients, l’avoir à établir ; deux livraisons font deux ventes', () => {
    const facturesClients = ['FC1', 'FC2'].map(id => vente({ IdFacture: id, euros: 450 }));
    expect(resume(radar({ facturesClients }))).toEqual(['C-CUT-14 FC2/1 450 AAE 450']);
    const livraisons = ['FC1', 'FC2'].map((id, i) =>
      livraison({ IdBL: `BL${i}`, IdFacture: id, DateFacture: le('30/11/2026'), euros: 450 }),
    );
    expect(radar({ facturesClients, livraisons })).toEqual([]);
  });
});

describe('C-CUT-15, la période qu’on ne peut pas croire', () => {
  const abonnement = (du: string, au?: string, plus = {}) =>
    achat({
      DateFacture: le(du),
      PeriodeDu: le(du),
      ...(au === undefined ? {} : { PeriodeAu: le(au) }),
      euros: 3650,
      ...plus,
    });

  test('sans fin, un an est supposé', () => {
    // Du 01/07/2026 au 30/06/2027 : 153 jours écoulés sur 365, 3 650 × 212 / 365.
    expect(resume(radar({ facturesFournisseurs: [abonnement('01/07/2026')] }))).toEqual([
      'C-CUT-15 FF1/1 2120 CCA 2120',
    ]);
  });

  test('sans fin, la durée de la précédente du même fournisseur l’emporte', () => {
    // Quatre-vingt-dix jours, comme la première : du 01/11 au 29/01, 60 restent, 3 600 × 60 / 90.
    const facturesFournisseurs = [
      abonnement('01/02/2026', '01/05/2026', { IdFactF: 'FF0' }),
      abonnement('01/11/2026', undefined, { MontantHT: m(3600) }),
    ];
    expect(resume(radar({ facturesFournisseurs }))).toEqual(['C-CUT-15 FF1/1 2400 CCA 2400']);
  });

  test('trop longue, la proposition ramène à un an ce que la règle étale', () => {
    // Dix ans (3 653 jours dont 153 écoulés) laissent 3 497,13 ; un an en laisse 2 120.
    expect(resume(radar({ facturesFournisseurs: [abonnement('01/07/2026', '30/06/2036')] }))).toEqual([
      'C-CUT-15 FF1/1 1377.13 CCA -1377.13',
    ]);
  });

  test('un an, trois ans moins un jour : rien à dire ; une immobilisation non plus', () => {
    expect(
      radar({
        facturesFournisseurs: [
          abonnement('01/07/2026', '30/06/2027'),
          abonnement('01/07/2026', '30/06/2029', { IdFactF: 'FF2' }),
          abonnement('01/07/2026', undefined, { IdFactF: 'FF3', Immobilisee: true }),
        ],
      }),
    ).toEqual([]);
  });
});

test('le plus grand montant en jeu vient d’abord, et chaque constat mène à sa cellule dans les deux langues', () => {
  const constats = radar({
    receptions: [reception({ DateReception: le('01/09/2026'), euros: 100 })],
    livraisons: [livraison({ DateLivraison: le('01/09/2026'), euros: 900 })],
    ecritures: [ecriture('Loyer décembre 2026', '20/11/2026', '613200', 500)],
  });
  expect(constats.map(c => c.risque / 100)).toEqual([900, 500, 100]);
  for (const c of constats) {
    const anomalie = enAnomalie(c);
    expect(anomalie).toMatchObject({ table: c.table, ligne: c.ligne, colonne: c.colonne, cle: c.cle });
    expect(anomalie.message).not.toBe(anomalie.en?.message);
    expect(anomalie.remede).not.toBe('');
  }
});

test('un avoir, une facture nulle et un acompte ne sont pas des doubles', () => {
  const facturesClients = [
    ...['FC1', 'FC2'].map(IdFacture => vente({ IdFacture, TypePiece: 'AVOIR', euros: -450 })),
    ...['FC3', 'FC4'].map(IdFacture => vente({ IdFacture, TypePiece: 'ACOMPTE', euros: 450 })),
    ...['FC5', 'FC6'].map(IdFacture => vente({ IdFacture, euros: 0 })),
  ];
  expect(radar({ facturesClients })).toEqual([]);
});

test('l’ordre des lignes ne change rien', () => {
  const facturesFournisseurs = [3, 2, 1].map(i =>
    achat({ IdFactF: `FF${i}`, DateFacture: (le('10/11/2026') + i) as Jour, euros: 720 }),
  );
  expect(resume(radar({ facturesFournisseurs }))).toEqual(
    resume(radar({ facturesFournisseurs: [...facturesFournisseurs].reverse() })),
  );
});
