/**
 * Écrire là où l'on croit, et le vérifier. Entre la lecture d'une table et son écriture, un co-auteur peut trier, insérer
 * ou supprimer des lignes ; Excel n'offre pas d'écriture conditionnelle. Chaque envoi lit donc, avant d'écrire, ce qu'il
 * recouvre : si ce n'est pas ce qui était prévu, il le remet et le dit.
 */
import { type Cell, neutralise } from './matrix';
import type { Context } from './office';
import type { Location } from './reader';

/** Des lignes ont bougé entre la lecture et l'écriture. Ce qui avait été recouvert est remis ; il faut relire. */
export class RowsMoved extends Error {
  constructor() {
    super('Des lignes ont bougé pendant l’écriture.');
    this.name = 'RowsMoved';
  }
}

/** Ce que contenait, ligne par ligne, la place où l'on écrit : est-ce bien elle ? */
export type Expectation = (row: number, before: readonly unknown[]) => boolean;

/** Écrit un bloc en un envoi. @throws RowsMoved si la place n'était pas celle prévue. */
export async function replaceRows(
  context: Context,
  range: Excel.Range,
  cells: readonly Cell[][],
  expected: Expectation,
): Promise<void> {
  const before = range.getResizedRange(0, 0);
  before.load('values');
  range.values = cells as Cell[][];
  await context.sync();
  const found = before.values as unknown[][];
  if (found.every((row, index) => expected(index, row))) return;
  before.values = found.map((row, r) =>
    row.map((value, c) => (cells[r]?.[c] === null ? null : neutralise(value as Cell))),
  );
  await context.sync();
  throw new RowsMoved();
}

/** Retire des lignes entières en un envoi, et les rouvre si ce n'étaient pas elles. */
export async function deleteRows(
  context: Context,
  { table, location, index, count }: { table: Excel.Table; location: Location; index: number; count: number },
  expected: (row: number, before: readonly unknown[], beside: boolean) => boolean,
): Promise<void> {
  const first = location.row + 1 + index;
  const rows = table.worksheet.getRangeByIndexes(first, 0, count, 1).getEntireRow();
  const own = table.worksheet.getRangeByIndexes(first, location.column, count, location.columns);
  const used = rows.getUsedRangeOrNullObject(true);
  own.load('values');
  used.load('values,formulas,rowIndex,columnIndex');
  rows.delete('Up');
  await context.sync();
  const formulas = used.isNullObject ? [] : (used.formulas as unknown[][]);
  const beside = (row: number): boolean =>
    (formulas[first + row - used.rowIndex] ?? []).some((value, at) => {
      const column = used.columnIndex + at - location.column;
      return value !== '' && (column < 0 || column >= location.columns);
    });
  const found = own.values as unknown[][];
  if (found.every((row, at) => expected(at, row, !used.isNullObject && beside(at)))) return;
  table.worksheet.getRangeByIndexes(first, 0, count, 1).getEntireRow().insert('Down');
  if (!used.isNullObject) {
    const values = used.values as unknown[][];
    // Un texte qui commence par « = » n'est pas une formule : sa valeur est ce texte même.
    const cells = formulas.map((row, r) =>
      row.map((formula, c) => (formula === values[r]?.[c] ? neutralise(formula as Cell) : (formula as Cell))),
    );
    table.worksheet.getRangeByIndexes(
      used.rowIndex,
      used.columnIndex,
      cells.length,
      cells[0]!.length,
    ).values = cells;
  }
  if (index + count >= location.rows - 1) table.resize(table.getRange().getResizedRange(count, 0));
  await context.sync();
  throw new RowsMoved();
}

/**
 * Agrandit la table vers le bas, d'autant de lignes qu'il en manque. Ce que l'utilisateur a écrit sous elle est repoussé
 * par des lignes insérées, jamais avalé ; une ligne de totaux est ôtée le temps d'agrandir.
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
    const last = table.getRange().getLastRow();
    table.resize(table.getRange().getResizedRange(missing, 0));
    last
      .getOffsetRange(1, 0)
      .getResizedRange(missing - 1, 0)
      .copyFrom(last, Excel.RangeCopyType.formats);
    await context.sync();
  } finally {
    if (totals) {
      table.showTotals = true;
      await context.sync();
    }
  }
}
