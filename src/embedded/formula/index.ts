/** Texte des formules : français ⇄ américain. */
export { errorToFrench, languageOf, toFrench, toUS } from './translate';
export { tokenize, type Language, type Token, type TokenKind } from './tokens';
export { FUNCTION_NAMES } from './names';
