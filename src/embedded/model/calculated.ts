/** Apprend les colonnes calculées : une colonne de tableau remplie d'une même formule en devient une. */
import { intersect, type Area } from './address';
import type { TableModel } from './tables';
import type { WorkbookModel } from './workbook';

/** Après une écriture : les colonnes de tableau entièrement couvertes sont apprises, ou oubliées. */
export function learnCalculated(model: WorkbookModel, sheetId: string, area: Area): void {
  for (const table of model.tableBook.onSheet(sheetId)) {
    const { body } = table;
    const common = intersect(body, area);
    if (!common || common.rows !== body.rows) continue;
    for (let column = common.column; column < common.column + common.columns; column++)
      learnColumn(model, table, column);
  }
}

function learnColumn(model: WorkbookModel, table: TableModel, column: number): void {
  const { body } = table;
  const read = model.pending.reader(table.sheetId);
  const index = column - body.column;
  const first = read(body.row, column).formula;
  if (!first) {
    table.calculated.delete(index);
    return;
  }
  const last = body.row + body.rows - 1;
  const middle = body.row + Math.floor(body.rows / 2);
  // Trois lignes suffisent à dire si la formule se répète ; le reste est écrit d'un bloc par le même appel.
  const same = [middle, last].every(
    row => read(row, column).formula === model.formulaForRow(first, body.row, row),
  );
  if (same) table.calculated.set(index, { formula: first, row: body.row });
  else table.calculated.delete(index);
}
