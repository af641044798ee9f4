import type { ColonneFeuille, DescriptionFeuille } from './feuille';
import type { Context } from './office';
import type { OpenedTable } from './open-table';
import { styleColumn } from './sheets';
import { colonneDe } from './table';

/** Les colonnes qu'une table générée n'a pas encore : elle date d'avant elles. */
export function missingColumns(
  { colonnes }: DescriptionFeuille,
  headers: Readonly<Record<string, number>>,
): ColonneFeuille[] {
  return colonnes.filter(({ cle }) => headers[cle] === undefined);
}

/**
 * Ajoute des colonnes au bout d'une table, à droite de celles de l'utilisateur : rien de ce qui existe ne bouge, ni la
 * ligne des totaux. Ce qu'il a écrit à droite de la table est repoussé par des colonnes insérées, jamais avalé.
 */
export async function addColumns(
  context: Context,
  opened: OpenedTable,
  description: DescriptionFeuille,
  columns: readonly ColonneFeuille[],
): Promise<void> {
  const { handle, location } = opened;
  const sheet = handle.worksheet;
  const spare = spareColumns(opened);
  const first = location.column + location.columns - spare;
  const added = Math.max(0, columns.length - spare);
  if (added > 0 && opened.right > location.column + location.columns) {
    sheet
      .getRangeByIndexes(0, first + spare, 1, added)
      .getEntireColumn()
      .insert('Right');
    await context.sync();
  }
  if (added > 0) handle.resize(handle.getRange().getResizedRange(0, added));
  const header = sheet.getRangeByIndexes(location.row, first, 1, columns.length);
  header.numberFormat = [columns.map(() => '@')];
  header.values = [columns.map(({ cle }) => colonneDe(description.table, cle).entete)];
  for (const [index, column] of columns.entries()) {
    const body = sheet.getRangeByIndexes(location.row + 1, first + index, location.rows - 1, 1);
    body.numberFormat = column.format as unknown as string[][];
    styleColumn(sheet, description, column, first + index, location.row);
  }
  await context.sync();
}

/** Les colonnes sans nom ni contenu qu'un ajout interrompu a laissées au bout : elles servent d'abord. */
function spareColumns({ matrix }: OpenedTable): number {
  const header = matrix[0] ?? [];
  const unused = (at: number) =>
    /^(Colonne|Column) ?\d+$/.test(String(header[at])) && matrix.every((row, i) => i === 0 || row[at] === '');
  let count = 0;
  while (count < header.length && unused(header.length - 1 - count)) count++;
  return count;
}
