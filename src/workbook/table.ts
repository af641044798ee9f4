/**
 * Définition d'une table du classeur. Le schéma zod est l'unique source : types TypeScript, décodage, contrôles,
 * modèles et dictionnaire s'en déduisent.
 */
import * as z from 'zod/mini';
import type { Anomalie } from '../comptabilite';
import { registreColonnes, type Colonne, type Valeur } from './colonnes';

export * from './colonnes';

export interface Bilingue {
  readonly fr: string;
  readonly en: string;
}

/** Contenu brut d'une cellule, tel qu'Excel le rend. */
export type Cellule = string | number | boolean | null | undefined;

/** Famille d'une table : couleur d'onglet, ordre des feuilles, titre du dictionnaire. */
export type Famille = 'REFERENTIELS' | 'VENTES' | 'TEMPS' | 'ACHATS' | 'COMPTABILITE' | 'GENEREES';

/** Référence à plusieurs colonnes : (IdCommande, LigneCommande) → LignesCommande (IdCommande, Ligne). */
export interface ReferenceComposee {
  readonly colonnes: readonly string[];
  readonly table: string;
  readonly cible: readonly string[];
}

/**
 * Convention des avoirs (domaine §0.1) : un avoir est négatif. Si la table les porte tous en positif, ces
 * colonnes changent de signe à la lecture.
 */
export interface ConventionAvoir {
  readonly colonne: string;
  readonly valeur: string;
  readonly montants: readonly string[];
}

/**
 * Ce qu'un mois figé retient d'une table (src/workbook/seals/README.md). Sans elle, une table d'entrée est retenue
 * entière ; une table générée l'est si sa clé porte l'arrêté.
 */
export interface Gel {
  /** Colonnes dont la première remplie situe la ligne (jour ou période) : au-delà de l'arrêté, elle n'est pas du mois. */
  readonly mois?: readonly string[];
  /** Colonnes qui ne valent que depuis une date : elles sont vides tant que l'arrêté ne l'atteint pas. */
  readonly depuis?: Readonly<Record<string, string>>;
  /** Colonnes, ou lignes d'une valeur de la première colonne clé, dont le mois ne dépend pas. */
  readonly sauf?: { readonly colonnes?: readonly string[]; readonly lignes?: readonly string[] };
  /** Colonne remplie des seules lignes du mois : une écriture encore au brouillard n'en est pas. */
  readonly seulement?: string;
  /** SITUATION : refaite chaque mois, scellée pour mémoire. HORS : le mois n'en dépend pas. */
  readonly nature?: 'SITUATION' | 'HORS';
}

export type Rang = Record<string, Valeur>;

/** Table définie ; `V` est le type d'une ligne sans son numéro. */
export interface Table<V extends object = Rang> {
  readonly nom: string;
  readonly feuille: string;
  readonly titre: Bilingue;
  readonly description: Bilingue;
  readonly famille: Famille;
  /** Colonnes qui identifient une ligne ; une colonne facultative vide y compte comme vide. */
  readonly cle: readonly string[];
  /** Écrite par le complément. */
  readonly generee: boolean;
  /** Sans elle, aucune clôture n'est possible. */
  readonly requise: boolean;
  readonly colonnes: readonly Colonne[];
  readonly references: readonly ReferenceComposee[];
  readonly avoirs?: ConventionAvoir;
  /** Version du format d'une table générée, pour les migrations. */
  readonly version: number;
  readonly gel?: Gel;
  /** Les colonnes ajoutées par l'utilisateur se lisent aussi : une formule peut les nommer. */
  readonly colonnesLibres?: boolean;
  readonly schema: z.ZodMiniType<V>;
}

export type AnyTable = Table;

/** Les valeurs d'une ligne, par clé de colonne. */
export type Valeurs<T extends AnyTable> = z.output<T['schema']>;

/** Une ligne lue, avec son numéro de ligne Excel (1 = première ligne de la feuille). */
export type Ligne<T extends AnyTable> = Valeurs<T> & { readonly ligne: number };

/** Clé d'une colonne de la table. */
export type CleColonne<T extends AnyTable> = keyof Valeurs<T> & string;

/** Résultat de la lecture d'une table. */
export interface Lecture<T extends AnyTable = AnyTable> {
  readonly table: T;
  /** Les lignes entièrement comprises, dans l'ordre de la feuille. */
  readonly lignes: readonly Ligne<T>[];
  readonly anomalies: readonly Anomalie[];
  /** Clé de colonne → rang dans la table de la feuille (0 = première colonne). */
  readonly entetes: Readonly<Record<string, number>>;
  /** La table n'existe pas dans le classeur. */
  readonly absente: boolean;
  /** Lignes écartées par une anomalie bloquante : leurs clés restent connues des références. */
  readonly ecartees: readonly Rang[];
  /** Colonnes de l'utilisateur d'une table qui les garde (colonnesLibres), par nom normalisé ; leurs cellules, par ligne. */
  readonly libres?: ReadonlyMap<string, ColonneLibre>;
}

/** Une colonne que l'utilisateur a ajoutée. */
export interface ColonneLibre {
  readonly entete: string;
  readonly valeurs: ReadonlyMap<number, Cellule>;
}

/** Les tables d'un classeur, décodées, telles que la clôture les lit. */
export interface TablesLues {
  lire<T extends AnyTable>(table: T): Lecture<T>;
}

interface DefinitionTable<F extends z.core.$ZodShape> {
  readonly nom: string;
  readonly feuille: string;
  readonly titre: Bilingue;
  readonly description: Bilingue;
  readonly famille: Famille;
  readonly cle: readonly (keyof F & string)[];
  readonly generee?: boolean;
  readonly requise?: boolean;
  readonly version?: number;
  readonly references?: readonly ReferenceComposee[];
  readonly avoirs?: ConventionAvoir;
  readonly gel?: Gel;
  readonly colonnesLibres?: boolean;
  readonly colonnes: F;
}

/**
 * Accents, casse, espaces et ponctuation effacés : « Date d'échéance » et « DATE D ECHEANCE » se valent ; « 1–30 » et
 * « > 130 » restent deux noms.
 */
export function nomNormalise(nom: string): string {
  return nom
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('%', 'pct')
    .replaceAll('>', 'sup')
    .replace(/(\d)\s*–\s*(\d)/g, '$1a$2')
    .replace(/[^a-z0-9]/g, '');
}

interface NomsReconnus {
  readonly propres: readonly string[];
  readonly synonymes: readonly string[];
}
const nomsParColonne = new WeakMap<Colonne, NomsReconnus>();

/** Tous les noms sous lesquels une colonne est reconnue, normalisés : clé et en-têtes, puis synonymes. */
export function nomsReconnus(colonne: Colonne): NomsReconnus {
  const connus = nomsParColonne.get(colonne);
  if (connus) return connus;
  const propres = [colonne.cle, colonne.entete, colonne.en].map(nomNormalise);
  const noms = { propres, synonymes: (colonne.synonymes ?? []).map(nomNormalise) };
  nomsParColonne.set(colonne, noms);
  return noms;
}

function verifierNoms(table: string, colonnes: readonly Colonne[]): void {
  const pris = new Map<string, string>();
  for (const colonne of colonnes) {
    const { propres, synonymes } = nomsReconnus(colonne);
    for (const nom of new Set([...propres, ...synonymes])) {
      const autre = pris.get(nom);
      if (autre) throw new Error(`Table ${table} : « ${nom} » désigne à la fois ${autre} et ${colonne.cle}.`);
      pris.set(nom, colonne.cle);
    }
  }
}

/**
 * Définit une table du classeur.
 *
 * @throws Error si deux colonnes partagent un nom, si une colonne n'est pas décrite, si la clé est inconnue.
 * @example defineTable({ nom: 'Tiers', feuille: 'Tiers', …, cle: ['IdTiers'],
 *   colonnes: { IdTiers: texte({ entete: 'Code tiers', en: 'Third-party code', requis: true }) } })
 */
export function defineTable<F extends z.core.$ZodShape>(
  definition: DefinitionTable<F>,
): Table<z.output<z.ZodMiniObject<F>>> {
  const colonnes = Object.entries(definition.colonnes).map(([cle, schema]): Colonne => {
    const meta = registreColonnes.get(schema as z.ZodMiniType);
    if (!meta) throw new Error(`Table ${definition.nom} : la colonne ${cle} n'a pas de description.`);
    return { cle, ...meta };
  });
  verifierNoms(definition.nom, colonnes);
  if (definition.feuille.length > 31) throw new Error(`Nom de feuille trop long : ${definition.feuille}.`);
  const table = {
    generee: false,
    requise: false,
    version: 1,
    references: [],
    ...definition,
    colonnes,
    schema: z.object(definition.colonnes),
  };
  return table as unknown as Table<z.output<z.ZodMiniObject<F>>>;
}

/** La colonne de clé donnée. @throws Error si la table n'a pas cette colonne. */
export function colonneDe(table: AnyTable, cle: string): Colonne {
  const colonne = table.colonnes.find(c => c.cle === cle);
  if (!colonne) throw new Error(`La table ${table.nom} n'a pas de colonne ${cle}.`);
  return colonne;
}
