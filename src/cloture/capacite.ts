/**
 * Contrat d'une capacité de la clôture : ce qu'elle lit, calcule et rend. Elle n'écrit rien elle-même ;
 * l'exécution écrit ce qu'elle rend, ou le montre seulement quand on simule.
 */
import type { ComponentType } from 'react';
import type { Anomalie, Ecriture, Jour } from '../comptabilite';
import type { ProprietesPanneau } from '../ui/proprietes';
import type { DescriptionFeuille } from '../workbook/feuille';
import type { AnyTable, Bilingue, CleColonne, Lecture, Ligne, Valeurs } from '../workbook/table';
import type { Parametres } from './tables-communes/parametres';

/** Les tables du classeur, lues une fois ; une table facultative absente est une lecture vide, `absente`. */
export interface TablesLues {
  lire<T extends AnyTable>(table: T): Lecture<T>;
}

/** Ce qu'un calcul reçoit : l'arrêté est un argument, jamais l'horloge. */
export interface Contexte {
  readonly arrete: Jour;
  readonly tables: TablesLues;
  readonly parametres: Parametres;
}

/** Les lignes qu'une capacité produit pour une table générée. */
export interface TableProduite<T extends AnyTable = AnyTable> {
  readonly table: T;
  readonly lignes: readonly Valeurs<T>[];
  /** Clé qui rapproche une ligne produite d'une ligne déjà écrite. */
  cle(ligne: Valeurs<T>): string;
  /** Vrai pour une ligne du classeur que cette exécution possède, et peut remplacer ou retirer. */
  portee(ligne: Ligne<T>): boolean;
  /** Colonnes « retenues » où l'utilisateur saisit : jamais écrasées. */
  readonly colonnesUtilisateur?: readonly CleColonne<T>[];
}

/** Ce qu'une capacité rend. Une anomalie BLOQUANT interdit d'écrire. */
export interface Resultat {
  readonly capacite: string;
  readonly anomalies: Anomalie[];
  readonly ecritures: Ecriture[];
  readonly produites: TableProduite[];
  /** Une ligne en français pour le bilan. */
  readonly resume: string;
}

/** Une capacité : un dossier de src/cloture, une ligne dans la liste CAPACITES. */
export interface Capacite {
  readonly nom: string;
  readonly titre: Bilingue;
  readonly lit: readonly AnyTable[];
  readonly ecrit: readonly AnyTable[];
  calculer(contexte: Contexte): Resultat;
  readonly feuilles: readonly DescriptionFeuille[];
  /** Volet, chargé seulement quand on l'ouvre. */
  readonly panneau: () => Promise<{ default: ComponentType<ProprietesPanneau> }>;
}
