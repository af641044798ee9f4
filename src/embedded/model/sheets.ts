/** Une feuille : nom, place, visibilité, protection, taille, sélection. */
import { sheets, type Worksheet } from '#vendor';
import { contains, fromUniverRange, intersect, toUniverRange, type Area, type UniverRange } from './address';
import type { CellReader } from './pending';
import type { SheetProtection } from '../xlsx/protection';
import type { WorkbookModel } from './workbook';

export type SheetVisibility = 'Visible' | 'Hidden' | 'VeryHidden';

const ROW_MARGIN = 100;

/** Étendues des formules qui débordent : classeur → feuille → ligne → colonne. */
type SpillRanges = Record<
  string,
  Record<string, Record<number, Record<number, UniverRange | null>>> | undefined
>;

export class SheetModel {
  private selected: Area = { row: 0, column: 0, rows: 1, columns: 1 };

  constructor(
    private readonly model: WorkbookModel,
    readonly id: string,
  ) {}

  /** Feuille Univer. */
  get inner(): Worksheet {
    const sheet = this.model.inner.getSheetBySheetId(this.id);
    if (!sheet) throw new Error(`feuille disparue : ${this.id}`);
    return sheet;
  }

  get facade() {
    const sheet = this.model.workbook.getSheetBySheetId(this.id);
    if (!sheet) throw new Error(`feuille disparue : ${this.id}`);
    return sheet;
  }

  get name(): string {
    return this.inner.getName();
  }

  /** Renomme ; les formules qui citent la feuille suivent (Univer les réécrit). */
  rename(name: string): void {
    this.model.flush();
    this.facade.setName(name);
  }

  get position(): number {
    return this.model.inner.getSheets().findIndex(sheet => sheet.getSheetId() === this.id);
  }

  move(position: number): void {
    const order = { fromOrder: this.position, toOrder: position, subUnitId: this.id };
    this.model.run('sheet.mutation.set-worksheet-order', order);
  }

  private get custom(): Record<string, unknown> {
    return this.inner.getConfig().custom ?? {};
  }

  get visibility(): SheetVisibility {
    if (!this.inner.isSheetHidden()) return 'Visible';
    return this.custom.veryHidden === true ? 'VeryHidden' : 'Hidden';
  }

  set visibility(value: SheetVisibility) {
    // Univer ne connaît qu'une feuille masquée ; la nuance est gardée dans ses données libres, que le fichier relit.
    this.inner.getConfig().custom = { ...this.custom, veryHidden: value === 'VeryHidden' };
    const hidden = value === 'Visible' ? 0 : 1;
    this.model.run('sheet.mutation.set-worksheet-hidden', { subUnitId: this.id, hidden });
  }

  /** Options de protection ; `undefined` : feuille libre. Gardée avec la feuille, que le fichier relit et récrit. */
  get protection(): SheetProtection | undefined {
    return this.custom.protection as SheetProtection | undefined;
  }

  set protection(value: SheetProtection | undefined) {
    const { protection: _before, ...rest } = this.custom;
    this.inner.getConfig().custom = value ? { ...rest, protection: value } : rest;
  }

  get tabColor(): string {
    const color = this.inner.getTabColor();
    return typeof color === 'string' ? color : '';
  }

  set tabColor(color: string) {
    this.model.run('sheet.mutation.set-tab-color', {
      subUnitId: this.id,
      color: color === '' ? undefined : color,
    });
  }

  get active(): boolean {
    return this.model.activeSheet.id === this.id;
  }

  activate(): void {
    if (!this.active) this.model.workbook.setActiveSheet(this.id);
  }

  /** Sélection courante de cette feuille (celle de la grille s'il y en a une). */
  get selection(): Area {
    const range = this.active ? this.model.workbook.getActiveRange()?.getRange() : undefined;
    return range ? fromUniverRange(range) : this.selected;
  }

  select(area: Area): void {
    this.activate();
    this.selected = area;
    const { startRow, startColumn, endRow, endColumn } = toUniverRange(area);
    this.ensureSize({ row: startRow, column: startColumn, rows: 1, columns: 1 });
    const rows = Math.min(endRow, this.inner.getRowCount() - 1) - startRow + 1;
    const columns = Math.min(endColumn, this.inner.getColumnCount() - 1) - startColumn + 1;
    this.facade.getRange(startRow, startColumn, rows, columns).activate();
  }

  /** Un lecteur de cellules, valable jusqu'à la prochaine écriture. */
  reader(): CellReader {
    return this.model.pending.reader(this.id);
  }

  /** Agrandit la feuille Univer pour que ce rectangle y tienne (l'agrandissement est exact, plus une marge). */
  ensureSize(area: Area): void {
    const rows = area.row + area.rows;
    const columns = area.column + area.columns;
    if (rows > this.inner.getRowCount()) {
      const rowCount = Math.min(1048576, Math.ceil((rows + ROW_MARGIN) / ROW_MARGIN) * ROW_MARGIN);
      this.model.run('sheet.mutation.set-worksheet-row-count', { subUnitId: this.id, rowCount });
    }
    if (columns > this.inner.getColumnCount()) {
      const columnCount = Math.min(16384, columns + 2);
      this.model.run('sheet.mutation.set-worksheet-column-count', { subUnitId: this.id, columnCount });
    }
  }

  /** Rectangle occupé, dans cette zone ou toute la feuille : valeurs et formules, débordements compris ; `undefined` s'il n'y a rien. */
  usedArea(valuesOnly = false, within?: Area): Area | undefined {
    this.model.flush();
    let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
    const seen = (row: number, column: number) => {
      if (within && !contains(within, { row, column, rows: 1, columns: 1 })) return;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    };
    this.inner.getCellMatrix().forValue((row, column, cell) => {
      if (!cell) return;
      const filled =
        (cell.v !== undefined && cell.v !== null && cell.v !== '') || cell.f || cell.si || cell.p;
      if (filled || (!valuesOnly && cell.s)) seen(row, column);
    });
    for (const spill of this.spills()) {
      const area = within ? intersect(spill, within) : spill;
      if (!area) continue;
      seen(area.row, area.column);
      seen(area.row + area.rows - 1, area.column + area.columns - 1);
    }
    return bottom < 0
      ? undefined
      : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  /** Les débordements de la feuille : le premier coin de chacun porte la formule. */
  spills(): Area[] {
    const all = this.model.formulas.getArrayFormulaRange() as SpillRanges;
    const lines = Object.values(all[this.model.unitId]?.[this.id] ?? {});
    return lines.flatMap(line =>
      Object.values(line ?? {}).flatMap(range => (range ? fromUniverRange(range) : [])),
    );
  }

  /** Insère des lignes entières ; tableaux et formules suivent. */
  insertRows(at: number, count: number): void {
    this.model.flush();
    this.ensureSize({ row: at, column: 0, rows: count, columns: 1 });
    this.keepingTables(
      area => (at <= area.row ? { ...area, row: area.row + count } : grown(area, at, count)),
      () => this.asActive(() => this.facade.insertRowsBefore(at, count)),
    );
  }

  deleteRows(at: number, count: number): void {
    this.model.flush();
    this.ensureSize({ row: at, column: 0, rows: count + 1, columns: 1 });
    this.keepingTables(
      area => shrunk(area, at, count),
      () => this.asActive(() => this.facade.deleteRows(at, count)),
    );
  }

  /**
   * Univer décale un tableau d'après l'étendue qu'il avait avant qu'on l'agrandisse, et jusqu'à ceux d'autres feuilles :
   * après lui, chaque tableau reprend la sienne.
   */
  private keepingTables(expected: (area: Area) => Area | undefined, shift: () => void): void {
    const tables = this.model
      .tables()
      .map(table => ({ table, area: table.sheetId === this.id ? expected(table.area) : table.area }));
    shift();
    for (const { table, area } of tables) {
      if (!area || !table.exists) continue;
      const now = table.area;
      if (now.row !== area.row || now.rows !== area.rows) table.setArea(area);
    }
  }

  /**
   * Univer fait suivre une suppression aux tableaux et aux formules de la feuille affichée, quelle que soit celle qu'on
   * change : le temps de la commande, celle-ci passe pour affichée, sans qu'aucune vue ne bouge.
   */
  private asActive(command: () => void): void {
    const { inner, model } = this;
    const shown = model.activeSheet.id;
    Object.defineProperty(model.inner, '_activeSheet', { configurable: true, get: () => inner });
    try {
      command();
    } finally {
      Reflect.deleteProperty(model.inner, '_activeSheet');
      // La grille a suivi : elle garderait pour affichée une feuille qu'un co-auteur peut supprimer.
      if (shown !== this.id)
        model.quietly(() => model.run(sheets.SetWorksheetActiveOperation.id, { subUnitId: shown }));
    }
  }

  insertColumns(at: number, count: number): void {
    this.model.flush();
    this.ensureSize({ row: 0, column: at, rows: 1, columns: count });
    this.asActive(() => this.facade.insertColumnsBefore(at, count));
  }

  deleteColumns(at: number, count: number): void {
    this.model.flush();
    this.ensureSize({ row: 0, column: at, rows: 1, columns: count + 1 });
    this.asActive(() => this.facade.deleteColumns(at, count));
  }
}

const grown = (area: Area, at: number, count: number): Area =>
  at < area.row + area.rows ? { ...area, rows: area.rows + count } : area;

/** L'étendue d'un tableau une fois ces lignes supprimées ; `undefined` s'il y perd son en-tête ou toutes ses données. */
function shrunk(area: Area, at: number, count: number): Area | undefined {
  const end = at + count;
  if (at <= area.row && area.row < end) return undefined;
  const above = Math.max(0, Math.min(area.row, end) - at);
  const lost = Math.max(0, Math.min(area.row + area.rows, end) - Math.max(area.row, at));
  return area.rows - lost < 2 ? undefined : { ...area, row: area.row - above, rows: area.rows - lost };
}
