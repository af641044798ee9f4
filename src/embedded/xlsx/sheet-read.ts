import type { ICellData } from '#vendor';
import { cellKey, columnIndex, contains, parseRange } from './a1';
import type { CellRange } from './a1';
import { shiftFormula } from './formulas';
import type { FormulaCodec } from './formulas';
import { ERRORS } from './source';
import type { ArraySource } from './source';
import { readText } from './strings';
import type { SharedText } from './strings';
import { styleId } from './styles';
import { decodeEscapes, parseAttributes, unescapeXml } from './xml';

/** Cell types of Univer. */
const TEXT = 1;
const NUMBER = 2;
const BOOLEAN = 3;
/** A text that looks like an error constant and is not one. */
const FORCED_TEXT = 4;

/** What the cells of a sheet need from the rest of the workbook. */
export interface ReadContext {
  strings: readonly SharedText[];
  formulas: FormulaCodec;
  /** True when the metadata of that number (`cm`) marks a dynamic array. */
  isDynamic(cm: string): boolean;
}

/** The cells of a sheet in Univer's form, and what Univer does not hold. */
export class CellReader {
  readonly cells: Record<number, Record<number, ICellData>> = {};
  /** Values that array formulas fill, kept apart: as typed values they would stop the formula. */
  readonly spilled: Record<number, Record<number, ICellData>> = {};
  readonly spills: Record<number, Record<number, CellRange>> = {};
  readonly rows = new Map<number, Record<string, string>>();
  readonly rich = new Map<number, { text: string; xml: string }>();
  readonly arrays = new Map<number, ArraySource>();
  readonly opaque = new Map<number, { value: string; attrs: string; formula: string }>();
  lastRow = 0;
  lastColumn = 0;
  private readonly shared = new Map<string, { formula: string; row: number; column: number }>();
  private readonly filled: CellRange[] = [];
  private row = -1;

  constructor(private readonly context: ReadContext) {}

  /** Reads whole rows, as text; may be called several times with the following rows. */
  read(xml: string): void {
    let at = xml.indexOf('<row');
    while (at >= 0) {
      const open = xml.indexOf('>', at);
      const empty = xml[open - 1] === '/';
      const attrs = parseAttributes(xml.slice(at + 4, empty ? open - 1 : open));
      this.row = attrs['r'] === undefined ? this.row + 1 : Number(attrs['r']) - 1;
      const { r: _r, spans: _spans, ...kept } = attrs;
      if (Object.keys(kept).length > 0) this.rows.set(this.row, kept);
      this.lastRow = Math.max(this.lastRow, this.row);
      if (empty) {
        at = xml.indexOf('<row', open);
        continue;
      }
      const close = xml.indexOf('</row>', open);
      this.readRow(xml, open + 1, close);
      at = xml.indexOf('<row', close);
    }
  }

  private readRow(xml: string, from: number, to: number): void {
    const cells: Record<number, ICellData> = {};
    let column = -1;
    let at = xml.indexOf('<c', from);
    let filled = false;
    while (at >= 0 && at < to) {
      const open = xml.indexOf('>', at);
      const empty = xml[open - 1] === '/';
      const tag = xml.slice(at + 2, open);
      const close = empty ? open : xml.indexOf('</c>', open);
      const address = attribute(tag, 'r');
      column = address === undefined ? column + 1 : columnIndex(address.replace(/\d+$/, ''));
      const cell = this.readCell(tag, empty ? '' : xml.slice(open + 1, close), column);
      if (cell) {
        cells[column] = cell;
        filled = true;
        if (column > this.lastColumn) this.lastColumn = column;
      }
      at = xml.indexOf('<c', close);
    }
    if (filled) this.cells[this.row] = cells;
  }

  private readCell(tag: string, body: string, column: number): ICellData | undefined {
    const cell: ICellData = {};
    const style = attribute(tag, 's');
    if (style !== undefined && style !== '0') cell.s = styleId(Number(style));
    if (body !== '') {
      const at = body.indexOf('<f');
      const covered = this.filled.length > 0 && this.filled.some(r => contains(r, this.row, column));
      if (at >= 0) this.readFormula(cell, body, at, tag, column);
      if (!covered || at >= 0) this.readValue(cell, tag, body, column);
      else this.readSpilled(tag, body, column);
    }
    return cell.s === undefined && cell.v === undefined && cell.f === undefined ? undefined : cell;
  }

  private readSpilled(tag: string, body: string, column: number): void {
    const cell: ICellData = {};
    this.readValue(cell, tag, body, column);
    if (cell.v !== undefined) (this.spilled[this.row] ??= {})[column] = cell;
  }

  private readValue(cell: ICellData, tag: string, body: string, column: number): void {
    const type = attribute(tag, 't');
    if (type === 'inlineStr') {
      const open = body.indexOf('>', body.indexOf('<is'));
      this.setText(cell, readText(body.slice(open + 1, body.indexOf('</is>'))), column);
      return;
    }
    const raw = valueOf(body);
    if (raw === undefined) return;
    if (type === 's') this.setText(cell, this.context.strings[Number(raw)] ?? { text: '' }, column);
    else if (type === 'str') setPlainText(cell, decodeEscapes(unescapeXml(raw)));
    else if (type === 'b') Object.assign(cell, { v: raw === '1' || raw === 'true' ? 1 : 0, t: BOOLEAN });
    else if (type === 'e') Object.assign(cell, { v: unescapeXml(raw), t: TEXT });
    else Object.assign(cell, { v: type === 'd' ? serialOf(raw) : Number(raw), t: NUMBER });
    const vm = attribute(tag, 'vm');
    if (vm !== undefined) {
      const key = cellKey(this.row, column);
      this.opaque.set(key, {
        value: String(cell.v),
        attrs: ` vm="${vm}"`,
        formula: this.opaque.get(key)?.formula ?? '',
      });
    }
  }

  private setText(cell: ICellData, shared: SharedText, column: number): void {
    setPlainText(cell, shared.text);
    if (shared.xml !== undefined)
      this.rich.set(cellKey(this.row, column), { text: shared.text, xml: shared.xml });
  }

  private readFormula(cell: ICellData, body: string, at: number, tag: string, column: number): void {
    const open = body.indexOf('>', at);
    const empty = body[open - 1] === '/';
    const attrs = parseAttributes(body.slice(at + 2, empty ? open - 1 : open));
    const close = empty ? open : body.indexOf('</f>', open);
    const text = empty ? '' : decodeEscapes(unescapeXml(body.slice(open + 1, close)));
    const key = cellKey(this.row, column);
    if (attrs['t'] === 'dataTable') {
      const raw = valueOf(body) ?? '';
      this.opaque.set(key, { value: raw, attrs: '', formula: body.slice(at, empty ? open + 1 : close + 4) });
      return;
    }
    let formula = this.context.formulas.fromFile(text);
    if (attrs['t'] === 'shared') formula = this.sharedFormula(attrs['si'] ?? '', formula, column);
    if (attrs['t'] === 'array') {
      const ref = attrs['ref'] ?? '';
      const range = parseRange(ref);
      const cm = attribute(tag, 'cm');
      this.arrays.set(key, {
        formula: `=${formula}`,
        ref,
        dynamic: cm !== undefined && this.context.isDynamic(cm),
      });
      if (range) {
        this.filled.push(range);
        (this.spills[this.row] ??= {})[column] = range;
      }
    }
    if (formula !== '') cell.f = `=${formula}`;
  }

  private sharedFormula(si: string, formula: string, column: number): string {
    if (formula !== '') {
      this.shared.set(si, { formula, row: this.row, column });
      return formula;
    }
    const master = this.shared.get(si);
    return master ? shiftFormula(master.formula, this.row - master.row, column - master.column) : '';
  }
}

function setPlainText(cell: ICellData, text: string): void {
  cell.v = text;
  cell.t = ERRORS.has(text) ? FORCED_TEXT : TEXT;
}

function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  if (at < 0) return undefined;
  const from = at + name.length + 3;
  return tag.slice(from, tag.indexOf('"', from));
}

function valueOf(body: string): string | undefined {
  const at = body.indexOf('<v');
  if (at < 0) return undefined;
  const open = body.indexOf('>', at);
  return body[open - 1] === '/' ? '' : body.slice(open + 1, body.indexOf('</v>', open));
}

/** Serial of an ISO date (`t="d"`), read without any time zone. */
export function serialOf(iso: string): number {
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?/.exec(iso);
  if (!m) return Number.NaN;
  const day = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])) / 86400000 + 25569;
  return day + (Number(m[4] ?? 0) * 3600 + Number(m[5] ?? 0) * 60 + Number(m[6] ?? 0)) / 86400;
}
