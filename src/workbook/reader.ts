import type { AnyTable, Cellule, Lecture, TablesLues } from './table';
import { Decodage, lectureVide } from './decode';
import { codeOf, retryRead } from './errors';
import { bytesPerRow } from './matrix';
import { type Context, type WorkOptions, throwIfCancelled, withExcel, yieldToWindow } from './office';
import { Placed } from './placed';
import { ATTEMPTS, restless, RowsMoved } from './swap';

/** Où se trouve une table dans le classeur : de quoi la relire ou y mener l'utilisateur sans la chercher encore. */
export interface Location {
  id: string;
  name: string;
  sheet: string;
  /** Rangs à partir de 0, en-tête compris. */
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Un lot de lecture reste sous 1,5 Mo de JSON : Excel pour le web refuse plus de 5 Mo (office-js §3.1). */
const MAX_BYTES = 1_500_000;
/** Les petites tables partent ensemble, jusqu'à ce nombre de cellules par aller-retour. */
export const MAX_CELLS_PER_SYNC = 40_000;
const FIRST_CHUNK_CELLS = 20_000;

/** Toutes les tables du classeur, par nom en minuscules, en deux allers-retours. */
export async function locateTables(context: Context): Promise<Map<string, Location>> {
  const tables = context.workbook.tables;
  tables.load('items/id,items/name,items/worksheet/name');
  await context.sync();
  const ranges = tables.items.map(table => {
    const range = table.getRange();
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    table.load('showTotals');
    return range;
  });
  await context.sync();
  const found = new Map<string, Location>();
  tables.items.forEach((table, index) => {
    const range = ranges[index]!;
    found.set(table.name.toLowerCase(), {
      id: table.id,
      name: table.name,
      sheet: table.worksheet.name,
      row: range.rowIndex,
      column: range.columnIndex,
      rows: range.rowCount - (table.showTotals ? 1 : 0),
      columns: range.columnCount,
    });
  });
  return found;
}

/**
 * Lit chaque table une fois, par tranches, et la décode. Une table absente rend une lecture vide, marquée absente. Des
 * tables qu'un co-auteur déplace ou agrandit entre deux envois se relisent : lues de travers, elles perdraient une ligne.
 * @throws CloseError si elles ne cessent de bouger
 * @example const tables = await readTables([Temps, Affaires]); tables.lire(Temps).lignes
 */
export function readTables(tables: readonly AnyTable[], options: WorkOptions = {}): Promise<TablesLues> {
  return withExcel(async context => {
    const wanted = await locate(context, tables);
    const base1904 = await usesDates1904(context);
    const total = wanted.reduce((sum, { location }) => sum + (location?.rows ?? 0), 0);
    const read = new Map<string, Lecture<AnyTable>>();
    let done = 0;
    for (const group of groupSmall(wanted)) {
      throwIfCancelled(options.signal);
      const decoded = await readSettled(context, group, base1904, options.signal);
      for (const { table, location } of group) {
        const lecture = decoded.get(table);
        if (lecture) read.set(table.nom, lecture);
        done += location!.rows;
        options.onProgress?.({
          etape: `Lecture de ${table.nom}`,
          en: `Reading ${table.nom}`,
          fait: done,
          total,
        });
      }
      await yieldToWindow();
    }
    return asTablesLues(read);
  });
}

export function asTablesLues(read: ReadonlyMap<string, Lecture<AnyTable>>): TablesLues {
  return {
    lire<T extends AnyTable>(table: T): Lecture<T> {
      return (read.get(table.nom) as Lecture<T> | undefined) ?? lectureVide(table);
    },
  };
}

interface Wanted {
  table: AnyTable;
  location: Location | undefined;
}

async function locate(context: Context, tables: readonly AnyTable[]): Promise<Wanted[]> {
  const locations = await locateTables(context);
  return tables.map(table => ({ table, location: locations.get(table.nom.toLowerCase()) }));
}

/** Les tables présentes, en groupes qui tiennent chacun dans un aller-retour ; une grande table fait groupe seule. */
function groupSmall(wanted: readonly Wanted[]): Wanted[][] {
  const groups: Wanted[][] = [];
  let cells = Infinity;
  for (const item of wanted) {
    if (!item.location) continue;
    const size = item.location.rows * item.location.columns;
    if (cells + size > MAX_CELLS_PER_SYNC) {
      groups.push([]);
      cells = 0;
    }
    groups[groups.length - 1]!.push(item);
    cells += size;
  }
  return groups;
}

/** Lit un groupe, et le relit tant que quelqu'un en déplace une table. */
async function readSettled(
  context: Context,
  group: readonly Wanted[],
  base1904: boolean,
  signal?: AbortSignal,
): Promise<Map<AnyTable, Lecture<AnyTable>>> {
  let present = group;
  for (let attempt = 1; ; attempt++) {
    try {
      const decoded = await readGroup(context, present, base1904, signal);
      return new Map(present.map(({ table }, index) => [table, decoded[index]!]));
    } catch (error) {
      if (!(error instanceof RowsMoved)) throw error;
      if (attempt === ATTEMPTS) throw restless(group[0]!.table, 'la lecture');
    }
    const found = await locate(
      context,
      group.map(({ table }) => table),
    );
    present = found.filter(({ location }) => location);
  }
}

/** Lit un groupe et le décode : une grande table seule par tranches, les petites d'un seul aller-retour. */
async function readGroup(
  context: Context,
  group: readonly Wanted[],
  base1904: boolean,
  signal?: AbortSignal,
): Promise<Lecture<AnyTable>[]> {
  const decodages: (Decodage<AnyTable> | undefined)[] = group.map(() => undefined);
  const receive = (index: number, chunk: unknown[][]) => {
    const { table, location } = group[index]!;
    const started = decodages[index];
    const decodage =
      started ?? new Decodage(table, chunk[0] ?? [], { premiereLigne: location!.row + 1, base1904 });
    decodages[index] = decodage;
    decodage.ajouter((started ? chunk : chunk.slice(1)) as Cellule[][]);
  };
  const placed = group.map(({ location }) => new Placed(context, location!));
  const [only] = placed;
  const alone = placed.length === 1 && only && only.cells > MAX_CELLS_PER_SYNC;
  const matrices = alone ? undefined : await readSmall(context, placed);
  if (matrices) matrices.forEach((matrix, index) => receive(index, matrix));
  else
    for (const [index, table] of placed.entries()) {
      const { rows, columns } = table.location;
      const range = (first: number, count: number) => table.rows(first, count);
      const checked = (chunk: unknown[][]) => {
        table.check();
        receive(index, chunk);
      };
      await readLarge(context, { rows, columns, range }, checked, signal);
    }
  return decodages.map(decodage => decodage!.terminer());
}

/** De petites tables en un aller-retour ; rien si leurs textes, trop longs, dépassent ce qu'Excel répond. */
async function readSmall(context: Context, tables: readonly Placed[]): Promise<unknown[][][] | undefined> {
  try {
    const matrices = await retryRead(async () => {
      const ranges = tables.map(table => table.rows(0, table.location.rows));
      for (const range of ranges) range.load('values');
      await context.sync();
      return ranges.map(range => range.values as unknown[][]);
    });
    for (const table of tables) table.check();
    return matrices;
  } catch (error) {
    if (codeOf(error) !== 'ResponsePayloadSizeLimitExceeded') throw error;
    return undefined;
  }
}

/** Des lignes à lire : combien, sur combien de colonnes, et où sont celles d'un rang. */
interface Rows {
  readonly rows: number;
  readonly columns: number;
  range(first: number, count: number): Excel.Range;
}

/** Beaucoup de lignes, par tranches dont la taille suit ce qu'elles pèsent vraiment ; moitié moins si Excel refuse. */
export async function readLarge(
  context: Context,
  { rows, columns, range: rangeAt }: Rows,
  receive: (chunk: unknown[][]) => void,
  signal?: AbortSignal,
): Promise<void> {
  let step = Math.max(2, Math.floor(FIRST_CHUNK_CELLS / columns));
  let done = 0;
  while (done < rows) {
    throwIfCancelled(signal);
    const count = Math.min(step, rows - done);
    try {
      const chunk = await retryRead(async () => {
        const range = rangeAt(done, count);
        range.load('values');
        await context.sync();
        return range.values as unknown[][];
      });
      receive(chunk);
      done += chunk.length;
      step = Math.max(1, Math.floor(MAX_BYTES / bytesPerRow(chunk)));
    } catch (error) {
      if (codeOf(error) !== 'ResponsePayloadSizeLimitExceeded' || count === 1) throw error;
      step = Math.max(1, Math.floor(count / 2));
    }
    await yieldToWindow();
  }
}

export function rangeOf(context: Context, location: Location, firstRow: number, rows: number): Excel.Range {
  return context.workbook.worksheets
    .getItem(location.sheet)
    .getRangeByIndexes(location.row + firstRow, location.column, rows, location.columns);
}

const SERIAL_2000_01_01 = 36_526;

/**
 * Le classeur compte-t-il ses jours depuis 1904 ? Aucune propriété ne le dit : on demande à Excel le numéro d'un jour
 * connu (office-js §10.6), sans rien écrire.
 */
export async function usesDates1904(context: Context): Promise<boolean> {
  const day = context.workbook.functions.date(2000, 1, 1);
  day.load('value');
  await context.sync();
  return (day.value as unknown as number) !== SERIAL_2000_01_01;
}
