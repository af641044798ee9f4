/**
 * Décaler un bloc de cellules vers le bas, le haut, la droite ou la gauche. Les commandes d'Univer qui le font sont
 * asynchrones ; ici les cellules passent par les écritures en attente, et les tableaux entièrement déplacés suivent.
 * Les formules d'ailleurs qui visaient les cellules déplacées ne sont pas réécrites (les références structurées n'en
 * ont pas besoin).
 */
import type { ICellData } from '#vendor';
import { bounding, contains, type Area } from './address';
import { formulaPatch, valuePatch, type CellView } from './cells';
import type { WorkbookModel } from './workbook';

/** Toute la cellule : contenu et mise en forme. */
function wholePatch(cell: CellView): ICellData {
  const content = cell.formula ? formulaPatch(cell.formula) : valuePatch(cell.value, cell.forcedText);
  return { ...content, s: cell.style ?? null };
}

/** Le reste de la feuille au-delà de ce bloc, dans ses lignes ou ses colonnes. */
function tail(model: WorkbookModel, sheetId: string, from: Area, down: boolean): Area | undefined {
  const used = model.sheet(sheetId)?.usedArea();
  if (!used) return undefined;
  const size = down ? used.row + used.rows - from.row : used.column + used.columns - from.column;
  if (size <= 0) return undefined;
  return down ? { ...from, rows: size } : { ...from, columns: size };
}

function move(model: WorkbookModel, sheetId: string, source: Area, rows: number, columns: number): void {
  const read = model.pending.reader(sheetId);
  const kept = Array.from({ length: source.rows }, (_, r) =>
    Array.from({ length: source.columns }, (_unused, c) =>
      wholePatch(read(source.row + r, source.column + c)),
    ),
  );
  const target = { ...source, row: source.row + rows, column: source.column + columns };
  const touched = bounding(source, target);
  const tables = model.tableBook.onSheet(sheetId).filter(table => contains(source, table.area));
  model.pending.fill(sheetId, touched, (row, column) => {
    return kept[row - target.row]?.[column - target.column] ?? { ...valuePatch(''), s: null };
  });
  for (const table of tables) {
    const { area } = table;
    table.setArea({ ...area, row: area.row + rows, column: area.column + columns });
  }
}

/** Ouvre ce bloc : ce qui s'y trouvait passe dessous (ou à droite). */
export function openBlock(model: WorkbookModel, sheetId: string, area: Area, down: boolean): void {
  const source = tail(model, sheetId, area, down);
  if (source) move(model, sheetId, source, down ? area.rows : 0, down ? 0 : area.columns);
}

/** Retire ce bloc : ce qui suit remonte (ou vient à gauche). */
export function closeBlock(model: WorkbookModel, sheetId: string, area: Area, up: boolean): void {
  const after = up ? { ...area, row: area.row + area.rows } : { ...area, column: area.column + area.columns };
  const source = tail(model, sheetId, after, up);
  if (source) move(model, sheetId, source, up ? -area.rows : 0, up ? 0 : -area.columns);
  else model.pending.fill(sheetId, area, () => ({ ...valuePatch(''), s: null }));
  if (!source) return;
  // Si la suite est plus courte que le trou, le bas du bloc reste à vider.
  const rest = up ? area.rows - source.rows : area.columns - source.columns;
  if (rest <= 0) return;
  const left = up
    ? { ...area, row: area.row + source.rows, rows: rest }
    : { ...area, column: area.column + source.columns, columns: rest };
  model.pending.fill(sheetId, left, () => ({ ...valuePatch(''), s: null }));
}
