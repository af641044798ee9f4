/** Références structurées d'une formule américaine : `[@Heures]` pour Excel, `Temps[[#This Row],[Heures]]` pour le moteur. */
import { tokenize } from '../formula/tokens';

/** Ce qui remplace un mot et ses crochets ; `undefined` les laisse. */
export type Rewriting = (word: string | undefined, brackets: string | undefined) => string | undefined;

/**
 * Récrit les mots d'une formule qui peuvent être des tableaux, crochets compris, et les crochets sans mot.
 * Ni les textes, ni les fonctions, ni ce qui se lit dans un autre classeur ou une feuille nommée.
 */
export function rewriteReferences(formula: string, rewrite: Rewriting): string {
  const tokens = tokenize(formula, 'us');
  let written = '';
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    const next = tokens[i + 1];
    if (kind === 'name') {
      const brackets = next?.kind === 'brackets' ? next.text : undefined;
      const alone = tokens[i - 1]?.text !== '!' && next?.text !== '!';
      written += (alone ? rewrite(text, brackets) : undefined) ?? text + (brackets ?? '');
      if (brackets !== undefined) i++;
    } else if (kind === 'brackets' && next?.kind !== 'name') written += rewrite(undefined, text) ?? text;
    else written += text;
  }
  return written;
}

/** Un titre tel qu'on l'écrit entre crochets, et tel qu'il est. */
export const escapeTitle = (title: string): string => title.replace(/['#[\]@]/g, "'$&");
export const titleOf = (escaped: string): string => escaped.replace(/'(.)/gsu, '$1');

/** `[Jours]`, ou chaque `[…]` de `[[#This Row],[Jours]]` : les titres changent, les parties `#…` restent. */
export function rewriteTitles(brackets: string, change: (title: string) => string): string {
  const inside = brackets.slice(1, -1);
  const titled = (text: string) =>
    text.trimStart().startsWith('#') || text.trim() === '' ? text : change(text);
  return inside.trimStart().startsWith('[')
    ? `[${inside.replace(/\[((?:'.|[^[\]'])*)\]/gsu, (_whole, text: string) => `[${titled(text)}]`)}]`
    : `[${titled(inside)}]`;
}

/** `[@Heures]`, `[@[N° affaire]]`, `[@[Brut]:[Net]]`, `[@]` : les colonnes, entre crochets. */
const THIS_ROW = /^\[@\s*(.*)\]$/su;

/** Forme du moteur. `tableName` : le tableau qui contient la cellule, s'il y en a un. */
export function expandThisRow(formula: string, tableName?: string): string {
  if (!formula.includes('[')) return formula;
  return rewriteReferences(formula, (word, brackets) => {
    const owner = word ?? tableName;
    if (owner === undefined || brackets === undefined) return undefined;
    const columns = THIS_ROW.exec(brackets)?.[1];
    if (columns === undefined) return owner + brackets;
    const listed = columns === '' || columns.startsWith('[') ? columns : `[${columns}]`;
    return `${owner}[${listed === '' ? '#This Row' : `[#This Row],${listed}`}]`;
  });
}

const LONG = /^\[\[#This Row\],\s*(.*)\]$/isu;

/** Forme d'Excel : `[@Heures]` dans le tableau lui-même, `Temps[@Heures]` ailleurs. */
export function shortenThisRow(formula: string, tableName: string | undefined): string {
  if (!/#This Row/i.test(formula)) return formula;
  return rewriteReferences(formula, (word, brackets) => {
    if (word === undefined || brackets === undefined) return undefined;
    const columns = /^\[#This Row\]$/i.test(brackets) ? '' : LONG.exec(brackets)?.[1];
    if (columns === undefined) return undefined;
    const short = `[@${/^\[([\p{L}\p{N}_]+)\]$/u.exec(columns)?.[1] ?? columns}]`;
    return word.toLocaleLowerCase() === tableName?.toLocaleLowerCase() ? short : word + short;
  });
}
