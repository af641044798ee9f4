/** Ce qu'un calcul reçoit et rend, sans rien du volet : ce que les fonctions et les calculs en partagent. */
import type { Anomalie, Ecriture, Jour } from '../comptabilite';
import type { Produite } from '../workbook/plan';
import type { TablesLues } from '../workbook/table';
import type { Parametres } from './tables-communes/parametres';

export type { TablesLues } from '../workbook/table';

/** Ce qu'un calcul reçoit : l'arrêté est un argument, jamais l'horloge. */
export interface Contexte {
  readonly arrete: Jour;
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  /** Les capacités que cette exécution a déjà calculées : la suivante lit ce qu'elles vont écrire. */
  readonly precedentes?: readonly string[];
  /** Vrai quand l'exécution ferme le mois : ce qu'elle édite est définitif. */
  readonly ferme?: boolean;
}

/** Les lignes qu'une capacité produit pour une table générée. */
export type { Produite as TableProduite } from '../workbook/plan';

/** Ce qu'une capacité rend. Une anomalie BLOQUANT interdit d'écrire. */
export interface Resultat {
  readonly capacite: string;
  readonly anomalies: Anomalie[];
  readonly ecritures: Ecriture[];
  readonly produites: Produite[];
  /** Une ligne en français pour le bilan. */
  readonly resume: string;
}

/** Une cellule d'une table générée, dont on demande d'où vient le chiffre : sa ligne décodée et sa colonne. */
export interface CelluleGeneree {
  readonly table: string;
  readonly ligne: Readonly<Record<string, unknown>>;
  /** Clé de la colonne. */
  readonly colonne: string;
}
