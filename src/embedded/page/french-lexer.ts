/**
 * La lecture d'une formule pendant qu'on la tape. L'éditeur d'Univer découpe le texte aux séparateurs américains
 * pour colorer les références et accepter qu'on en désigne à la souris ; un texte français y serait d'un seul
 * tenant. Ici, un texte à points-virgules est découpé sous sa forme américaine de même longueur, puis chaque
 * morceau reprend ses lettres d'origine : rien de ce qui a été tapé ne change.
 */
import type { engineFormula } from '#vendor';

type Lexer = Pick<engineFormula.LexerTreeBuilder, 'sequenceNodesBuilder' | 'getFunctionAndParameter'>;
type Nodes = ReturnType<Lexer['sequenceNodesBuilder']>;

/** Remplace la lecture de ce lecteur par la nôtre, tant que `french()` est vrai. */
export function readFrench(lexer: Lexer, french: () => boolean): void {
  const native = lexer.sequenceNodesBuilder.bind(lexer);
  lexer.sequenceNodesBuilder = text => {
    const american = french() ? sameLengthAmerican(text) : text;
    return american === text ? native(text) : withOriginalText(native(american), text);
  };
  const argument = lexer.getFunctionAndParameter.bind(lexer);
  lexer.getFunctionAndParameter = (text, index) =>
    argument(french() ? sameLengthAmerican(text) : text, index);
}

/** Le texte, ses séparateurs français remplacés un pour un ; inchangé s'il n'a pas de point-virgule à remplacer. */
export function sameLengthAmerican(text: string): string {
  const characters = [...text];
  let french = false;
  let closing = '';
  characters.forEach((character, index) => {
    if (closing !== '') {
      if (character === closing) closing = '';
      return;
    }
    closing = CLOSING[character] ?? '';
    if (character === ';') {
      characters[index] = ',';
      french = true;
    } else if (character === ',' && isDigit(text[index - 1]) && isDigit(text[index + 1]))
      characters[index] = '.';
  });
  return french && characters.length === text.length ? characters.join('') : text;
}

/** Ce qui se lit d'un bloc : textes, noms de feuilles, références structurées, matrices. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' };

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function withOriginalText(nodes: Nodes, text: string): Nodes {
  if (!nodes) return nodes;
  const length = (node: NonNullable<Nodes>[number]): number =>
    (typeof node === 'string' ? node : node.token).length;
  let position = text.startsWith('=') ? 1 : 0;
  if (nodes.reduce((sum, node) => sum + length(node), position) !== text.length) return nodes;
  return nodes.map(node => {
    const original = text.slice(position, position + length(node));
    position += length(node);
    return typeof node === 'string' ? original : { ...node, token: original };
  });
}
