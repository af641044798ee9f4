/**
 * Écritures en attente. Une lecture les voit déjà ; `flush` les envoie à Univer en une mutation par feuille,
 * puis annonce chaque écriture, dans l'ordre, au nom de son auteur.
 */
import { type ICellData } from '#vendor';
import { areaText, type Area } from './address';
import { addPatch, scalarOf, type CellMatrix, type CellView } from './cells';
import type { Author, CellChange, ChangeType } from './events';
import type { WorkbookModel } from './workbook';

interface LoggedWrite {
  readonly sheetId: string;
  readonly area: Area;
  readonly author: Author;
  readonly formatOnly?: boolean;
  readonly changeType?: ChangeType;
  readonly details?: CellChange;
}

type RuntimeCells = Record<number, Record<number, Pick<ICellData, 'v' | 't'>>>;

/** Lecture d'une feuille : matrice, écritures en attente et débordements pris une fois pour toutes. */
export type CellReader = (row: number, column: number) => CellView;

const EMPTY: CellView = { value: '', formula: undefined, style: undefined, forcedText: false };
const FORCED_TEXT = 4;

export class PendingWrites {
  private readonly patches = new Map<string, CellMatrix>();
  private log: LoggedWrite[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Mutations d'écriture envoyées (mesure et tests). */
  mutations = 0;

  constructor(private readonly model: WorkbookModel) {}

  get waiting(): boolean {
    return this.patches.size > 0 || this.log.length > 0;
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.patches.clear();
    this.log = [];
  }

  /** Empile une matrice de rustines et l'annonce comme une écriture de son rectangle. */
  addMatrix(sheetId: string, changes: CellMatrix, author: Author): void {
    const bounds = boundsOf(changes);
    if (!bounds) return;
    this.write(sheetId, bounds.area, author, (row, column) => changes[row]?.[column], bounds.formatOnly);
  }

  /** Empile une rustine par cellule du rectangle (`undefined` : cellule laissée telle quelle). */
  write(
    sheetId: string,
    area: Area,
    author: Author,
    patchOf: (row: number, column: number) => ICellData | undefined,
    formatOnly = false,
  ): void {
    const single = area.rows * area.columns === 1 && !formatOnly;
    const before = single ? this.read(sheetId, area.row, area.column).value : '';
    this.fill(sheetId, area, patchOf);
    const after = single ? this.read(sheetId, area.row, area.column).value : '';
    const details = single ? { details: { valueBefore: before, valueAfter: after } } : {};
    this.log.push({ sheetId, area, author, formatOnly, ...details });
    this.schedule();
  }

  /** Annonce, à sa place parmi les écritures, un changement dont les cellules ont été remplies par `fill`. */
  note(change: LoggedWrite): void {
    this.log.push(change);
    this.schedule();
  }

  /** Empile des rustines sans les annoncer (recopie d'une colonne calculée, titres). */
  fill(sheetId: string, area: Area, patchOf: (row: number, column: number) => ICellData | undefined): void {
    let matrix = this.patches.get(sheetId);
    if (!matrix) this.patches.set(sheetId, (matrix = {}));
    for (let row = area.row; row < area.row + area.rows; row++) {
      for (let column = area.column; column < area.column + area.columns; column++) {
        const patch = patchOf(row, column);
        if (patch) addPatch(matrix, row, column, patch);
      }
    }
    this.schedule();
  }

  read(sheetId: string, row: number, column: number): CellView {
    return this.reader(sheetId)(row, column);
  }

  /** Un lecteur de cette feuille ; valable jusqu'à la prochaine écriture. */
  reader(sheetId: string): CellReader {
    const sheet = this.model.inner.getSheetBySheetId(sheetId);
    if (!sheet) return () => EMPTY;
    const matrix = sheet.getCellMatrix();
    const patches = this.patches.get(sheetId);
    const spills = this.spills(sheetId);
    return (row, column) => {
      const cell = matrix.getValue(row, column);
      const patch = patches?.[row]?.[column];
      const spill = spills?.[row]?.[column];
      if (!cell && !patch && !spill) return EMPTY;
      return this.view(sheetId, row, column, cell ?? undefined, patch, spill);
    };
  }

  private view(
    sheetId: string,
    row: number,
    column: number,
    cell: ICellData | undefined,
    patch: ICellData | undefined,
    spill: Pick<ICellData, 'v' | 't'> | undefined,
  ): CellView {
    const merged: ICellData = patch ? overlay(cell, patch) : (cell ?? {});
    const own = merged.f || merged.si || (merged.v !== undefined && merged.v !== null);
    const shared = merged.si
      ? this.model.formulas.getFormulaStringByCell(row, column, sheetId, this.model.unitId)
      : null;
    const formula = merged.f ?? shared ?? undefined;
    const style = this.model.styleOf(patch && patch.s !== undefined ? this.composed(cell, patch) : cell);
    const value = scalarOf(own ? merged : (spill ?? merged));
    return { value, formula: formula || undefined, style, forcedText: merged.t === FORCED_TEXT };
  }

  private composed(cell: ICellData | null | undefined, patch: ICellData): Pick<ICellData, 's'> {
    if (patch.s === null) return {};
    const before = this.model.styleOf(cell) ?? {};
    const after = this.model.styleOf(patch) ?? {};
    return { s: { ...before, ...after } };
  }

  private spills(sheetId: string): RuntimeCells | undefined {
    const all = this.model.formulas.getArrayFormulaCellData() as Record<string, Record<string, RuntimeCells>>;
    return all[this.model.unitId]?.[sheetId];
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => this.flush(), 0);
  }

  /** Une mutation par feuille, puis les annonces. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.waiting) return;
    const patches = [...this.patches];
    const log = this.log;
    this.patches.clear();
    this.log = [];
    this.model.quietly(() => {
      for (const [sheetId, cellValue] of patches) {
        const sheet = this.model.sheet(sheetId);
        const bounds = boundsOf(cellValue);
        if (!sheet || !bounds) continue;
        sheet.ensureSize(bounds.area);
        this.mutations++;
        this.model.run('sheet.mutation.set-range-values', { subUnitId: sheetId, cellValue });
        this.model.tableBook.headersTouched(sheetId, bounds.area);
      }
    });
    for (const { sheetId, area, author, formatOnly, details, changeType = 'RangeEdited' } of log) {
      if (formatOnly) this.model.emit('formatChanged', { sheetId, area, author });
      else {
        const base = { sheetId, area, author, changeType };
        this.model.emit('changed', details ? { ...base, details } : base);
      }
    }
  }

  /** Pour les messages d'erreur et les tests : ce qui attend, feuille par feuille. */
  describe(): string[] {
    return this.log.map(({ sheetId, area }) => `${sheetId}!${areaText(area)}`);
  }
}

function overlay(cell: ICellData | null | undefined, patch: ICellData): ICellData {
  const merged: ICellData = { ...(cell ?? {}) };
  for (const key of ['v', 't', 'f', 'si', 'p'] as const) {
    const value = patch[key];
    if (value === null) delete merged[key];
    else if (value !== undefined) Object.assign(merged, { [key]: value });
  }
  return merged;
}

const hasContent = (patch: ICellData): boolean =>
  'v' in patch || 'f' in patch || 'p' in patch || 'si' in patch;

function boundsOf(matrix: CellMatrix): { area: Area; formatOnly: boolean } | undefined {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  let formatOnly = true;
  for (const [rowKey, line] of Object.entries(matrix)) {
    const row = Number(rowKey);
    for (const [columnKey, patch] of Object.entries(line)) {
      const column = Number(columnKey);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
      if (formatOnly && patch && hasContent(patch)) formatOnly = false;
    }
  }
  if (bottom < 0) return undefined;
  return { area: { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 }, formatOnly };
}

/** Rectangle couvert par une matrice de rustines, et s'il ne s'agit que de mise en forme. */
export const matrixBounds = boundsOf;
