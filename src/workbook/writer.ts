import type { Anomalie } from '../comptabilite';
import { decoder, encoderValeur } from './decode';
import type { DescriptionFeuille } from './feuille';
import { type Cell, assertMatrix, bytesPerRow } from './matrix';
import { type Context, type WorkOptions, yieldToWindow } from './office';
import { type Existing, type Produite, type WritePlan, planWrite } from './plan';
import { alignMobile } from './mobile';
import { outline } from './outline';
import { type Location, locateTables, rangeOf, usesDates1904 } from './reader';
import { createSheet } from './sheets';
import type { AnyTable, Cellule, Valeur } from './table';

/** Ce qu'une écriture a changé dans une table. */
export interface WriteReport {
  table: string;
  feuille: string;
  ajoutees: number;
  modifiees: number;
  retirees: number;
  inchangees: number;
  anomalies: Anomalie[];
}

/** Un envoi reste sous 1,5 Mo de valeurs : Excel pour le web refuse plus de 5 Mo (office-js §3.3). */
const MAX_BYTES = 1_500_000;

/**
 * Met une table générée à jour, en place : les lignes gardent leur rang, leurs voisines et les cellules de
 * l'utilisateur. La feuille est créée d'après sa description si elle manque. Le filtre actif est ôté le temps de
 * l'écriture, puis remis.
 */
export async function writeTable(
  context: Context,
  produite: Produite,
  description: DescriptionFeuille,
  options: WorkOptions = {},
): Promise<WriteReport> {
  const base1904 = await usesDates1904(context);
  let location = (await locateTables(context)).get(produite.table.nom.toLowerCase());
  if (!location) {
    await createSheet(context, description);
    location = (await locateTables(context)).get(produite.table.nom.toLowerCase())!;
  }
  location = await alignMobile(context, location, produite.table);
  const existing = await readExisting(context, produite.table, location, base1904);
  const plan = planWrite(produite, existing, (colonne, valeur) =>
    encoderValeur(colonne, valeur as Valeur, base1904),
  );
  if (plan.patches.length + plan.appended.length + plan.removed.length > 0) {
    const before = location;
    await withoutFilter(context, before, () =>
      apply(context, produite.table, before, existing, plan, options),
    );
    await refold(context, produite.table, description);
  }
  return {
    table: produite.table.nom,
    feuille: location.sheet,
    ajoutees: plan.appended.length,
    modifiees: plan.patches.length,
    retirees: plan.removed.length,
    inchangees: plan.unchanged,
    anomalies: plan.anomalies,
  };
}

/** Replie à nouveau un état dont les lignes ont changé. */
async function refold(context: Context, table: AnyTable, { plan }: DescriptionFeuille): Promise<void> {
  const location = plan && (await locateTables(context)).get(table.nom.toLowerCase());
  if (!plan || !location) return;
  const header = rangeOf(context, location, 0, 1);
  header.load('values');
  await context.sync();
  const { entetes } = decoder(table, header.values as Cellule[][], { premiereLigne: location.row + 1 });
  const at = entetes[plan.colonne];
  if (at !== undefined) await outline(context, location, at, plan);
}

async function readExisting(
  context: Context,
  table: AnyTable,
  location: Location,
  base1904: boolean,
): Promise<Existing> {
  const sheet = context.workbook.worksheets.getItem(location.sheet);
  const used = sheet.getUsedRange(true);
  used.load('columnIndex,columnCount');
  await context.sync();
  const right = Math.max(used.columnIndex + used.columnCount, location.column + location.columns);
  const matrix: unknown[][] = [];
  const besideRows = new Set<number>();
  const step = Math.max(1, Math.floor(60_000 / right));
  for (let first = 0; first < location.rows; first += step) {
    const count = Math.min(step, location.rows - first);
    const range = sheet.getRangeByIndexes(location.row + first, 0, count, right);
    range.load('values');
    await context.sync();
    for (const [index, row] of (range.values as unknown[][]).entries()) {
      matrix.push(row.slice(location.column, location.column + location.columns));
      const beside = (value: unknown, at: number) =>
        value !== '' && (at < location.column || at >= location.column + location.columns);
      if (first + index > 0 && row.some(beside)) besideRows.add(location.row + first + index + 1);
    }
  }
  const lecture = decoder(table, matrix as Cellule[][], { premiereLigne: location.row + 1, base1904 });
  return { lecture, matrix, headerRow: location.row + 1, besideRows };
}

/** Écrit le plan : lignes changées, puis lignes ajoutées, puis lignes retirées (du bas vers le haut). */
async function apply(
  context: Context,
  table: AnyTable,
  location: Location,
  existing: Existing,
  plan: WritePlan,
  options: WorkOptions,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(location.sheet);
  const body = location.row + 1;
  const total = plan.patches.length + plan.appended.length;
  const progress = counter(total, table.nom, options);
  const write = (index: number, rows: Cell[][]) =>
    writeRows(context, sheet, body + index, location.column, rows, progress);

  for (const run of consecutive(plan.patches))
    await write(
      run[0]!.index,
      run.map(patch => patch.cells),
    );

  if (plan.appended.length > 0) {
    const bodyRows = location.rows - 1;
    const first = bodyRows - plan.freeRows;
    const missing = plan.appended.length - plan.freeRows;
    if (missing > 0) {
      await grow(context, sheet, location, missing);
      const last = sheet.getRangeByIndexes(body + bodyRows - 1, location.column, 1, location.columns);
      sheet
        .getRangeByIndexes(body + bodyRows, location.column, missing, location.columns)
        .copyFrom(last, Excel.RangeCopyType.formats);
    }
    formatRows(sheet, table, existing, body + first, location.column, plan.appended.length);
    await write(first, plan.appended);
  }
  for (const [index, count] of runsFromBottom(plan.removed)) {
    sheet
      .getRangeByIndexes(body + index, 0, count, 1)
      .getEntireRow()
      .delete('Up');
    await context.sync();
  }
}

function counter(total: number, table: string, options: WorkOptions): (rows: number) => void {
  let fait = 0;
  return rows => {
    fait += rows;
    options.onProgress?.({ etape: `Écriture de ${table}`, en: `Writing ${table}`, fait, total });
  };
}

/** Les rangées qui se suivent s'écrivent d'un bloc. */
function consecutive<T extends { index: number }>(patches: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const patch of [...patches].sort((a, b) => a.index - b.index)) {
    const last = runs[runs.length - 1];
    if (last && last[last.length - 1]!.index === patch.index - 1) last.push(patch);
    else runs.push([patch]);
  }
  return runs;
}

function runsFromBottom(indexes: readonly number[]): [first: number, count: number][] {
  const runs: [number, number][] = [];
  for (const index of indexes) {
    const last = runs[runs.length - 1];
    if (last && last[0] + last[1] === index) last[1]++;
    else runs.push([index, 1]);
  }
  return runs.reverse();
}

async function writeRows(
  context: Context,
  sheet: Excel.Worksheet,
  row: number,
  column: number,
  rows: readonly Cell[][],
  progress: (rows: number) => void,
): Promise<void> {
  const step = Math.max(1, Math.floor(MAX_BYTES / bytesPerRow(rows)));
  for (let first = 0; first < rows.length; first += step) {
    const part = rows.slice(first, first + step);
    const width = part[0]!.length;
    assertMatrix(part, part.length, width);
    sheet.getRangeByIndexes(row + first, column, part.length, width).values = part;
    await context.sync();
    progress(part.length);
    await yieldToWindow();
  }
}

/**
 * Agrandit la table vers le bas. Ce que l'utilisateur a écrit sous elle est repoussé par des lignes insérées, jamais
 * avalé ; une ligne de totaux est ôtée le temps d'agrandir.
 */
async function grow(
  context: Context,
  sheet: Excel.Worksheet,
  location: Location,
  missing: number,
): Promise<void> {
  const table = context.workbook.tables.getItem(location.id);
  table.load('showTotals');
  await context.sync();
  const totals = table.showTotals;
  if (totals) table.showTotals = false;
  const end = location.row + location.rows;
  const below = sheet.getRangeByIndexes(end, location.column, missing, location.columns);
  below.load('values');
  await context.sync();
  if ((below.values as unknown[][]).some(row => row.some(value => value !== ''))) {
    sheet.getRangeByIndexes(end, 0, missing, 1).getEntireRow().insert('Down');
    await context.sync();
  }
  table.resize(
    sheet.getRangeByIndexes(location.row, location.column, location.rows + missing, location.columns),
  );
  await context.sync();
  if (totals) {
    table.showTotals = true;
    await context.sync();
  }
}

/** Le format avant la valeur : un identifiant écrit dans une cellule « Texte » reste du texte (« 007 », « 12E5 »). */
function formatRows(
  sheet: Excel.Worksheet,
  table: AnyTable,
  existing: Existing,
  row: number,
  column: number,
  rows: number,
): void {
  for (const colonne of table.colonnes) {
    const at = existing.lecture.entetes[colonne.cle];
    if (at === undefined) continue;
    const format = colonne.format as unknown as string[][];
    sheet.getRangeByIndexes(row, column + at, rows, 1).numberFormat = format;
  }
}

async function withoutFilter(context: Context, location: Location, job: () => Promise<void>): Promise<void> {
  const table = context.workbook.tables.getItem(location.id);
  const filter = context.workbook.tables.getItem(location.id).autoFilter;
  filter.load('isDataFiltered,criteria');
  await context.sync();
  if (!filter.isDataFiltered) return job();
  const criteria = filter.criteria;
  table.clearFilters();
  await context.sync();
  try {
    await job();
  } finally {
    criteria.forEach((criterion, index) => {
      if (criterion?.filterOn) table.columns.getItemAt(index).filter.apply(criterion);
    });
    await context.sync();
  }
}
