/** Le guetteur : traduit les mutations d'Univer (grille comprise) en événements du classeur. */
import { ICommandService, engineFormula, sheets, type ICellData, type ICommandInfo } from '#vendor';
import { fromUniverRange, type UniverRange } from './address';
import { LOCAL_USER, type Author, type ChangeType } from './events';
import { afterEdit } from './growth';
import { matrixBounds } from './pending';
import { valuePatch, type CellMatrix, type Scalar } from './cells';
import type { WorkbookModel } from './workbook';

interface MutationOptions {
  onlyLocal?: boolean;
  fromFormula?: boolean;
}

const STRUCTURAL = new Set<string>([
  sheets.InsertRowCommand.id,
  sheets.RemoveRowCommand.id,
  sheets.InsertColCommand.id,
  sheets.RemoveColCommand.id,
  sheets.InsertRowByRangeCommand.id,
  sheets.InsertColByRangeCommand.id,
  sheets.RemoveRowByRangeCommand.id,
  sheets.RemoveColByRangeCommand.id,
  sheets.SetWorksheetNameCommand.id,
]);

interface SheetParams {
  unitId?: string;
  subUnitId?: string;
}

export class Watcher {
  private muted = 0;
  private before: { sheetId: string; row: number; column: number; value: Scalar } | undefined;
  /** Commandes d'insertion ou de suppression en cours, l'une dans l'autre. */
  private structural = 0;
  /** Nom de la feuille juste avant un renommage. */
  nameBefore = '';
  private readonly disposables: { dispose(): void }[] = [];

  constructor(private readonly model: WorkbookModel) {}

  /** À appeler quand un classeur existe : les services d'Univer naissent avec le premier. */
  attach(): void {
    if (this.disposables.length > 0) return;
    const { model } = this;
    const commands = model.injector.get(ICommandService);
    this.disposables.push(commands.beforeCommandExecuted((info, options) => this.remember(info, options)));
    this.disposables.push(commands.onCommandExecuted((info, options) => this.observe(info, options)));
    const tables = model.tableManager;
    const added = tables.tableAdd$.subscribe(({ unitId, tableId, subUnitId }) => {
      if (this.speaks(unitId)) model.emit('tableAdded', { tableId, sheetId: subUnitId, author: this.author });
    });
    const deleted = tables.tableDelete$.subscribe(({ unitId, tableId, subUnitId, tableName }) => {
      if (!this.speaks(unitId)) return;
      model.emit('tableDeleted', { tableId, sheetId: subUnitId, name: tableName, author: this.author });
    });
    this.disposables.push({ dispose: () => added.unsubscribe() }, { dispose: () => deleted.unsubscribe() });
  }

  /** Fait quelque chose sans rien annoncer. */
  quietly<T>(action: () => T): T {
    this.muted++;
    try {
      return action();
    } finally {
      this.muted--;
    }
  }

  dispose(): void {
    for (const item of this.disposables) item.dispose();
  }

  private get author(): Author {
    return this.model.author ?? LOCAL_USER;
  }

  private speaks(unitId: string | undefined): boolean {
    return (
      this.muted === 0 && this.model.unitId !== '' && (unitId === undefined || unitId === this.model.unitId)
    );
  }

  private remember(info: Readonly<ICommandInfo>, options?: MutationOptions): void {
    this.before = undefined;
    if (STRUCTURAL.has(info.id)) this.enterStructural();
    if (info.id === sheets.SetWorksheetNameMutation.id) {
      const { subUnitId = '' } = info.params as SheetParams;
      this.nameBefore = this.model.sheet(subUnitId)?.name ?? '';
    }
    if (info.id !== sheets.SetRangeValuesMutation.id || options?.onlyLocal || options?.fromFormula) return;
    const { unitId, subUnitId, cellValue } = info.params as SheetParams & { cellValue?: CellMatrix };
    if (!this.speaks(unitId) || !subUnitId || !cellValue) return;
    const bounds = matrixBounds(cellValue);
    if (!bounds || bounds.area.rows * bounds.area.columns !== 1) return;
    const { row, column } = bounds.area;
    this.before = { sheetId: subUnitId, row, column, value: this.model.read(subUnitId, row, column).value };
  }

  /** Une insertion ou suppression réécrit aussi des formules : ces écritures-là ne sont pas des saisies. */
  private enterStructural(): void {
    this.structural++;
    // Une commande refusée n'annonce pas sa fin.
    setTimeout(() => (this.structural = 0), 0);
  }

  private observe(info: Readonly<ICommandInfo>, options?: MutationOptions): void {
    if (info.id === engineFormula.SetFormulaCalculationResultMutation.id) return this.calculated(info.params);
    if (STRUCTURAL.has(info.id)) this.structural = Math.max(0, this.structural - 1);
    const params = (info.params ?? {}) as SheetParams;
    if (!this.speaks(params.unitId)) return;
    if (options?.fromFormula) return;
    const handler = HANDLERS[info.id];
    if (handler) handler(this.model, info.params as never, this.author, this);
  }

  /** Écriture venue de la grille (ou d'une commande Univer). */
  edited(sheetId: string, cellValue: CellMatrix): void {
    const bounds = matrixBounds(cellValue);
    if (!bounds || this.structural > 0) return;
    const author = this.author;
    if (bounds.formatOnly) return this.model.emit('formatChanged', { sheetId, area: bounds.area, author });
    const { area } = bounds;
    const before = this.before;
    const same = before?.sheetId === sheetId && before.row === area.row && before.column === area.column;
    const event = { sheetId, area, author, changeType: 'RangeEdited' as const };
    if (same && area.rows * area.columns === 1) {
      const valueAfter = this.model.read(sheetId, area.row, area.column).value;
      this.model.emit('changed', { ...event, details: { valueBefore: before.value, valueAfter } });
    } else this.model.emit('changed', event);
    this.model.tableBook.headersTouched(sheetId, area);
    afterEdit(this.model, sheetId, area);
  }

  private calculated(params: unknown): void {
    const { unitData } = params as { unitData?: Record<string, Record<string, CellMatrix | null>> };
    for (const [sheetId, cells] of Object.entries(unitData?.[this.model.unitId] ?? {})) {
      const bounds = cells ? matrixBounds(cells) : undefined;
      if (bounds) this.model.emit('calculated', { sheetId, area: bounds.area });
    }
  }
}

type Handler = (model: WorkbookModel, params: never, author: Author, watcher: Watcher) => void;

function shift(changeType: ChangeType, sign: 1 | -1, rows: boolean): Handler {
  return (model, params: never, author) => {
    const { subUnitId, range } = params as { subUnitId: string; range: UniverRange };
    const area = fromUniverRange(range);
    const at = rows ? area.row : area.column;
    const count = (rows ? area.rows : area.columns) * sign;
    model.emit(rows ? 'rowsShifted' : 'columnsShifted', { sheetId: subUnitId, at, count });
    const whole = rows ? { ...area, column: 0, columns: 16384 } : { ...area, row: 0, rows: 1048576 };
    model.emit('changed', { sheetId: subUnitId, area: whole, author, changeType });
  };
}

const visibilityOf = (hidden: number): string => (hidden ? 'Hidden' : 'Visible');

const HANDLERS: Record<string, Handler | undefined> = {
  [sheets.SetRangeValuesMutation.id]: (_model, params, _author, watcher) => {
    const { subUnitId, cellValue } = params as { subUnitId: string; cellValue?: CellMatrix };
    if (cellValue) watcher.edited(subUnitId, cellValue);
  },
  [sheets.MoveRangeMutation.id]: (_model, params, _author, watcher) => {
    const { from, to } = params as Record<'from' | 'to', { subUnitId: string; value: CellMatrix }>;
    watcher.edited(from.subUnitId, emptied(from.value));
    watcher.edited(to.subUnitId, to.value);
  },
  [sheets.InsertRowMutation.id]: shift('RowInserted', 1, true),
  [sheets.RemoveRowMutation.id]: shift('RowDeleted', -1, true),
  [sheets.InsertColMutation.id]: shift('ColumnInserted', 1, false),
  [sheets.RemoveColMutation.id]: shift('ColumnDeleted', -1, false),
  [sheets.InsertSheetMutation.id]: (model, params, author) => {
    const { sheet } = params as { sheet: { id: string } };
    model.emit('sheetAdded', { sheetId: sheet.id, author });
  },
  [sheets.RemoveSheetMutation.id]: (model, params, author) => {
    const { subUnitId, subUnitName } = params as { subUnitId: string; subUnitName?: string };
    model.emit('sheetDeleted', { sheetId: subUnitId, name: subUnitName ?? '', author });
  },
  [sheets.SetWorksheetNameMutation.id]: (model, params, author, watcher) => {
    const { subUnitId, name } = params as { subUnitId: string; name: string };
    model.emit('sheetRenamed', { sheetId: subUnitId, before: watcher.nameBefore, after: name, author });
  },
  [sheets.SetWorksheetHideMutation.id]: (model, params, author) => {
    const { subUnitId, hidden } = params as { subUnitId: string; hidden: number };
    const after = visibilityOf(hidden);
    model.emit('sheetVisibility', { sheetId: subUnitId, before: visibilityOf(1 - hidden), after, author });
  },
  [sheets.SetWorksheetActiveOperation.id]: (model, params) => {
    model.emit('sheetActivated', { sheetId: (params as SheetParams).subUnitId ?? '' });
  },
  [sheets.SetSelectionsOperation.id]: (model, params) => {
    const { subUnitId, selections } = params as { subUnitId: string; selections?: { range: UniverRange }[] };
    const range = selections?.at(-1)?.range;
    if (range) model.emit('selected', { sheetId: subUnitId, area: fromUniverRange(range) });
  },
};

function emptied(matrix: CellMatrix): CellMatrix {
  const empty: ICellData = valuePatch('');
  const out: CellMatrix = {};
  for (const [row, line] of Object.entries(matrix)) {
    out[Number(row)] = Object.fromEntries(Object.keys(line).map(column => [column, empty]));
  }
  return out;
}
