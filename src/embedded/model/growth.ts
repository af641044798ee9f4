/**
 * Les tableaux grandissent comme dans Excel : une écriture juste sous la dernière ligne (ou juste à droite de la
 * dernière colonne) les étend, et les colonnes calculées se recopient dans les lignes neuves.
 */
import { intersect, type Area } from './address';
import { formulaPatch } from './cells';
import type { TableModel } from './tables';
import type { WorkbookModel } from './workbook';

/** Recopie les colonnes calculées dans ces lignes, sauf là où une valeur vient d'être écrite. */
export function fillCalculated(
  model: WorkbookModel,
  table: TableModel,
  rows: { first: number; count: number },
  written?: (row: number, column: number) => boolean,
): void {
  const { column: left } = table.area;
  for (const [index, { formula, row: from }] of table.calculated) {
    const column = left + index;
    const area = { row: rows.first, column, rows: rows.count, columns: 1 };
    model.pending.fill(table.sheetId, area, row =>
      written?.(row, column) ? undefined : formulaPatch(model.formulaForRow(formula, from, row)),
    );
  }
}

/** Le style de la dernière ligne du tableau passe aux lignes neuves (formats de nombre, alignements). */
function copyStyles(model: WorkbookModel, table: TableModel, model_row: number, area: Area): void {
  const styles = Array.from(
    { length: area.columns },
    (_, i) => model.read(table.sheetId, model_row, area.column + i).style,
  );
  if (styles.every(style => style === undefined)) return;
  const reader = model.pending.reader(table.sheetId);
  model.pending.fill(table.sheetId, area, (row, column) => {
    const style = styles[column - area.column];
    return style && !reader(row, column).style ? { s: style } : undefined;
  });
}

/**
 * Étend le tableau que cette écriture prolonge, s'il y en a un. À appeler avant d'empiler l'écriture : les cellules
 * qui vont entrer dans le tableau doivent être vides, et l'écriture ne pas être toute vide.
 */
export function growBefore(
  model: WorkbookModel,
  sheetId: string,
  area: Area,
  written: (row: number, column: number) => boolean,
): void {
  for (const table of model.tableBook.onSheet(sheetId)) {
    if (growsDown(model, table, area, written)) return;
    if (growsRight(model, table, area, written)) return;
  }
}

function someWritten(area: Area, written: (row: number, column: number) => boolean): boolean {
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      if (written(row, column)) return true;
    }
  }
  return false;
}

function isEmpty(model: WorkbookModel, sheetId: string, area: Area): boolean {
  const read = model.pending.reader(sheetId);
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      const cell = read(row, column);
      if (cell.value !== '' || cell.formula) return false;
    }
  }
  return true;
}

function overlapsAnother(model: WorkbookModel, table: TableModel, area: Area): boolean {
  return model.tableBook
    .onSheet(table.sheetId)
    .some(other => other.id !== table.id && intersect(other.area, area));
}

type Written = (row: number, column: number) => boolean;

function growsDown(model: WorkbookModel, table: TableModel, area: Area, written: Written): boolean {
  const { row, column, rows, columns } = table.area;
  const below = row + rows;
  if (table.showTotals || area.row !== below) return false;
  if (area.column < column || area.column + area.columns > column + columns) return false;
  if (!someWritten({ ...area, rows: 1 }, written)) return false;
  const added = { row: below, column, rows: area.rows, columns };
  if (!isEmpty(model, table.sheetId, added) || overlapsAnother(model, table, added)) return false;
  table.setArea({ row, column, rows: rows + area.rows, columns });
  copyStyles(model, table, below - 1, added);
  fillCalculated(
    model,
    table,
    { first: below, count: area.rows },
    (r, c) => inside(area, r, c) && written(r, c),
  );
  return true;
}

function growsRight(model: WorkbookModel, table: TableModel, area: Area, written: Written): boolean {
  const { row, column, rows, columns } = table.area;
  const right = column + columns;
  if (area.column !== right || area.row < row || area.row + area.rows > row + rows) return false;
  if (!someWritten({ ...area, columns: 1 }, written)) return false;
  const added = { row, column: right, rows, columns: area.columns };
  if (!isEmpty(model, table.sheetId, added) || overlapsAnother(model, table, added)) return false;
  nameNewColumns(model, table, added);
  table.setArea({ row, column, rows, columns: columns + area.columns });
  return true;
}

/** Écrit un titre libre (Colonne1, Colonne2…) dans les colonnes neuves. */
export function nameNewColumns(model: WorkbookModel, table: TableModel, added: Area): void {
  const taken = new Set(table.columnNames().map(name => name.toLocaleLowerCase()));
  const prefix = model.locale === 'fr-FR' ? 'Colonne' : 'Column';
  let rank = 0;
  model.pending.fill(table.sheetId, { ...added, rows: 1 }, (row, column) => {
    if (model.read(table.sheetId, row, column).value !== '') return undefined;
    let name: string;
    do name = `${prefix}${++rank}`;
    while (taken.has(name.toLocaleLowerCase()));
    taken.add(name.toLocaleLowerCase());
    return { v: name, t: 1 };
  });
}

const inside = (area: Area, row: number, column: number): boolean =>
  row >= area.row &&
  row < area.row + area.rows &&
  column >= area.column &&
  column < area.column + area.columns;

/** Après une saisie dans la grille : le tableau voisin s'étend, ses colonnes calculées suivent. */
export function afterEdit(model: WorkbookModel, sheetId: string, area: Area): void {
  for (const table of model.tableBook.onSheet(sheetId)) {
    const { row, column, rows, columns } = table.area;
    const down =
      area.row === row + rows && area.column >= column && area.column + area.columns <= column + columns;
    if (!down || table.showTotals) continue;
    const read = model.pending.reader(sheetId);
    const written: Written = (r, c) =>
      inside(area, r, c) && (read(r, c).value !== '' || read(r, c).formula !== undefined);
    const others: Written = (r, c) =>
      !inside(area, r, c) && (read(r, c).value !== '' || read(r, c).formula !== undefined);
    const added = { row: row + rows, column, rows: area.rows, columns };
    if (!someWritten(area, written) || someWritten(added, others) || overlapsAnother(model, table, added))
      continue;
    model.quietly(() => {
      table.setArea({ row, column, rows: rows + area.rows, columns });
      copyStyles(model, table, row + rows - 1, added);
      fillCalculated(model, table, { first: added.row, count: added.rows }, written);
    });
    return;
  }
}
