/**
 * A small XML tree, enough for the parts of a workbook: names keep their prefix, attributes and children keep
 * their order, so that a part that is read, touched in one place and written again stays what it was.
 */
export interface XmlElement {
  name: string;
  attrs: Record<string, string>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Replaces the five named entities and the numeric references of a text or an attribute. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, key: string) => {
    if (key.startsWith('#x')) return String.fromCodePoint(parseInt(key.slice(2), 16));
    if (key.startsWith('#')) return String.fromCodePoint(Number(key.slice(1)));
    return ENTITIES[key] ?? whole;
  });
}

/** Escapes a text; a carriage return is written as a reference, or a parser would drop it. */
export function escapeText(text: string): string {
  if (!/[&<>\r]/.test(text)) return text;
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');
}

/** Escapes an attribute; line breaks and tabs are written as references, or a parser would make them spaces. */
export function escapeAttr(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}

/**
 * Decodes the `_xHHHH_` escapes that SpreadsheetML uses for characters XML cannot hold.
 * @example decodeEscapes('a_x000D_b') // 'a\rb'
 */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The reverse of `decodeEscapes`: control characters, and literal texts that look like an escape. */
export function encodeEscapes(text: string): string {
  const guarded = text.includes('_x') ? text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_') : text;
  // eslint n'aime pas les caractères de contrôle dans un motif : on les compare un à un.
  let out = '';
  let from = 0;
  for (let i = 0; i < guarded.length; i++) {
    const code = guarded.charCodeAt(i);
    if ((code >= 32 || code === 9 || code === 10) && code !== 0xfffe && code !== 0xffff) continue;
    out += `${guarded.slice(from, i)}_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
    from = i + 1;
  }
  return from === 0 ? guarded : out + guarded.slice(from);
}

const ATTRIBUTE = /([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Reads the attributes written between the name and the end of a tag. */
export function parseAttributes(text: string): Record<string, string> {
  const attrs: Record<string, string> = {};
  if (!text.includes('=')) return attrs;
  for (const m of text.matchAll(ATTRIBUTE)) attrs[m[1] ?? ''] = unescapeXml(m[2] ?? m[3] ?? '');
  return attrs;
}

/** Position of the `>` that closes the tag opened at `from`, quotes respected. */
function endOfTag(xml: string, from: number): number {
  let quote = 0;
  for (let i = from; i < xml.length; i++) {
    const c = xml.charCodeAt(i);
    if (quote) {
      if (c === quote) quote = 0;
    } else if (c === 34 || c === 39) quote = c;
    else if (c === 62) return i;
  }
  throw new SyntaxError('XML tronqué : une balise ne se ferme pas.');
}

const SKIPPED: readonly (readonly [string, string])[] = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!DOCTYPE', '>'],
];

/** Skips a declaration, a comment or a doctype; undefined when something else starts here. */
function skipped(xml: string, at: number): number | undefined {
  for (const [open, close] of SKIPPED) {
    if (!xml.startsWith(open, at)) continue;
    const end = xml.indexOf(close, at);
    if (end < 0) throw new SyntaxError('XML tronqué.');
    return end + close.length;
  }
  return undefined;
}

/**
 * Reads one part. Throws SyntaxError when tags do not match.
 * @example parseXml('<a b="1"><c/></a>').attrs.b // '1'
 */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', attrs: {}, children: [] };
  const stack: XmlElement[] = [top];
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    const parent = stack[stack.length - 1] ?? top;
    if (open < 0) break;
    if (open > at && stack.length > 1) parent.children.push(unescapeXml(xml.slice(at, open)));
    const after = skipped(xml, open);
    if (after !== undefined) {
      at = after;
    } else if (xml.startsWith('<![CDATA[', open)) {
      const end = xml.indexOf(']]>', open);
      parent.children.push(xml.slice(open + 9, end));
      at = end + 3;
    } else {
      at = readTag(xml, open, stack);
    }
  }
  const root = top.children[0];
  if (stack.length !== 1 || !root || typeof root === 'string') throw new SyntaxError('XML incomplet.');
  return root;
}

function readTag(xml: string, open: number, stack: XmlElement[]): number {
  const end = endOfTag(xml, open + 1);
  if (xml[open + 1] === '/') {
    const closed = stack.pop();
    if (closed?.name !== xml.slice(open + 2, end).trim())
      throw new SyntaxError(`XML : ${closed?.name} mal fermé.`);
    return end + 1;
  }
  const empty = xml[end - 1] === '/';
  const inside = xml.slice(open + 1, empty ? end - 1 : end);
  const cut = inside.search(/\s/);
  const name = cut < 0 ? inside : inside.slice(0, cut);
  const node: XmlElement = { name, attrs: cut < 0 ? {} : parseAttributes(inside.slice(cut)), children: [] };
  stack[stack.length - 1]?.children.push(node);
  if (!empty) stack.push(node);
  return end + 1;
}

/** Writes an element and all it holds. */
export function writeXml(node: XmlNode): string {
  if (typeof node === 'string') return escapeText(node);
  let out = `<${node.name}`;
  for (const [key, value] of Object.entries(node.attrs)) out += ` ${key}="${escapeAttr(value)}"`;
  if (node.children.length === 0) return `${out}/>`;
  out += '>';
  for (const child of node.children) out += writeXml(child);
  return `${out}</${node.name}>`;
}

export const XML_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Name without its prefix. */
export const localName = (node: XmlElement): string => node.name.slice(node.name.indexOf(':') + 1);

/** Builds an element; attributes that are undefined are left out. */
export function element(
  name: string,
  attrs: Record<string, string | number | undefined> = {},
  children: XmlNode[] = [],
): XmlElement {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(attrs)) if (value !== undefined) kept[key] = String(value);
  return { name, attrs: kept, children };
}

/** The child elements, or those of one local name. */
export function elements(node: XmlElement | undefined, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of node?.children ?? []) {
    if (typeof child !== 'string' && (name === undefined || localName(child) === name)) found.push(child);
  }
  return found;
}

/** The first child element of that local name. */
export function child(node: XmlElement | undefined, name: string): XmlElement | undefined {
  return elements(node, name)[0];
}

/** All the text below an element. */
export function textOf(node: XmlElement | undefined): string {
  let out = '';
  for (const part of node?.children ?? []) out += typeof part === 'string' ? part : textOf(part);
  return out;
}

/** Visits an element and everything below it. */
export function walk(node: XmlElement, visit: (element: XmlElement) => void): void {
  visit(node);
  for (const part of node.children) if (typeof part !== 'string') walk(part, visit);
}

/** Removes the child elements of one local name. */
export function removeChildren(node: XmlElement, name: string): void {
  node.children = node.children.filter(part => typeof part === 'string' || localName(part) !== name);
}

/** True for the XML booleans « 1 » and « true ». */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Puts `part` at the place that `order` (the sequence of the schema) gives it among the children of `node`. */
export function insertOrdered(node: XmlElement, part: XmlElement, order: readonly string[]): void {
  const rank = order.indexOf(localName(part));
  const next = node.children.findIndex(c => typeof c !== 'string' && order.indexOf(localName(c)) > rank);
  if (next < 0) node.children.push(part);
  else node.children.splice(next, 0, part);
}

/** Replaces (or adds, or removes when undefined) the only child of that name, at its place in the sequence. */
export function setChild(
  node: XmlElement,
  name: string,
  part: XmlElement | undefined,
  order: readonly string[],
): void {
  const at = node.children.findIndex(c => typeof c !== 'string' && localName(c) === name);
  if (at >= 0 && part) node.children[at] = part;
  else if (at >= 0) node.children.splice(at, 1);
  else if (part) insertOrdered(node, part, order);
}
