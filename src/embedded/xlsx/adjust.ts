import { columnName, parseRange, rangeAddress, sameRange } from './a1';
import type { CellRange } from './a1';
import { renameSheets, sheetOfToken } from './formulas';
import type { StructuralEdit } from './state';
import { isReference, join, tokenize } from './tokens';
import type { Token } from './tokens';

/** A table whose rows changed in number: what covered exactly its old rows covers the new ones. */
export interface Growth {
  /** Rows of data before (after the insertions and deletions of the sheet) and now, same columns or more. */
  before: CellRange;
  after: CellRange;
}

/** What happened to a sheet since the file was opened. */
export interface SheetChange {
  edits: readonly StructuralEdit[];
  growths: readonly Growth[];
}

/** Interval moved by one insertion or deletion; undefined when nothing is left of it. */
function movedInterval(first: number, last: number, edit: StructuralEdit): [number, number] | undefined {
  const { at, count } = edit;
  if (edit.kind === 'insert') {
    return [first >= at ? first + count : first, last >= at ? last + count : last];
  }
  const end = at + count;
  if (first >= at && last < end) return undefined;
  const low = first < at ? first : Math.max(at, first - count);
  const high = last < at ? last : last < end ? at - 1 : last - count;
  return [low, high];
}

/** A range after the insertions and deletions of its sheet; undefined when it was deleted whole. */
export function editedRange(range: CellRange, edits: readonly StructuralEdit[]): CellRange | undefined {
  let moved = range;
  for (const edit of edits) {
    const rows = edit.axis === 'rows';
    const interval = rows
      ? movedInterval(moved.startRow, moved.endRow, edit)
      : movedInterval(moved.startColumn, moved.endColumn, edit);
    if (!interval) return undefined;
    const [first, last] = interval;
    moved = rows
      ? { ...moved, startRow: first, endRow: last }
      : { ...moved, startColumn: first, endColumn: last };
  }
  return moved;
}

/** Row (or column) of the file that became `index`, undefined when it was inserted since. */
export function sourceIndex(
  index: number,
  edits: readonly StructuralEdit[],
  axis: 'rows' | 'columns',
): number | undefined {
  let at = index;
  for (const edit of [...edits].reverse()) {
    if (edit.axis !== axis) continue;
    if (edit.kind === 'delete') at = at >= edit.at ? at + edit.count : at;
    else if (at >= edit.at + edit.count) at -= edit.count;
    else if (at >= edit.at) return undefined;
  }
  return at;
}

function grownRange(range: CellRange, growths: readonly Growth[]): CellRange {
  for (const { before, after } of growths) {
    const inside =
      range.startColumn >= before.startColumn &&
      range.endColumn <= before.endColumn &&
      range.startRow >= before.startRow - 1 &&
      range.startRow <= before.endRow &&
      range.endRow === before.endRow;
    if (inside) return { ...range, endRow: Math.max(after.endRow, range.startRow) };
  }
  return range;
}

/** Makes what only the file holds (formats, validations, notes, charts) follow the sheets. */
export class Adjuster {
  /**
   * @param renamed new names of the sheets by their old names in lower case
   * @param changes what happened to each sheet, by its old name in lower case
   */
  constructor(
    private readonly renamed: ReadonlyMap<string, string>,
    private readonly changes: ReadonlyMap<string, SheetChange>,
  ) {}

  private change(sheet: string): SheetChange | undefined {
    const change = this.changes.get(sheet.toLowerCase());
    return change && change.edits.length + change.growths.length > 0 ? change : undefined;
  }

  /** One range of a sheet (old name); undefined when it was deleted. */
  range(sheet: string, range: CellRange): CellRange | undefined {
    const change = this.change(sheet);
    if (!change) return range;
    const moved = editedRange(range, change.edits);
    return moved && grownRange(moved, change.growths);
  }

  /** A list of ranges (« A1:A5 C1 »); empty when nothing is left. */
  list(sheet: string, sqref: string): string {
    if (!this.change(sheet)) return sqref;
    const parts = sqref.split(/\s+/).flatMap(part => {
      const range = parseRange(part);
      if (!range) return [part];
      const moved = this.range(sheet, range);
      return moved ? [sameRange(moved, range) ? part : rangeAddress(moved)] : [];
    });
    return parts.join(' ');
  }

  /** A formula seen from a sheet (old name). */
  formula(sheet: string, formula: string): string {
    const tokens = tokenize(formula);
    let moved = false;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (token.kind !== 'name' || !isReference(token.text) || tokens[i + 1]?.text === '(') continue;
      const before = tokens[i - 1];
      const owner = before?.kind === 'sheet' && before.text.endsWith('!') ? sheetOfToken(before.text) : sheet;
      const paired = tokens[i + 1]?.text === ':' && isReference(tokens[i + 2]?.text ?? '');
      if (this.change(owner)) {
        moved = this.moveReference(tokens, i, paired, owner) || moved;
      }
      if (paired) i += 2;
    }
    return renameSheets(moved ? join(tokens) : formula, this.renamed);
  }

  private moveReference(tokens: Token[], at: number, paired: boolean, sheet: string): boolean {
    const first = tokens[at] as Token;
    const last = paired ? (tokens[at + 2] as Token) : first;
    const range = parseRange(paired ? `${first.text}:${last.text}` : first.text);
    if (!range) return false;
    const moved = this.range(sheet, range);
    if (!moved) {
      first.text = '#REF!';
      if (paired) tokens.splice(at + 1, 2);
      return true;
    }
    if (sameRange(moved, range)) return false;
    first.text = withDollars(first.text, moved.startRow, moved.startColumn);
    if (paired) last.text = withDollars(last.text, moved.endRow, moved.endColumn);
    return true;
  }
}

function withDollars(model: string, row: number, column: number): string {
  const fixedColumn = model.startsWith('$') ? '$' : '';
  const fixedRow = model.lastIndexOf('$') > 0 ? '$' : '';
  return `${fixedColumn}${columnName(column)}${fixedRow}${row + 1}`;
}
