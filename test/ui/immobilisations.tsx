/** Le volet des immobilisations, nourri de T-IMM-01, T-IMM-02 et de biens aux limites. */
import Panneau from '../../src/cloture/immobilisations/Panneau';
import { CategoriesImmo, Immobilisations } from '../../src/cloture/immobilisations/tables';
import type { Capacite } from '../../src/cloture/capacite';
import { Exercices } from '../../src/cloture/tables-communes';
import { type Anomalie, compte, depuisEuros, ecriture, type Jour, jour, ZERO } from '../../src/comptabilite';
import type { BilanExecution, ModeExecution } from '../../src/ui/proprietes';
import { decoder } from '../../src/workbook/decode';
import { asTablesLues } from '../../src/workbook/reader';
import type { AnyTable, Cellule, Lecture } from '../../src/workbook/table';

export const immobilisations = {
  nom: 'immobilisations',
  titre: { fr: 'Immobilisations', en: 'Fixed assets' },
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [],
  calculer: () => ({
    capacite: 'immobilisations',
    anomalies: [],
    ecritures: [],
    produites: [],
    resume: '',
  }),
  panneau: () => Promise.resolve({ default: Panneau }),
} satisfies Capacite;

const anomalies: Anomalie[] = [
  {
    code: 'C-IMM-05',
    gravite: 'ALERTE',
    table: 'Immobilisations',
    ligne: 7,
    colonne: 'DateMiseEnService',
    message: 'Fiche INF-0003 : pas de date de mise en service, aucune dotation n’est calculée.',
    remede: 'Renseignez-la, ou déclarez le bien en cours.',
  },
];

const exercice = (annee: number): Jour => jour(annee, 12, 31);
const plan = (IdImmo: string, ouverture: number, montants: [dotation: number, vnc: number][]) =>
  montants.map(([dotation, vnc], rang) => ({
    IdImmo,
    Exercice: String(ouverture + rang),
    Debut: jour(ouverture + rang, 1, 1),
    Fin: exercice(ouverture + rang),
    Economique: depuisEuros(dotation),
    VNC: depuisEuros(vnc),
  }));

const bien = (
  IdImmo: string,
  Libelle: string,
  [brut, annee, periode, cumul, vnc]: [number, number, number, number, number],
  autres: object = {},
) => ({
  IdImmo,
  Libelle,
  Categorie: 'INFORMATIQUE',
  CompteDotation: compte('68112'),
  CompteAmort: compte('28183'),
  Etat: 'EN_SERVICE',
  Brut: depuisEuros(brut),
  Annee: depuisEuros(annee),
  Periode: depuisEuros(periode),
  Cumul: depuisEuros(cumul),
  VNC: depuisEuros(vnc),
  ...autres,
});

const dotations = [
  bien('INF-0001', 'Serveur de sauvegarde', [12000, 2211.11, 333.33, 2211.11, 9788.89]),
  bien('INF-0002', 'Baie de calcul', [50000, 2138.89, 833.33, 2138.89, 47861.11], {
    Derogatoire: depuisEuros(2861.11),
    Solde145: depuisEuros(2861.11),
  }),
  bien('INF-0003', 'Poste du bureau d’études, non encore livré', [3200, 0, 0, 0, 3200], {
    Etat: 'EN_ATTENTE_MES',
  }),
  bien('BAT-0001', 'Bâtiment du siège', [1800000, 33000, 3000, 1233000, 567000], {
    Categorie: 'BATIMENTS',
    CompteDotation: compte('68112'),
    CompteAmort: compte('28131'),
  }),
];

const vie = Array.from({ length: 50 }, (_, rang): [number, number] => [36000, 1800000 - 36000 * (rang + 1)]);
const plans = [
  ...plan('INF-0001', 2026, [
    [2544.44, 9455.56],
    [4000, 5455.56],
    [4000, 1455.56],
    [1455.56, 0],
  ]),
  ...plan('INF-0002', 2026, [
    [2972.22, 47027.78],
    [10000, 37027.78],
    [10000, 27027.78],
    [10000, 17027.78],
    [10000, 7027.78],
    [7027.78, 0],
  ]),
  ...plan('BAT-0001', 1993, vie),
];

/** Ce que le calcul rendrait de ce registre au 30 novembre 2026. */
export function bilanImmobilisations(mode: ModeExecution, arrete: string, vide: boolean): BilanExecution {
  const total = depuisEuros(4166.66);
  return {
    arrete,
    mode,
    anomalies: vide ? [] : anomalies,
    bloque: false,
    ecritures: vide ? { nombre: 0, debit: 0, credit: 0 } : { nombre: 1, debit: 4166.66, credit: 4166.66 },
    feuilles: ['Dotations du mois', "Plan d'amortissement"],
    etapes: [],
    ecrituresDetail: vide
      ? []
      : [
          ecriture({
            cle: 'AMORT|2026-11-30|DOTATION|ARRETE',
            origine: 'AMORT',
            journal: 'OD',
            date: jour(2026, 11, 30),
            piece: 'AMORT-2026-11',
            libelle: 'Dotations aux amortissements',
            lignes: [
              { compte: compte('68112'), debit: total, credit: ZERO },
              { compte: compte('28183'), debit: ZERO, credit: depuisEuros(1166.66) },
              { compte: compte('28131'), debit: ZERO, credit: depuisEuros(3000) },
            ],
          }),
        ],
    resumes: [],
    produites: vide
      ? []
      : [
          { table: { nom: 'DotationsDuMois' }, lignes: dotations },
          { table: { nom: 'PlanAmortissement' }, lignes: plans },
        ],
  };
}

const ENTETES = [
  'IdImmo',
  'Libelle',
  'Categorie',
  'Type',
  'Compte',
  'DateAcquisition',
  'DateMiseEnService',
  'ValeurBrute',
  'Mode',
  'DureeMois',
];

const matrices: [AnyTable, Cellule[][]][] = [
  [
    Immobilisations,
    [
      ENTETES,
      [
        'INF-0001',
        'Serveur',
        'INFORMATIQUE',
        'CORPORELLE',
        '2183',
        '12/05/2026',
        '12/05/2026',
        12000,
        'LINEAIRE',
        36,
      ],
      [
        'INF-0002',
        'Baie',
        'INFORMATIQUE',
        'CORPORELLE',
        '2183',
        '14/09/2026',
        '14/09/2026',
        50000,
        'LINEAIRE',
        60,
      ],
      ['INF-0003', 'Poste', 'INFORMATIQUE', 'CORPORELLE', '2183', '20/11/2026', '', 3200, 'LINEAIRE', 36],
    ],
  ],
  [
    CategoriesImmo,
    [
      ['Categorie', 'Libelle', 'Type', 'Compte', 'CompteAmort', 'CompteDotation'],
      ['INFORMATIQUE', 'Matériel informatique', 'CORPORELLE', '2183', '28183', '68112'],
    ],
  ],
  [
    Exercices,
    [
      ['Exercice', 'DateDebut', 'DateFin', 'Referentiel', 'Cloture'],
      ['2026', '01/01/2026', '31/12/2026', 'PCG2025', 'N'],
    ],
  ],
];

/** Le registre que ce volet lit quand on déplie un bien. */
export const registre = asTablesLues(
  new Map(
    matrices.map(([table, matrice]): [string, Lecture<AnyTable>] => [
      table.nom,
      decoder(table, matrice, { premiereLigne: 4 }),
    ]),
  ),
);
