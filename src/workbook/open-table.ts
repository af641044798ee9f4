import { Decodage } from './decode';
import type { DescriptionFeuille } from './feuille';
import { codeOf } from './errors';
import { type Cell, neutralise } from './matrix';
import { addColumns, missingColumns } from './migration';
import { alignMobile } from './mobile';
import type { Context } from './office';
import type { Existing, RowPatch } from './plan';
import { Placed } from './placed';
import { locateTables, type Location, readLarge, usesDates1904 } from './reader';
import { createSheet } from './sheets';
import { RowsMoved } from './swap';
import type { AnyTable } from './table';

/** Une table ouverte pour écrire : où elle est à cet instant, et tout ce qu'elle contient. */
export interface OpenedTable extends Existing {
  readonly handle: Excel.Table;
  readonly location: Location;
  /** Rang de la première colonne libre à droite de tout ce que la feuille contient. */
  readonly right: number;
  readonly base1904: boolean;
}

/** Des cellules à changer dans une ligne lue, par colonne ; `undefined` si la table n'a pas l'une des colonnes. */
export function patchOf(
  { lecture, matrix, headerRow }: OpenedTable,
  line: number,
  values: Iterable<readonly [column: string, cell: Cell]>,
): RowPatch | undefined {
  const cells = matrix[0]!.map((): Cell => null);
  for (const [column, cell] of values) {
    const at = lecture.entetes[column];
    if (at === undefined) return undefined;
    cells[at] = neutralise(cell);
  }
  return { index: line - headerRow - 1, cells };
}

interface Place {
  readonly location: Location;
  readonly right: number;
}

/** Ouvre les tables d'un classeur pour y écrire ; ce qui vaut pour toutes n'est demandé qu'une fois. */
export class TableOpener {
  private ids = new Map<string, string>();
  private dates1904: boolean | undefined;

  constructor(private readonly context: Context) {}

  /** La table de ce nom, ou `undefined` si le classeur ne l'a pas. */
  async find(table: AnyTable): Promise<OpenedTable | undefined> {
    const name = table.nom.toLowerCase();
    const known = this.ids.get(name);
    // Un co-auteur a pu supprimer ou renommer la table depuis qu'on la connaît.
    const place = known === undefined ? undefined : await this.locate(known, name);
    if (place) return this.read(table, place);
    const found = await locateTables(this.context);
    this.ids = new Map([...found].map(([key, { id }]) => [key, id]));
    const id = this.ids.get(name);
    if (id === undefined) return undefined;
    const located = await this.locate(id, name);
    // Elle était là à l'instant : on vient de la renommer ou de la supprimer, et c'est à revoir.
    if (!located) throw new RowsMoved();
    return this.read(table, located);
  }

  /** La table, créée avec sa feuille si elle manque, et mise à la forme de sa définition. */
  async open(table: AnyTable, description: DescriptionFeuille): Promise<OpenedTable> {
    const { context } = this;
    const found = await this.find(table);
    if (!found) await createSheet(context, description);
    let opened = found ?? (await this.find(table))!;
    if ((await alignMobile(context, opened.location, table)) !== opened.location)
      opened = (await this.find(table))!;
    const missing = table.generee ? missingColumns(description, opened.lecture.entetes) : [];
    if (missing.length === 0) return opened;
    await addColumns(context, opened, description, missing);
    return (await this.find(table))!;
  }

  private async locate(id: string, name: string): Promise<Place | undefined> {
    const { context } = this;
    const table = context.workbook.tables.getItem(id);
    const range = table.getRange();
    const used = table.worksheet.getUsedRange(true);
    table.load('name,showTotals,worksheet/name');
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    used.load('columnIndex,columnCount');
    try {
      await context.sync();
    } catch (error) {
      if (codeOf(error) === 'ItemNotFound') return undefined;
      throw error;
    }
    if (table.name.toLowerCase() !== name) return undefined;
    const location = {
      id,
      name: table.name,
      sheet: table.worksheet.name,
      row: range.rowIndex,
      column: range.columnIndex,
      rows: range.rowCount - (table.showTotals ? 1 : 0),
      columns: range.columnCount,
    };
    const end = Math.max(used.columnIndex + used.columnCount, location.column + location.columns);
    return { location, right: end };
  }

  private async read(table: AnyTable, { location, right }: Place): Promise<OpenedTable> {
    const { context } = this;
    this.dates1904 ??= await usesDates1904(context);
    const placed = new Placed(context, location);
    const matrix: unknown[][] = [];
    const besideRows = new Set<number>();
    const beside = (value: unknown, at: number) =>
      value !== '' && (at < location.column || at >= location.column + location.columns);
    const rows = (first: number, count: number) => placed.rows(first, count, { column: 0, columns: right });
    const headerRow = location.row + 1;
    const origin = { premiereLigne: headerRow, base1904: this.dates1904 };
    let decoding: Decodage<AnyTable> | undefined;
    await readLarge(context, { rows: location.rows, columns: right, range: rows }, chunk => {
      placed.check();
      const read = matrix.length;
      for (const row of chunk) {
        if (matrix.length > 0 && row.some(beside)) besideRows.add(location.row + matrix.length + 1);
        matrix.push(row.slice(location.column, location.column + location.columns));
      }
      decoding ??= new Decodage(table, matrix[0]!, origin);
      decoding.ajouter(matrix.slice(Math.max(1, read)));
    });
    const lecture = decoding!.terminer();
    const { handle } = placed;
    return { handle, location, right, base1904: this.dates1904, lecture, matrix, headerRow, besideRows };
  }
}
