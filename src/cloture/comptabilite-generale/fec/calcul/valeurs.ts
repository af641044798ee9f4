/** Montants et dates d'un FEC, lus dans les octets du fichier sans les décoder (domaine §11.2). */
import { depuisTexte, type Jour } from '../../../../comptabilite';

/** Comment un jour s'écrit. */
const FORME = 'AAAAMMJJ';
const ZERO_ = 48;
const NEUF = 57;
const PLUS = 43;
const MOINS = 45;
const VIRGULE = 44;
const POINT = 46;

/** Ce que rend un montant qui ne se lit pas au centime. */
export const ILLISIBLE = NaN;

/**
 * Montant en centimes d'octets[debut, fin[ : signe en tête ou en queue, virgule ou point, deux décimales au plus (des
 * zéros au-delà se tolèrent). Vide vaut zéro.
 * @returns les centimes, ou ILLISIBLE : séparateur de milliers, lettre, plus de deux décimales, dépassement
 * @example lireMontant(new TextEncoder().encode('1234,5-'), 0, 7) // -123450
 */
export function lireMontant(octets: Uint8Array, debut: number, fin: number): number {
  if (debut >= fin) return 0;
  let de = debut;
  let a = fin;
  let negatif = false;
  const premier = octets[de]!;
  const dernier = octets[a - 1]!;
  if (premier === MOINS || premier === PLUS) {
    negatif = premier === MOINS;
    de++;
  } else if (dernier === MOINS || dernier === PLUS) {
    negatif = dernier === MOINS;
    a--;
  }
  // Le signe peut être séparé de son nombre par une espace : « - 12,00 », « 12,00 - ».
  while (de < a && octets[de] === 32) de++;
  while (de < a && octets[a - 1] === 32) a--;
  if (de === a) return ILLISIBLE;
  let entier = 0;
  let decimales = -1;
  let chiffres = 0;
  for (let i = de; i < a; i++) {
    const code = octets[i]!;
    if (code >= ZERO_ && code <= NEUF) {
      if (decimales < 2) {
        entier = entier * 10 + code - ZERO_;
        if (decimales >= 0) decimales++;
      } else if (code !== ZERO_) return ILLISIBLE;
      chiffres++;
    } else if ((code === VIRGULE || code === POINT) && decimales < 0) decimales = 0;
    else return ILLISIBLE;
  }
  if (chiffres === 0) return ILLISIBLE;
  if (decimales < 1) entier *= 100;
  else if (decimales === 1) entier *= 10;
  if (!Number.isSafeInteger(entier)) return ILLISIBLE;
  return negatif ? 0 - entier : entier;
}

/** Lit les jours d'un fichier : une comptabilité n'en a que quelques centaines, et la ligne d'après a souvent le même. */
export class Jours {
  private readonly connus = new Map<number, Jour | 0>();
  private nombre = 0;
  private jour: Jour | 0 = 0;

  /**
   * Jour d'octets[debut, fin[, écrit AAAAMMJJ.
   * @returns 0 si ce n'en est pas un
   * @example new Jours().lire(new TextEncoder().encode('20261130'), 0, 8) // 46356
   */
  lire(octets: Uint8Array, debut: number, fin: number): Jour | 0 {
    if (fin - debut !== FORME.length) return 0;
    let nombre = 0;
    for (let i = debut; i < fin; i++) {
      const chiffre = octets[i]! - ZERO_;
      if (chiffre < 0 || chiffre > 9) return 0;
      nombre = nombre * 10 + chiffre;
    }
    if (nombre !== this.nombre) {
      this.nombre = nombre;
      this.jour = this.connus.get(nombre) ?? this.comprendre(nombre);
    }
    return this.jour;
  }

  private comprendre(nombre: number): Jour | 0 {
    const jour = depuisTexte(String(nombre).padStart(FORME.length, '0')) ?? 0;
    this.connus.set(nombre, jour);
    return jour;
  }
}
