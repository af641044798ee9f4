/** Le registre des tableaux : création, suppression, recherche, titres, et tableaux nés dans la grille. */
import { parseAddress, fromUniverRange, intersect, toUniverRange, type Area } from './address';
import { renameColumns, renameTable } from './citations';
import { LOCAL_USER, type Author } from './events';
import { TableModel, type TableOptions } from './tables';
import type { WorkbookContent, WorkbookModel } from './workbook';

type LoadedTable = NonNullable<WorkbookContent['tables']>[number];

export class TableBook {
  private readonly models = new Map<string, TableModel>();
  private counter = 0;
  private created = 0;
  private listed: TableModel[] | undefined;
  private followed: WorkbookModel['tableManager'] | undefined;

  constructor(private readonly model: WorkbookModel) {}

  clear(): void {
    this.models.clear();
    this.listed = undefined;
    this.counter = 0;
  }

  /** Les tableaux, dans l'ordre de leur création. La liste ne se refait que quand l'un d'eux naît ou disparaît. */
  all(): readonly TableModel[] {
    if (this.model.unitId === '') return [];
    this.follow();
    return (this.listed ??= this.list());
  }

  /** Univer annonce les tableaux qu'il crée et supprime, d'où que vienne le geste. */
  private follow(): void {
    const { tableManager } = this.model;
    if (this.followed === tableManager) return;
    this.followed = tableManager;
    const forget = () => (this.listed = undefined);
    tableManager.tableAdd$.subscribe(forget);
    tableManager.tableDelete$.subscribe(forget);
    tableManager.tableNameChanged$.subscribe(({ oldTableName, tableName }) =>
      renameTable(this.model, oldTableName, tableName),
    );
  }

  private list(): TableModel[] {
    return this.model.tableManager.getTableList(this.model.unitId).map(info => {
      const known = this.models.get(info.id);
      if (known) return known;
      const area = fromUniverRange(info.range);
      return this.remember(info.id, {
        sheetId: info.subUnitId,
        name: info.name,
        area,
        showHeaders: info.showHeader,
      });
    });
  }

  byId(id: string): TableModel | undefined {
    return this.all().find(table => table.id === id);
  }

  byName(name: string): TableModel | undefined {
    const wanted = name.toLocaleLowerCase();
    return this.all().find(table => table.name.toLocaleLowerCase() === wanted);
  }

  onSheet(sheetId: string): TableModel[] {
    return this.all().filter(table => table.sheetId === sheetId);
  }

  /** Le tableau qui contient cette cellule. */
  at(sheetId: string, row: number, column: number): TableModel | undefined {
    const cell = { row, column, rows: 1, columns: 1 };
    return this.onSheet(sheetId).find(table => intersect(table.area, cell));
  }

  /** Nom libre : Tableau1, Tableau2… (Table1… en anglais). */
  freeName(): string {
    const prefix = this.model.locale === 'fr-FR' ? 'Tableau' : 'Table';
    let name: string;
    do name = `${prefix}${++this.counter}`;
    while (this.byName(name) || this.model.names.find(name));
    return name;
  }

  /** Crée un tableau ; les titres sont lus dans sa première ligne. */
  add(options: TableOptions, author: Author = LOCAL_USER): TableModel {
    const { sheetId, name, area } = options;
    const id = options.id ?? this.newId();
    const header: string[] = [];
    for (let i = 0; i < area.columns; i++) {
      const text = String(this.model.read(sheetId, area.row, area.column + i).value);
      header.push(text === '' ? `Colonne${i + 1}` : text);
    }
    this.model.flush();
    const model = this.remember(id, options);
    const params = { subUnitId: sheetId, tableId: id, name, range: toUniverRange(area), header };
    this.model.run('sheet.mutation.add-table', { ...params, options: { showHeader: true } }, author);
    return model;
  }

  addLoaded(table: LoadedTable): TableModel {
    const area =
      typeof table.range === 'string' ? parseAddress(table.range)?.area : fromUniverRange(table.range);
    if (!area) throw new Error(`étendue de tableau illisible : ${String(table.range)}`);
    const { sheetId, name, id, styleName, showTotals, showHeaders, showFilterButton, calculatedColumns } =
      table;
    return this.add({
      sheetId,
      name,
      area,
      ...(id === undefined ? {} : { id: String(id) }),
      ...(styleName === undefined ? {} : { styleName }),
      ...(showTotals === undefined ? {} : { showTotals }),
      ...(showHeaders === undefined ? {} : { showHeaders }),
      ...(showFilterButton === undefined ? {} : { showFilterButton }),
      ...(calculatedColumns === undefined ? {} : { calculatedColumns }),
    });
  }

  remove(table: TableModel, author: Author = LOCAL_USER): void {
    this.model.run('sheet.mutation.delete-table', { subUnitId: table.sheetId, tableId: table.id }, author);
    this.models.delete(table.id);
  }

  /** Après une écriture : les en-têtes qu'elle touche sont relus, et ce qui citait une colonne renommée la suit. */
  headersTouched(sheetId: string, area: Area): void {
    for (const table of this.onSheet(sheetId)) {
      const header = table.header;
      if (!header || !intersect(header, area)) continue;
      const before = table.knownNames();
      const after = table.columnNames();
      table.syncColumns();
      renameColumns(this.model, table.name, before, after);
    }
  }

  private remember(id: string, options: TableOptions): TableModel {
    const model = new TableModel(this.model, id, options.sheetId, options);
    this.models.set(id, model);
    return model;
  }

  private newId(): string {
    // Jamais deux fois le même, fût-ce après une suppression.
    return `{B0000000-0000-4000-8000-${String(++this.created).padStart(12, '0')}}`;
  }
}
