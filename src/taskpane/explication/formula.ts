/**
 * L'appel d'une de nos fonctions dans la formule d'une cellule (syntaxe américaine) : son nom et ses arguments. Seul
 * ce qui se lit sans recalculer est compris ; le reste est dit, jamais deviné.
 */

/** Un argument : ce qui est écrit, une cellule à lire, ou une expression que seul Excel sait calculer. */
export type Argument =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'expression'; readonly text: string };

/** Un appel trouvé dans une formule. */
export interface Call {
  readonly id: string;
  readonly args: readonly Argument[];
  /** La formule n'est que cet appel : ce qu'elle affiche est ce qu'il rend. */
  readonly whole: boolean;
}

const CELL = /^(?:'(?:[^']|'')+'!|[\p{L}\d._]+!)?\$?[A-Z]{1,3}\$?\d{1,7}$/u;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i;
const DATE = /^DATE\(\s*(\d{1,4})\s*,\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)$/i;

/**
 * Le premier appel d'une fonction connue. Ex. : `=ROUND(CA.TAUX("24A010",B2),2)` rend CA.TAUX et ses deux arguments,
 * qui ne sont pas toute la formule. Un espace de noms devant le nom est ignoré. Rend undefined si la formule n'en appelle aucune.
 */
export function findCall(formula: string, known: ReadonlySet<string>): Call | undefined {
  for (const { name, open } of callsOf(formula)) {
    const id = [...known].find(id => name === id || name.endsWith(`.${id}`));
    const read = id === undefined ? undefined : argumentsFrom(formula, open);
    if (id === undefined || !read) continue;
    const before = formula
      .slice(1, open - 1)
      .trim()
      .toUpperCase();
    const whole = before === name && formula.slice(read.end).trim() === '';
    return { id, args: read.texts.map(readArgument), whole };
  }
  return undefined;
}

/** Chaque nom suivi d'une parenthèse, hors des textes et des noms de feuille entre apostrophes. */
function callsOf(formula: string): { name: string; open: number }[] {
  const masked = formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, quoted => ' '.repeat(quoted.length));
  return [...masked.matchAll(/([\p{L}][\p{L}\d._]*)\s*\(/gu)].map(match => ({
    name: (match[1] ?? '').toUpperCase(),
    open: match.index + match[0].length,
  }));
}

/** Les arguments d'un appel, textes bruts, et ce qui suit sa parenthèse ; undefined si elle ne se referme pas. */
function argumentsFrom(formula: string, start: number): { texts: string[]; end: number } | undefined {
  const args: string[] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i < formula.length; i++) {
    const c = formula[i];
    if (c === '"' || c === "'") i = closing(formula, i, c);
    else if (c === '(' || c === '{') depth++;
    else if (c === ',' && depth === 0) {
      args.push(formula.slice(from, i));
      from = i + 1;
    } else if (c === ')' || c === '}') {
      if (depth-- > 0) continue;
      args.push(formula.slice(from, i));
      return { texts: args.length === 1 && args[0]?.trim() === '' ? [] : args, end: i + 1 };
    }
  }
  return undefined;
}

/** La place de l'apostrophe ou du guillemet fermant ; un doublé n'en est pas un. */
function closing(formula: string, open: number, quote: string): number {
  for (let i = open + 1; i < formula.length; i++) {
    if (formula[i] !== quote) continue;
    if (formula[i + 1] !== quote) return i;
    i++;
  }
  return formula.length;
}

function readArgument(raw: string): Argument {
  const text = raw.trim();
  if (text === '') return { kind: 'value', value: null };
  if (/^"(?:[^"]|"")*"$/.test(text)) return { kind: 'value', value: text.slice(1, -1).replaceAll('""', '"') };
  if (NUMBER.test(text)) return { kind: 'value', value: Number(text) };
  if (/^(TRUE|FALSE)$/i.test(text)) return { kind: 'value', value: text.toUpperCase() === 'TRUE' };
  const date = DATE.exec(text);
  if (date) {
    const [, year = '', month = '', day = ''] = date;
    return { kind: 'value', value: [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-') };
  }
  if (CELL.test(text)) return { kind: 'reference', reference: text };
  return { kind: 'expression', text };
}
