/** Ce que les états demandent au grand livre. Montants en centimes, débit moins crédit. */
import type { Jour, Montant } from '../../../comptabilite';
import type { Solde } from './types';

/** Un axe d'analyse que portent les écritures. */
export type AxeLivre = 'IdAffaire' | 'Section';

/** Les mouvements d'un compte, pour une valeur de l'axe ; '' : la ligne n'en porte pas. */
export interface MouvementAxe {
  readonly compte: string;
  readonly valeur: string;
  readonly montant: number;
}

export interface LivreEtats {
  readonly vide: boolean;
  /** Soldes de bilan au soir d'un jour, nuls omis : par compte, et par tiers pour les comptes 40 et 41. */
  soldes(au: Jour): readonly Solde[];
  /** Soldes de bilan repris en à-nouveaux par un exercice ; vide s'il n'en a pas. */
  ouverture(exercice: { readonly debut: Jour; readonly fin: Jour }): readonly Solde[];
  /** Mouvements des classes 6 et 7, jours du..au compris, par compte. */
  mouvements(du: Jour, au: Jour): ReadonlyMap<string, number>;
  /** Les mêmes, par valeur d'un axe. */
  parAxe(axe: AxeLivre, du: Jour, au: Jour): readonly MouvementAxe[];
  /** Produits moins charges des exercices d'avant que des à-nouveaux n'ont pas repris. */
  resultatAnterieur(au: Jour): Montant;
  /** Vrai si des écritures, à-nouveaux à part, sont datées de ces jours. */
  mouvemente(du: Jour, au: Jour): boolean;
}
