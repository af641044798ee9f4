/** Ce que la clôture dit des tiers, chaque contrôle avec le cas voisin où il se tait. */
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { controler } from '../../../../src/cloture/tiers/controles';
import { ModeleTiers } from '../../../../src/cloture/tiers/modele';
import type { Gravite } from '../../../../src/comptabilite';
import { le } from '../atelier';
import { clore, DOSSIER, ligne, lire, PARAMETRES, rangees, type Classeur } from './atelier';

const ARRETE = '2026-11-30';
/** Première ligne de données : l'en-tête est en ligne 4. */
const PREMIERE = 5;

const fiches = (...autres: Readonly<Record<string, string | number>>[]) =>
  ['C1', 'C2', 'F1'].map((IdTiers, i) => ({
    IdTiers,
    Nom: IdTiers,
    Type: IdTiers.startsWith('F') ? 'FOURNISSEUR' : 'CLIENT',
    CompteCollectif: IdTiers.startsWith('F') ? '401' : '411',
    ...autres[i],
  }));

/** Les anomalies d'un code, à l'arrêté du 30/11/2026. */
function dites(code: string, classeur: Classeur) {
  const { anomalies } = clore({ ...DOSSIER, ...classeur }, ARRETE).resultat;
  return anomalies.filter(a => a.code === code);
}

const seule = (gravite: Gravite, place: Readonly<Record<string, string | number>>) => [
  expect.objectContaining({ gravite, ...place }),
];

/** Une facture échue au jour dit, sinon selon ses conditions. */
const facture = (montant: number, echeance?: string, tiers = 'C1', date = '2026-11-01') =>
  ligne(tiers, `F${montant}`, date, montant, echeance === undefined ? {} : { DateEcheance: echeance });

describe('échéances', () => {
  const illisible = fiches({ ConditionReglement: 'à réception' });

  test('C-AR-10 : une condition illisible bloque, sauf si la pièce porte son échéance', () => {
    const [anomalie] = dites('C-AR-10', { Tiers: illisible, Ecritures: [facture(100)] });
    expect(anomalie).toMatchObject({ gravite: 'BLOQUANT', table: 'Ecritures', ligne: PREMIERE, cle: 'C1' });
    expect(anomalie?.message).toContain('« à réception »');
    expect(dites('C-AR-10', { Tiers: illisible, Ecritures: [facture(100, '2026-12-01')] })).toEqual([]);
  });

  test('C-AR-10 : une pièce soldée à l’arrêté n’y bloque pas, quels que soient les mois déjà regardés', () => {
    const Ecritures = [
      { ...ligne('C1', 'F1', '2026-10-05', 100), Lettrage: 'A', DateLettrage: '2026-11-10' },
      { ...ligne('C1', 'R1', '2026-11-10', -100), Lettrage: 'A', DateLettrage: '2026-11-10' },
    ];
    const tables = lire({ Tiers: illisible, Ecritures });
    const parametres = lireParametres(tables, le(ARRETE));
    const modele = ModeleTiers.lu(tables, parametres);
    const seuil = parametres.valeur('SeuilConcentration');
    const codes = (arrete: string) => controler(modele, le(arrete), seuil).map(a => a.code);
    expect(codes('2026-10-31')).toContain('C-AR-10');
    expect(codes(ARRETE)).not.toContain('C-AR-10');
  });

  test('C-AR-11 : sans échéance ni condition, le défaut du classeur, et cela se dit', () => {
    expect(dites('C-AR-11', { Ecritures: [facture(100)] })).toEqual(
      seule('INFO', { table: 'Ecritures', ligne: PREMIERE, cle: 'C1' }),
    );
    const conditions = fiches({ ConditionReglement: '30 J' });
    expect(dites('C-AR-11', { Tiers: conditions, Ecritures: [facture(100)] })).toEqual([]);
  });

  test.each([
    // Facture du 01/11 : 60 jours font le 31/12 ; fin de mois plus 45 jours, le 14/01/2027.
    ['2027-01-14', 0],
    ['2027-01-15', 1],
  ])('C-AR-02 : du 01/11/2026, échue le %s', (echeance, attendues) => {
    for (const tiers of ['C1', 'F1']) {
      const montant = tiers === 'C1' ? 100 : -100;
      expect(dites('C-AR-02', { Ecritures: [facture(montant, echeance, tiers)] })).toHaveLength(attendues);
    }
  });

  test.each([
    ['60 J', 0],
    ['61 J', 1],
    ['FDM + 45', 0],
    ['FDM + 46', 1],
    ['30 J FDM LE 10', 0],
  ])('C-AR-02 : « %s »', (condition, attendues) => {
    const classeur = { Tiers: fiches({ ConditionReglement: condition }), Ecritures: [facture(100)] };
    expect(dites('C-AR-02', classeur)).toHaveLength(attendues);
  });
});

describe('lettrages importés', () => {
  const groupe = (Lettrage: string, regle: number, DateLettrage = '2026-11-10') => [
    { ...facture(100), Lettrage, DateLettrage },
    { ...ligne('C1', 'R', '2026-11-10', -regle), Lettrage, DateLettrage },
  ];

  test('C-AR-12 : lettrées sans date, comptées', () => {
    const [dite] = dites('C-AR-12', { Ecritures: groupe('A', 100, '') });
    expect(dite).toMatchObject({ gravite: 'INFO', table: 'Ecritures', colonne: 'DateLettrage' });
    expect(dite?.message).toMatch(/^2 lignes/);
    expect(dites('C-AR-12', { Ecritures: groupe('A', 100) })).toEqual([]);
  });

  test('C-AR-13 : un lettrage complet qui ne fait pas zéro, son reste gardé ouvert', () => {
    const classeur = { ...DOSSIER, Ecritures: groupe('A', 90) };
    expect(dites('C-AR-13', classeur)).toEqual(
      seule('ALERTE', { table: 'Ecritures', ligne: PREMIERE, colonne: 'Lettrage', cle: 'C1 A' }),
    );
    expect(rangees(clore(classeur, ARRETE), 'BalanceAgeeClients').at(-1)).toMatchObject({ Total: 10 });
    expect(dites('C-AR-13', { Ecritures: groupe('A', 100) })).toEqual([]);
    expect(dites('C-AR-13', { Ecritures: groupe('a', 90) })).toEqual([]);
  });
});

test('C-AR-14 : un centime au-dessus du plafond', () => {
  const Tiers = fiches({ Plafond: 1_000 });
  expect(dites('C-AR-14', { Tiers, Ecritures: [facture(1_000)] })).toEqual([]);
  const [dite] = dites('C-AR-14', { Tiers, Ecritures: [facture(1_000.01)] });
  expect(dite).toMatchObject({ gravite: 'ALERTE', table: 'Tiers', ligne: PREMIERE, colonne: 'Plafond' });
  expect(dite?.message).toContain('0,01');
});

test('C-AR-15 : la part d’un client au-dessus du seuil, pas à ce seuil', () => {
  const Ecritures = [facture(800), facture(200, undefined, 'C2')];
  const au = (seuil: string) =>
    dites('C-AR-15', { Ecritures, Parametres: PARAMETRES({ SeuilConcentration: seuil }) });
  expect(au('0.8')).toEqual([]);
  expect(au('0.79')).toEqual(seule('INFO', { table: 'Tiers', cle: 'C1' }));
});

test.each([
  ['BucketsBalanceAgee', '30;0', '0;15;45'],
  ['ConditionReglementDefaut', 'fin du mois', '45 J FDM'],
])('C-AR-17 : %s « %s » bloque', (cle, illisible, lisible) => {
  const avec = (valeur: string) =>
    dites('C-AR-17', { Ecritures: [facture(100)], Parametres: PARAMETRES({ [cle]: valeur }) });
  expect(avec(illisible)).toEqual(seule('BLOQUANT', { table: 'Parametres', cle }));
  expect(avec(lisible)).toEqual([]);
});

test('C-AR-19 : réévaluer sans cours bloque', () => {
  const Ecritures = [{ ...facture(100), Devise: 'USD', MontantDevise: 110 }];
  const Parametres = PARAMETRES({ DeviseBalanceAgee: 'REEVALUE' });
  const cours = { Devise: 'USD', Date: '2026-11-30', Taux: 1.1, Type: 'CLOTURE' };
  expect(dites('C-AR-19', { Ecritures, Parametres })).toEqual(
    seule('BLOQUANT', { table: 'TauxChange', cle: 'USD' }),
  );
  expect(dites('C-AR-19', { Ecritures, Parametres, TauxChange: [cours] })).toEqual([]);
  expect(dites('C-AR-19', { Ecritures })).toEqual([]);
});

test('C-AR-19 : le cours d’un mois passé ne vaut pas, dans la balance comme dans les écarts de change', () => {
  const Ecritures = [{ ...facture(100), Devise: 'USD', MontantDevise: 110 }];
  const Parametres = PARAMETRES({ DeviseBalanceAgee: 'REEVALUE' });
  const TauxChange = [{ Devise: 'USD', Date: '2026-10-31', Taux: 1.25, Type: 'CLOTURE' }];
  expect(dites('C-AR-19', { Ecritures, Parametres, TauxChange })).toEqual(
    seule('BLOQUANT', { table: 'TauxChange', cle: 'USD' }),
  );
});

describe('recherche du lettrage', () => {
  test('C-LET-05 : deux sommes possibles, rien n’est proposé', () => {
    const classeur = (montants: readonly number[]) => ({
      Ecritures: [...montants.map(m => facture(m)), ligne('C1', 'R', '2026-11-20', -300)],
    });
    // 100 + 200 ou 140 + 160.
    const ambigu = classeur([100, 200, 140, 160]);
    expect(dites('C-LET-05', ambigu)).toHaveLength(1);
    expect(rangees(clore({ ...DOSSIER, ...ambigu }, ARRETE), 'LettragesProposes')).toEqual([]);
    expect(dites('C-LET-05', classeur([100, 200, 150]))).toEqual([]);
  });

  test('C-LET-04 : la borne atteinte se dit, avec son nombre de postes', () => {
    const Ecritures = [
      ...Array.from({ length: 40 }, (_, i) => facture(1_000 + 2 * i)),
      ligne('C1', 'R', '2026-11-20', -3_333),
    ];
    const borne = (pas: string) =>
      dites('C-LET-04', { Ecritures, Parametres: PARAMETRES({ LettragePasMax: pas }) });
    expect(borne('1000')).toEqual([expect.objectContaining({ gravite: 'INFO', cle: 'C1' })]);
    expect(borne('1000')[0]?.message).toContain('41 postes');
    expect(borne('10000000')).toEqual([]);
  });
});

test('C-REL-04 : un client bloqué en retard n’est pas relancé, et cela se compte', () => {
  const Ecritures = [facture(100, '2026-10-01', 'C1', '2026-09-01')];
  expect(dites('C-REL-04', { Ecritures })).toEqual([]);
  const [dite] = dites('C-REL-04', { Ecritures, Tiers: fiches({ Bloque: 'O' }) });
  expect(dite?.message).toMatch(/: 1 client en retard n.est pas relancé \(/);
});

test.each([
  ['2026-11-01', 'C1', 100, 1],
  ['2026-11-30', 'C1', 100, 1],
  // Ni avant le mois, ni après l'arrêté, ni un règlement, ni un autre client.
  ['2026-10-31', 'C1', 100, 0],
  ['2026-12-01', 'C1', 100, 0],
  ['2026-11-15', 'C1', -100, 0],
  ['2026-11-15', 'C2', 100, 0],
])(
  'C-AR-22 : C1 est bloqué ; une pièce du %s de %s pour %i (mission 98)',
  (date, tiers, montant, attendues) => {
    const classeur = { Tiers: fiches({ Bloque: 'O' }), Ecritures: [ligne(tiers, 'F9', date, montant)] };
    expect(dites('C-AR-22', classeur)).toEqual(
      attendues === 0 ? [] : seule('ALERTE', { table: 'Ecritures', ligne: PREMIERE, cle: 'C1' }),
    );
  },
);
