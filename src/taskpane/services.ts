import type { Presentation } from '../cloture/capacite';
import type {
  BilanExecution,
  Cellule,
  IssueExecution,
  MessageDErreur,
  OptionsExecution,
  ProprietesPanneau,
} from '../ui/proprietes';
import type { Preferences } from '../ui/preferences';
import type { DataServices } from './data/dataServices';
import type { MonthServices } from './months/monthServices';
import type { FecServices } from './data/fecServices';
import type { RecordServices } from './records/recordServices';
import type { Assistant } from './functions/assistant';
import type { Situation } from './situation';
import type { Undone } from '../workbook/undo';

/** Une exécution que l'on peut annuler, et ce que son annulation a fait. */
export type RunToUndo = Undone['execution'];
export type UndoneRun = Undone;

/** Ce que le volet sait demander au classeur et au poste ; la coquille le réalise sur Office.js. */
export interface Services {
  capacites: readonly Presentation[];
  version: string;
  /** Lit le classeur et dit où en est le mois. */
  situation(): Promise<Situation>;
  /** Prévient quand le classeur a changé ; rend de quoi ne plus être prévenu. */
  suivre(rappel: () => void): () => void;
  executer(capacite: Presentation): ProprietesPanneau['executer'];
  /** Tous les travaux du mois, dans l'ordre, en une exécution. */
  toutExecuter: ProprietesPanneau['executer'];
  /**
   * Ferme le mois entier : valide tous les travaux, fige l'arrêté (ISO), ouvre le mois suivant. Bloqué : rien n'est écrit.
   * @param anterieurs les mois sautés se ferment avec lui
   */
  fermer(arrete: string, anterieurs: boolean, options: OptionsExecution): Promise<BilanExecution>;
  lireTables: ProprietesPanneau['lireTables'];
  saisir: ProprietesPanneau['saisir'];
  ajouter: ProprietesPanneau['ajouter'];
  allerA(cellule: Cellule): Promise<boolean>;
  ouvrirFeuille(nom: string): Promise<boolean>;
  messageErreur(erreur: unknown): MessageDErreur;
  /** La dernière issue d'un travail dans cette page (TOUT : tous ensemble), et de quoi en être prévenu. */
  issues: { de(travail: string): IssueExecution | undefined; suivre(prevenir: () => void): () => void };
  conserver(preferences: Preferences): Promise<boolean>;
  /** De quoi choisir, essayer et insérer une fonction, chargé au premier appel ; la même promesse ensuite. */
  assistant(): Promise<Assistant>;
  /** De quoi importer, réparer et figer, chargé au premier appel ; la même promesse ensuite. */
  donnees(): Promise<DataServices>;
  /** De quoi lire, écrire et exporter un FEC, chargé au premier appel ; la même promesse ensuite. */
  fec(): Promise<FecServices>;
  /** De quoi consulter et corriger l'historique des arrêtés, chargé au premier appel ; la même promesse ensuite. */
  arretes(): Promise<RecordServices>;
  /** De quoi vérifier, consigner et rouvrir un mois fermé, chargé au premier geste ; la même promesse ensuite. */
  mois(): Promise<MonthServices>;
  /** La dernière exécution que le classeur sait annuler, et de quoi l'annuler. */
  annulation: { derniere(): Promise<RunToUndo | undefined>; annuler(): Promise<UndoneRun> };
  premiersPas: PremiersPas;
}

/** Ce qu'on propose à un classeur qui n'a aucune de nos tables. */
export interface PremiersPas {
  /** Nombre de tables que l'insertion ajouterait à un classeur vide. */
  tables: number;
  insererTables(options: OptionsExecution): Promise<number>;
  /** Ouvre l'exemple dans une autre fenêtre ; faux si cet Excel ne le sait pas. */
  ouvrirExemple(): Promise<boolean>;
  /** Adresse du classeur d'exemple, livrée avec le complément. */
  adresseExemple: string;
}
