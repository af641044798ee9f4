/** Montants et dates d'un FEC, lus dans le texte du fichier sans le recopier (domaine §11.2). */
import { depuisTexte, type Jour } from '../../../../comptabilite';

const ZERO_ = 48;
const NEUF = 57;
const PLUS = 43;
const MOINS = 45;
const VIRGULE = 44;
const POINT = 46;

/** Ce que rend un montant qui ne se lit pas au centime. */
export const ILLISIBLE = NaN;

/**
 * Montant en centimes de texte[debut, fin[ : signe en tête ou en queue, virgule ou point, deux décimales au plus (des
 * zéros au-delà se tolèrent). Vide vaut zéro.
 * @returns les centimes, ou ILLISIBLE : séparateur de milliers, lettre, plus de deux décimales, dépassement
 * @example lireMontant('1234,5-', 0, 7) // -123450
 */
export function lireMontant(texte: string, debut: number, fin: number): number {
  if (debut >= fin) return 0;
  let de = debut;
  let a = fin;
  let negatif = false;
  const premier = texte.charCodeAt(de);
  const dernier = texte.charCodeAt(a - 1);
  if (premier === MOINS || premier === PLUS) {
    negatif = premier === MOINS;
    de++;
  } else if (dernier === MOINS || dernier === PLUS) {
    negatif = dernier === MOINS;
    a--;
  }
  // Le signe peut être séparé de son nombre par une espace : « - 12,00 », « 12,00 - ».
  while (de < a && texte.charCodeAt(de) === 32) de++;
  while (de < a && texte.charCodeAt(a - 1) === 32) a--;
  if (de === a) return ILLISIBLE;
  let entier = 0;
  let decimales = -1;
  let chiffres = 0;
  for (let i = de; i < a; i++) {
    const code = texte.charCodeAt(i);
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

/** Les jours déjà lus, par AAAAMMJJ : une comptabilité n'en a que quelques centaines. */
const JOURS = new Map<number, Jour | 0>();

/**
 * Jour de texte[debut, fin[, écrit AAAAMMJJ.
 * @returns undefined si ce n'en est pas un
 * @example lireJour('20261130', 0, 8) // 46356
 */
export function lireJour(texte: string, debut: number, fin: number): Jour | undefined {
  if (fin - debut !== 8) return undefined;
  let nombre = 0;
  for (let i = debut; i < fin; i++) {
    const chiffre = texte.charCodeAt(i) - ZERO_;
    if (chiffre < 0 || chiffre > 9) return undefined;
    nombre = nombre * 10 + chiffre;
  }
  let connu = JOURS.get(nombre);
  if (connu === undefined) {
    connu = depuisTexte(texte.slice(debut, fin)) ?? 0;
    if (JOURS.size > 40_000) JOURS.clear();
    JOURS.set(nombre, connu);
  }
  return connu === 0 ? undefined : connu;
}
