/**
 * Formules françaises ⇄ américaines. Le moteur, les fichiers et Office.js (`range.formulas`) parlent américain ; un
 * clavier français tape `=SOMME.SI(A:A;"x";B:B)*1,5`, VRAI, #VALEUR!, `Temps[[#Données];[Jours]]`.
 */
import {
  fold,
  frenchErrors,
  frenchFunctions,
  frenchItems,
  isOnlyEnglish,
  isOnlyFrench,
  usErrors,
  usFunctions,
  usItems,
} from './names';
import { type Language, type Token, tokenize } from './tokens';

interface Dictionary {
  readonly functions: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, string>;
  readonly booleans: ReadonlyMap<string, string>;
  readonly decimal: readonly [from: RegExp, to: string];
  readonly separator: string;
  readonly arrayColumn: string;
}

const TO_US: Dictionary = {
  functions: usFunctions,
  errors: usErrors,
  items: usItems,
  booleans: new Map([
    ['VRAI', 'TRUE'],
    ['FAUX', 'FALSE'],
  ]),
  decimal: [/,/, '.'],
  separator: ',',
  arrayColumn: ',',
};
const TO_FRENCH: Dictionary = {
  functions: frenchFunctions,
  errors: frenchErrors,
  items: frenchItems,
  booleans: new Map([
    ['TRUE', 'VRAI'],
    ['FALSE', 'FAUX'],
  ]),
  decimal: [/\./, ','],
  separator: ';',
  arrayColumn: '.',
};

/** `[[#Données];[Jours]]` : les mots réservés se traduisent, les noms de colonnes jamais. */
function brackets(text: string, to: Dictionary): string {
  let depth = 0;
  let out = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === "'") {
      out += text.slice(index, index + 2);
      index += 1;
      continue;
    }
    const item = character === '#' ? /^#[^\][;,']+/.exec(text.slice(index))?.[0] : undefined;
    if (item && text[index - 1] === '[') {
      out += to.items.get(fold(item.trim())) ?? item;
      index += item.length - 1;
      continue;
    }
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    // Entre deux crochets intérieurs, le séparateur est celui des arguments.
    const between =
      depth === 1 && (character === ';' || character === ',') && /\]\s*$/.test(text.slice(0, index));
    out += between ? to.separator : character;
  }
  return out;
}

function separator(token: Token, to: Dictionary): string {
  if (!token.inArray) return to.separator;
  return token.text === ';' ? ';' : to.arrayColumn;
}

function translateToken(token: Token, to: Dictionary): string {
  switch (token.kind) {
    case 'function':
      return to.functions.get(fold(token.text)) ?? token.text;
    case 'name':
      return to.booleans.get(fold(token.text)) ?? token.text;
    case 'error':
      return to.errors.get(fold(token.text)) ?? token.text;
    case 'number':
      return token.text.replace(to.decimal[0], to.decimal[1]);
    case 'brackets':
      return brackets(token.text, to);
    case 'separator':
      return separator(token, to);
    default:
      return token.text;
  }
}

const translate = (text: string, from: Language, to: Dictionary): string =>
  tokenize(text, from)
    .map(token => translateToken(token, to))
    .join('');

/** Une virgule qui ne peut pas être décimale : après autre chose qu'un chiffre, ou une seconde de suite. */
function hasArgumentComma(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    if (token.inArray) return false;
    if (token.kind === 'separator' && token.text === ',') return true;
    if (token.kind !== 'number' || !token.text.startsWith(','))
      return token.kind === 'number' && /,$/.test(token.text);
    return ['number', 'string', 'name', 'close', 'brackets', 'error'].includes(tokens[index - 1]?.kind ?? '');
  });
}

/**
 * La langue d'une formule tapée sur un clavier français. Elle est française, sauf si elle ne peut être
 * qu'américaine : aucun point-virgule entre arguments, aucun nom français, et un nom anglais ou une virgule qui ne
 * peut pas être décimale.
 */
export function languageOf(formula: string): Language {
  const tokens = tokenize(formula, 'fr');
  const calls = tokens.filter(token => token.kind === 'function');
  const french =
    tokens.some(token => token.kind === 'separator' && token.text === ';' && !token.inArray) ||
    calls.some(token => isOnlyFrench(token.text)) ||
    tokens.some(token => token.kind === 'name' && TO_US.booleans.has(fold(token.text)));
  if (french) return 'fr';
  return calls.some(token => isOnlyEnglish(token.text)) || hasArgumentComma(tokens) ? 'us' : 'fr';
}

/**
 * Formule américaine (celle de `range.formulas`) depuis ce qu'un utilisateur français tape.
 * @example toUS('=SI(A1>1,5;VRAI;"non")') // '=IF(A1>1.5,TRUE,"non")'
 */
export function toUS(formula: string): string {
  return languageOf(formula) === 'us' ? formula : translate(formula, 'fr', TO_US);
}

/**
 * Formule française (celle de `range.formulasLocal`) depuis une formule américaine.
 * @example toFrench('=SUM(A1,1.5)') // '=SOMME(A1;1,5)'
 */
export function toFrench(formula: string): string {
  return translate(formula, 'us', TO_FRENCH);
}

/** Code d'erreur français d'une cellule : `#VALEUR!` pour `#VALUE!`. */
export function errorToFrench(code: string): string {
  return frenchErrors.get(fold(code)) ?? code;
}
