/**
 * Recalcul des cellules appelantes. Il passe par la file d'Univer (commande déclarée « salissante »), pour que nos
 * cellules et les éditions de l'utilisateur se rejoignent en un calcul au lieu de s'arrêter l'une l'autre.
 */
import { CommandType, ICommandService, engineFormula, type IOperation, type Injector } from '#vendor';
import type { CellRef } from './invocations';

interface Params {
  readonly unitId: string;
  readonly cells: readonly CellRef[];
}

const RecalculateCallers: IOperation<Params> = {
  id: 'cloture.operation.recalculate-callers',
  type: CommandType.OPERATION,
  handler: () => true,
};

interface Strip {
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

function columnStrips(cells: readonly CellRef[]): Strip[] {
  const sorted = [...cells].sort((a, b) => a.column - b.column || a.row - b.row);
  const strips: Strip[] = [];
  for (const { row, column } of sorted) {
    const last = strips.at(-1);
    if (last && last.startColumn === column && row <= last.endRow + 1)
      last.endRow = Math.max(last.endRow, row);
    else strips.push({ startRow: row, endRow: row, startColumn: column, endColumn: column });
  }
  return strips;
}

/** Rectangles qui couvrent exactement ces cellules : Univer compare les plages sales deux à deux. */
export function coveringRanges(cells: readonly CellRef[]): Strip[] {
  const open = new Map<string, Strip>();
  const ranges: Strip[] = [];
  for (const strip of columnStrips(cells)) {
    const key = `${strip.startRow}:${strip.endRow}`;
    const left = open.get(key);
    if (left && left.endColumn === strip.startColumn - 1) {
      left.endColumn = strip.endColumn;
    } else {
      ranges.push(strip);
      open.set(key, strip);
    }
  }
  return ranges;
}

function dirtyRanges({ unitId, cells }: Params) {
  const bySheet = new Map<string, CellRef[]>();
  for (const cell of cells) {
    const list = bySheet.get(cell.sheetId);
    if (list) list.push(cell);
    else bySheet.set(cell.sheetId, [cell]);
  }
  return [...bySheet].flatMap(([sheetId, list]) =>
    coveringRanges(list).map(range => ({ unitId, sheetId, range })),
  );
}

/** Demande à Univer de recalculer ces cellules et ce qui en dépend. */
export function recalculate(injector: Injector, unitId: string, cells: readonly CellRef[]): void {
  const commands = injector.get(ICommandService);
  const dirty = injector.get(engineFormula.IActiveDirtyManagerService);
  if (!commands.hasCommand(RecalculateCallers.id)) commands.registerCommand(RecalculateCallers);
  if (!dirty.get(RecalculateCallers.id)) {
    dirty.register(RecalculateCallers.id, {
      commandId: RecalculateCallers.id,
      getDirtyData: command => ({ dirtyRanges: dirtyRanges(command.params as Params) }),
    });
  }
  commands.syncExecuteCommand(RecalculateCallers.id, { unitId, cells } satisfies Params);
}
