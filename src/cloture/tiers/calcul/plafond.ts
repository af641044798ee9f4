import { moins, ZERO, type Montant } from '../../../comptabilite';

/** Dépassement du plafond d'un tiers ; zéro sans plafond. */
export function depassement(total: Montant, plafond: Montant | undefined): Montant {
  return plafond !== undefined && total > plafond ? moins(total, plafond) : ZERO;
}
