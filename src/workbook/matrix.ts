/** Ce qu'une cellule peut recevoir ; `null` laisse la cellule comme elle est, '' la vide. */
export type Cell = string | number | boolean | null;

/** Ce qu'une cellule d'Excel tient de caractères. */
export const MAX_TEXT = 32_767;

/**
 * Vérifie une matrice avant de l'écrire : NaN, undefined ou une Date deviendraient `null` sur le fil, donc
 * « ne rien changer », en silence (office-js §3.4).
 */
export function assertMatrix(matrix: readonly (readonly Cell[])[], rows: number, columns: number): void {
  if (matrix.length !== rows) throw new RangeError(`matrice de ${matrix.length} lignes pour ${rows}`);
  for (const row of matrix) {
    if (row.length !== columns) throw new RangeError(`ligne de ${row.length} cellules pour ${columns}`);
    for (const value of row) {
      const type = typeof value;
      const valid =
        value === null ||
        type === 'boolean' ||
        (type === 'number' && Number.isFinite(value)) ||
        (type === 'string' && (value as string).length <= MAX_TEXT);
      if (!valid) throw new TypeError(`valeur interdite dans une cellule : ${String(value).slice(0, 80)}`);
    }
  }
}

/**
 * Un libellé qui commence par = + - @ deviendrait une formule ; l'apostrophe, que la valeur ne garde pas, le tient
 * pour du texte. Une apostrophe réelle en tête est doublée.
 */
export function neutralise(value: Cell): Cell {
  return typeof value === 'string' && /^[=+\-@\t\r']/.test(value) ? `'${value}` : value;
}

/** Taille approchée d'une rangée en JSON, en octets, mesurée sur un échantillon : sert à couper les envois sous 2 Mo. */
export function bytesPerRow(rows: readonly (readonly unknown[])[]): number {
  const sample = rows.slice(0, 200);
  if (sample.length === 0) return 1;
  const text = JSON.stringify(sample);
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) bytes += code > 0x7ff ? 2 : 1;
  }
  return bytes / sample.length;
}

/** Octets qu'une rangée prend au plus en JSON, sans l'écrire : un caractère en prend trois au plus, un nombre vingt. */
export const mostBytes = (row: readonly unknown[]): number =>
  row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? 3 * value.length + 3 : 20), 2);
