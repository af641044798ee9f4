/** Ce que nomment des formules : les feuilles et les mots dont elles peuvent dépendre, sans les calculer. */
import { tokenize } from '../formula/tokens';

export interface Mentions {
  /** Feuilles nommées, en minuscules. */
  readonly sheets: Set<string>;
  /** Tableaux et noms définis, en minuscules. */
  readonly words: Set<string>;
  /** Une de ces formules peut dépendre de tout : elle se recalcule chaque fois, ou bâtit une adresse. */
  anything: boolean;
}

export const noMentions = (): Mentions => ({ sheets: new Set(), words: new Set(), anything: false });

/** Ce qu'Univer recalcule à chaque fois, et ce qui lit une adresse dans un texte. */
const ANYTHING = new Set(['NOW', 'TODAY', 'RAND', 'RANDBETWEEN', 'INDIRECT']);

/** Une adresse entière ; deux formules qui ne diffèrent que par là nomment les mêmes choses. */
const ADDRESS = /(?<![\p{L}\p{N}_.\\'])\$?[A-Za-z]{1,3}\$?\d+(?![\p{L}\p{N}_.(!'])/gu;

/** La même pour toute une colonne recopiée ; une feuille entre apostrophes peut porter un nom d'adresse. */
export const shapeOf = (formula: string): string =>
  formula.includes("'") ? formula : formula.replace(ADDRESS, 'A1');

const CELL = /^\$?[A-Za-z]{1,3}\$?\d+$/;

/**
 * Ajoute à `into` ce que nomme une formule américaine.
 * @example addMentions('=SUM(Temps[Jours])*Taux!A1', m) // m.words : temps ; m.sheets : taux
 */
export function addMentions(formula: string, into: Mentions): void {
  const tokens = tokenize(formula, 'us');
  for (const [i, { kind, text }] of tokens.entries()) {
    const owns = tokens[i + 1]?.text === '!';
    if (kind === 'function') into.anything ||= ANYTHING.has(text.toUpperCase());
    else if (kind === 'sheet' && /[:\]]/.test(text)) into.anything = true;
    else if (kind === 'sheet') into.sheets.add(text.slice(1, -1).replaceAll("''", "'").toLowerCase());
    else if (kind === 'name' && owns) into.sheets.add(text.toLowerCase());
    else if (kind === 'name' && !CELL.test(text)) into.words.add(text.toLowerCase());
    else if (owns) into.anything = true;
  }
}
