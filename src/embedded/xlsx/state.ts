import type { IStyleData } from '#vendor';
import type { CellRange } from './a1';
import type { SheetProtection } from './protection';

export type { CellRange } from './a1';

/**
 * What a workbook holds when it is saved. The model gives it, the codec writes it; neither knows the other.
 * Rows and columns are counted from 0.
 */
export interface WorkbookState {
  /** In the order of the tabs. A sheet whose `id` was in the opened file keeps its parts, another is new. */
  sheets: readonly SheetState[];
  tables: readonly TableState[];
  /** All the names but those Excel reserves (print area, print titles, filters), which follow their sheet. */
  names: readonly NameState[];
  /** `workbook.settings`, any JSON value. */
  settings: Readonly<Record<string, unknown>>;
  /** Styles by the id that cells carry (Univer's). */
  styles: Readonly<Record<string, IStyleData | null | undefined>>;
  /** Index of the active sheet among `sheets`. */
  active?: number;
}

export type Visibility = 'visible' | 'hidden' | 'veryHidden';

export interface SheetState {
  id: string;
  name: string;
  visibility: Visibility;
  /** `#RRGGBB`; undefined: none. */
  tabColor?: string | undefined;
  showGridlines: boolean;
  freeze: { rows: number; columns: number };
  /** Undefined: the sheet is free. */
  protection?: SheetProtection | undefined;
  merges: readonly CellRange[];
  /** Only what differs from the default; sizes in pixels at 96 dpi. */
  columns: ReadonlyMap<number, { width?: number | undefined; hidden: boolean }>;
  rows: ReadonlyMap<number, RowState>;
  /** Filled or styled cells, rows growing, columns growing in a row. The same object may be given again and again. */
  cells(): Iterable<StateCell>;
  /** Rows and columns inserted or deleted since the file was opened, oldest first. */
  edits?: readonly StructuralEdit[] | undefined;
}

export interface RowState {
  height?: number | undefined;
  hidden: boolean;
  /** Outline level, 0 to 7; undefined: the file's own. */
  outline?: number | undefined;
}

export interface StructuralEdit {
  axis: 'rows' | 'columns';
  kind: 'insert' | 'delete';
  at: number;
  count: number;
}

export type CellKind = 'text' | 'number' | 'boolean' | 'error' | 'empty';

/** One cell; for a formula, `value` is its last result. */
export interface StateCell {
  row: number;
  column: number;
  kind: CellKind;
  value: string | number | boolean | null;
  /** With its equals sign, in US spelling, without file prefixes. */
  formula?: string | undefined;
  style?: string | IStyleData | null | undefined;
  /** Range that the result of this formula fills. */
  spill?: CellRange | undefined;
}

export interface TableState {
  /** The id given by `openDocument`, or any other for a new table. */
  id: string;
  sheetId: string;
  name: string;
  /** Header and totals rows included. */
  range: CellRange;
  showHeader: boolean;
  showTotals: boolean;
  styleName?: string | undefined;
  /** Formula (with `=`) by column of the table, from 0; a column that is absent has none. */
  calculatedColumns: Readonly<Record<number, string>>;
  /** True (default) when the header row carries filter buttons. */
  showFilter?: boolean | undefined;
  /** Criteria in force; undefined: those of the file are kept; empty: none. */
  filters?: readonly TableFilter[] | undefined;
}

/** Kept values of one column (from 0 in the table) ; « blank » keeps empty cells. */
export interface TableFilter {
  column: number;
  values: readonly string[];
  blank?: boolean | undefined;
}

export interface NameState {
  name: string;
  /** Without an equals sign. */
  refersTo: string;
  /** Sheet that owns the name; undefined: the workbook. */
  sheetId?: string | undefined;
  hidden?: boolean | undefined;
  comment?: string | undefined;
}
