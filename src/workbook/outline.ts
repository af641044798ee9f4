import type { PlanLignes } from './feuille';
import type { Context } from './office';
import { type Location, rangeOf } from './reader';
import { codeOf } from './errors';

/** Regroupements envoyés en un aller-retour. */
const GROUPS_PER_SYNC = 400;
/** Cellules d'une colonne lues d'un coup. */
const ROWS_PER_READ = 40_000;

/**
 * Replie les lignes de détail d'un état : les anciens regroupements de la table sont ôtés, chaque suite de lignes dont
 * la colonne vaut `detail` en forme un, et le plan se montre replié. `at` est le rang de la colonne dans la table.
 */
export async function outline(
  context: Context,
  location: Location,
  at: number,
  plan: PlanLignes,
): Promise<void> {
  const values = await readColumn(context, location, at);
  await clearGroups(context, location, values.length);
  const sheet = context.workbook.worksheets.getItem(location.sheet);
  let first = -1;
  let pending = 0;
  let groups = 0;
  for (let row = 0; row <= values.length; row++) {
    const detail = values[row] === plan.detail;
    if (detail && first < 0) first = row;
    if (detail || first < 0) continue;
    rangeOf(context, location, first + 1, row - first)
      .getEntireRow()
      .group('ByRows');
    first = -1;
    groups++;
    if (++pending < GROUPS_PER_SYNC) continue;
    await context.sync();
    pending = 0;
  }
  if (groups > 0) sheet.showOutlineLevels(1, 0);
  await context.sync();
}

async function readColumn(context: Context, location: Location, at: number): Promise<unknown[]> {
  const values: unknown[] = [];
  for (let first = 1; first < location.rows; first += ROWS_PER_READ) {
    const count = Math.min(ROWS_PER_READ, location.rows - first);
    const column = rangeOf(context, location, first, count).getColumn(at);
    column.load('values');
    await context.sync();
    for (const [value] of column.values as unknown[][]) values.push(value);
  }
  return values;
}

/** Excel refuse de dissocier des lignes qui ne sont pas groupées : ce refus dit qu'il n'y a rien à ôter. */
async function clearGroups(context: Context, location: Location, rows: number): Promise<void> {
  if (rows === 0) return;
  rangeOf(context, location, 1, rows).getEntireRow().ungroup('ByRows');
  try {
    await context.sync();
  } catch (error) {
    if (codeOf(error) === 'ApiNotFound') throw error;
  }
}
