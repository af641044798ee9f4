/** Les tableaux du classeur : ceux d'Univer (références structurées, grille) et ce qu'Univer ne sait pas garder. */
import { sheetsTable } from '#vendor';
import { fromUniverRange, toUniverRange, type Area } from './address';
import type { WorkbookModel } from './workbook';

/** Formule de colonne calculée, écrite pour la ligne `row` de la feuille (indice à partir de zéro). */
export interface CalculatedColumn {
  readonly formula: string;
  readonly row: number;
}

/** Ce qu'il faut pour créer un tableau ; `id` et `style` sont facultatifs. */
export interface TableOptions {
  readonly sheetId: string;
  readonly name: string;
  /** En-tête compris, ligne de totaux comprise. */
  readonly area: Area;
  readonly id?: string;
  readonly styleName?: string;
  readonly showTotals?: boolean;
  readonly showHeaders?: boolean;
  readonly showFilterButton?: boolean;
  /** Indice de colonne dans le tableau → formule. */
  readonly calculatedColumns?: Readonly<Record<number, string>>;
}

/** Un tableau. L'étendue vient toujours d'Univer : la grille la déplace aussi. */
export class TableModel {
  styleName: string;
  showTotals: boolean;
  showHeaders: boolean;
  showFilterButton: boolean;
  /** Indice de colonne dans le tableau → formule à recopier dans les lignes neuves. */
  readonly calculated = new Map<number, CalculatedColumn>();
  /** Filtres posés par l'API : indice de colonne → critère Office.js. */
  readonly criteria = new Map<number, Record<string, unknown>>();
  private columnKeys: number[] = [];
  private nextColumnKey = 1;

  constructor(
    private readonly model: WorkbookModel,
    readonly id: string,
    readonly sheetId: string,
    options: TableOptions,
  ) {
    this.styleName = options.styleName ?? 'TableStyleMedium2';
    this.showTotals = options.showTotals ?? false;
    this.showHeaders = options.showHeaders ?? true;
    this.showFilterButton = options.showFilterButton ?? true;
    const first = options.area.row + 1;
    for (const [index, formula] of Object.entries(options.calculatedColumns ?? {})) {
      this.calculated.set(Number(index), { formula, row: first });
    }
  }

  private get inner() {
    const table = this.model.tableManager.getTableById(this.model.unitId, this.id);
    if (!table) throw new Error(`tableau disparu : ${this.id}`);
    return table;
  }

  get exists(): boolean {
    return this.model.tableManager.getTableById(this.model.unitId, this.id) !== undefined;
  }

  get name(): string {
    return this.inner.getDisplayName();
  }

  /** Étendue complète, en-tête et totaux compris. */
  get area(): Area {
    return fromUniverRange(this.inner.getRange());
  }

  get header(): Area | undefined {
    const { row, column, columns } = this.area;
    return this.showHeaders ? { row, column, rows: 1, columns } : undefined;
  }

  get totals(): Area | undefined {
    const { row, column, rows, columns } = this.area;
    return this.showTotals ? { row: row + rows - 1, column, rows: 1, columns } : undefined;
  }

  /** Corps de données ; un tableau vide garde une ligne, comme dans Excel. */
  get body(): Area {
    const { row, column, rows, columns } = this.area;
    const head = this.showHeaders ? 1 : 0;
    const count = rows - head - (this.showTotals ? 1 : 0);
    return { row: row + head, column, rows: Math.max(1, count), columns };
  }

  /** Titres des colonnes, lus dans la ligne d'en-tête. */
  columnNames(): string[] {
    const { row, column, columns } = this.area;
    const known = this.inner.getTableInfo().columns;
    return Array.from({ length: columns }, (_, i) => {
      const text = this.showHeaders ? String(this.model.read(this.sheetId, row, column + i).value) : '';
      return text === '' ? (known[i]?.displayName ?? `Colonne${i + 1}`) : text;
    });
  }

  /** Titres que le moteur connaît : ceux d'avant la dernière écriture dans l'en-tête. */
  knownNames(): string[] {
    return this.inner.getTableInfo().columns.map(({ displayName }) => displayName);
  }

  /** Identifiants de colonnes : ils suivent la colonne, pas sa place. */
  columnIds(): number[] {
    const { columns } = this.area;
    while (this.columnKeys.length < columns) this.columnKeys.push(this.nextColumnKey++);
    this.columnKeys.length = columns;
    return this.columnKeys;
  }

  /** Oublie l'identifiant d'une colonne supprimée, ou en crée un pour une colonne insérée à cette place. */
  shiftColumnIds(at: number, count: number): void {
    this.columnIds();
    if (count > 0)
      this.columnKeys.splice(at, 0, ...Array.from({ length: count }, () => this.nextColumnKey++));
    else this.columnKeys.splice(at, -count);
  }

  rename(name: string): void {
    this.model.run('sheet.mutation.set-sheet-table', {
      subUnitId: this.sheetId,
      tableId: this.id,
      config: { name },
    });
  }

  /** Nouvelle étendue (en-tête compris) ; les titres manquants sont écrits par l'appelant. */
  setArea(area: Area): void {
    const config = { updateRange: { newRange: toUniverRange(area) } };
    const params = { subUnitId: this.sheetId, tableId: this.id, config };
    this.model.run('sheet.mutation.set-sheet-table', params);
    // Univer se trompe de colonne quand la largeur change : les titres sont relus, puis annoncés à nouveau.
    const names = this.columnNames();
    const known = this.inner.getTableInfo().columns;
    if (known.length === names.length && names.every((name, i) => known[i]?.displayName === name)) return;
    this.inner.setColumns(names.map((name, i) => this.columnJson(name, i)));
    this.model.run('sheet.mutation.set-sheet-table', params);
  }

  /** Redonne à Univer les titres lus dans l'en-tête (les références structurées s'y fient). */
  syncColumns(): void {
    this.setArea(this.area);
  }

  private columnJson(displayName: string, index: number) {
    const dataType = sheetsTable.TableColumnDataTypeEnum.None;
    return {
      id: `c${this.columnIds()[index] ?? `n${index}`}`,
      displayName,
      dataType,
      formula: '',
      meta: {},
      style: {},
    };
  }
}
