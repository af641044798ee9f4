import { columnIndex, columnName, LAST_COLUMN, LAST_ROW } from './a1';
import { isExcelDotted, returnsArray, storedPrefix } from './functions-list';
import { isCall, isReference, join, tokenize } from './tokens';
import type { Token } from './tokens';

/** Names of the custom functions of the add-in (« CA.AVANCEMENT »), used to read their stored form back. */
export interface FormulaOptions {
  functions?: readonly string[];
}

const CUSTOM = '_xldudf_';
const REMEMBERED = 20_000;

/**
 * Stored form of an Office.js custom function. Excel writes `_xldudf_` and, as far as is known, the name with
 * underscores for its dots (OfficeDev/office-js#5611); no file of a real Excel was at hand to check the dot, so
 * this rule stands in this one function and `customName` reads both spellings.
 * @example mangle('CA.AVANCEMENT') // '_xldudf_CA_AVANCEMENT'
 */
export const mangle = (name: string): string => CUSTOM + name.replace(/\./g, '_');

/** Reads `mangle` back: by the list of known names, else the first underscore was the dot. */
function customName(stored: string, known: ReadonlyMap<string, string>): string {
  const bare = stored.slice(CUSTOM.length);
  if (bare.includes('.')) return bare;
  return known.get(bare.toUpperCase()) ?? bare.replace('_', '.');
}

const PREFIX = /^(_xldudf_|_xlfn\.|_xlws\.|_xlpm\.|_xlop\.)+/;

/** LibreOffice writes a function that it does not know in small letters; Excel, all of them in capitals. */
function inCapitals(stored: string): string {
  const name = stored.replace(PREFIX, '');
  const small = name === name.toLowerCase() && !stored.includes('_xlpm.');
  return small ? stored.slice(0, stored.length - name.length) + name.toUpperCase() : stored;
}

/** Translates formulas between what a user sees and what the file holds (US names and separators in both). */
export class FormulaCodec {
  private readonly known: ReadonlyMap<string, string>;
  private readonly custom: ReadonlySet<string>;
  /** Formula seen → formula of the file, for those that differ: what was not changed is written as it was. */
  private readonly source = new Map<string, string>();
  /** Formulas already translated: a column repeats the same one a hundred thousand times. */
  private readonly written = new Map<string, string>();

  constructor(options: FormulaOptions = {}) {
    const functions = options.functions ?? [];
    this.known = new Map(functions.map(f => [f.toUpperCase().replace(/\./g, '_'), f]));
    this.custom = new Set(functions.map(f => f.toUpperCase()));
  }

  /** File → user: `_xlfn.XLOOKUP(…)` gives `XLOOKUP(…)`. */
  fromFile(stored: string): string {
    if (!stored.includes('_xl')) return stored;
    const tokens = tokenize(stored);
    const prefixed = tokens.flatMap((token, i) =>
      token.kind === 'name' && token.text.startsWith('_xl') ? [{ token, call: isCall(tokens, i) }] : [],
    );
    for (const { token, call } of prefixed) if (call) token.text = inCapitals(token.text);
    const kept = join(tokens);
    for (const { token, call } of prefixed) {
      if (call && token.text.startsWith(CUSTOM)) token.text = customName(token.text, this.known);
      else token.text = token.text.replace(PREFIX, '');
    }
    const seen = join(anchors(tokens));
    if (seen !== kept && !this.source.has(seen)) this.source.set(seen, kept);
    return seen;
  }

  /** User → file; `table` is the table that holds the cell, needed by `[@Jours]`. A leading `=` is dropped. */
  toFile(formula: string, table?: string): string {
    const bare = formula.startsWith('=') ? formula.slice(1) : formula;
    const kept = this.source.get(bare);
    if (kept !== undefined) return kept;
    const key = `${table ?? ''}\n${bare}`;
    const done = this.written.get(key);
    if (done !== undefined) return done;
    const stored = this.translate(bare, table);
    if (this.written.size < REMEMBERED) this.written.set(key, stored);
    return stored;
  }

  private translate(bare: string, table: string | undefined): string {
    const tokens = tokenize(bare);
    prefixParameters(tokens);
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'brackets') token.text = structured(tokens, i, table);
      else if (isCall(tokens, i)) token.text = this.storedName(token.text);
    }
    return join(spillMarks(tokens));
  }

  private storedName(name: string): string {
    const prefix = storedPrefix(name);
    if (prefix !== undefined) return prefix + name.toUpperCase();
    if (name.startsWith('_xl')) return name;
    const custom =
      this.custom.has(name.toUpperCase()) ||
      (/^\p{L}/u.test(name) && name.includes('.') && !isExcelDotted(name));
    return custom ? mangle(name) : name;
  }

  /** True when the formula calls a function of the add-in. */
  isCustom(formula: string): boolean {
    const tokens = tokenize(formula);
    return tokens.some((t, i) => isCall(tokens, i) && this.storedName(t.text).startsWith(CUSTOM));
  }
}

/** True when the outermost call of a formula may give an array (so that the file must not cut it to one cell). */
export function mayReturnArray(formula: string): boolean {
  const m = /^=?\s*([\p{L}_][\p{L}\p{N}_.]*)\(/u.exec(formula);
  return m !== null && returnsArray(m[1] ?? '');
}

/** `ANCHORARRAY(C1)` is how the file says `C1#`. */
function anchors(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.text === 'ANCHORARRAY' && isCall(tokens, i)) {
      const close = tokens.findIndex((t, j) => j > i && t.text === ')');
      const inner = tokens.slice(i + 2, close);
      if (close > 0 && inner.every(t => t.kind === 'name' || t.kind === 'sheet')) {
        out.push(...inner, { kind: 'other', text: '#' });
        i = close;
        continue;
      }
    }
    out.push(token);
  }
  return out;
}

function spillMarks(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out[out.length - 1];
    if (token.text !== '#' || last?.kind !== 'name' || !isReference(last.text)) {
      out.push(token);
      continue;
    }
    const from = out[out.length - 2]?.kind === 'sheet' ? out.length - 2 : out.length - 1;
    out.splice(from, 0, { kind: 'name', text: '_xlfn.ANCHORARRAY' }, { kind: 'other', text: '(' });
    out.push({ kind: 'other', text: ')' });
  }
  return out;
}

/** `T[@Jours]` is stored `T[[#This Row],[Jours]]`; inside its table a reference may omit the table. */
function structured(tokens: readonly Token[], index: number, table: string | undefined): string {
  const { text } = tokens[index] as Token;
  const named = index > 0 && tokens[index - 1]?.kind === 'name';
  const next = tokens[index + 1]?.kind;
  const external = next === 'sheet' || next === 'name';
  const own = named || external ? '' : (table ?? '');
  const inside = text.slice(1, -1).trim();
  if (!inside.startsWith('@')) return own + text;
  const rest = inside.slice(1).trim();
  if (rest === '') return `${own}[#This Row]`;
  const columns = rest.startsWith('[') ? rest : `[${rest}]`;
  return `${own}[[#This Row],${columns}]`;
}

interface Frame {
  declares: 'LET' | 'LAMBDA' | undefined;
  argument: number;
  parameters: Set<string>;
}

/** Names bound by LET and LAMBDA are stored with `_xlpm.`. */
function prefixParameters(tokens: readonly Token[]): void {
  const frames: Frame[] = [];
  for (const [i, token] of tokens.entries()) {
    const frame = frames[frames.length - 1];
    if (token.text === '(') {
      const caller = tokens[i - 1]?.text.toUpperCase();
      const declares = caller === 'LET' || caller === 'LAMBDA' ? caller : undefined;
      frames.push({ declares, argument: 0, parameters: new Set() });
    } else if (token.text === ')') frames.pop();
    else if (token.text === ',' && frame) frame.argument++;
    else if (token.kind === 'name') {
      if (frame?.declares && isDeclaration(tokens, i, frame)) frame.parameters.add(token.text.toUpperCase());
      const key = token.text.toUpperCase();
      if (frames.some(f => f.parameters.has(key))) token.text = `_xlpm.${token.text}`;
    }
  }
}

function isDeclaration(tokens: readonly Token[], index: number, frame: Frame): boolean {
  const solid = (step: 1 | -1): string | undefined => {
    let i = index + step;
    while (tokens[i]?.text.trim() === '') i += step;
    return tokens[i]?.text;
  };
  const before = solid(-1);
  const alone = solid(1) === ',' && (before === '(' || before === ',');
  return alone && (frame.declares === 'LAMBDA' || frame.argument % 2 === 0);
}

const PARTS = /^(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})$/;

/** Moves one reference; `#REF!` when it leaves the sheet. */
function movedReference(text: string, rows: number, columns: number): string {
  const m = PARTS.exec(text);
  if (!m) return text;
  const column = m[1] ? columnIndex(m[2] ?? '') : columnIndex(m[2] ?? '') + columns;
  const row = m[3] ? Number(m[4]) : Number(m[4]) + rows;
  if (column < 0 || column > LAST_COLUMN || row < 1 || row > LAST_ROW + 1) return '#REF!';
  return `${m[1]}${columnName(column)}${m[3]}${row}`;
}

/**
 * The formula of a cell that shares the formula of another, `rows` below and `columns` to the right of it.
 * @example shiftFormula('A1*$B$1', 1, 1) // 'B2*$B$1'
 */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  const tokens = tokenize(formula);
  for (const [i, token] of tokens.entries()) {
    const beside = tokens[i + 1]?.text === ':' || tokens[i - 1]?.text === ':';
    if (token.kind === 'name' && !isCall(tokens, i)) {
      if (isReference(token.text)) token.text = movedReference(token.text, rows, columns);
      else if (beside && /^[A-Za-z]{1,3}$/.test(token.text)) {
        const moved = columnIndex(token.text) + columns;
        token.text = moved < 0 || moved > LAST_COLUMN ? '#REF!' : columnName(moved);
      }
    } else if (token.kind === 'other' && beside && /^\d+$/.test(token.text)) {
      token.text = String(Number(token.text) + rows);
    }
  }
  return join(tokens);
}

/** Sheet name as a formula writes it, with its exclamation mark. */
export function sheetPrefix(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !isReference(name) && !/^[RrCc]\d*$/.test(name);
  return plain ? `${name}!` : `'${name.replace(/'/g, "''")}'!`;
}

/** Sheet name read back from a `sheet` token (« 'Temps passés'! »). */
export function sheetOfToken(text: string): string {
  const bare = text.endsWith('!') ? text.slice(0, -1) : text;
  return bare.startsWith("'") ? bare.slice(1, -1).replace(/''/g, "'") : bare;
}

/** Follows the renaming of sheets in a formula that only the file holds. */
export function renameSheets(formula: string, renamed: ReadonlyMap<string, string>): string {
  if (renamed.size === 0 || !formula.includes('!')) return formula;
  const tokens = tokenize(formula);
  for (const token of tokens) {
    if (token.kind !== 'sheet' || !token.text.endsWith('!')) continue;
    const name = renamed.get(sheetOfToken(token.text).toLowerCase());
    if (name !== undefined) token.text = sheetPrefix(name);
  }
  return join(tokens);
}
