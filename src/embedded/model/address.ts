/** Adresses A1 et rectangles de cellules ; les indices partent de zéro, comme dans Univer. */

export const LAST_ROW = 1048576;
export const LAST_COLUMN = 16384;

/** Un rectangle de cellules d'une feuille. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Adresse coupée en nom de feuille (facultatif) et rectangle. */
export interface Address {
  readonly sheet?: string;
  readonly area: Area;
}

/** `0` → `A`, `26` → `AA`. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `A` → `0`, `AA` → `26`. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** Le rectangle reste-t-il dans une feuille Excel, avec au moins une cellule ? */
export function isValidArea(area: Area): boolean {
  const whole = [area.row, area.column, area.rows, area.columns].every(Number.isInteger);
  return (
    whole &&
    area.row >= 0 &&
    area.column >= 0 &&
    area.rows >= 1 &&
    area.columns >= 1 &&
    area.row + area.rows <= LAST_ROW &&
    area.column + area.columns <= LAST_COLUMN
  );
}

function between(row1: number, column1: number, row2: number, column2: number): Area | undefined {
  const area = {
    row: Math.min(row1, row2),
    column: Math.min(column1, column2),
    rows: Math.abs(row2 - row1) + 1,
    columns: Math.abs(column2 - column1) + 1,
  };
  return isValidArea(area) ? area : undefined;
}

const CELLS = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/;
const COLUMNS = /^([A-Z]{1,3}):([A-Z]{1,3})$/;
const ROWS = /^(\d{1,7}):(\d{1,7})$/;

function parseArea(text: string): Area | undefined {
  const plain = text.replace(/\$/g, '').trim().toUpperCase();
  const cells = CELLS.exec(plain);
  if (cells) {
    const [, c1 = '', r1 = '', c2 = c1, r2 = r1] = cells;
    return between(Number(r1) - 1, columnIndex(c1), Number(r2) - 1, columnIndex(c2));
  }
  const columns = COLUMNS.exec(plain);
  if (columns) return between(0, columnIndex(columns[1] ?? ''), LAST_ROW - 1, columnIndex(columns[2] ?? ''));
  const rows = ROWS.exec(plain);
  if (rows) return between(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, LAST_COLUMN - 1);
  return undefined;
}

/** Lit `A1`, `$A$1:B2`, `A:C`, `3:9`, avec ou sans `Feuille!` devant ; `undefined` si ce n'est pas une adresse. */
export function parseAddress(text: string): Address | undefined {
  const split = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(text.trim());
  const area = parseArea(split?.[3] ?? text);
  if (!area) return undefined;
  const sheet = split ? (split[1]?.replace(/''/g, "'") ?? split[2]) : undefined;
  return sheet === undefined ? { area } : { sheet, area };
}

/** Le nom de feuille tel qu'il s'écrit devant `!`. */
export function quoteSheet(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Z]{1,3}\d+$/i.test(name);
  return plain ? name : `'${name.replace(/'/g, "''")}'`;
}

/** `A1:C3`, `A:C` ou `3:9` ; une seule cellule s'écrit sans deux-points. */
export function areaText(area: Area): string {
  const { row, column, rows, columns } = area;
  if (rows === LAST_ROW) return `${columnName(column)}:${columnName(column + columns - 1)}`;
  if (columns === LAST_COLUMN) return `${row + 1}:${row + rows}`;
  const first = columnName(column) + (row + 1);
  return rows * columns === 1 ? first : `${first}:${columnName(column + columns - 1)}${row + rows}`;
}

/** Partie commune à deux rectangles de la même feuille. */
export function intersect(a: Area, b: Area): Area | undefined {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : undefined;
}

/** Le plus petit rectangle qui contient les deux. */
export function bounding(a: Area, b: Area): Area {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

export const contains = (outer: Area, inner: Area): boolean =>
  inner.row >= outer.row &&
  inner.column >= outer.column &&
  inner.row + inner.rows <= outer.row + outer.rows &&
  inner.column + inner.columns <= outer.column + outer.columns;

/** Forme d'Univer, bornes comprises. */
export interface UniverRange {
  startRow: number;
  startColumn: number;
  endRow: number;
  endColumn: number;
}

export const toUniverRange = (area: Area): UniverRange => ({
  startRow: area.row,
  startColumn: area.column,
  endRow: area.row + area.rows - 1,
  endColumn: area.column + area.columns - 1,
});

export const fromUniverRange = (range: UniverRange): Area => ({
  row: range.startRow,
  column: range.startColumn,
  rows: range.endRow - range.startRow + 1,
  columns: range.endColumn - range.startColumn + 1,
});
