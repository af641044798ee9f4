import type { Context } from './office';
import { type Location, locateTables, rangeOf } from './reader';
import { nomNormalise, nomsReconnus, type AnyTable, type Colonne } from './table';

/**
 * Met les colonnes mobiles d'une table générée (les tranches d'une balance âgée) comme sa définition les veut : entre
 * leurs deux voisines, au bon nombre et aux bons noms. Rien d'autre ne bouge ; sans ses deux voisines, la table est
 * laissée telle quelle. Rend où elle se trouve alors.
 */
export async function alignMobile(context: Context, location: Location, table: AnyTable): Promise<Location> {
  const first = table.colonnes.findIndex(c => c.mobile);
  if (first < 0) return location;
  const wanted = table.colonnes.filter(c => c.mobile);
  const header = rangeOf(context, location, 0, 1);
  header.load('values');
  await context.sync();
  const names = (header.values[0] as unknown[]).map(String);
  const before = indexOf(names, table.colonnes[first - 1]);
  const after = indexOf(names, table.colonnes[first + wanted.length]);
  if (before < 0 || after <= before) return location;
  const present = names.slice(before + 1, after);
  if (present.length === wanted.length && wanted.every((c, i) => c.entete === present[i])) return location;
  await resizeRun(context, location, before + 1, present.length, wanted.length);
  const found = (await locateTables(context)).get(table.nom.toLowerCase()) ?? location;
  await rename(context, found, before + 1, wanted);
  return found;
}

function indexOf(names: readonly string[], colonne: Colonne | undefined): number {
  if (!colonne) return -1;
  const { propres, synonymes } = nomsReconnus(colonne);
  return names.findIndex(name => [...propres, ...synonymes].includes(nomNormalise(name)));
}

async function resizeRun(
  context: Context,
  location: Location,
  at: number,
  present: number,
  wanted: number,
): Promise<void> {
  const { columns } = context.workbook.tables.getItem(location.id);
  for (let extra = present; extra < wanted; extra++) columns.add(at + extra);
  for (let extra = present - 1; extra >= wanted; extra--) columns.getItemAt(at + extra).delete();
  await context.sync();
}

/** Deux colonnes d'une table ne portent jamais le même nom, même un instant : d'abord des noms d'attente. */
async function rename(
  context: Context,
  location: Location,
  at: number,
  wanted: readonly Colonne[],
): Promise<void> {
  const run = context.workbook.worksheets
    .getItem(location.sheet)
    .getRangeByIndexes(location.row, location.column + at, 1, wanted.length);
  run.numberFormat = [wanted.map(() => '@')];
  run.values = [wanted.map((_, i) => `… ${i + 1}`)];
  await context.sync();
  run.values = [wanted.map(c => c.entete)];
  wanted.forEach((colonne, i) => {
    const body = context.workbook.worksheets
      .getItem(location.sheet)
      .getRangeByIndexes(location.row + 1, location.column + at + i, location.rows - 1, 1);
    body.numberFormat = colonne.format as unknown as string[][];
  });
  await context.sync();
}
