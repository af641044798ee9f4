/**
 * Écrire là où l'on croit, et le vérifier. Entre la lecture d'une table et son écriture, un co-auteur peut trier, insérer
 * ou supprimer des lignes ; Excel n'offre pas d'écriture conditionnelle. Chaque envoi lit donc, avant d'écrire, ce qu'il
 * recouvre : si ce n'est pas ce qui était prévu, il le remet et le dit.
 */
import { CloseError } from './errors';
import { type Cell, neutralise } from './matrix';
import type { Context } from './office';
import type { Location } from './reader';
import type { AnyTable } from './table';

/** Des lignes ont bougé entre la lecture et l'écriture. Ce qui avait été recouvert est remis ; il faut relire. */
export class RowsMoved extends Error {
  constructor() {
    super('Des lignes ont bougé pendant l’écriture.');
    this.name = 'RowsMoved';
  }
}

/** Fois où l'on relit une table que quelqu'un remue, avant de renoncer. */
export const ATTEMPTS = 10;

/** La table ne cesse de bouger pendant qu'on la lit ou qu'on l'écrit. */
export function restless(
  { feuille }: Pick<AnyTable, 'feuille'>,
  quoi: 'la lecture' | 'l’écriture',
): CloseError {
  const what = quoi === 'la lecture' ? 'read' : 'written';
  return new CloseError(
    `« ${feuille} » ne cesse de changer pendant ${quoi} : relancez quand plus personne n’y travaille.`,
    `"${feuille}" keeps changing while it is being ${what}: run again when nobody is working on it.`,
  );
}

/** Ce que contenait, ligne par ligne, la place où l'on écrit : est-ce bien elle ? */
export type Expectation = (row: number, before: readonly unknown[]) => boolean;

/** Des lignes du corps d'une table, par le rang de la première et la place que la table avait à la lecture. */
export interface Place {
  readonly table: Excel.Table;
  readonly location: Location;
  readonly index: number;
}

/** L'étendue de la table, à demander dans l'envoi qui écrit, avant d'écrire. */
function rangeOf({ table }: Place): Excel.Range {
  const range = table.getRange();
  range.load('rowIndex,columnIndex,rowCount,columnCount');
  return range;
}

type Extent = Pick<Excel.Range, 'rowIndex' | 'columnIndex' | 'rowCount' | 'columnCount'>;

/** La table est-elle bien là où on l'avait lue, jusqu'à ces lignes ? */
const isThere = (found: Extent, { location, index }: Place, rows: number): boolean =>
  found.rowIndex === location.row &&
  found.columnIndex === location.column &&
  found.columnCount === location.columns &&
  found.rowCount > index + rows;

const rowsAt = ({ table, location, index }: Place, rows: number): Excel.Range =>
  table.worksheet.getRangeByIndexes(location.row + 1 + index, location.column, rows, location.columns);

/** Écrit un bloc en un envoi. @throws RowsMoved si la place n'était pas celle prévue. */
export async function replaceRows(
  context: Context,
  place: Place,
  cells: readonly Cell[][],
  expected: Expectation,
): Promise<void> {
  const range = rowsAt(place, cells.length);
  const whole = rangeOf(place);
  const before = range.getResizedRange(0, 0);
  before.load('values');
  range.values = cells as Cell[][];
  await context.sync();
  const found = before.values as unknown[][];
  if (isThere(whole, place, cells.length) && found.every((row, index) => expected(index, row))) return;
  before.values = found.map((row, r) =>
    row.map((value, c) => (cells[r]?.[c] === null ? null : neutralise(value as Cell))),
  );
  await context.sync();
  throw new RowsMoved();
}

/** Rouvre des lignes entières qui se suivent et les écrit, en un envoi. @throws RowsMoved si la table n'est plus là ; rien n'est resté. */
export async function insertRows(
  context: Context,
  place: Place,
  cells: readonly Cell[][],
  format: (row: number) => void,
): Promise<void> {
  const whole = rangeOf(place);
  const row = place.location.row + 1 + place.index;
  place.table.worksheet.getRangeByIndexes(row, 0, cells.length, 1).getEntireRow().insert('Down');
  const inserted = rowsAt(place, cells.length);
  format(row);
  inserted.values = cells as Cell[][];
  await context.sync();
  if (isThere(whole, place, 1)) return;
  inserted.getEntireRow().delete('Up');
  await context.sync();
  throw new RowsMoved();
}

/**
 * Retire des lignes entières, et les rouvre si ce n'étaient pas elles. Excel fait suivre à une plage déjà demandée les
 * lignes insérées ou supprimées au-dessus d'elle ou dedans : l'en-tête n'est jamais emporté.
 */
export async function deleteRows(
  context: Context,
  place: Place & { readonly count: number },
  expected: (row: number, before: readonly unknown[], beside: boolean) => boolean,
): Promise<void> {
  const { table, location, count } = place;
  const own = rowsAt(place, count);
  own.load('values');
  await context.sync();
  if (!(own.values as unknown[][]).every((row, at) => expected(at, row, false))) throw new RowsMoved();
  const rows = own.getEntireRow();
  const used = rows.getUsedRangeOrNullObject(true);
  const whole = table.getRange();
  whole.load('rowCount');
  own.load('values,rowIndex');
  used.load('values,formulas,numberFormat,rowIndex,columnIndex');
  rows.delete('Up');
  await context.sync();
  const first = own.rowIndex;
  const formulas = used.isNullObject ? [] : (used.formulas as unknown[][]);
  const beside = (row: number): boolean =>
    (formulas[first + row - used.rowIndex] ?? []).some((value, at) => {
      const column = used.columnIndex + at - location.column;
      return value !== '' && (column < 0 || column >= location.columns);
    });
  const found = own.values as unknown[][];
  if (found.every((row, at) => expected(at, row, !used.isNullObject && beside(at)))) return;
  // Autant qu'il en est parti : une ligne insérée par un co-auteur au milieu d'elles est partie avec elles.
  table.worksheet.getRangeByIndexes(first, 0, found.length, 1).getEntireRow().insert('Down');
  if (!used.isNullObject) {
    const cells = asTyped(formulas, used.values as unknown[][]);
    const reopened = table.worksheet.getRangeByIndexes(
      used.rowIndex,
      used.columnIndex,
      cells.length,
      cells[0]!.length,
    );
    // Rouverte sous l'en-tête, une ligne en prend le format : un compte y redeviendrait un nombre.
    reopened.numberFormat = used.numberFormat;
    reopened.values = cells;
  }
  // Rouvertes au bout, les lignes n'en seraient plus ; écrites juste dessous, Excel les y prendrait toutes.
  table.resize(table.getHeaderRowRange().getResizedRange(whole.rowCount - 1, 0));
  await context.sync();
  throw new RowsMoved();
}

/** Des cellules telles qu'on les retape. Un texte qui commence par « = » n'est pas une formule : sa valeur est ce texte. */
export const asTyped = (
  formulas: readonly (readonly unknown[])[],
  values: readonly (readonly unknown[])[],
): Cell[][] =>
  formulas.map((row, r) =>
    row.map((formula, c) => (formula === values[r]?.[c] ? neutralise(formula as Cell) : (formula as Cell))),
  );

/**
 * Agrandit la table vers le bas, d'autant de lignes qu'il en manque. Ce que l'utilisateur a écrit sous elle est repoussé
 * par des lignes insérées, jamais avalé ; une ligne de totaux est ôtée le temps d'agrandir.
 * @throws RowsMoved si la table a changé, ou si l'on vient d'écrire sous elle : elle reprend alors sa taille
 */
export async function growTable(
  context: Context,
  table: Excel.Table,
  { rows }: Location,
  missing: number,
): Promise<void> {
  const range = table.getRange();
  table.load('showTotals');
  range.load('rowCount');
  await context.sync();
  const totals = table.showTotals;
  if (range.rowCount - (totals ? 1 : 0) !== rows) throw new RowsMoved();
  try {
    if (totals) table.showTotals = false;
    const below = table
      .getRange()
      .getLastRow()
      .getOffsetRange(1, 0)
      .getResizedRange(missing - 1, 0);
    // Son étendue remplie, pas ses valeurs : un demi-million de lignes vides passe la limite d'une réponse.
    const filled = below.getUsedRangeOrNullObject(true).load('address');
    await context.sync();
    if (!filled.isNullObject) {
      below.getEntireRow().insert('Down');
      await context.sync();
    }
    await extend(context, table, rows, missing);
  } finally {
    if (totals) {
      table.showTotals = true;
      await context.sync();
    }
  }
}

/** L'agrandissement lui-même, en un envoi qui regarde d'abord ce qu'il va prendre. */
async function extend(context: Context, table: Excel.Table, rows: number, missing: number): Promise<void> {
  const range = table.getRange();
  const last = range.getLastRow();
  const taken = last.getOffsetRange(1, 0).getResizedRange(missing - 1, 0);
  const filled = taken.getUsedRangeOrNullObject(true);
  range.load('rowCount');
  filled.load('values,formulas');
  table.resize(range.getResizedRange(missing, 0));
  taken.copyFrom(last, Excel.RangeCopyType.formats);
  await context.sync();
  if (range.rowCount === rows && filled.isNullObject) return;
  table.resize(table.getRange().getResizedRange(-missing, 0));
  if (!filled.isNullObject)
    filled.values = asTyped(filled.formulas as unknown[][], filled.values as unknown[][]);
  await context.sync();
  throw new RowsMoved();
}
