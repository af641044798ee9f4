/**
 * The words of a formula, as far as the codec needs them: enough to rename a function, a sheet or a parameter and
 * to move references without touching a text, a quoted sheet name or a structured reference.
 */
export interface Token {
  kind: 'text' | 'name' | 'sheet' | 'brackets' | 'error' | 'other';
  text: string;
}

const NAME_START = /[\p{L}_\\$]/u;
const NAME_PART = /[\p{L}\p{N}_.\\$?]/u;

/** End of a text between `quote` signs (doubled inside), position after the closing one. */
function endOfQuoted(formula: string, from: number, quote: string): number {
  let i = from + 1;
  while (i < formula.length) {
    if (formula[i] === quote) {
      if (formula[i + 1] !== quote) return i + 1;
      i++;
    }
    i++;
  }
  return formula.length;
}

/** End of a bracketed group; inside, an apostrophe escapes the next sign. */
function endOfBrackets(formula: string, from: number): number {
  let depth = 0;
  for (let i = from; i < formula.length; i++) {
    const c = formula[i];
    if (c === "'") i++;
    else if (c === '[') depth++;
    else if (c === ']' && --depth === 0) return i + 1;
  }
  return formula.length;
}

function endOfName(formula: string, from: number): number {
  let i = from;
  while (i < formula.length && NAME_PART.test(formula[i] ?? '')) i++;
  return i;
}

function endOfNumber(formula: string, from: number): number {
  const m = /^\d+(\.\d*)?([eE][+-]?\d+)?/.exec(formula.slice(from, from + 40));
  return from + (m?.[0].length ?? 1);
}

function next(formula: string, at: number): Token {
  const c = formula[at] ?? '';
  const make = (kind: Token['kind'], end: number): Token => ({ kind, text: formula.slice(at, end) });
  if (c === '"') return make('text', endOfQuoted(formula, at, '"'));
  if (c === "'") {
    const end = endOfQuoted(formula, at, "'");
    return make('sheet', formula[end] === '!' ? end + 1 : end);
  }
  if (c === '[') return make('brackets', endOfBrackets(formula, at));
  if (c === '#') {
    const m = /^#(N\/A|DIV\/0!|[A-Z_]+[!?]?)/.exec(formula.slice(at, at + 20));
    return m ? make('error', at + m[0].length) : make('other', at + 1);
  }
  if (/[0-9]/.test(c)) {
    const end = endOfNumber(formula, at);
    // « 1:1 » (whole rows) stays a number on each side; « 2A » cannot be written in a formula.
    return make('other', end);
  }
  if (NAME_START.test(c)) {
    const end = endOfName(formula, at);
    return formula[end] === '!' ? make('sheet', end + 1) : make('name', end);
  }
  return make('other', at + 1);
}

/** Cuts a formula (with or without its equals sign) into tokens whose texts joined give the formula back. */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const token = next(formula, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** True when the token at `index` is followed by an opening parenthesis. */
export const isCall = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.kind === 'name' && tokens[index + 1]?.text === '(';

export const join = (tokens: readonly Token[]): string => tokens.map(t => t.text).join('');

const REFERENCE = /^\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}$/;

/** True for « B5 », « $B$5 »; a name such as « CA2026 » is one too for Excel: columns go up to XFD. */
export function isReference(text: string): boolean {
  if (!REFERENCE.test(text)) return false;
  const letters = text.replace(/[$\d]/g, '').toUpperCase();
  return letters.length < 3 || letters <= 'XFD';
}
