import { cellAddress, cellKey, parseRange, rangeAddress, sameRange } from './a1';
import type { CellRange } from './a1';
import { editedRange, sourceIndex } from './adjust';
import type { FormulaCodec } from './formulas';
import { mayReturnArray } from './formulas';
import { pixelsOfHeight } from './open';
import type { SheetSource } from './source';
import type { SheetState, StateCell } from './state';
import type { StringWriter } from './strings';
import type { StyleWriter } from './styles-write';
import { encodeEscapes, escapeAttr, escapeText, isTrue } from './xml';

/** What writing the cells of a sheet needs of the workbook. */
export interface WriteContext {
  strings: StringWriter;
  styles: StyleWriter;
  formulas: FormulaCodec;
  /** Number of the cell metadata of dynamic arrays, made on the first call. */
  dynamicNumber(): string;
  /** Table that holds a cell, for `[@Jours]`. */
  tableAt(row: number, column: number): string | undefined;
  /** Texts that the headers of tables must have, by cell. */
  headers: ReadonlyMap<number, string>;
}

const SLICE = 4_000_000;
const encoder = new TextEncoder();

/** Writes the rows of one sheet. */
export class CellWriter {
  /** Encoded slices, to be put one after the other inside `sheetData`. */
  readonly slices: Uint8Array[] = [];
  /** Range that holds all the cells written. */
  used: CellRange | undefined;
  private text = '';
  private rowOpen = -1;
  private readonly special: number[];
  private nextSpecial = 0;

  constructor(
    private readonly sheet: SheetState,
    private readonly source: SheetSource | undefined,
    private readonly context: WriteContext,
  ) {
    this.special = specialRows(sheet, source);
  }

  write(): void {
    const width = 128;
    let written: { row: number; column: number } | undefined;
    for (const cell of this.cells()) {
      if (
        written &&
        (cell.row < written.row || (cell.row === written.row && cell.column <= written.column))
      ) {
        throw new Error(
          `Cellules en désordre : ${cellAddress(cell.row, cell.column)} (feuille « ${this.sheet.name} »).`,
        );
      }
      written = { row: cell.row, column: cell.column };
      const xml = this.cellXml(cell);
      if (xml === '') continue;
      if (cell.row !== this.rowOpen) this.openRow(cell.row);
      this.text += xml;
      this.extend(cell.row, cell.column);
      if (this.text.length > SLICE - width) this.flush();
    }
    this.closeRow();
    this.specialsBefore(Number.POSITIVE_INFINITY);
    this.flush();
  }

  /** The cells of the state, and the headers that tables need where no cell is. */
  private *cells(): Iterable<StateCell> {
    const { headers } = this.context;
    if (headers.size === 0) {
      yield* this.sheet.cells();
      return;
    }
    const waiting = [...headers.keys()].sort((a, b) => a - b);
    let at = 0;
    for (const cell of this.sheet.cells()) {
      const key = cellKey(cell.row, cell.column);
      while (at < waiting.length && (waiting[at] as number) < key) yield this.header(waiting[at++] as number);
      if (waiting[at] === key) at++;
      yield cell;
    }
    while (at < waiting.length) yield this.header(waiting[at++] as number);
  }

  private header(key: number): StateCell {
    const column = key % 16384;
    return { row: (key - column) / 16384, column, kind: 'text', value: this.context.headers.get(key) ?? '' };
  }

  private extend(row: number, column: number): void {
    if (!this.used) this.used = { startRow: row, startColumn: column, endRow: row, endColumn: column };
    this.used.endRow = row;
    if (column < this.used.startColumn) this.used.startColumn = column;
    if (column > this.used.endColumn) this.used.endColumn = column;
  }

  private flush(): void {
    if (this.text === '') return;
    this.slices.push(encoder.encode(this.text));
    this.text = '';
  }

  private closeRow(): void {
    if (this.rowOpen >= 0) this.text += '</row>';
    this.rowOpen = -1;
  }

  private openRow(row: number): void {
    this.closeRow();
    this.specialsBefore(row);
    if (this.special[this.nextSpecial] === row) this.nextSpecial++;
    this.text += `<row r="${row + 1}"${this.rowAttributes(row)}>`;
    this.rowOpen = row;
  }

  /** Rows without cells that have a height, or are hidden. */
  private specialsBefore(row: number): void {
    for (;;) {
      const next = this.special[this.nextSpecial];
      if (next === undefined || next >= row) return;
      const attrs = this.rowAttributes(next);
      if (attrs !== '') this.text += `<row r="${next + 1}"${attrs}/>`;
      this.nextSpecial++;
    }
  }

  private rowAttributes(row: number): string {
    const from = sourceIndex(row, this.sheet.edits ?? [], 'rows');
    const known = from === undefined ? undefined : this.source?.rows.get(from);
    const state = this.sheet.rows.get(row);
    if (!known && !state) return '';
    const attrs: Record<string, string> = { ...known };
    const height = state?.height;
    if (height === undefined) {
      delete attrs['ht'];
      delete attrs['customHeight'];
    } else if (attrs['ht'] === undefined || pixelsOfHeight(Number(attrs['ht'])) !== height) {
      attrs['ht'] = String(Math.round(height * 75) / 100);
      attrs['customHeight'] = '1';
    }
    if (isTrue(attrs['hidden']) !== (state?.hidden ?? false)) {
      if (state?.hidden) attrs['hidden'] = '1';
      else delete attrs['hidden'];
    }
    if (state?.outline !== undefined) {
      if (state.outline > 0) attrs['outlineLevel'] = String(state.outline);
      else delete attrs['outlineLevel'];
    }
    let out = '';
    for (const [key, value] of Object.entries(attrs)) out += ` ${key}="${escapeAttr(value)}"`;
    return out;
  }

  private cellXml(cell: StateCell): string {
    const style = this.context.styles.indexOf(cell.style);
    const open = `<c r="${cellAddress(cell.row, cell.column)}"${style ? ` s="${style}"` : ''}`;
    if (cell.formula !== undefined && cell.formula !== '') return open + this.formulaXml(cell);
    const sourceKey = this.sourceKey(cell);
    const forced = this.context.headers.get(cellKey(cell.row, cell.column));
    const opaque = sourceKey === undefined ? undefined : this.source?.opaque.get(sourceKey);
    const kept = opaque?.value === String(cell.value) ? opaque : undefined;
    const start = open + (kept?.attrs ?? '');
    if (forced !== undefined) return this.textXml(start, forced, sourceKey);
    if (cell.kind === 'text') return this.textXml(start, String(cell.value ?? ''), sourceKey);
    if (cell.kind === 'empty' || cell.value === null) return style ? `${open}/>` : '';
    return `${start}${valueType(cell)}>${kept?.formula ?? ''}<v>${valueText(cell)}</v></c>`;
  }

  private textXml(open: string, text: string, sourceKey: number | undefined): string {
    const rich = sourceKey === undefined ? undefined : this.source?.rich.get(sourceKey);
    const { strings } = this.context;
    const index = rich && rich.text === text ? strings.addRich(rich.xml) : strings.add(text);
    return `${open} t="s"><v>${index}</v></c>`;
  }

  private sourceKey(cell: StateCell): number | undefined {
    const { source } = this;
    if (!source || source.rich.size + source.arrays.size + source.opaque.size === 0) return undefined;
    const edits = this.sheet.edits ?? [];
    const row = sourceIndex(cell.row, edits, 'rows');
    const column = sourceIndex(cell.column, edits, 'columns');
    return row === undefined || column === undefined ? undefined : cellKey(row, column);
  }

  private formulaXml(cell: StateCell): string {
    const formula = cell.formula ?? '';
    const { formulas, tableAt } = this.context;
    const text = escapeText(formulas.toFile(formula, tableAt(cell.row, cell.column)));
    const { ref, dynamic } = this.arrayOf(cell, formula);
    const type = cell.kind === 'text' ? ' t="str"' : valueType(cell);
    const value = cell.kind === 'empty' || cell.value === null ? '' : `<v>${valueText(cell)}</v>`;
    if (ref === undefined) return `${type}><f>${text}</f>${value}</c>`;
    const cm = dynamic ? ` cm="${this.context.dynamicNumber()}"` : '';
    return `${type}${cm}><f t="array" ref="${ref}">${text}</f>${value}</c>`;
  }

  /** Range of an array formula, undefined for a plain one. */
  private arrayOf(cell: StateCell, formula: string): { ref?: string; dynamic: boolean } {
    const key = this.sourceKey(cell);
    const known = key === undefined ? undefined : this.source?.arrays.get(key);
    const own = cellAddress(cell.row, cell.column);
    if (known && !known.dynamic && known.formula === formula) {
      const range = parseRange(known.ref);
      const moved = range && editedRange(range, this.sheet.edits ?? []);
      return { ref: moved ? rangeAddress(moved) : own, dynamic: false };
    }
    const alone: CellRange = {
      startRow: cell.row,
      startColumn: cell.column,
      endRow: cell.row,
      endColumn: cell.column,
    };
    const spills = cell.spill !== undefined && !sameRange(cell.spill, alone);
    if (spills && cell.spill) return { ref: rangeAddress(cell.spill), dynamic: true };
    if (known?.formula === formula || mayReturnArray(formula)) return { ref: own, dynamic: true };
    return { dynamic: false };
  }
}

/** Rows that must be written even without cells, growing. */
function specialRows(sheet: SheetState, source: SheetSource | undefined): number[] {
  const rows = new Set<number>(sheet.rows.keys());
  for (const [row, attrs] of source?.rows ?? []) {
    const says = Object.keys(attrs).some(
      key => key !== 'ht' && key !== 'hidden' && key !== 'customHeight' && !key.includes(':'),
    );
    const moved =
      says && editedRange({ startRow: row, endRow: row, startColumn: 0, endColumn: 0 }, sheet.edits ?? []);
    if (moved) rows.add(moved.startRow);
  }
  return [...rows].sort((a, b) => a - b);
}

function valueType(cell: StateCell): string {
  if (cell.kind === 'boolean') return ' t="b"';
  if (cell.kind === 'error') return ' t="e"';
  if (cell.kind === 'number' && !Number.isFinite(Number(cell.value))) return ' t="e"';
  return '';
}

function valueText(cell: StateCell): string {
  const { value } = cell;
  if (cell.kind === 'boolean') return value === true || value === 1 || value === 'TRUE' ? '1' : '0';
  if (cell.kind === 'number') {
    const n = Number(value);
    return Number.isFinite(n) ? String(n === 0 ? 0 : n) : '#NUM!';
  }
  return escapeText(encodeEscapes(String(value)));
}
