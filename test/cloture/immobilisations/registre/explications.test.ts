/** « Pourquoi ce chiffre ? » : chaque montant écrit se rejoue, au centime, depuis les cellules brutes du classeur. */
import { immobilisations } from '../../../../src/cloture/immobilisations';
import { EcrituresCloture } from '../../../../src/cloture/tables-communes';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { arbre, depuisTexte, rejouer, type Explication } from '../../../../src/comptabilite';
import { DecimalExact } from '../../../../src/comptabilite/arrondi';
import type { AnyTable } from '../../../../src/workbook/table';
import {
  blocages,
  enchainer,
  IMM01,
  IMM02,
  INFORMATIQUE,
  j,
  lireRegistre,
  t,
  type Registre,
} from './atelier';

const EXPLIQUEES: readonly AnyTable[] = [
  t.DotationsDuMois,
  t.DotationsParCompte,
  t.RegistreImmo,
  t.PlanAmortissement,
  t.TableauImmobilisations,
  t.Dotations,
  EcrituresCloture,
];

/** Une cellule brute du classeur, sans passer par le décodage : un texte de date en numéro de série, un taux tel quel. */
function lecteur(registre: Registre) {
  return ({ table, ligne, colonne }: { table: string; ligne: number; colonne: string }) => {
    const brut = registre[table]?.[ligne - 5]?.[colonne];
    const jour = typeof brut === 'string' ? depuisTexte(brut) : undefined;
    return new DecimalExact(jour ?? (brut === '' || brut == null ? 0 : Number(brut)));
  };
}

const feuilles = (e: Explication): string[] =>
  [...arbre.cellulesDe(e)].map(c => `${c.source.table}.${c.source.colonne}`);

/** Explique toutes les cellules de montant de l'arrêté, les rejoue, et rend leurs feuilles par cellule. */
function rejouerTout(registre: Registre, arrete: string): Map<string, string[]> {
  const tables = lireRegistre(registre);
  const jour = j(arrete);
  const contexte = { arrete: jour, tables, parametres: lireParametres(tables, jour) };
  const lire = lecteur(registre);
  const vues = new Map<string, string[]>();
  for (const table of EXPLIQUEES)
    for (const ligne of tables.lire(table).lignes) {
      if (ligne['Arrete'] !== undefined && ligne['Arrete'] !== jour) continue;
      if (table === EcrituresCloture && !String(ligne['CleGeneration']).includes(`|${arrete}|`)) continue;
      for (const { cle, sorte } of table.colonnes) {
        const valeur = ligne[cle];
        if (sorte !== 'montant' || typeof valeur !== 'number') continue;
        const ou = `${table.nom} ligne ${ligne.ligne} ${cle}`;
        const explication = immobilisations.expliquer?.(contexte, { table: table.nom, ligne, colonne: cle });
        if (explication === undefined) throw new Error(`${ou} : ${valeur / 100} sans explication`);
        expect([ou, rejouer(explication, lire).times(100).toNumber()]).toEqual([ou, valeur]);
        if (explication.operation === 'CELLULE')
          expect([ou, explication.source.table]).not.toEqual([ou, table.nom]);
        vues.set(ou, feuilles(explication));
      }
    }
  return vues;
}

function expliquer(registre: Registre, arretes: readonly string[]): Map<string, string[]> {
  const suite = enchainer(registre, arretes);
  expect(blocages(suite.anomalies)).toEqual([]);
  return rejouerTout(suite.registre, arretes.at(-1)!);
}

const CESSION = { DateSortie: '2027-10-20', TypeSortie: 'CESSION', PrixCessionHT: 7500 };
const ACQUISITION = {
  IdImmo: 'INF-0001',
  NoMouvement: '1',
  Date: '2026-05-12',
  Type: 'ACQUISITION',
  Montant: 12000,
};

const CAS: [string, Registre, readonly string[]][] = [
  [
    'T-IMM-01, deux mois',
    { Immobilisations: [{ ...IMM01, Section: 'PARIS' }] },
    ['2026-05-31', '2026-06-30'],
  ],
  [
    'ANNUEL_365 et REEL_TOTAL, valeur résiduelle',
    {
      Immobilisations: [
        {
          ...IMM01,
          ConventionJours: 'ANNUEL_365',
          DateMiseEnService: '2024-02-29',
          DateAcquisition: '2024-02-29',
        },
        { ...IMM01, IdImmo: 'INF-0002', ConventionJours: 'REEL_TOTAL', ValeurResiduelle: 5000 },
      ],
    },
    ['2026-11-30'],
  ],
  ['T-IMM-02, dérogatoire à la clôture', { Immobilisations: [IMM02] }, ['2026-12-31', '2027-12-31']],
  [
    'T-IMM-02, dérogatoire mensuel, coefficient de la table',
    {
      Immobilisations: [IMM02],
      Parametres: [{ Cle: 'DerogatoireMensuel', Valeur: 'O' }],
      CoefDegressif: [{ DateDebut: '2001-01-01', DureeMin: 60, DureeMax: 72, Coefficient: 1.75 }],
    },
    ['2026-09-30', '2026-10-31'],
  ],
  ['T-IMM-07, cession', { Immobilisations: [{ ...IMM01, ...CESSION }] }, ['2026-12-31', '2027-10-31']],
  [
    'T-IMM-02 cédé : le 145 repris',
    { Immobilisations: [{ ...IMM02, ...CESSION }] },
    ['2026-12-31', '2027-10-31'],
  ],
  [
    'sortie partielle, complément, avoir',
    {
      Immobilisations: [{ ...IMM01, ValeurBrute: 12000 }],
      MouvementsImmo: [
        ACQUISITION,
        { ...ACQUISITION, NoMouvement: '2', Date: '2026-09-01', Type: 'COMPLEMENT', Montant: 1500 },
        { ...ACQUISITION, NoMouvement: '3', Date: '2026-10-10', Type: 'AVOIR', Montant: 300 },
        {
          ...ACQUISITION,
          NoMouvement: '4',
          Date: '2027-03-15',
          Type: 'CESSION',
          Montant: 4000,
          PrixHT: 1000,
        },
      ],
    },
    ['2026-12-31', '2027-03-31'],
  ],
  [
    'révision, dépréciation, reprise, en-cours',
    {
      Immobilisations: [
        {
          ...IMM01,
          ValeurBrute: 10000,
          DateAcquisition: '2025-01-01',
          DateMiseEnService: '2025-01-01',
          DureeMois: 60,
        },
        {
          ...IMM01,
          IdImmo: 'INF-0002',
          ValeurBrute: 9000,
          DateAcquisition: '2024-03-01',
          DateMiseEnService: '2024-03-01',
          DateReprise: '2025-12-31',
          CumulReprise: 5400,
        },
        {
          ...IMM01,
          IdImmo: 'INF-0003',
          EnCours: 'O',
          DateAcquisition: '2026-03-10',
          DateMiseEnService: '2026-12-05',
        },
        { ...IMM01, IdImmo: 'INF-0004' },
      ],
      PlanVersions: [
        { IdImmo: 'INF-0001', DateEffet: '2026-07-01', Base: 7000, DureeRestante: 66, Mode: 'LINEAIRE' },
      ],
      DepreciationsImmo: [{ IdImmo: 'INF-0004', Date: '2026-11-30', Montant: 1000 }],
    },
    ['2026-11-30', '2026-12-31'],
  ],
];

const A_TRANSFERER = { ...IMM01, DateSortie: '2027-06-30', TypeSortie: 'TRANSFERT', IdImmoVers: 'INF-0002' };
// Cumul au 30/06/2027 : N360(12/05/2026 ; 30/06/2027) = 409 ; 12 000 × 409/1080 = 4 544,44.
const RECUE = {
  ...IMM01,
  IdImmo: 'INF-0002',
  Categorie: 'MOB',
  DateReprise: '2027-06-30',
  CumulReprise: 4544.44,
};
const MOBILIER = { ...INFORMATIQUE, Categorie: 'MOB', Compte: '2184', CompteAmort: '28184', Prefixe: 'MOB-' };
CAS.push([
  'transfert vers une autre catégorie',
  {
    Immobilisations: [A_TRANSFERER, { ...RECUE, Compte: '' }],
    CategoriesImmo: [INFORMATIQUE, MOBILIER],
  },
  ['2026-12-31', '2027-06-30', '2027-12-31'],
]);

test.each(CAS)('%s', (_, registre, arretes) => {
  const vues = expliquer(registre, arretes);
  expect(vues.size).toBeGreaterThan(20);
});

test('une dotation descend jusqu’à la valeur brute, la durée et la mise en service ; pas plus loin', () => {
  const vues = expliquer({ Immobilisations: [IMM01, { ...IMM01, IdImmo: 'INF-0002', ValeurBrute: 500 }] }, [
    '2026-05-31',
    '2026-06-30',
  ]);
  expect(new Set(vues.get('DotationsDuMois ligne 5 Periode'))).toEqual(
    new Set([
      'Immobilisations.ValeurBrute',
      'Immobilisations.DureeMois',
      'Immobilisations.DateMiseEnService',
      'Dotations.Cumul',
    ]),
  );
});

test('changer une cellule de l’arbre change le chiffre ; en changer une autre ne change rien', () => {
  const suite = enchainer({ Immobilisations: [IMM01] }, ['2026-06-30']).registre;
  const tables = lireRegistre(suite);
  const jour = j('2026-06-30');
  const contexte = { arrete: jour, tables, parametres: lireParametres(tables, jour) };
  const [ligne] = tables.lire(t.DotationsDuMois).lignes;
  const arbreDuCumul = immobilisations.expliquer!(contexte, {
    table: 'DotationsDuMois',
    ligne: ligne!,
    colonne: 'Cumul',
  })!;
  const avec = (table: string, colonne: string) => () =>
    rejouer(arbreDuCumul, source => {
      const lu = lecteur(suite)(source);
      return source.table === table && source.colonne === colonne ? lu.plus(1) : lu;
    });
  expect(avec('Immobilisations', 'ValeurBrute')).toThrow('12000 annoncé, 12001 rejoué');
  expect(avec('Immobilisations', 'DureeMois')).toThrow('36 annoncé, 37 rejoué');
  expect(avec('Immobilisations', 'NoSerie')().times(100).toNumber()).toBe(ligne!.Cumul);
});
