import { decodeEscapes, encodeEscapes, escapeText, unescapeXml } from './xml';

/** One shared text; `xml` is kept when the file says more than the text (fonts inside, phonetics). */
export interface SharedText {
  text: string;
  xml?: string;
}

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Joins the `<t>` of an item, phonetic guides left out. */
function textOfItem(xml: string): string {
  const shown = xml.includes('<rPh') ? xml.replace(/<rPh[\s\S]*?<\/rPh>/g, '') : xml;
  let text = '';
  let at = 0;
  for (;;) {
    at = shown.indexOf('<t', at);
    if (at < 0) return decodeEscapes(unescapeXml(text));
    const open = shown.indexOf('>', at);
    const next = shown.charCodeAt(at + 2);
    at = open + 1;
    if (shown[open - 1] === '/' || (next !== 62 && next !== 32)) continue;
    const close = shown.indexOf('</t>', open);
    text += shown.slice(open + 1, close);
    at = close;
  }
}

/** Reads what stands between `<si>` and `</si>` (or `<is>` in a cell). */
export function readText(xml: string): SharedText {
  const rich =
    xml.includes('<r>') || xml.includes('<r ') || xml.includes('<rPh') || xml.includes('<phoneticPr');
  return rich ? { text: textOfItem(xml), xml } : { text: textOfItem(xml) };
}

/** Reads the part « sharedStrings » (namespace prefix removed before). */
export function readSharedStrings(part: string): SharedText[] {
  const out: SharedText[] = [];
  let at = part.indexOf('<si');
  while (at >= 0) {
    const open = part.indexOf('>', at);
    if (part[open - 1] === '/') {
      out.push({ text: '' });
      at = part.indexOf('<si', open);
      continue;
    }
    const close = part.indexOf('</si>', open);
    out.push(readText(part.slice(open + 1, close)));
    at = part.indexOf('<si', close);
  }
  return out;
}

/** One `<t>` element, spaces kept. */
export function textElement(text: string): string {
  const kept = /^\s|\s$|[\n\t]| {2}/.test(text) ? ' xml:space="preserve"' : '';
  return `<t${kept}>${escapeText(encodeEscapes(text))}</t>`;
}

/** The shared texts of the file being written, in the order of their first use. */
export class StringWriter {
  private readonly plain = new Map<string, number>();
  private readonly rich = new Map<string, number>();
  private readonly items: string[] = [];
  private uses = 0;

  /** Number of a text. */
  add(text: string): number {
    this.uses++;
    let index = this.plain.get(text);
    if (index === undefined) {
      index = this.items.push(`<si>${textElement(text)}</si>`) - 1;
      this.plain.set(text, index);
    }
    return index;
  }

  /** Number of a rich text given as the file writes it. */
  addRich(xml: string): number {
    this.uses++;
    let index = this.rich.get(xml);
    if (index === undefined) {
      index = this.items.push(`<si>${xml}</si>`) - 1;
      this.rich.set(xml, index);
    }
    return index;
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** The whole part. */
  write(): string {
    const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="${SPREADSHEET}"`;
    return `${head} count="${this.uses}" uniqueCount="${this.items.length}">${this.items.join('')}</sst>`;
  }
}
