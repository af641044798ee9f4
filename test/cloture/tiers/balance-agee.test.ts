import fc from 'fast-check';
import { enEuros, type Jour } from '../../../src/comptabilite';
import { etablirBalance, type Cumuls } from '../../../src/cloture/tiers/calcul/balance-agee';
import {
  BORNES,
  libelles,
  lireBornes,
  trancheDe,
  verifierBornes,
} from '../../../src/cloture/tiers/calcul/tranches';
import { auxiliaire, le, options, postesAu, type LigneEssai } from './atelier';

const ARRETE = le('30/11/2026');

/** T-AR-01 (domaine §8.2) : F6 porte 800 de règlement partiel ; avoir et règlement non affectés pour 2 100. */
const T_AR_01: readonly LigneEssai[] = [
  { piece: 'F1', date: '05/11/2026', echeance: '15/12/2026', montant: 1200 },
  { piece: 'F2', date: '16/10/2026', echeance: '30/11/2026', montant: 3600 },
  { piece: 'F3', date: '16/09/2026', echeance: '31/10/2026', montant: 2400 },
  { piece: 'F4', date: '15/09/2026', echeance: '30/10/2026', montant: 960 },
  { piece: 'F5', date: '15/07/2026', echeance: '31/08/2026', montant: 5000 },
  {
    piece: 'F6',
    date: '01/08/2026',
    echeance: '15/09/2026',
    montant: 1800,
    lettrage: 'a',
    lettreLe: '20/10/2026',
  },
  { piece: 'R1', date: '20/10/2026', montant: -800, lettrage: 'a', lettreLe: '20/10/2026' },
  { piece: 'AV1', date: '10/11/2026', montant: -600 },
  { piece: 'R2', date: '20/11/2026', montant: -1500 },
];

const enLigne = (c: Cumuls) => [c.total, ...c.tranches, c.nonAffecte].map(enEuros);

describe('T-AR-01, au 30/11/2026', () => {
  const postes = postesAu(auxiliaire(T_AR_01), ARRETE);

  test('chaque pièce dans sa tranche, crédits à part, total 12 060', () => {
    const { total, unites } = etablirBalance(postes, options(ARRETE));
    expect(enLigne(total)).toEqual([12_060, 4_800, 2_400, 960, 1_000, 5_000, -2_100]);
    const ages = Object.fromEntries(unites[0]!.postes.map(v => [v.poste.piece, v.age]));
    expect(ages).toMatchObject({ F1: -15, F2: 0, F3: 30, F4: 31, F5: 91, F6: 76 });
  });

  test('FIFO : plus de 90 devient 2 900, le total ne change pas', () => {
    const { total } = etablirBalance(postes, options(ARRETE, { credits: 'FIFO' }));
    expect(enLigne(total)).toEqual([12_060, 4_800, 2_400, 960, 1_000, 2_900, 0]);
  });

  test('PAR_DATE : l’avoir du 10/11 a 20 jours, le règlement du 20/11 en a 10', () => {
    const { total } = etablirBalance(postes, options(ARRETE, { credits: 'PAR_DATE' }));
    expect(enLigne(total)).toEqual([12_060, 4_800, 300, 960, 1_000, 5_000, 0]);
  });

  test('NON_ECHU : les crédits se retranchent du non échu', () => {
    const { total } = etablirBalance(postes, options(ARRETE, { credits: 'NON_ECHU' }));
    expect(enLigne(total)).toEqual([12_060, 2_700, 2_400, 960, 1_000, 5_000, 0]);
  });

  test('au 31/10/2026, avec les lettrages d’alors', () => {
    const octobre = le('31/10/2026');
    const { total } = etablirBalance(postesAu(auxiliaire(T_AR_01), octobre), options(octobre));
    // F2 non échue ; F3 due le jour même ; F4 1 jour ; F6 46 jours, 800 payés le 20/10 ; F5 61 jours.
    expect(enLigne(total)).toEqual([12_960, 6_000, 960, 1_000, 5_000, 0, 0]);
  });

  test('au 15/10/2026, le règlement partiel n’existe pas encore', () => {
    const octobre = le('15/10/2026');
    const { total } = etablirBalance(postesAu(auxiliaire(T_AR_01), octobre), options(octobre));
    expect(enLigne(total)[0]).toBe(2_400 + 960 + 5_000 + 1_800);
  });
});

test('deux clients ne se compensent pas : un créditeur reste en non affecté (domaine §17.11)', () => {
  const aux = auxiliaire([
    { piece: 'F', date: '01/09/2026', montant: 100 },
    { tiers: 'C2', piece: 'R', date: '01/10/2026', montant: -40 },
  ]);
  const { unites, total } = etablirBalance(postesAu(aux, ARRETE), options(ARRETE, { credits: 'FIFO' }));
  expect(unites.map(u => [u.tiers, enEuros(u.cumuls.total), enEuros(u.cumuls.nonAffecte)])).toEqual([
    ['C1', 100, 0],
    ['C2', -40, -40],
  ]);
  expect(enEuros(total.total)).toBe(60);
});

test('un acompte (4191) est une information, hors du total', () => {
  const aux = auxiliaire([
    { piece: 'F', date: '01/11/2026', montant: 1200 },
    { compte: '419100', piece: 'ACP', date: '01/10/2026', montant: -300 },
  ]);
  const { total } = etablirBalance(postesAu(aux, ARRETE), options(ARRETE));
  expect([enEuros(total.total), enEuros(total.acomptes)]).toEqual([1200, -300]);
});

test('par payeur, la créance de A paraît sous B', () => {
  const aux = auxiliaire([{ tiers: 'A', piece: 'F', date: '01/11/2026', montant: 10 }]);
  const { unites } = etablirBalance(postesAu(aux, ARRETE), options(ARRETE, { unite: () => 'B' }));
  expect(unites.map(u => u.tiers)).toEqual(['B']);
});

test('base FACTURE : l’âge part de la date de facture', () => {
  const aux = auxiliaire([{ piece: 'F', date: '30/10/2026', echeance: '31/12/2026', montant: 10 }]);
  const { total } = etablirBalance(postesAu(aux, ARRETE), options(ARRETE, { base: 'FACTURE' }));
  expect(total.tranches.map(enEuros)).toEqual([0, 0, 10, 0, 0]);
});

test('un reclassement de clôture solde sa pièce au 411 et garde son échéance au 416', () => {
  const aux = auxiliaire(
    [{ piece: 'F', date: '01/06/2026', echeance: '01/07/2026', montant: 12_000 }],
    [
      { compte: '411000', piece: 'F', date: '30/11/2026', montant: -12_000 },
      { compte: '416000', piece: 'F', date: '30/11/2026', montant: 12_000 },
    ],
  );
  const postes = postesAu(aux, ARRETE);
  expect(postes.map(p => [p.compte, enEuros(p.residuel), p.echeance])).toEqual([
    ['416000', 12_000, le('01/07/2026')],
  ]);
  expect(postesAu(aux, le('29/11/2026')).map(p => p.compte)).toEqual(['411000']);
});

describe('un code partiel en deux devises', () => {
  const restes = (essais: readonly LigneEssai[]) =>
    postesAu(auxiliaire(essais), ARRETE).map(p => [p.piece, enEuros(p.residuel)]);
  const usd = { devise: 'USD', lettrage: 'a', date: '01/10/2026', lettreLe: '20/10/2026' };
  const eur = { lettrage: 'a', date: '02/10/2026', lettreLe: '20/10/2026' };

  test('chaque devise se solde de ses seuls règlements', () => {
    const essais = [
      { ...usd, piece: 'FU', montant: 1000 },
      { ...usd, piece: 'RU', montant: -300 },
      { ...eur, piece: 'FE', montant: 500 },
      { ...eur, devise: 'EUR', piece: 'RE', montant: -450 },
    ];
    // Ensemble, les 750 d'en face solderaient FU d'abord : 250 et 500.
    expect(restes(essais)).toEqual([
      ['FU', 700],
      ['FE', 50],
    ]);
  });

  test('une facture en dollars que solde une ligne en euros reste un seul groupe', () => {
    expect(
      restes([
        { ...usd, piece: 'FU', montant: 1000 },
        { ...eur, piece: 'RE', montant: -400 },
      ]),
    ).toEqual([['FU', 600]]);
  });

  test('sans date de lettrage, chaque groupe se date de ses propres lignes', () => {
    const sansDate = { lettreLe: undefined } as const;
    const essais = [
      { ...usd, ...sansDate, piece: 'FU', montant: 1000 },
      { ...usd, ...sansDate, piece: 'RU', montant: -300 },
      { ...eur, ...sansDate, piece: 'FE', montant: 500 },
      { ...eur, ...sansDate, date: '15/12/2026', piece: 'RE', montant: -450 },
    ].map(({ lettreLe: _, ...l }) => l);
    // Le règlement en euros est de décembre : au 30/11, FE est entière.
    expect(restes(essais)).toEqual([
      ['FU', 700],
      ['FE', 500],
    ]);
  });
});

describe('tranches', () => {
  test.each([
    [-400, 'Non échu'],
    [0, 'Non échu'],
    [1, '0–30'],
    [30, '0–30'],
    [31, '31–60'],
    [60, '31–60'],
    [61, '61–90'],
    [90, '61–90'],
    [91, '> 90'],
    [4000, '> 90'],
  ])('%i jours : %s', (age, attendu) => {
    expect(libelles(BORNES)[trancheDe(age, BORNES)]).toBe(attendu);
  });

  test.each([
    ['0;30;60;90', [0, 30, 60, 90]],
    ['0, 15, 45', [0, 15, 45]],
    [' 0 30 60 ', [0, 30, 60]],
    ['30;0', undefined],
    ['0;0;30', undefined],
    ['0;trente', undefined],
    ['', undefined],
    ['0,5;30', undefined],
  ])('« %s »', (texte, attendu) => {
    expect(lireBornes(texte)).toEqual(attendu);
  });

  const bornes = fc
    .uniqueArray(fc.integer({ min: -60, max: 400 }), { minLength: 1, maxLength: 8 })
    .map(b => verifierBornes([...b].sort((x, y) => x - y))!);

  test('tout âge de -400 à 4 000 est dans une tranche et une seule, quelles que soient les bornes', () => {
    fc.assert(
      fc.property(bornes, b => {
        const dans = (age: number, k: number) =>
          (k === 0 || age > b[k - 1]!) && (k === b.length || age <= b[k]!);
        for (let age = -400; age <= 4000; age++) {
          const trouvees = [...b, 0].map((_, k) => k).filter(k => dans(age, k));
          if (trouvees.length !== 1 || trouvees[0] !== trancheDe(age, b)) return false;
        }
        return libelles(b).length === b.length + 1;
      }),
      { numRuns: 30 },
    );
  });
});

/** Une histoire : des pièces et des règlements, des lettrages complets ou partiels à des dates quelconques. */
const DEBUT = le('01/01/2026');
const date = (j: number) => {
  const d = new Date(Date.UTC(2026, 0, 1 + j));
  return `${String(d.getUTCDate()).padStart(2, '0')}/${String(d.getUTCMonth() + 1).padStart(2, '0')}/${d.getUTCFullYear()}`;
};
const groupe = fc.record({
  tiers: fc.constantFrom('C1', 'C2', 'C3'),
  compte: fc.constantFrom('411000', '413000', '416000'),
  factures: fc.array(fc.tuple(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 0, max: 300 })), {
    minLength: 1,
    maxLength: 3,
  }),
  reglements: fc.array(fc.tuple(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 0, max: 300 })), {
    maxLength: 3,
  }),
  lettre: fc.constantFrom('', 'complet', 'partiel', 'sans date'),
  retard: fc.integer({ min: 0, max: 60 }),
});
const histoire = fc.array(groupe, { minLength: 1, maxLength: 12 }).map(groupes =>
  groupes.flatMap((g, k): LigneEssai[] => {
    const total = g.factures.reduce((s, [m]) => s + m, 0);
    const complet = g.lettre === 'complet' || g.lettre === 'sans date';
    const dernier = Math.max(...g.factures.map(([, j]) => j));
    // Un groupe complet se solde par un règlement du total, au plus tôt le jour de sa dernière pièce.
    const reglements: [number, number][] = complet ? [[total, dernier + g.retard]] : g.reglements;
    const lettrage = g.lettre === '' ? {} : { lettrage: complet ? `L${k}` : `l${k}` };
    const lettreLe = (j: number) =>
      g.lettre === '' || g.lettre === 'sans date'
        ? {}
        : { lettreLe: date(complet ? dernier + g.retard + 5 : j + g.retard) };
    const commun = { tiers: g.tiers, compte: g.compte, ...lettrage };
    return [
      ...g.factures.map(([m, j], i) => ({
        ...commun,
        piece: `F${k}-${i}`,
        date: date(j),
        montant: m / 100,
        ...lettreLe(j),
      })),
      ...reglements.map(([m, j], i) => ({
        ...commun,
        piece: `R${k}-${i}`,
        date: date(j),
        montant: -m / 100,
        ...lettreLe(j),
      })),
    ];
  }),
);

const centimes = (l: LigneEssai) => Math.trunc(l.montant * 100 + Math.sign(l.montant) / 2);

test('à toute date passée, les tranches somment au solde du grand livre, par compte et par tiers', () => {
  const traitements = ['COLONNE_SEPAREE', 'PAR_DATE', 'FIFO', 'NON_ECHU'] as const;
  fc.assert(
    fc.property(
      histoire,
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(...traitements),
      (h, j, credits) => {
        const arrete = (DEBUT + j) as Jour;
        const balance = etablirBalance(postesAu(auxiliaire(h), arrete), options(arrete, { credits }));
        const passees = h.filter(l => le(l.date) <= arrete);
        const solde = (filtre: (l: LigneEssai) => boolean) =>
          passees.filter(filtre).reduce((s, l) => s + centimes(l), 0);
        const ok = (c: Cumuls, attendu: number) =>
          c.total === attendu && c.tranches.reduce((s: number, m) => s + m, 0) + c.nonAffecte === attendu;
        return (
          ok(
            balance.total,
            solde(() => true),
          ) &&
          ['C1', 'C2', 'C3'].every(t => {
            const unite = balance.unites.find(u => u.tiers === t);
            return unite
              ? ok(
                  unite.cumuls,
                  solde(l => l.tiers === t),
                )
              : solde(l => l.tiers === t) === 0;
          }) &&
          [...balance.collectifs].every(([compte, c]) =>
            ok(
              c,
              solde(l => l.compte === compte),
            ),
          )
        );
      },
    ),
    { numRuns: 400 },
  );
});

test('à toute date, une ligne est ouverte une fois au plus, du sens de son montant et jamais au-delà', () => {
  fc.assert(
    fc.property(histoire, fc.integer({ min: 0, max: 400 }), (h, j) => {
      const postes = postesAu(auxiliaire(h), (DEBUT + j) as Jour);
      expect(new Set(postes.map(p => p.rang)).size).toBe(postes.length);
      for (const { montant, residuel } of postes) {
        expect(Math.sign(residuel)).toBe(Math.sign(montant));
        expect(Math.abs(residuel)).toBeLessThanOrEqual(Math.abs(montant));
      }
    }),
    { numRuns: 200 },
  );
});

test('un partiel trop payé : les pièces sont soldées, le dernier règlement garde le reste', () => {
  const lettre = { lettrage: 'a', lettreLe: '20/11/2026' };
  const aux = auxiliaire([
    { ...lettre, piece: 'F1', date: '01/10/2026', montant: 100 },
    { ...lettre, piece: 'F2', date: '05/10/2026', montant: 50 },
    { ...lettre, piece: 'R1', date: '10/11/2026', montant: -120 },
    { ...lettre, piece: 'R2', date: '20/11/2026', montant: -80 },
  ]);
  expect(postesAu(aux, ARRETE).map(p => [p.piece, enEuros(p.residuel)])).toEqual([['R2', -50]]);
});

test('un lettrage complet ne laisse rien d’ouvert après sa date, et tout avant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 90 }), (m, retard) => {
      const facture = {
        piece: 'F',
        date: date(0),
        montant: m / 100,
        lettrage: 'A',
        lettreLe: date(retard + 7),
      };
      const reglement = { ...facture, piece: 'R', date: date(retard), montant: -m / 100 };
      const aux = auxiliaire([facture, reglement]);
      const ouverts = (j: number) => postesAu(aux, (DEBUT + j) as Jour).length;
      return ouverts(retard + 7) === 0 && ouverts(retard + 6) === 2;
    }),
  );
});
