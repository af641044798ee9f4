/** Ce qu'une règle propose de régulariser, et ce qui en est retenu. */
import type { Anomalie, Jour, Montant, Phrase } from '../../../comptabilite';
import type { Proposition } from './proposition';

/**
 * Ce qu'une proposition régularise (domaine §4.1) : facture à établir, produit constaté d'avance, avoir à établir,
 * facture non parvenue, charge constatée d'avance, avoir à recevoir, autre charge à payer.
 */
export type ModuleRegul = 'FAE' | 'PCA' | 'AAE' | 'FNP' | 'CCA' | 'AAR' | 'CAP';

/** Une ligne du classeur dont une proposition tient son montant. */
export interface Source {
  readonly table: string;
  readonly ligne: number;
}

/** Un texte dans les deux langues du produit. */
export type Dit = Phrase;

/** Une décision saisie sur une proposition. */
export interface Forcage {
  readonly montant: Montant;
  readonly motif: string | undefined;
  readonly auteur: string | undefined;
  readonly date: Jour | undefined;
  /** Dernier arrêté où elle vaut. */
  readonly expire: Jour | undefined;
  /** La base que son auteur avait sous les yeux. */
  readonly base: Montant;
  /** Ce dont elle a bougé depuis, au-delà du seuil. */
  readonly baseModifiee: Montant | undefined;
  /** La ligne de la feuille où elle est saisie, si elle l'est à cet arrêté. */
  readonly ligne: number | undefined;
}

/** Ce qu'une règle rend : ses propositions, et ce qui l'empêche d'en faire. */
export interface Propositions {
  readonly proposees: Proposition[];
  readonly anomalies: Anomalie[];
}
