/** De quoi compter une opération en centimes, ou en arbres qui disent d'où vient chaque chiffre : une seule règle. */
import { fraction, moins, somme, ZERO, type Montant, type Taux } from '../../../../comptabilite';

/** Les calculs d'une opération, à son taux de TVA. */
export interface Arithmetique<M> {
  readonly zero: M;
  estNul(m: M): boolean;
  moins(m: M, ...autres: readonly M[]): M;
  plus(m: M, autre: M): M;
  /** HT d'un TTC : arr(TTC / (1 + t)). */
  horsTaxe(ttc: M): M;
  /** TVA d'un HT : arr(HT × t). */
  tvaSur(ht: M): M;
}

/** HT d'un TTC : arr(TTC / (1 + t)). */
const horsTaxe = (ttc: Montant, t: Taux): Montant => fraction(ttc, 1, t.plus(1));

/** TVA d'un TTC : ce qui reste du HT arrondi. */
export const tvaDe = (ttc: Montant, t: Taux): Montant => moins(ttc, horsTaxe(ttc, t));

/** L'arithmétique des écritures. */
export const enCentimes = (t: Taux): Arithmetique<Montant> => ({
  zero: ZERO,
  estNul: m => m === 0,
  moins: (m, ...autres) => moins(m, somme(autres)),
  plus: (m, autre) => somme([m, autre]),
  horsTaxe: ttc => horsTaxe(ttc, t),
  tvaSur: ht => fraction(ht, t, 1),
});
