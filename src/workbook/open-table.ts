import { decoder } from './decode';
import type { DescriptionFeuille } from './feuille';
import { codeOf } from './errors';
import { addColumns, missingColumns } from './migration';
import { alignMobile } from './mobile';
import type { Context } from './office';
import type { Existing } from './plan';
import { locateTables, type Location, usesDates1904 } from './reader';
import { createSheet } from './sheets';
import type { AnyTable, Cellule } from './table';

/** Une table ouverte pour écrire : où elle est à cet instant, et tout ce qu'elle contient. */
export interface OpenedTable extends Existing {
  readonly handle: Excel.Table;
  readonly location: Location;
  /** Rang de la première colonne libre à droite de tout ce que la feuille contient. */
  readonly right: number;
  readonly base1904: boolean;
}

/** Cellules relues en un aller-retour. */
const CELLS_PER_READ = 60_000;

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
    const located = id === undefined ? undefined : await this.locate(id, name);
    return located && this.read(table, located);
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
    const handle = context.workbook.tables.getItem(location.id);
    const matrix: unknown[][] = [];
    const besideRows = new Set<number>();
    const step = Math.max(1, Math.floor(CELLS_PER_READ / right));
    for (let first = 0; first < location.rows; first += step) {
      const count = Math.min(step, location.rows - first);
      const range = handle.worksheet.getRangeByIndexes(location.row + first, 0, count, right);
      range.load('values');
      await context.sync();
      for (const [index, row] of (range.values as unknown[][]).entries()) {
        matrix.push(row.slice(location.column, location.column + location.columns));
        const beside = (value: unknown, at: number) =>
          value !== '' && (at < location.column || at >= location.column + location.columns);
        if (first + index > 0 && row.some(beside)) besideRows.add(location.row + first + index + 1);
      }
    }
    const headerRow = location.row + 1;
    const lecture = decoder(table, matrix as Cellule[][], {
      premiereLigne: headerRow,
      base1904: this.dates1904,
    });
    return { handle, location, right, base1904: this.dates1904, lecture, matrix, headerRow, besideRows };
  }
}
