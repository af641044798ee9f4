import type { Package } from './package';
import { parseXml } from './xml';
import type { XmlElement } from './xml';

const decoder = new TextDecoder();

/** Some writers prefix every element (`<x:row>`); the codec works on names without a prefix. */
export function withoutPrefix(xml: string): string {
  const m = /xmlns:(\w+)="http:\/\/schemas\.openxmlformats\.org\/spreadsheetml\/2006\/main"/.exec(
    xml.slice(0, 4000),
  );
  const prefix = m?.[1];
  if (prefix === undefined || !new RegExp(`<${prefix}:\\w+[\\s>]`).test(xml.slice(0, 2000))) return xml;
  return xml.replace(new RegExp(`(</?)${prefix}:`, 'g'), '$1').replace(`xmlns:${prefix}=`, 'xmlns=');
}

/** A part of the workbook as a tree, without prefix. */
export const readPart = (pack: Package, name: string): XmlElement => parseXml(withoutPrefix(pack.text(name)));

/** Position of an ASCII word in bytes, from the start or from the end. */
function find(bytes: Uint8Array, word: string, from: number, step: 1 | -1): number {
  const first = word.charCodeAt(0);
  for (let i = from; i >= 0 && i <= bytes.length - word.length; i += step) {
    if (bytes[i] !== first) continue;
    let same = 1;
    while (same < word.length && bytes[i + same] === word.charCodeAt(same)) same++;
    if (same === word.length) return i;
  }
  return -1;
}

/** Size of the slices in which rows are decoded: far under the longest text a JavaScript engine holds. */
const SLICE = 48 * 1024 * 1024;

/**
 * Cuts a sheet in two: the tree of everything but its rows, and the texts of its rows in slices of whole rows.
 */
export function splitSheet(bytes: Uint8Array): { root: XmlElement; rows: Iterable<string> } {
  const word = find(bytes, 'sheetData', 0, 1);
  if (word < 0) return { root: parseXml(withoutPrefix(decoder.decode(bytes))), rows: [] };
  const start = find(bytes, '<', word, -1);
  const open = find(bytes, '>', word, 1);
  const empty = bytes[open - 1] === 47;
  const lastWord = empty ? word : find(bytes, 'sheetData', bytes.length - 9, -1);
  const end = empty ? open + 1 : find(bytes, '>', lastWord, 1) + 1;
  const tag = decoder.decode(bytes.subarray(start + 1, word + 9));
  const head = decoder.decode(bytes.subarray(0, start));
  const tail = decoder.decode(bytes.subarray(end));
  const prefixed = tag !== 'sheetData';
  const root = parseXml(withoutPrefix(`${head}<${tag}/>${tail}`));
  if (empty) return { root, rows: [] };
  const stop = find(bytes, '<', lastWord, -1);
  return { root, rows: slices(bytes, open + 1, stop, prefixed ? tag.slice(0, tag.indexOf(':')) : '') };
}

function* slices(bytes: Uint8Array, from: number, stop: number, prefix: string): Iterable<string> {
  const mark = prefix ? `</${prefix}:row>` : '</row>';
  let at = from;
  while (at < stop) {
    let cut = Math.min(at + SLICE, stop);
    if (cut < stop) {
      const last = find(bytes, mark, cut - mark.length, -1);
      if (last > at) cut = last + mark.length;
      else cut = stop;
    }
    const text = decoder.decode(bytes.subarray(at, cut));
    yield prefix ? text.replace(new RegExp(`(</?)${prefix}:`, 'g'), '$1') : text;
    at = cut;
  }
}
