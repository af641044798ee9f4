// Ce qu'un volet de capacité reçoit : tout lui vient d'ici, il n'appelle ni Excel ni le moteur.
import type { Anomalie, Ecriture } from '../comptabilite';

export type Langue = 'fr' | 'en';

/** Simuler montre ce qui serait écrit ; valider l'écrit. */
export type ModeExecution = 'SIMULER' | 'VALIDER';

/** Une cellule à montrer : table, numéro de ligne d'Excel (1 en haut de la feuille), clé de colonne. */
export interface Cellule {
  table: string;
  ligne?: number;
  colonne?: string;
}

/** Où en est un travail : nom de l'étape, lignes faites et à faire quand elles sont connues. */
export interface Progression {
  etape: string;
  faites?: number;
  total?: number;
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
  mode: ModeExecution;
  anomalies: readonly Anomalie[];
  bloque: boolean;
  ecritures: { nombre: number; debit: number; credit: number };
  feuilles: readonly string[];
  etapes: readonly { nom: string; dureeMs: number }[];
  ecrituresDetail: readonly Ecriture[];
  resumes: readonly string[];
  produites?: readonly TableCalculee[];
}

export type EtatPeriode = 'OUVERTE' | 'FERMEE' | 'INCONNUE';

/** Ce que le classeur dit de lui-même à l'ouverture du volet. */
export interface EtatClasseur {
  /** Arrêté du classeur, en ISO ; absent quand la table Parametres ne le donne pas. */
  arrete?: string;
  periode: EtatPeriode;
  /** Fins de mois proposées au choix, en ISO, de la plus ancienne à la plus récente. */
  arretes: readonly string[];
}

export interface ProprietesPanneau {
  executer(mode: ModeExecution, arrete: string, options: OptionsExecution): Promise<BilanExecution>;
  /** Sélectionne la cellule dans Excel ; rend faux si elle n'existe plus. */
  allerA(cellule: Cellule): Promise<boolean>;
  /** Active une feuille par son nom. */
  ouvrirFeuille(nom: string): Promise<boolean>;
  /** Phrase à montrer pour une erreur, dans la langue du volet. */
  messageErreur(erreur: unknown): string;
  etat: EtatClasseur;
  langue: Langue;
}
