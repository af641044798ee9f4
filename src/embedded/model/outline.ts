/** Le plan d'une feuille : niveaux de regroupement des lignes, gardés avec elles pour suivre insertions et retraits. */
import type { Area } from './address';
import type { SheetModel } from './sheets';
import type { WorkbookModel } from './workbook';

const MAX_LEVEL = 7;

/** Niveau de plan d'une ligne d'Univer ; undefined : aucun n'a jamais été donné. */
export function levelOf(row: { custom?: unknown } | null | undefined | void): number | undefined {
  const level = (row?.custom as { outline?: unknown } | null | undefined)?.outline;
  return typeof level === 'number' ? level : undefined;
}

/** Ajoute `step` au niveau de chaque ligne. Rend le nombre de lignes dont le niveau a changé. */
export function regroup(sheet: SheetModel, { row, rows }: Area, step: 1 | -1): number {
  const manager = sheet.inner.getRowManager();
  const last = Math.min(row + rows, sheet.inner.getRowCount());
  let changed = 0;
  for (let at = row; at < last; at++) {
    const before = levelOf(manager.getRow(at)) ?? 0;
    const level = Math.min(MAX_LEVEL, Math.max(0, before + step));
    if (level === before) continue;
    const data = manager.getRowOrCreate(at);
    data.custom = { ...data.custom, outline: level };
    changed++;
  }
  return changed;
}

/** Les suites de lignes qui se touchent. */
function runs(rows: readonly number[]): { startRow: number; endRow: number }[] {
  const found: { startRow: number; endRow: number }[] = [];
  for (const row of rows) {
    const last = found[found.length - 1];
    if (last && last.endRow === row - 1) last.endRow = row;
    else found.push({ startRow: row, endRow: row });
  }
  return found;
}

/** Montre les lignes jusqu'à ce niveau de plan (1 : rien de ce qui est regroupé) et cache les autres. */
export function showLevels(model: WorkbookModel, sheet: SheetModel, levels: number): void {
  const shown: number[] = [];
  const hidden: number[] = [];
  const rows = Object.entries(sheet.inner.getRowManager().getRowData());
  for (const [key, row] of rows) {
    const level = levelOf(row) ?? 0;
    if (level > 0) (level >= levels ? hidden : shown).push(Number(key));
  }
  const columns = { startColumn: 0, endColumn: sheet.inner.getColumnCount() - 1 };
  const set = (mutation: string, list: readonly number[]) => {
    const ranges = runs(list).map(range => ({ ...range, ...columns }));
    if (ranges.length > 0) model.run(mutation, { subUnitId: sheet.id, ranges });
  };
  set('sheet.mutation.set-row-visible', shown);
  set('sheet.mutation.set-row-hidden', hidden);
}
