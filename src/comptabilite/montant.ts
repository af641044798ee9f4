import type Decimal from 'decimal.js';
import { arrondirProduit, arrondirQuotient, entierSur, enUnites, lireDecimal, puissance10 } from './arrondi';

declare const marqueMontant: unique symbol;

/** Montant en centimes d'euro, entier exact. Un avoir ou une diminution est négatif. */
export type Montant = number & { readonly [marqueMontant]: true };

/** Le montant nul. */
export const ZERO = 0 as Montant;

/**
 * Montant à partir d'un nombre entier de centimes. Ex. : montant(1250) vaut 12,50 €.
 * @throws RangeError si la valeur n'est pas entière ou dépasse les entiers exacts (90 000 milliards d'euros).
 */
export function montant(centimes: number): Montant {
  return entierSur(centimes) as Montant;
}

/**
 * Montant à partir d'un nombre d'euros, lu en décimal et arrondi au centime, demi éloigné de zéro
 * (domaine §0.1). Ex. : depuisEuros(2.345) = 2,35 ; depuisEuros(-2.345) = -2,35 ; depuisEuros('1.005') = 1,01.
 * @throws RangeError si la valeur n'est pas un nombre fini.
 */
export function depuisEuros(euros: number | string | Decimal): Montant {
  return enUnites(euros, 2) as Montant;
}

/** Valeur en euros, pour une cellule ou un affichage ; jamais pour continuer un calcul. */
export function enEuros(m: Montant): number {
  return m / 100;
}

/** a + b. @throws RangeError au-delà des entiers exacts. */
export function plus(a: Montant, b: Montant): Montant {
  return montant(a + b);
}

/** a - b. @throws RangeError au-delà des entiers exacts. */
export function moins(a: Montant, b: Montant): Montant {
  return montant(a - b);
}

/** -a, et 0 (jamais -0) pour 0. */
export function oppose(a: Montant): Montant {
  return montant(0 - a);
}

/** Somme exacte ; ZERO pour une suite vide. */
export function somme(montants: Iterable<Montant>): Montant {
  let total = 0;
  for (const m of montants) total += m;
  return montant(total);
}

/**
 * arr(m × num / den) : multiplie d'abord, divise ensuite, arrondit une fois (domaine §0.1).
 * Ex. : fraction(0,15 €, 1, 30) = 0,01 € — 0,15 × 0,0333… = 0,004999… donnerait 0,00.
 * @throws RangeError si den = 0 ou si un terme n'est pas un nombre.
 */
export function fraction(m: Montant, num: number | Decimal, den: number | Decimal): Montant {
  if (typeof num === 'number' && typeof den === 'number' && Number.isInteger(num) && Number.isInteger(den)) {
    if (den === 0) throw new RangeError('Division par zéro.');
    return montant(arrondirProduit(m, den < 0 ? -num : num, Math.abs(den)));
  }
  const n = lireDecimal(num);
  const d = lireDecimal(den);
  return montant(
    arrondirQuotient(BigInt(m) * n.entier * puissance10(d.decimales), d.entier * puissance10(n.decimales)),
  );
}

/** Le plus petit des deux. */
export function minimum(a: Montant, b: Montant): Montant {
  return a < b ? a : b;
}

/** Le plus grand des deux. */
export function maximum(a: Montant, b: Montant): Montant {
  return a > b ? a : b;
}

/** Valeur absolue. */
export function absolu(m: Montant): Montant {
  return m < 0 ? oppose(m) : m;
}

/**
 * Texte à la française : espace insécable entre les milliers, virgule, deux décimales, signe moins court.
 * Ex. : texteMontant(depuisEuros(1234.56)) = '1 234,56' (U+00A0) ; en anglais '1,234.56'.
 */
export function texteMontant(m: Montant, langue: 'fr' | 'en' = 'fr'): string {
  const [milliers, decimale] = langue === 'en' ? [',', '.'] : ['\u00a0', ','];
  const centimes = String(Math.abs(m)).padStart(3, '0');
  const euros = centimes.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, milliers);
  return `${m < 0 ? '-' : ''}${euros}${decimale}${centimes.slice(-2)}`;
}
