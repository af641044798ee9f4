/** Un nombre et ce qu'il compte, accordés : en français le pluriel commence à deux, en anglais tout sauf un est pluriel. */

/**
 * « 1 pièce », « 2 pièces », « 0 pièce » ; en anglais « 1 row », « 0 rows ». Le verbe et l'adjectif suivent le nom.
 * @param nombre un entier, ou le même déjà mis en forme
 * @param plusieurs le pluriel ; le singulier et un s à défaut
 * @example accorder(1, 'ligne lettrée', 'lignes lettrées') // « 1 ligne lettrée »
 */
export function accorder(
  nombre: number | string,
  un: string,
  plusieurs = `${un}s`,
  langue: 'fr' | 'en' = 'fr',
): string {
  const seul = String(nombre) === '1' || (langue === 'fr' && String(nombre) === '0');
  return `${nombre} ${seul ? un : plusieurs}`;
}
