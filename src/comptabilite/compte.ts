declare const marqueCompte: unique symbol;

/** Numéro de compte : un texte, jamais un nombre (les zéros comptent). */
export type Compte = string & { readonly [marqueCompte]: true };

const FORME = /^\d{3}[0-9A-Za-z]*$/;
const LONGUEUR_MAX = 12;

/**
 * Compte d'un texte ; les espaces autour sont ôtés, les zéros gardés (domaine §2.4).
 * Ex. : compte('706000 ') = '706000'.
 * @throws RangeError s'il ne commence pas par trois chiffres (LPF art. A47 A-1) ou dépasse 12 caractères.
 */
export function compte(texte: string): Compte {
  const propre = texte.trim();
  if (!FORME.test(propre) || propre.length > LONGUEUR_MAX) {
    throw new RangeError(`« ${texte} » n'est pas un compte : 3 à 12 caractères, dont 3 chiffres en tête.`);
  }
  return propre as Compte;
}

/** Vrai si le compte commence par ce préfixe. Ex. : aPourPrefixe('706100', '706'). */
export function aPourPrefixe(c: Compte, prefixe: string): boolean {
  return c.startsWith(prefixe);
}

/**
 * Valeur rangée sous le plus long préfixe du compte, undefined si aucun ne convient.
 * Ex. : '44587100' trouve '44587' avant '445'.
 */
export function plusLongPrefixe<T>(c: Compte, table: ReadonlyMap<string, T>): T | undefined {
  for (let longueur = c.length; longueur > 0; longueur--) {
    const valeur = table.get(c.slice(0, longueur));
    if (valeur !== undefined) return valeur;
  }
  return undefined;
}
