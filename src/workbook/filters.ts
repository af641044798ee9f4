import type { Context } from './office';

/** Le filtre d'une table : chaque colonne filtrée, par son en-tête, et son critère. */
export type SavedFilter = readonly (readonly [header: string, criterion: Excel.FilterCriteria])[];

/** Le filtre actif d'une table ; vide si rien n'est filtré. */
export async function readFilter(
  context: Context,
  table: Excel.Table,
  headers: readonly unknown[],
): Promise<SavedFilter> {
  const filter = table.autoFilter;
  filter.load('isDataFiltered,criteria');
  await context.sync();
  if (!filter.isDataFiltered) return [];
  return filter.criteria.flatMap((criterion, at) =>
    criterion?.filterOn ? [[String(headers[at]), criterion] as const] : [],
  );
}

/** Remet un filtre. */
export async function applyFilter(context: Context, table: Excel.Table, saved: SavedFilter): Promise<void> {
  for (const [header, criterion] of saved) table.columns.getItem(header).filter.apply(criterion);
  await context.sync();
}

/** Ôte le filtre le temps d'un travail : sous un filtre, Excel écrit et supprime de travers (office-js §3.6). */
export async function withoutFilter(
  context: Context,
  table: Excel.Table,
  saved: SavedFilter,
  job: () => Promise<void>,
): Promise<void> {
  if (saved.length === 0) return job();
  try {
    table.clearFilters();
    await context.sync();
    await job();
  } finally {
    await applyFilter(context, table, saved);
  }
}
