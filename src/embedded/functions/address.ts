/** Adresses A1 telles qu'Excel les envoie aux fonctions : `Feuille!F6`, entre apostrophes s'il le faut. */

/** Nom d'une colonne depuis son rang (0 = A). */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/**
 * Nom de feuille pour une formule : entre apostrophes, l'apostrophe doublée, dès qu'il contient autre chose que
 * lettres, chiffres, point et soulignement, qu'il commence par un chiffre, ou qu'il ressemble à une adresse.
 * @example quoteSheetName("Temps passés") // "'Temps passés'"
 */
export function quoteSheetName(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
  const addressLike = /^[A-Za-z]{1,3}\d+$/.test(name) || /^(r\d*c?\d*|c\d*)$/i.test(name);
  return plain && !addressLike ? name : `'${name.replace(/'/g, "''")}'`;
}

/** Adresse complète d'une cellule (rangs à partir de 0). */
export function cellAddress(sheetName: string, row: number, column: number): string {
  return `${quoteSheetName(sheetName)}!${columnName(column)}${row + 1}`;
}
