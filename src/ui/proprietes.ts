// Ce qu'un volet de capacité reçoit : tout lui vient d'ici, il n'appelle ni Excel ni le moteur.
import type { Anomalie, Ecriture } from '../comptabilite';
import type { TablesLues } from '../workbook/table';
import type { AnyTable, Rang } from '../workbook/table';
import type { Entry } from '../workbook/entry';

export type Langue = 'fr' | 'en';

/** Simuler montre ce qui serait écrit ; valider l'écrit. */
export type ModeExecution = 'SIMULER' | 'VALIDER';

/** Une cellule à montrer : table, numéro de ligne d'Excel (1 en haut de la feuille), clé de colonne. */
export interface Cellule {
  table: string;
  ligne?: number;
  colonne?: string;
}

/** Où en est un travail : nom de l'étape, lignes faites et à faire (total nul : inconnu). */
export interface Progression {
  etape: string;
  en?: string;
  fait: number;
  total: number;
}

/** Une erreur dite à l'utilisateur : ce qui s'est passé, quoi faire, et le détail technique à transmettre. */
export interface MessageDErreur {
  message: string;
  remede: string;
  en?: { message: string; remede: string };
  details: string;
  recommencer: boolean;
}

export interface OptionsExecution {
  onProgress: (progression: Progression) => void;
  signal: AbortSignal;
}

/** Les lignes qu'une exécution a calculées pour une table, écrites ou non selon le mode. */
export interface TableCalculee {
  table: { nom: string };
  lignes: readonly object[];
}

/** Ce qu'une exécution rend à l'écran. Les totaux sont en euros, l'arrêté en ISO (2026-11-30). */
export interface BilanExecution {
  arrete: string;
  mode: ModeExecution | 'FERMER';
  anomalies: readonly Anomalie[];
  bloque: boolean;
  ecritures: { nombre: number; debit: number; credit: number };
  feuilles: readonly string[];
  etapes: readonly { nom: string; dureeMs: number }[];
  ecrituresDetail: readonly Ecriture[];
  resumes: readonly string[];
  produites?: readonly TableCalculee[];
}

export type EtatPeriode = 'OUVERTE' | 'EN_CLOTURE' | 'FERMEE' | 'REOUVERTE' | 'INCONNUE';

/** Ce que le classeur dit de lui-même à l'ouverture du volet. */
export interface EtatClasseur {
  /** Arrêté du classeur, en ISO ; absent quand la table Parametres ne le donne pas. */
  arrete?: string;
  periode: EtatPeriode;
  /** Fins de mois proposées au choix, en ISO, de la plus ancienne à la plus récente. */
  arretes: readonly string[];
}

/** Comment une exécution lancée ailleurs (une commande du ruban) a fini : un bilan, ou une erreur. */
export type IssueExecution = { bilan: BilanExecution } | { erreur: unknown };

export interface ProprietesPanneau {
  executer(mode: ModeExecution, arrete: string, options: OptionsExecution): Promise<BilanExecution>;
  /** Sélectionne la cellule dans Excel ; rend faux si elle n'existe plus. */
  allerA(cellule: Cellule): Promise<boolean>;
  /** Lit des tables du classeur telles qu'elles sont à cet instant, sans rien écrire. */
  lireTables(tables: readonly AnyTable[]): Promise<TablesLues>;
  /** Écrit des cellules d'une ligne, retrouvée par sa clé, dans la file des écritures ; faux si elle n'existe pas. */
  saisir(saisie: Entry): Promise<boolean>;
  /** Ajoute au bout d'une table les lignes dont la clé n'y est pas encore ; rend combien. */
  ajouter(table: AnyTable, lignes: readonly Rang[]): Promise<number>;
  /** Active une feuille par son nom. */
  ouvrirFeuille(nom: string): Promise<boolean>;
  /** Ce qu'il faut montrer pour une erreur. */
  messageErreur(erreur: unknown): MessageDErreur;
  etat: EtatClasseur;
  /** À montrer à l'ouverture : la dernière issue de ce travail, du volet ou du ruban. */
  issue?: IssueExecution;
  langue: Langue;
}
