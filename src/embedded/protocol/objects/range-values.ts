/** Valeurs d'une plage : lecture en une passe, écriture dans les écritures en attente. */
import type { ICellData } from '#vendor';
import { LAST_COLUMN, LAST_ROW, type Area } from '../../model/address';
import { formulaPatch, valueTypeOf, valuePatch, type CellView, type Scalar } from '../../model/cells';
import { displayText, GENERAL, localPattern, patternOf } from '../../model/display';
import { growBefore } from '../../model/growth';
import { expandThisRow, shortenThisRow } from '../../model/structured';
import { learnCalculated } from '../../model/calculated';
import { typedPatch } from '../../model/typed';
import { ApiError, invalidArgument } from '../errors';
import type { HostContext } from '../objects';
import { sheetOf, type RangeTarget } from './range-target';

const MAX_CELLS = 5_000_000;
const SIZE_MESSAGE =
  'The number of rows or columns in the input array doesn’t match the size or dimensions of the range.';

const isUnbounded = (area: Area): boolean => area.rows === LAST_ROW || area.columns === LAST_COLUMN;

/** Une matrice aux dimensions de la plage ; `null` si elle n'a pas de bornes (A:F), comme dans Excel. */
export function grid<T>(
  target: RangeTarget,
  host: HostContext,
  of: (cell: CellView, row: number, column: number) => T,
): T[][] | null {
  const { row, column, rows, columns } = target.area;
  if (isUnbounded(target.area) || rows * columns > MAX_CELLS) return null;
  const read = sheetOf(target, host).reader();
  const out: T[][] = new Array<T[]>(rows);
  for (let i = 0; i < rows; i++) {
    const line = new Array<T>(columns);
    for (let j = 0; j < columns; j++) line[j] = of(read(row + i, column + j), row + i, column + j);
    out[i] = line;
  }
  return out;
}

const valueOf = (cell: CellView): Scalar => cell.value;

function formulaReader(
  target: RangeTarget,
  host: HostContext,
): (cell: CellView, row: number, column: number) => Scalar {
  const { model } = host;
  return (cell, row, column) => {
    if (!cell.formula) return cell.value;
    if (!/#This Row/i.test(cell.formula)) return cell.formula;
    return shortenThisRow(cell.formula, model.tableBook.at(target.sheetId, row, column)?.name);
  };
}

export const readValues = (target: RangeTarget, host: HostContext) => grid(target, host, valueOf);
export const readFormulas = (target: RangeTarget, host: HostContext) =>
  grid(target, host, formulaReader(target, host));

export function readFormulasLocal(target: RangeTarget, host: HostContext) {
  const read = formulaReader(target, host);
  const { localFormulas } = host.model;
  return grid(target, host, (cell, row, column) => {
    const text = read(cell, row, column);
    return cell.formula && localFormulas ? localFormulas.toLocal(String(text)) : text;
  });
}

export const readText = (target: RangeTarget, host: HostContext) =>
  grid(target, host, cell => displayText(cell, host.model.locale, host.model.date1904));
export const readTypes = (target: RangeTarget, host: HostContext) =>
  grid(target, host, cell => valueTypeOf(cell.value));
export const readFormats = (target: RangeTarget, host: HostContext) =>
  grid(target, host, cell => patternOf(cell.style));
export const readLocalFormats = (target: RangeTarget, host: HostContext) =>
  grid(target, host, cell => localPattern(patternOf(cell.style), host.model.locale));

/** Dimensions annoncées par le découpeur de la bibliothèque (plus de 1 500 cellules). */
export function validateSize(target: RangeTarget, rows: unknown, columns: unknown): void {
  if (rows !== target.area.rows || columns !== target.area.columns) throw invalidArgument(SIZE_MESSAGE);
}

/** `null` : laisser la cellule. Un scalaire vaut pour toute la plage. */
export type CellInput = (row: number, column: number) => Scalar | null;

/** Vérifie la forme d'une matrice (ou d'un scalaire) et la rend lisible par cellule de feuille. */
export function matrixInput(target: RangeTarget, value: unknown): CellInput {
  const { row, column, rows, columns } = target.area;
  if (!Array.isArray(value)) {
    const scalar = checkScalar(value);
    return () => scalar;
  }
  const lines = value as unknown[];
  const wrong = lines.length !== rows || lines.some(line => !Array.isArray(line) || line.length !== columns);
  if (wrong) throw invalidArgument(SIZE_MESSAGE);
  return (r, c) => checkScalar((lines[r - row] as unknown[])[c - column]);
}

function checkScalar(value: unknown): Scalar | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (value.length > 32767) throw invalidArgument();
    return value;
  }
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw invalidArgument();
}

/** Refuse d'écrire dans une feuille protégée ou une plage sans bornes. */
export function assertWritable(target: RangeTarget, host: HostContext): void {
  if (sheetOf(target, host).protection) throw new ApiError('AccessDenied');
  if (isUnbounded(target.area)) throw invalidArgument();
}

type PatchOf = (row: number, column: number) => ICellData | undefined;

/** Rustine de chaque cellule : texte lu comme à la saisie, formule mise sous la forme du moteur. */
function patches(target: RangeTarget, input: CellInput, host: HostContext, local: boolean): PatchOf {
  const { model } = host;
  const { sheetId } = target;
  const read = model.pending.reader(sheetId);
  return (row, column) => {
    const cell = input(row, column);
    if (cell === null) return undefined;
    if (typeof cell !== 'string' || cell === '') return valuePatch(cell);
    const patch = typedPatch(cell, patternOf(read(row, column).style), model.locale);
    if (!patch.f) return patch;
    const formula = local && model.localFormulas ? model.localFormulas.fromLocal(patch.f) : patch.f;
    return formulaPatch(expandThisRow(formula, model.tableBook.at(sheetId, row, column)?.name));
  };
}

/** Écrit des valeurs (ou des formules) : croissance des tableaux d'abord, puis les cellules. */
export function writeCells(target: RangeTarget, value: unknown, host: HostContext, local = false): void {
  assertWritable(target, host);
  const input = matrixInput(target, value);
  const { model, author } = host;
  const { area, sheetId } = target;
  growBefore(model, sheetId, area, (row, column) => {
    const cell = input(row, column);
    return cell !== null && cell !== '';
  });
  model.pending.write(sheetId, area, author, patches(target, input, host, local));
  learnCalculated(model, sheetId, area);
}

/** Écrit sans annoncer ni faire grandir : l'appelant a déjà préparé la place et annoncera lui-même. */
export function writeInto(target: RangeTarget, value: unknown, host: HostContext): void {
  const input = matrixInput(target, value);
  host.model.pending.fill(target.sheetId, target.area, patches(target, input, host, false));
}

/** Écrit des formats de nombre ; `General` efface. */
export function writeFormats(target: RangeTarget, value: unknown, host: HostContext): void {
  if (sheetOf(target, host).protection) throw new ApiError('AccessDenied');
  const bounded = boundedTarget(target, host);
  if (!bounded) return;
  const input = matrixInput(bounded, Array.isArray(value) ? value : value);
  host.model.pending.write(
    bounded.sheetId,
    bounded.area,
    host.author,
    (row, column) => {
      const pattern = input(row, column);
      if (pattern === null) return undefined;
      return { s: { n: pattern === GENERAL || pattern === '' ? null : { pattern: String(pattern) } } };
    },
    true,
  );
}

/** Une plage sans bornes (A:F) ramenée à la partie utilisée de la feuille. */
export function boundedTarget(target: RangeTarget, host: HostContext): RangeTarget | undefined {
  if (!isUnbounded(target.area)) return target;
  const used = sheetOf(target, host).usedArea();
  if (!used) return undefined;
  const { row, column, rows, columns } = target.area;
  const area = {
    row,
    column,
    rows: rows === LAST_ROW ? used.row + used.rows - row : rows,
    columns: columns === LAST_COLUMN ? used.column + used.columns - column : columns,
  };
  return area.rows > 0 && area.columns > 0 ? { sheetId: target.sheetId, area } : undefined;
}

/** `clear(applyTo)` : contenu, formats, ou les deux. */
export function clearCells(target: RangeTarget, applyTo: unknown, host: HostContext): void {
  if (sheetOf(target, host).protection) throw new ApiError('AccessDenied');
  const bounded = boundedTarget(target, host);
  if (!bounded) return;
  const what = typeof applyTo === 'string' ? applyTo : 'All';
  const contents = what !== 'Formats';
  const formats = what === 'All' || what === 'Formats';
  const patch = { ...(contents ? valuePatch('') : {}), ...(formats ? { s: null } : {}) };
  host.model.pending.write(bounded.sheetId, bounded.area, host.author, () => patch, !contents);
}
