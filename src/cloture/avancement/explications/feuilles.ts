import {
  arbre,
  texteJour,
  versIso,
  type Explication,
  type Jour,
  type Libelle,
  type Montant,
  type Quantite,
  type Taux,
} from '../../../comptabilite';
import type { Entree, Suite } from '../calcul/suite';

/** La même chose à dire dans les deux langues. */
export const dire = (fr: string, en: string): Libelle => ({ fr, en });

/** « Facture F12/1, 30/11/2026 ». */
export const dater = (fr: string, en: string, jour: Jour): Libelle =>
  dire(`${fr}, ${texteJour(jour)}`, `${en}, ${versIso(jour)}`);

/** La cellule d'un montant. */
export function montantLu(
  libelle: Libelle,
  table: string,
  ligne: number,
  colonne: string,
  m: Montant,
): Explication {
  return arbre.cellule(libelle, { table, ligne, colonne }, arbre.eurosExacts(m), 'EUR');
}

/** La cellule d'un taux. */
export function tauxLu(
  libelle: Libelle,
  table: string,
  ligne: number,
  colonne: string,
  t: Taux,
): Explication {
  return arbre.cellule(libelle, { table, ligne, colonne }, t, 'TAUX');
}

/** La cellule de jours. */
export function joursLus(
  libelle: Libelle,
  table: string,
  ligne: number,
  colonne: string,
  q: Quantite,
): Explication {
  return arbre.cellule(libelle, { table, ligne, colonne }, arbre.quantiteExacte(q), 'JOUR');
}

/** La cellule d'une date, par son numéro de série. */
export function dateLue(
  libelle: Libelle,
  table: string,
  ligne: number,
  colonne: string,
  j: Jour,
): Explication {
  return arbre.cellule(libelle, { table, ligne, colonne }, j, 'DATE');
}

/** L'arrêté, qui est un argument du calcul. */
export const arreteDonne = (j: Jour): Explication =>
  arbre.constante(dire('Arrêté', 'Closing date'), j, 'DATE');

/** Ce qui fait le cumul d'une suite à une date. */
export const jusquA = <O>(suite: Suite<O>, date: Jour): Entree<O>[] =>
  suite.entrees().filter(e => e.jour <= date);

/** Ce qui vient après cette date. */
export const apres = <O>(suite: Suite<O>, date: Jour): Entree<O>[] =>
  suite.entrees().filter(e => e.jour > date);

export const zero = (): Explication => arbre.constante(dire('Zéro', 'Zero'), 0, 'EUR');

/** max(0 ; e). */
export const positive = (libelle: Libelle, e: Explication): Explication =>
  arbre.maximum(libelle, [zero(), e]);

/** e s'il est positif, sinon max(0 ; e) : une borne loin de jouer n'a rien à montrer. */
export const auMoinsZero = (libelle: Libelle, e: Explication): Explication =>
  e.valeur.greaterThan(0) ? { ...e, libelle } : positive(libelle, e);

/** e s'il est négatif, sinon min(0 ; e). */
export const auPlusZero = (libelle: Libelle, e: Explication): Explication =>
  e.valeur.lessThan(0) ? { ...e, libelle } : arbre.minimum(libelle, [zero(), e]);

/** L'opposé : 0 - e, sans répéter un zéro. */
export const opposee = (libelle: Libelle, e: Explication): Explication =>
  arbre.difference(libelle, [zero(), e]);

/** Une somme en euros, même vide. */
export function total(libelle: Libelle, termes: readonly Explication[]): Explication {
  return arbre.somme(libelle, termes, 'EUR');
}

/** Les termes qui comptent, puis ceux qui valent zéro, réunis : une ligne soldée explique aussi le chiffre. */
export function separer(libelle: Libelle, termes: readonly Explication[], soldes: Libelle): Explication {
  const nuls = termes.filter(t => t.valeur.isZero());
  const comptent = termes.filter(t => !t.valeur.isZero());
  return total(libelle, nuls.length === 0 ? comptent : [...comptent, total(soldes, nuls)]);
}

/**
 * Une part d'un partage par arrondi cumulé (domaine §0.1) : arr(T × W(k)) - arr(T × W(k-1)). Un poids seul prend tout.
 */
export function part(
  libelle: Libelle,
  tout: Explication,
  poids: readonly Explication[],
  rang: number,
  decimales = 2,
): Explication {
  const ensemble = arbre.somme(dire('Tous les poids', 'All weights'), poids);
  if (poids.length === 1 || ensemble.valeur.isZero()) return tout;
  const jusqua = (dernier: number) =>
    arbre.prorata(
      dire(`Les ${dernier + 1} premières parts`, `First ${dernier + 1} shares`),
      tout,
      arbre.somme(dire('Poids cumulé', 'Cumulative weight'), poids.slice(0, dernier + 1)),
      ensemble,
      decimales,
    );
  return rang === 0
    ? arbre.prorata(libelle, tout, poids[0] ?? ensemble, ensemble, decimales)
    : arbre.difference(libelle, [jusqua(rang), jusqua(rang - 1)]);
}

/** Ce qui se bâtit une fois : un même arbre revient dans plusieurs chiffres, et un rejeu ne le refait pas. */
export function unefois<C, V>(connus: Map<C, V>, cle: C, batir: () => V): V {
  const connu = connus.get(cle) ?? batir();
  connus.set(cle, connu);
  return connu;
}
