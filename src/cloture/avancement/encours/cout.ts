import { fraction, maximum, moins, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { AffaireEtablie } from '../calcul/etablir';

/** Quand l'en-cours se stocke. */
export type QuandStocker = 'EXERCICE' | 'MENSUEL' | 'NON';

/** L'en-cours se recalcule à cet arrêté ; ailleurs, le solde d'avant demeure. */
export const seRecalcule = (
  quand: QuandStocker,
  arrete: Jour,
  exercices: readonly { readonly DateFin: Jour }[],
): boolean => quand === 'MENSUEL' || (quand === 'EXERCICE' && exercices.some(x => x.DateFin === arrete));

/**
 * Coût de ce qui n'est pas livré à l'arrêté (domaine §5.5 ; PCG art. 622-2) : les charges de l'affaire pour la part de son
 * budget qui n'est pas reconnue, arr(CH × (BUD − CA) / BUD) ; toutes si rien n'est commandé, aucune si elle est finie.
 * Ex. (T-REV-08) : 60 000 de charges, rien de livré : 60 000 au 345.
 */
export function coutNonLivre({
  budget,
  ca,
  charges,
}: Pick<AffaireEtablie['mesure'], 'budget' | 'ca' | 'charges'>): Montant {
  if (charges <= 0) return ZERO;
  if (budget <= 0) return charges;
  return fraction(charges, maximum(ZERO, moins(budget, ca)), budget);
}
