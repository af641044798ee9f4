import { engineFormula } from '#vendor';
import type { ICellData, IRange, IStyleData, IWorkbookData, IWorksheetData } from '#vendor';
import { ERRORS } from './source';
import type { SheetProtection } from './protection';
import { levelOf } from '../model/outline';
import type {
  CellKind,
  CellRange,
  NameState,
  RowState,
  SheetState,
  StateCell,
  StructuralEdit,
  TableState,
  WorkbookState,
} from './state';

/** What a workbook holds beside its snapshot. */
export interface UniverExtras {
  tables: readonly TableState[];
  names: readonly NameState[];
  settings: Readonly<Record<string, unknown>>;
  /** Index of the active sheet. */
  active?: number;
  /** Range filled by each formula that spills: sheet id → row → column → range. */
  spills?: Readonly<Record<string, Matrix<IRange>>>;
  /** Values that spill: sheet id → row → column → cell (Univer keeps them out of the snapshot). */
  spilled?: Readonly<Record<string, Matrix<ICellData>>>;
  /** Insertions and deletions of rows and columns since the file was opened, by sheet id. */
  edits?: Readonly<Record<string, readonly StructuralEdit[]>>;
}

type Matrix<T> = Readonly<Record<number, Readonly<Record<number, T | null | undefined>> | null | undefined>>;

const NUMBER = 2;
const BOOLEAN = 3;
const FORCED_TEXT = 4;

/** Kind of a value; a formula that gives the text of an error constant gives an error. */
function kindOf(cell: ICellData): CellKind {
  const { v, t } = cell;
  if (v === undefined || v === null) return 'empty';
  if (typeof v === 'boolean' || t === BOOLEAN) return 'boolean';
  if (typeof v === 'number') return 'number';
  if (t !== FORCED_TEXT && ERRORS.has(v)) return 'error';
  if (t === NUMBER && v.trim() !== '' && Number.isFinite(Number(v))) return 'number';
  return 'text';
}

function fill(
  target: StateCell,
  cell: ICellData | undefined | null,
  spilled: ICellData | undefined | null,
): void {
  const formula = cell?.f ?? undefined;
  const shown = formula === undefined && spilled && cell?.v == null ? spilled : (cell ?? spilled ?? {});
  target.kind = kindOf(shown);
  target.value = target.kind === 'empty' ? null : (shown.v as string | number | boolean);
  target.formula = formula === '' ? undefined : formula;
  target.style = cell?.s ?? null;
}

/** Numeric keys of a sparse object, growing. */
function keys(object: object | null | undefined): number[] {
  if (!object) return [];
  const list = Object.keys(object).map(Number).filter(Number.isFinite);
  return list.every((k, i) => i === 0 || k > (list[i - 1] as number)) ? list : list.sort((a, b) => a - b);
}

function union(a: number[], b: number[]): number[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** The cells of a sheet, in order; one object serves for all. */
function* cellsOf(
  data: IWorksheetData['cellData'],
  spills: Matrix<IRange> | undefined,
  spilled: Matrix<ICellData> | undefined,
): Iterable<StateCell> {
  const cell: StateCell = { row: 0, column: 0, kind: 'empty', value: null };
  for (const row of union(keys(data), keys(spilled))) {
    const own = data[row];
    const over = spilled?.[row];
    for (const column of union(keys(own), keys(over))) {
      cell.row = row;
      cell.column = column;
      fill(cell, own?.[column], over?.[column]);
      const spill = cell.formula === undefined ? undefined : spills?.[row]?.[column];
      cell.spill = spill ? plainRange(spill) : undefined;
      yield cell;
    }
  }
}

const plainRange = (r: IRange): CellRange => ({
  startRow: r.startRow,
  startColumn: r.startColumn,
  endRow: r.endRow,
  endColumn: r.endColumn,
});

function sheetOf(id: string, data: Partial<IWorksheetData>, extras: UniverExtras): SheetState {
  const columns: [number, { width?: number; hidden: boolean }][] = keys(data.columnData).map(c => {
    const { w, hd } = data.columnData?.[c] ?? {};
    return [c, { ...(w === undefined ? {} : { width: w }), hidden: hd === 1 }];
  });
  const rows = keys(data.rowData).flatMap((r): [number, RowState][] => {
    const row = data.rowData?.[r] ?? {};
    const height = row.ia === 1 ? undefined : row.h;
    const outline = levelOf(row);
    if (height === undefined && row.hd !== 1 && outline === undefined) return [];
    const sized = height === undefined ? {} : { height };
    return [[r, { ...sized, ...(outline === undefined ? {} : { outline }), hidden: row.hd === 1 }]];
  });
  const { veryHidden, protection } = (data.custom ?? {}) as {
    veryHidden?: boolean;
    protection?: SheetProtection;
  };
  return {
    id,
    name: data.name ?? id,
    visibility: data.hidden === 1 ? (veryHidden ? 'veryHidden' : 'hidden') : 'visible',
    tabColor: data.tabColor ? data.tabColor : undefined,
    showGridlines: data.showGridlines !== 0,
    freeze: { rows: Math.max(0, data.freeze?.ySplit ?? 0), columns: Math.max(0, data.freeze?.xSplit ?? 0) },
    protection,
    merges: (data.mergeData ?? []).map(plainRange),
    columns: new Map(columns),
    rows: new Map(rows),
    cells: () => cellsOf(data.cellData ?? {}, extras.spills?.[id], extras.spilled?.[id]),
    edits: extras.edits?.[id],
  };
}

/**
 * The state to save from a snapshot of Univer (`FWorkbook.save()`, or the live snapshot when nothing changes it
 * meanwhile) and what the snapshot does not hold.
 */
export function stateOfSnapshot(snapshot: IWorkbookData, extras: UniverExtras): WorkbookState {
  return {
    sheets: snapshot.sheetOrder.map(id => sheetOf(id, snapshot.sheets[id] ?? {}, extras)),
    tables: extras.tables,
    names: extras.names,
    settings: extras.settings,
    styles: snapshot.styles as Record<string, IStyleData | null | undefined>,
    ...(extras.active === undefined ? {} : { active: extras.active }),
  };
}

/** The part of Univer's injector that is used here. */
interface InjectorLike {
  get(token: typeof engineFormula.FormulaDataModel): engineFormula.FormulaDataModel;
}

/**
 * The same, with the spilled results read from the formula engine.
 * @param unitId id of the workbook
 */
export function stateOfUniver(
  snapshot: IWorkbookData,
  unitId: string,
  injector: InjectorLike,
  extras: Omit<UniverExtras, 'spills' | 'spilled'>,
): WorkbookState {
  const model = injector.get(engineFormula.FormulaDataModel);
  const spills = model.getArrayFormulaRange()[unitId] as Record<string, Matrix<IRange>> | null | undefined;
  const spilled = model.getArrayFormulaCellData()[unitId] as
    Record<string, Matrix<ICellData>> | null | undefined;
  return stateOfSnapshot(snapshot, {
    ...extras,
    ...(spills ? { spills } : {}),
    ...(spilled ? { spilled } : {}),
  });
}
