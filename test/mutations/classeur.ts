import type { Anomalie } from '../../src/comptabilite';
import { CAPACITES } from '../../src/cloture';
import { calculerEnsemble } from '../../src/cloture/tables-communes/enchainement';
import { EcrituresCloture, Exercices, TABLES_COMMUNES } from '../../src/cloture/tables-communes';
import { arreteDuClasseur, lireParametres } from '../../src/cloture/tables-communes/parametres';
import {
  produireControles,
  travauxDes,
  produireEcritures,
} from '../../src/cloture/tables-communes/produites';
import { controlerReferences, decoder, encoderLigne, encoderValeur } from '../../src/workbook/decode';
import { planWrite, type Produite } from '../../src/workbook/plan';
import { asTablesLues } from '../../src/workbook/reader';
import type { AnyTable, Cellule, Colonne, Lecture, Valeur } from '../../src/workbook/table';
import { lireScenario } from '../scenarios/scenario';

/** La ligne d'en-tête des feuilles du produit. */
export const ENTETE = 4;

/** Les valeurs d'une table, en-tête en ligne 0, telles qu'Excel les rend. */
export type Matrice = readonly (readonly Cellule[])[];

/** Un classeur en mémoire : nom de table → valeurs. */
export type Classeur = ReadonlyMap<string, Matrice>;

export const TABLES: readonly AnyTable[] = [
  ...new Map(
    [...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.lit, ...c.ecrit])].map(t => [t.nom, t]),
  ).values(),
];

/** Le classeur d'un scénario, avec des nombres et des dates comme Excel en a, et non les textes du CSV. */
export function classeurDe(dossier: string): Classeur {
  const { entrees } = lireScenario(dossier);
  return new Map(
    TABLES.flatMap(table => {
      const csv = entrees.get(table.nom);
      if (!csv) return [];
      const { lignes } = decoder(table, csv, { premiereLigne: 1 });
      return [[table.nom, [table.colonnes.map(c => c.entete), ...lignes.map(l => encoderLigne(table, l))]]];
    }),
  );
}

/** Ce qu'une clôture rend : ses anomalies, et ce qu'elle écrirait, table par table. */
export interface Cloture {
  readonly anomalies: readonly Anomalie[];
  readonly ecrit: ReadonlyMap<string, string>;
}

/** Clôt des classeurs qui ne diffèrent que par quelques tables : celles qui n'ont pas changé ne se relisent pas. */
export class Cloturier {
  private readonly lues = new Map<Matrice, Lecture>();
  private readonly vides = new Map<string, Matrice>();

  constructor(base: Classeur) {
    for (const table of TABLES) {
      const matrice = base.get(table.nom);
      if (matrice) this.lues.set(matrice, lire(table, matrice));
    }
  }

  /** Lit, contrôle, calcule chaque capacité et prépare l'écriture ; ne touche à aucune valeur reçue. */
  clore(classeur: Classeur): Cloture {
    const lectures = new Map<string, Lecture>();
    for (const table of TABLES) {
      const matrice = classeur.get(table.nom);
      if (matrice) lectures.set(table.nom, this.lire(table, matrice));
    }
    const tables = asTablesLues(lectures);
    const lues = TABLES.map(t => tables.lire(t));
    const lecture = [
      ...lues.flatMap(l => [...l.anomalies]),
      ...controlerReferences(new Map(lues.map(l => [l.table.nom, l]))),
    ];
    const arrete = arreteDuClasseur(tables);
    if (arrete === undefined) return { anomalies: lecture, ecrit: new Map() };
    const parametres = lireParametres(tables, arrete);
    const resultats = calculerEnsemble(CAPACITES, { arrete, tables, parametres });
    const anomalies = [...lecture, ...parametres.anomalies, ...resultats.flatMap(r => r.anomalies)];
    const travaux = travauxDes(resultats);
    const produites = [
      ...resultats.flatMap(r => r.produites),
      produireEcritures(
        resultats.flatMap(r => r.ecritures),
        {
          arrete,
          modules: new Set(CAPACITES.flatMap(c => [...c.modules])),
          existantes: tables.lire(EcrituresCloture).lignes,
          exercices: tables.lire(Exercices).lignes,
        },
      ),
      produireControles(anomalies, {
        arrete,
        travaux: new Set(CAPACITES.map(({ nom }) => nom)),
        tables: new Set(TABLES.map(({ nom }) => nom)),
        travailDe: a => travaux.get(a),
      }),
    ] as readonly Produite[];
    return {
      anomalies,
      ecrit: new Map(
        produites.map(p => {
          const matrice = classeur.get(p.table.nom) ?? this.vide(p.table);
          return [p.table.nom, ecritureDe(p, this.lire(p.table, matrice), matrice)];
        }),
      ),
    };
  }

  /** La feuille neuve d'une table générée : son en-tête, la même à chaque clôture. */
  private vide(table: AnyTable): Matrice {
    const connue = this.vides.get(table.nom) ?? [table.colonnes.map(c => c.entete)];
    this.vides.set(table.nom, connue);
    return connue;
  }

  private lire(table: AnyTable, matrice: Matrice): Lecture {
    const lecture = this.lues.get(matrice) ?? lire(table, matrice);
    if (this.vides.get(table.nom) === matrice) this.lues.set(matrice, lecture);
    return lecture;
  }
}

const lire = (table: AnyTable, matrice: Matrice): Lecture =>
  decoder(table, matrice, { premiereLigne: ENTETE });

const encode = (colonne: Colonne, valeur: unknown) => encoderValeur(colonne, valeur as Valeur);

/** Ce qui s'écrirait dans une table : le plan, prouvé écrivable, et comparable en texte. */
function ecritureDe(produite: Produite, lecture: Lecture, matrix: Matrice): string {
  const { table } = produite;
  if (!table.generee) throw new Error(`${table.nom} est à l'utilisateur : rien ne s'y écrit.`);
  const plan = planWrite(produite, { lecture, matrix, headerRow: ENTETE, besideRows: new Set() }, encode);
  for (const cellule of [...plan.appended, ...plan.patches.map(p => p.cells)].flat())
    verifierCellule(table, cellule);
  return JSON.stringify(produite.lignes.map(l => encoderLigne(table, l)));
}

function verifierCellule(table: AnyTable, cellule: unknown): void {
  const formule = typeof cellule === 'string' && /^[=+\-@]/.test(cellule);
  const longue = typeof cellule === 'string' && cellule.length > 32_767;
  const trou = cellule === undefined || (typeof cellule === 'number' && !Number.isFinite(cellule));
  if (formule || trou || longue)
    throw new Error(`${table.nom} : la cellule ${String(cellule).slice(0, 80)} ne s'écrit pas.`);
}

/** Chaque anomalie dit quoi faire, et où, à un endroit qui existe. */
export function verifierAnomalie(a: Anomalie): void {
  const table = TABLES.find(t => t.nom === a.table);
  const bienDite = a.code !== '' && a.message.length > 10 && a.remede.length > 5;
  const situee = a.table === undefined || table !== undefined;
  const colonne = a.colonne === undefined || table?.colonnes.some(c => c.cle === a.colonne);
  if (!bienDite || !situee || !colonne) throw new Error(`Anomalie mal dite : ${JSON.stringify(a)}`);
}
