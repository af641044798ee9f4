import Decimal from 'decimal.js';

/**
 * Arithmétique exacte du dossier : une fraction d'entiers, arrondie une seule fois, au demi le plus
 * éloigné de zéro (arr(2,345) = 2,35 et arr(-2,345) = -2,35).
 *
 * decimal.js arrondit tout résultat à sa précision ; ici rien n'est arrondi avant la fin, quelle que
 * soit la longueur des nombres : les rapports passent par des entiers sans borne (bigint).
 */
export const DecimalExact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** Nombre décimal écrit en entier : `entier / 10^decimales`. */
export interface EntierDecimal {
  readonly entier: bigint;
  readonly decimales: number;
}

const FORME_DECIMALE = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Lit un nombre décimal sans passer par le binaire. Un `number` est lu comme il s'affiche (0.15 vaut
 * quinze centièmes) ; un texte suit la notation de JavaScript (point décimal).
 * @throws RangeError si la valeur n'est pas un nombre fini.
 */
export function lireDecimal(valeur: number | string | Decimal): EntierDecimal {
  const texte = valeur instanceof Object ? valeur.toFixed() : String(valeur).trim();
  const forme = FORME_DECIMALE.exec(texte);
  const entiers = forme?.[2] ?? '';
  const fraction = forme?.[3] ?? '';
  if (!forme || entiers + fraction === '') {
    throw new RangeError(`« ${texte} » n'est pas un nombre décimal.`);
  }
  const signe = forme[1] === '-' ? -1n : 1n;
  const decimales = fraction.length - Number(forme[4] ?? 0);
  const entier = signe * BigInt(entiers + fraction);
  return decimales >= 0 ? { entier, decimales } : { entier: entier * puissance10(-decimales), decimales: 0 };
}

/** 10^n, n >= 0. */
export function puissance10(n: number): bigint {
  return 10n ** BigInt(n);
}

/**
 * Entier le plus proche de num/den, demi éloigné de zéro. Jamais -0.
 * @throws RangeError si den = 0 ou si le résultat dépasse les entiers sûrs.
 */
export function arrondirQuotient(num: bigint, den: bigint): number {
  if (den === 0n) throw new RangeError('Division par zéro.');
  const negatif = num < 0n !== den < 0n;
  const n = num < 0n ? -num : num;
  const d = den < 0n ? -den : den;
  const quotient = (2n * n + d) / (2n * d);
  return entierSur(Number(negatif ? -quotient : quotient));
}

/**
 * a × b / c arrondi une fois, pour des entiers. Reste en nombres simples tant que le produit est exact.
 */
export function arrondirProduit(a: number, b: number, c: number): number {
  const produit = a * b;
  if (!Number.isSafeInteger(produit) || c > 2 ** 51 || c < 1) {
    return arrondirQuotient(BigInt(a) * BigInt(b), BigInt(c));
  }
  const absolu = Math.abs(produit);
  const reste = absolu % c;
  const quotient = (absolu - reste) / c + (2 * reste >= c ? 1 : 0);
  return produit < 0 ? 0 - quotient : quotient;
}

/**
 * Vérifie qu'un entier est exactement représentable et rend 0 pour -0.
 * @throws RangeError au-delà de 2^53 - 1, ou si la valeur n'est pas entière.
 */
export function entierSur(n: number): number {
  if (!Number.isSafeInteger(n)) {
    throw new RangeError(`${n} n'est pas un entier exactement représentable.`);
  }
  return n + 0;
}

/**
 * Nombre décimal ramené à un nombre entier d'unités de 1/10^decimales, arrondi demi éloigné de zéro.
 * Ex. : enUnites('2.345', 2) = 235.
 */
export function enUnites(valeur: number | string | Decimal, decimales: number): number {
  if (typeof valeur === 'number') {
    const facteur = 10 ** decimales;
    const unites = Math.trunc(valeur * facteur + (valeur < 0 ? -0.5 : 0.5));
    if (Number.isSafeInteger(unites) && unites / facteur === valeur) return unites + 0;
  }
  const lu = lireDecimal(valeur);
  if (lu.decimales <= decimales) {
    return entierSur(Number(lu.entier * puissance10(decimales - lu.decimales)));
  }
  return arrondirQuotient(lu.entier, puissance10(lu.decimales - decimales));
}

/**
 * Le nombre qu'un tableur garde de n : quinze chiffres significatifs, demi éloigné de zéro sur le décimal le plus court qui
 * dit n (0,3617021276595745 donne 0,361702127659575). LibreOffice enregistre ainsi ; `toPrecision` arrondit, lui, le
 * binaire, à peine en dessous du demi, et donnerait 0,361702127659574 : un classeur y passerait pour changé.
 * Arrondir ce qui l'est déjà ne change rien.
 */
export function quinzeChiffres(n: number): number {
  const net = Number(n.toPrecision(15));
  if (net === n || !estDemi(n)) return net;
  return new DecimalExact(n).toSignificantDigits(15).toNumber();
}

/**
 * Le décimal le plus court de n a seize chiffres, le dernier un cinq : le seul cas où l'arrondir diffère d'arrondir le binaire.
 * Ailleurs, un demi entre le décimal et le binaire, plus court que le décimal, serait lui-même le décimal.
 */
function estDemi(n: number): boolean {
  const seize = n.toPrecision(16);
  return /5(e|$)/.test(seize) && Number(seize) === n;
}
