/** Ce que le pont doit savoir du classeur : début et fin des calculs, formules changées, cellules déplacées. */
import { ICommandService, IUniverInstanceService, UniverInstanceType, engineFormula, sheets } from '#vendor';
import type {
  ICellData,
  ICommandInfo,
  IExecutionOptions,
  Injector,
  Nullable,
  Workbook,
  Worksheet,
} from '#vendor';
import type { CellRef } from './invocations';

export interface WorkbookListener {
  calculationStarted(): void;
  calculationEnded(stopped: boolean): void;
  /** La cellule a changé de formule ; `calls` : la nouvelle appelle une de nos fonctions. */
  formulaChanged(cell: CellRef, calls: boolean): void;
  /** Des lignes, colonnes ou plages de ces feuilles ont bougé, ou la feuille a disparu. */
  sheetsMoved(sheetIds: readonly string[]): void;
}

const MOVES = new Set([
  sheets.InsertRowMutation.id,
  sheets.InsertColMutation.id,
  sheets.RemoveRowMutation.id,
  sheets.RemoveColMutation.id,
  sheets.MoveRangeMutation.id,
  sheets.MoveRowsMutation.id,
  sheets.MoveColsMutation.id,
  sheets.ReorderRangeMutation.id,
  sheets.RemoveSheetMutation.id,
]);

type CellPatch = Record<string, Record<string, Nullable<ICellData>> | undefined>;

export interface WatchOptions {
  readonly injector: Injector;
  readonly unitId: () => string;
  readonly known: (cell: CellRef) => boolean;
  /** Vrai si le texte de formule appelle une de nos fonctions. */
  readonly callsOurs: (formula: string) => boolean;
}

/** La feuille du classeur suivi, ou `undefined`. */
export function worksheetOf(injector: Injector, unitId: string, sheetId: string): Worksheet | undefined {
  const workbook = injector
    .get(IUniverInstanceService)
    .getUnit<Workbook>(unitId, UniverInstanceType.UNIVER_SHEET);
  return workbook?.getSheetBySheetId(sheetId) ?? undefined;
}

/** Les cellules d'une feuille dont la formule appelle une de nos fonctions. */
export function callingCellsOf(sheet: Worksheet, callsOurs: (formula: string) => boolean): CellRef[] {
  const sheetId = sheet.getSheetId();
  const shared = new Map<string, boolean>();
  const found: CellRef[] = [];
  const undecided: { ref: CellRef; si: string }[] = [];
  sheet.getCellMatrix().forValue((row, column, cell) => {
    if (cell?.f) {
      const calls = callsOurs(cell.f);
      if (cell.si) shared.set(cell.si, calls);
      if (calls) found.push({ sheetId, row, column });
    } else if (cell?.si) {
      undecided.push({ ref: { sheetId, row, column }, si: cell.si });
    }
  });
  for (const { ref, si } of undecided) if (shared.get(si) ?? true) found.push(ref);
  return found;
}

function watchCells(
  options: WatchOptions,
  listener: WorkbookListener,
  params: sheets.ISetRangeValuesMutationParams,
) {
  const sheetId = params.subUnitId;
  const sheet = worksheetOf(options.injector, params.unitId, sheetId);
  const patch = (params.cellValue ?? {}) as CellPatch;
  for (const rowKey of Object.keys(patch)) {
    const cells = patch[rowKey] ?? {};
    for (const columnKey of Object.keys(cells)) {
      const cell = cells[columnKey];
      const ref = { sheetId, row: Number(rowKey), column: Number(columnKey) };
      if (cell?.f || cell?.si) {
        const calls = cell.f ? options.callsOurs(cell.f) : true;
        if (calls || options.known(ref)) listener.formulaChanged(ref, calls);
      } else if (options.known(ref)) {
        const now = sheet?.getCellRaw(ref.row, ref.column);
        if (!now?.f && !now?.si) listener.formulaChanged(ref, false);
      }
    }
  }
}

function movedSheets(params: object): string[] {
  const record = params as Record<string, unknown>;
  const ends = [record.from, record.to].filter(end => typeof end === 'object' && end !== null);
  return [record, ...(ends as Record<string, unknown>[])]
    .map(holder => holder.subUnitId)
    .filter((id): id is string => typeof id === 'string');
}

/** Suit le classeur ; rend de quoi cesser. */
export function watchWorkbook(options: WatchOptions, listener: WorkbookListener): () => void {
  const onCommand = (info: Readonly<ICommandInfo>, run?: IExecutionOptions): void => {
    if (info.id === engineFormula.SetFormulaCalculationNotificationMutation.id) {
      const { stageInfo, functionsExecutedState: state } =
        info.params as engineFormula.ISetFormulaCalculationNotificationMutation;
      if (stageInfo?.stage === engineFormula.FormulaExecuteStageType.START) listener.calculationStarted();
      if (state != null) {
        listener.calculationEnded(state === engineFormula.FormulaExecutedStateType.STOP_EXECUTION);
      }
      return;
    }
    const params = info.params as { unitId?: string } | undefined;
    if (params?.unitId !== options.unitId()) return;
    if (info.id === sheets.SetRangeValuesMutation.id) {
      if (run?.fromFormula !== true)
        watchCells(options, listener, params as sheets.ISetRangeValuesMutationParams);
    } else if (MOVES.has(info.id)) {
      listener.sheetsMoved(movedSheets(params));
    }
  };
  const subscription = options.injector.get(ICommandService).onCommandExecuted(onCommand);
  return () => subscription.dispose();
}
