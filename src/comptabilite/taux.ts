import Decimal from 'decimal.js';
import { DecimalExact } from './arrondi';
import { fraction, type Montant } from './montant';

/** Taux, pourcentage ou clé : décimal exact. 20 % s'écrit 0,2. */
export type Taux = Decimal;

export { Decimal };

/**
 * Taux exactement comme il est tapé : taux(0.2), taux('0.055').
 * @throws RangeError si la valeur n'est pas un nombre fini.
 */
export function taux(valeur: number | string | Decimal): Taux {
  let t: Decimal;
  try {
    t = new DecimalExact(valeur);
  } catch {
    throw new RangeError(`« ${String(valeur)} » n'est pas un taux.`);
  }
  if (!t.isFinite()) throw new RangeError(`« ${String(valeur)} » n'est pas un taux.`);
  return t;
}

/**
 * a / b pour l'afficher (60 chiffres significatifs) ; undefined quand b = 0. Un montant se calcule par
 * {@link fraction}, jamais par un quotient multiplié ensuite (domaine §0.1).
 */
export function quotient(a: Montant, b: Montant): Taux | undefined {
  return b === 0 ? undefined : new DecimalExact(a).div(b);
}

/** arr(m × t), arrondi une fois. Ex. : appliquer(8 000,00 €, 20 %) = 1 600,00 €. */
export function appliquer(m: Montant, t: Taux): Montant {
  return fraction(m, t, 1);
}
