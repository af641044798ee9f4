/** Références structurées abrégées : `[@Heures]` pour Excel, `Temps[[#This Row],[Heures]]` pour le moteur. */

const SHORT = /([\p{L}_\\][\p{L}\p{N}_.]*)?\[@(?:\[([^\]]+)\]|([^\]\s[]+))\]/gu;
const LONG = /([\p{L}_\\][\p{L}\p{N}_.]*)\[\[#This Row\],\s?\[([^\]]+)\]\]/giu;

/** Hors des textes entre guillemets. */
export function outsideStrings(formula: string, change: (part: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join('');
}

/** Forme du moteur. `tableName` : le tableau qui contient la cellule, s'il y en a un. */
export function expandThisRow(formula: string, tableName: string | undefined): string {
  if (!formula.includes('[@')) return formula;
  return outsideStrings(formula, part =>
    part.replace(SHORT, (whole, table: string | undefined, bracketed?: string, plain?: string) => {
      const owner = table ?? tableName;
      return owner === undefined ? whole : `${owner}[[#This Row],[${bracketed ?? plain ?? ''}]]`;
    }),
  );
}

/** Forme d'Excel : `[@Heures]` dans le tableau lui-même, `Temps[@Heures]` ailleurs. */
export function shortenThisRow(formula: string, tableName: string | undefined): string {
  if (!/#This Row/i.test(formula)) return formula;
  return outsideStrings(formula, part =>
    part.replace(LONG, (_whole, table: string, column: string) => {
      const name = /^[\p{L}\p{N}_]+$/u.test(column) ? `[@${column}]` : `[@[${column}]]`;
      return table.toLocaleLowerCase() === tableName?.toLocaleLowerCase() ? name : table + name;
    }),
  );
}
