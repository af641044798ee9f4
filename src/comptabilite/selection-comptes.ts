/** Des comptes désignés par un texte : préfixes, intervalles, exclusions. */

/** Un choix de comptes. */
export interface SelectionComptes {
  readonly texte: string;
  /** Vrai si le compte en est. */
  convient(compte: string): boolean;
}

const MORCEAU = /^(-?)(\d[0-9A-Za-z]*)(?:\s*(?:-|:|\.\.)\s*(\d[0-9A-Za-z]*))?\*?$/;

interface Morceau {
  readonly exclu: boolean;
  readonly de: string;
  readonly a: string;
}

/**
 * Lit un choix de comptes ; undefined s'il ne se comprend pas. Les morceaux se séparent par « ; » ou « , » : un préfixe
 * (« 411 » ou « 411* »), un intervalle de préfixes, bornes comprises (« 60-62 », « 60:62 »), ou l'un d'eux précédé d'un
 * signe moins pour l'ôter. Les comptes se comparent comme des textes.
 * @example lireSelection('6;-68')?.convient('681100') // false
 */
export function lireSelection(texte: string): SelectionComptes | undefined {
  const morceaux: Morceau[] = [];
  for (const brut of texte.split(/[;,]/)) {
    const [, moins, de, a] = MORCEAU.exec(brut.trim()) ?? [];
    if (de === undefined || (a !== undefined && a.slice(0, de.length) < de.slice(0, a.length)))
      return undefined;
    morceaux.push({ exclu: moins === '-', de, a: a ?? de });
  }
  const inclus = morceaux.filter(m => !m.exclu);
  const exclus = morceaux.filter(m => m.exclu);
  if (inclus.length === 0) return undefined;
  return {
    texte,
    convient: compte => inclus.some(m => dans(compte, m)) && !exclus.some(m => dans(compte, m)),
  };
}

const dans = (compte: string, { de, a }: Morceau) =>
  compte.slice(0, de.length) >= de && compte.slice(0, a.length) <= a;
