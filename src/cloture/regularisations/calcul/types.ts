/** Ce qu'une règle propose de régulariser, et ce qui en est retenu. */
import type { Anomalie, Compte, Etendue, Facturation, Jour, Montant, Phrase } from '../../../comptabilite';

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

/** Ce qu'une règle tire d'une ligne de pièce, avant toute décision. Montants HT, positifs sauf avoir. */
export interface Proposee {
  readonly module: ModuleRegul;
  /** Table, pièce et ligne : la même d'une exécution à l'autre. */
  readonly cle: string;
  readonly piece: string;
  /** La ligne de pièce d'abord, puis ce qui l'éteint. */
  readonly sources: readonly Source[];
  readonly idAffaire: string | undefined;
  readonly lot: string | undefined;
  readonly sousLot: string | undefined;
  readonly codeProduit: string | undefined;
  readonly tiers: string | undefined;
  readonly compte: Compte | undefined;
  /** Le compte de bilan que la pièce impose ; undefined : celui du module. */
  readonly compteBilan: Compte | undefined;
  /** Vrai si l'écriture s'extourne le lendemain ; faux pour un abonnement, passé par fractions. */
  readonly extournee: boolean;
  readonly codeTVA: string | undefined;
  /** Période du service, pour une proposition au prorata. */
  readonly etendue: Etendue | undefined;
  /** Le jour de la pièce : réception, livraison, facture ou échéance. */
  readonly date: Jour;
  /** Le montant de la pièce que la règle étale ou retient. */
  readonly base: Montant;
  /** Ce qui facture déjà la pièce à l'arrêté. */
  readonly facturations: readonly Facturation[];
  /** Le montant à l'arrêté ; undefined pour une pièce ignorée, qui dit alors pourquoi. */
  readonly propose: Montant | undefined;
  readonly ignoree: Phrase | undefined;
  /** Vrai si une règle de CA prend déjà la pièce : y forcer un montant la compterait deux fois. */
  readonly reconnue: boolean;
}

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
  /** La ligne de la feuille où elle est saisie, si elle l'est à cet arrêté. */
  readonly ligne: number | undefined;
}

/** Une proposition et ce qui en est retenu. */
export interface Proposition extends Proposee {
  readonly forcage: Forcage | undefined;
  /** Le montant forcé, sinon le proposé, sinon rien. */
  readonly retenu: Montant;
  readonly ecart: Montant;
  /** Ce dont la base a bougé depuis le forçage, au-delà du seuil. */
  readonly baseModifiee: Montant | undefined;
}

/** Ce qu'une règle rend : ses propositions, et ce qui l'empêche d'en faire. */
export interface Propositions {
  readonly proposees: Proposition[];
  readonly anomalies: Anomalie[];
}
