/** Une cellule vue par Office.js (valeur, formule, format) et écrite par Univer (rustine `ICellData`). */
import { CellValueType, type ICellData, type IStyleData } from '#vendor';

export type Scalar = string | number | boolean;

/** Cellules à fondre dans une feuille : ligne → colonne → rustine Univer (indices à partir de zéro). */
export type CellMatrix = Record<number, Record<number, ICellData>>;

/** Une cellule lue. Vide : `value === ''` sans formule. */
export interface CellView {
  readonly value: Scalar;
  readonly formula: string | undefined;
  readonly style: IStyleData | undefined;
  /** Saisi comme texte forcé (apostrophe en tête). */
  readonly forcedText: boolean;
}

const ERROR_TEXT =
  /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|BUSY!|CONNECT!|GETTING_DATA|BLOCKED!|FIELD!|UNKNOWN!)$/;

/** Valeur d'erreur Excel (`#N/A`, `#VALUE!`…). */
export const isErrorText = (value: unknown): boolean => typeof value === 'string' && ERROR_TEXT.test(value);

/** La valeur d'une cellule Univer comme la rend `range.values`. */
export function scalarOf(cell: Pick<ICellData, 'v' | 't' | 'p'> | null | undefined): Scalar {
  if (!cell) return '';
  const { v, t } = cell;
  if (v === null || v === undefined) return cell.p?.body?.dataStream.replace(/\r?\n$/, '') ?? '';
  if (t === CellValueType.BOOLEAN) return v === true || v === 1 || v === '1' || v === 'TRUE';
  if (t === CellValueType.NUMBER && typeof v === 'string' && v !== '') return Number(v);
  return v;
}

/** `Empty`, `String`, `Double`, `Boolean` ou `Error`, comme `range.valueTypes`. */
export function valueTypeOf(value: Scalar): string {
  if (value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  if (typeof value === 'boolean') return 'Boolean';
  return isErrorText(value) ? 'Error' : 'String';
}

/** Rustine qui pose une valeur et efface la formule. */
export function valuePatch(value: Scalar, forcedText = false): ICellData {
  // Un seul littéral, toujours de même forme : cette fonction passe sur chaque cellule écrite.
  if (value === '') return { v: null, t: null, f: null, si: null, p: null };
  if (typeof value === 'number') return { v: value, t: CellValueType.NUMBER, f: null, si: null, p: null };
  if (typeof value === 'boolean')
    return { v: value ? 1 : 0, t: CellValueType.BOOLEAN, f: null, si: null, p: null };
  const t = forcedText ? CellValueType.FORCE_STRING : CellValueType.STRING;
  return { v: value, t, f: null, si: null, p: null };
}

/** Rustine qui pose une formule ; la valeur viendra du moteur. */
export const formulaPatch = (formula: string): ICellData => ({
  f: formula,
  v: null,
  t: null,
  si: null,
  p: null,
});

/** Ajoute une rustine à une matrice, par-dessus celle qui s'y trouve. */
export function addPatch(matrix: CellMatrix, row: number, column: number, patch: ICellData): void {
  const line = (matrix[row] ??= {});
  const before = line[column];
  if (!before) {
    line[column] = patch;
    return;
  }
  const style = mergeStyle(before.s, patch.s);
  line[column] = style === undefined ? { ...before, ...patch } : { ...before, ...patch, s: style };
}

function mergeStyle(before: ICellData['s'], after: ICellData['s']): ICellData['s'] {
  if (after === undefined) return before;
  if (before && after && typeof before === 'object' && typeof after === 'object')
    return { ...before, ...after };
  return after;
}
