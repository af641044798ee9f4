/**
 * Les constantes d'une formule, lues comme Excel les lit. Univer change `"12E5"` en 1200000, `"2026-11-30"` en 46356
 * et, quand on l'en empêche, `1.50` en texte : ici un texte entre guillemets reste texte et un nombre reste nombre,
 * pour nos fonctions et pour celles qui ne font que passer ou découper du texte.
 */
import { engineFormula, type Injector } from '#vendor';

const { ArrayValueObject, BooleanValueObject, NumberValueObject, StringValueObject, ValueNodeFactory } =
  engineFormula;

type Node = ReturnType<InstanceType<typeof ValueNodeFactory>['create']>;
type Value = engineFormula.BaseValueObject;

const FUNCTION_NODE = 4;
const ROOT_NODE = 9;

/** Fonctions d'Univer dont un argument texte doit rester texte : elles le rendent ou le découpent tel quel. */
const TEXT_KEEPERS = new Set(
  (
    'IF IFS IFERROR IFNA CHOOSE SWITCH LET CONCAT CONCATENATE TEXTJOIN LEFT RIGHT MID TRIM UPPER LOWER PROPER ' +
    'SUBSTITUTE REPLACE REPT LEN EXACT T FIND SEARCH CLEAN TEXTBEFORE TEXTAFTER TEXTSPLIT HSTACK VSTACK ISTEXT ISNUMBER'
  ).split(' '),
);

function unquote(token: string): string {
  return token.slice(1, -1).replace(/""/g, '"');
}

/** Découpe `{"a","b,c";1,VRAI}` en lignes et cellules, guillemets respectés. */
export function arrayLiteralCells(token: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const close = (): void => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (const character of token.trim().slice(1, -1)) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === ',' || character === ';')) {
      close();
      if (character === ';') rows.push([]);
    } else {
      cell += character;
    }
  }
  close();
  return rows;
}

function scalarLiteral(token: string): Value | undefined {
  const text = token.trim();
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"'))
    return StringValueObject.create(unquote(text));
  if (text !== '' && !Number.isNaN(Number(text))) return NumberValueObject.create(Number(text));
  if (/^(true|false)$/i.test(text)) return BooleanValueObject.create(text.toUpperCase() === 'TRUE');
  if (engineFormula.ERROR_TYPE_SET.has(text as engineFormula.ErrorType)) {
    return engineFormula.ErrorValueObject.create(text as engineFormula.ErrorType);
  }
  return undefined;
}

function arrayLiteral(token: string): Value | undefined {
  const cells = arrayLiteralCells(token).map(row => row.map(scalarLiteral));
  const columnCount = cells[0]?.length ?? 0;
  const complete = cells.every(row => row.length === columnCount && row.every(cell => cell !== undefined));
  if (!complete || columnCount === 0) return undefined;
  return ArrayValueObject.create({
    calculateValueList: cells as Value[][],
    rowCount: cells.length,
    columnCount,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
}

/** Le nœud qui reçoit la constante : une fonction d'Univer qui convertit le texte garde son propre usage. */
function keepsText(node: Node, ours: (name: string) => boolean): boolean {
  const parent = node.getParent();
  if (!parent || parent.nodeType === ROOT_NODE) return true;
  if (parent.nodeType !== FUNCTION_NODE) return true;
  const name = parent.getToken().trim().toUpperCase();
  return ours(name) || TEXT_KEEPERS.has(name);
}

/** Corrige la lecture des constantes dans cette instance d'Univer. Rend de quoi la remettre comme avant. */
export function readLiteralsAsExcel(injector: Injector, ours: (name: string) => boolean): () => void {
  const factory = injector.get(ValueNodeFactory);
  const create = factory.create.bind(factory);
  factory.create = token => {
    const node = create(token);
    const text = token.trim();
    const univers = node.execute.bind(node);
    const quoted = text.startsWith('"');
    const braces = text.startsWith('{');
    node.execute = () => {
      const literal = braces ? arrayLiteral(text) : scalarLiteral(text);
      if (literal && (!quoted || keepsText(node, ours))) node.setValue(literal);
      else univers();
    };
    return node;
  };
  return () => {
    factory.create = create;
  };
}
