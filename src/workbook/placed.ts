import type { Context } from './office';
import type { Location } from './reader';
import { RowsMoved } from './swap';

/**
 * Une table là où on l'a trouvée. L'envoi qui en lit des lignes demande aussi où elle est : décalée depuis par un co-auteur,
 * elle serait lue de travers.
 */
export class Placed {
  readonly handle: Excel.Table;
  private whole: Excel.Range | undefined;

  constructor(
    context: Context,
    readonly location: Location,
  ) {
    this.handle = context.workbook.tables.getItem(location.id);
  }

  get cells(): number {
    return this.location.rows * this.location.columns;
  }

  /** Des lignes à partir d'un rang de la table, l'en-tête en 0 ; ses colonnes à elle, ou d'autres de la feuille. */
  rows(
    first: number,
    count: number,
    { column, columns }: Pick<Location, 'column' | 'columns'> = this.location,
  ) {
    const whole = this.handle.getRange();
    whole.load('rowIndex,columnIndex,rowCount,columnCount');
    this.whole = whole;
    this.handle.load('showTotals');
    return this.handle.worksheet.getRangeByIndexes(this.location.row + first, column, count, columns);
  }

  /** @throws RowsMoved si la table n'était plus à sa place quand ces lignes ont été lues */
  check(): void {
    const { location } = this;
    const whole = this.whole!;
    const still =
      whole.rowIndex === location.row &&
      whole.columnIndex === location.column &&
      whole.columnCount === location.columns &&
      whole.rowCount - (this.handle.showTotals ? 1 : 0) === location.rows;
    if (!still) throw new RowsMoved();
  }
}
