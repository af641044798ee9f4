import type { Jour, Montant } from '../../../../comptabilite';
import type { RegleLettrage } from '../../../tables-communes/lettrages';

export type { RegleLettrage };

/** Un poste à lettrer : une ligne de tiers et ce qui en reste ouvert, débit positif. */
export interface PosteALettrer {
  /** Clé de la ligne d'écriture. */
  readonly cle: string;
  readonly compte: string;
  readonly tiers: string;
  /** Code ISO ; vide pour l'euro. */
  readonly devise: string;
  /** Exercice de la ligne s’il est clos, sinon vide : un exercice clos ne se lettre qu’avec lui-même. */
  readonly exerciceClos: string;
  readonly date: Jour;
  /** Échéance portée par la ligne : les plus anciennes se soldent d'abord. */
  readonly echeance: Jour | undefined;
  readonly piece: string;
  readonly libelle: string;
  /** Reste ouvert, débit positif, crédit négatif ; jamais nul. */
  readonly reste: Montant;
  /** Le même en devise, tant que rien n'a soldé la ligne ; absent en euros, ou si la ligne ne le donne pas. */
  readonly resteDevise?: Montant | undefined;
}

/** Ce qu'un lettrage prend d'une ligne, du signe de la ligne. */
export interface PartLettree {
  readonly cle: string;
  readonly montant: Montant;
}

/** Des postes qui se soldent : la somme des parts est l'écart, nul ou dans la tolérance. */
export interface Proposition {
  /** Empreinte de son contenu : une proposition acceptée ne vaut que pour ces postes et ces montants. */
  readonly id: string;
  readonly compte: string;
  readonly tiers: string;
  readonly devise: string;
  readonly regle: RegleLettrage;
  /** De 0 à 100 : 100, même référence et somme nulle. */
  readonly score: number;
  readonly parts: readonly PartLettree[];
  /** Somme des parts : positive, le tiers doit encore ; ce qui part en 658 ou 758, ou en 656 ou 756 s'il est de change. */
  readonly ecart: Montant;
  /** Les postes se soldent dans leur devise : l'écart en euros est de change (domaine §9.7). */
  readonly deChange: boolean;
  /** Un poste au moins garde un reste. */
  readonly partielle: boolean;
  /** Faux si la recherche s'est arrêtée à sa borne avant d'avoir tout comparé. */
  readonly uniciteVerifiee: boolean;
}
