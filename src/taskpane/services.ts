import type { Capacite } from '../cloture/capacite';
import type {
  BilanExecution,
  Cellule,
  IssueExecution,
  MessageDErreur,
  OptionsExecution,
  ProprietesPanneau,
} from '../ui/proprietes';
import type { Preferences } from '../ui/preferences';
import type { Situation } from './situation';

/** Ce que le volet sait demander au classeur et au poste ; la coquille le réalise sur Office.js. */
export interface Services {
  capacites: readonly Capacite[];
  version: string;
  /** Lit le classeur et dit où en est le mois. */
  situation(): Promise<Situation>;
  /** Prévient quand le classeur a changé ; rend de quoi ne plus être prévenu. */
  suivre(rappel: () => void): () => void;
  executer(capacite: Capacite): ProprietesPanneau['executer'];
  /** Ferme le mois entier : valide tous les travaux, fige l'arrêté (ISO), ouvre le mois suivant. Bloqué : rien n'est écrit. */
  fermer(arrete: string, options: OptionsExecution): Promise<BilanExecution>;
  lireTables: ProprietesPanneau['lireTables'];
  allerA(cellule: Cellule): Promise<boolean>;
  ouvrirFeuille(nom: string): Promise<boolean>;
  messageErreur(erreur: unknown): MessageDErreur;
  /** L'issue de la dernière commande du ruban, et de quoi en être prévenu. */
  issue: { derniere(): IssueExecution | undefined; suivre(prevenir: () => void): () => void };
  conserver(preferences: Preferences): Promise<boolean>;
}
