/** Découpe d'une formule en morceaux, sans en changer un caractère : les morceaux mis bout à bout la redonnent. */

export type TokenKind =
  | 'string' // "…"
  | 'sheet' // '…' (nom de feuille)
  | 'brackets' // […] (référence structurée, classeur externe), équilibré
  | 'error' // #N/A
  | 'number'
  | 'function' // nom suivi d'une parenthèse
  | 'name' // nom, adresse, VRAI
  | 'open'
  | 'close'
  | 'brace-open'
  | 'brace-close'
  | 'separator' // , ; et, dans un tableau constant, . ou \
  | 'other'; // opérateurs, espaces

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Dans un tableau constant { }. */
  readonly inArray: boolean;
}

export type Language = 'fr' | 'us';

const STRING = /"(?:[^"]|"")*"?/y;
const SHEET = /'(?:[^']|'')*'?/y;
const ERROR = /#[\p{Lu}_]+(?:\/[\p{Lu}0])?[!?]?/iuy;
const NAME = /[\p{L}_\\$][\p{L}\p{N}_.$\\?]*/uy;
// … et aucun nom n'y contient de séparateur : VRAI.FAUX y est deux valeurs.
const FRENCH_ARRAY_NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER: Record<Language, RegExp> = {
  fr: /(?:\d+(?:[,.]\d*)?|[,.]\d+)(?:[eE][+-]?\d+)?/y,
  us: /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y,
};
// Dans un tableau constant français, le point sépare les colonnes.
const FRENCH_ARRAY_NUMBER = /(?:\d+(?:,\d*)?|,\d+)(?:[eE][+-]?\d+)?/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Fin du groupe de crochets qui commence en `at` ; l'apostrophe y protège le caractère suivant. */
function bracketsEnd(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const character = text[index];
    if (character === "'") index += 1;
    else if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

const SINGLE: Readonly<Record<string, TokenKind>> = {
  '(': 'open',
  ')': 'close',
  '{': 'brace-open',
  '}': 'brace-close',
  ',': 'separator',
  ';': 'separator',
};

function wordToken(text: string, at: number, pattern: RegExp): { kind: TokenKind; text: string } | undefined {
  const word = match(pattern, text, at);
  if (word === undefined) return undefined;
  return { kind: text[at + word.length] === '(' ? 'function' : 'name', text: word };
}

function nextToken(
  text: string,
  at: number,
  language: Language,
  inArray: boolean,
): { kind: TokenKind; text: string } {
  const character = text[at] ?? '';
  if (character === '"') return { kind: 'string', text: match(STRING, text, at) ?? character };
  if (character === "'") return { kind: 'sheet', text: match(SHEET, text, at) ?? character };
  if (character === '[') return { kind: 'brackets', text: text.slice(at, bracketsEnd(text, at)) };
  if (character === '#') {
    const error = match(ERROR, text, at);
    return error ? { kind: 'error', text: error } : { kind: 'other', text: character };
  }
  const pattern = language === 'fr' && inArray ? FRENCH_ARRAY_NUMBER : NUMBER[language];
  const number = match(pattern, text, at);
  if (number) return { kind: 'number', text: number };
  if (inArray && language === 'fr' && (character === '.' || character === '\\')) {
    return { kind: 'separator', text: character };
  }
  const single = SINGLE[character];
  if (single) return { kind: single, text: character };
  const word = wordToken(text, at, inArray && language === 'fr' ? FRENCH_ARRAY_NAME : NAME);
  return word ?? { kind: 'other', text: String.fromCodePoint(text.codePointAt(at) ?? 0) };
}

/** Les morceaux d'une formule écrite dans cette langue. */
export function tokenize(text: string, language: Language): Token[] {
  const tokens: Token[] = [];
  let inArray = false;
  for (let at = 0; at < text.length;) {
    const { kind, text: piece } = nextToken(text, at, language, inArray);
    if (kind === 'brace-open') inArray = true;
    tokens.push({ kind, text: piece, inArray });
    if (kind === 'brace-close') inArray = false;
    at += piece.length;
  }
  return tokens;
}
