/** Addresses: rows and columns are counted from 0 here, from 1 and by letters in the file. */
export interface CellRange {
  startRow: number;
  startColumn: number;
  endRow: number;
  endColumn: number;
}

export const LAST_ROW = 1048575;
export const LAST_COLUMN = 16383;

const names: string[] = [];

/** @example columnName(27) // 'AB' */
export function columnName(index: number): string {
  const known = names[index];
  if (known !== undefined) return known;
  const letter = String.fromCharCode(65 + (index % 26));
  const name = index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
  names[index] = name;
  return name;
}

/** @example columnIndex('AB') // 27 */
export function columnIndex(letters: string): number {
  let n = 0;
  for (let i = 0; i < letters.length; i++) n = n * 26 + (letters.charCodeAt(i) & 31);
  return n - 1;
}

/** @example cellAddress(4, 1) // 'B5' */
export const cellAddress = (row: number, column: number): string => columnName(column) + (row + 1);

const ADDRESS = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/;

/**
 * Reads « B5 » or « $A$1:C9 »; undefined for anything else (whole rows and columns have their own reader).
 * @example parseRange('A1:C9') // { startRow: 0, startColumn: 0, endRow: 8, endColumn: 2 }
 */
export function parseRange(text: string): CellRange | undefined {
  const m = ADDRESS.exec(text);
  if (!m) return undefined;
  const column = columnIndex(m[1] ?? '');
  const row = Number(m[2]) - 1;
  const lastColumn = m[3] === undefined ? column : columnIndex(m[3]);
  const lastRow = m[4] === undefined ? row : Number(m[4]) - 1;
  return {
    startRow: Math.min(row, lastRow),
    startColumn: Math.min(column, lastColumn),
    endRow: Math.max(row, lastRow),
    endColumn: Math.max(column, lastColumn),
  };
}

/** Writes a range; one cell is written without a colon. */
export function rangeAddress(range: CellRange): string {
  const first = cellAddress(range.startRow, range.startColumn);
  const last = cellAddress(range.endRow, range.endColumn);
  return first === last ? first : `${first}:${last}`;
}

/** Writes a range with its two corners even when it is one cell (tables want « A1:A2 » forms). */
export const fullRangeAddress = (range: CellRange): string =>
  `${cellAddress(range.startRow, range.startColumn)}:${cellAddress(range.endRow, range.endColumn)}`;

export const contains = (range: CellRange, row: number, column: number): boolean =>
  row >= range.startRow && row <= range.endRow && column >= range.startColumn && column <= range.endColumn;

export const sameRange = (a: CellRange, b: CellRange): boolean =>
  a.startRow === b.startRow &&
  a.startColumn === b.startColumn &&
  a.endRow === b.endRow &&
  a.endColumn === b.endColumn;

/** One number for one cell, usable as the key of a map. */
export const cellKey = (row: number, column: number): number => row * 16384 + column;
