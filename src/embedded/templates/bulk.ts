/** Les lignes d'une très grande table, écrites droit dans le paquet : la bibliothèque tient chaque cellule en mémoire. */
import { encoderLigne } from '../../workbook/decode';
import { DISPOSITION } from '../../workbook/feuille';
import type { AnyTable, Cellule, Rang } from '../../workbook/table';

/** Au-delà, une table sans ligne de totaux s'écrit ici ; la bibliothèque n'en écrit que la première ligne. */
export const BULK_ROWS = 5_000;

export interface BulkTable {
  readonly table: AnyTable;
  readonly rows: readonly Rang[];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const SPECIAL = /[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;
const code = (char: string) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
const escapeText = (text: string) => text.replace(SPECIAL, char => ESCAPES[char] ?? code(char));

/** La table des textes du classeur, que l'on complète. */
export class SharedStrings {
  private readonly added: string[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly first: number;
  private used = 0;

  constructor(private readonly xml: string) {
    this.first = Number(/uniqueCount="(\d+)"/.exec(xml)?.[1] ?? 0);
  }

  index(text: string): number {
    this.used++;
    let index = this.indexes.get(text);
    if (index === undefined) {
      index = this.first + this.added.length;
      this.indexes.set(text, index);
      const space = text.trim() === text ? '' : ' xml:space="preserve"';
      this.added.push(`<si><t${space}>${escapeText(text)}</t></si>`);
    }
    return index;
  }

  /** La partie complétée, en octets. */
  write(): Uint8Array {
    const unique = this.first + this.added.length;
    const opened = this.xml
      .replace(/ count="(\d+)"/, (_, count: string) => ` count="${Number(count) + this.used}"`)
      .replace(/uniqueCount="\d+"/, `uniqueCount="${unique}"`)
      .replace('</sst>', '');
    return joined([opened, ...this.added, '</sst>']);
  }
}

const PER_CHUNK = 5_000;

/** Des textes bout à bout, en octets, sans faire de chaîne plus longue que le moteur ne l'admet. */
function joined(texts: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < texts.length; at += PER_CHUNK)
    chunks.push(encoder.encode(texts.slice(at, at + PER_CHUNK).join('')));
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Lettres et styles des cellules de la première ligne de données : toutes les lignes les portent. */
function modelOf(row: string): { letter: string; style: string }[] {
  return [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*? s="(\d+)"/g)].map(([, letter, style]) => ({
    letter: letter!,
    style: style!,
  }));
}

/** La feuille avec toutes les lignes de la table, à la place de sa première ligne. */
export function bulkSheet(xml: string, { table, rows }: BulkTable, strings: SharedStrings): Uint8Array {
  const first = DISPOSITION.donnees;
  const start = xml.indexOf(`<row r="${first}"`);
  const end = xml.indexOf('</sheetData>', start);
  const model = modelOf(xml.slice(start, end));
  const lines = rows.map((row, index) => {
    const number = first + index;
    const cells = encoderLigne(table, row).map((value, column) =>
      cellXml(model[column]!, number, value, strings),
    );
    return `<row r="${number}">${cells.join('')}</row>`;
  });
  const before = grown(xml.slice(0, start), rows.length);
  return joined([before, ...lines, xml.slice(end)]);
}

function cellXml(
  { letter, style }: { letter: string; style: string },
  row: number,
  value: Cellule,
  strings: SharedStrings,
): string {
  if (value === '' || value === undefined || value === null) return '';
  const open = `<c r="${letter}${row}"`;
  return typeof value === 'number'
    ? `${open} s="${style}"><v>${value}</v></c>`
    : `${open} t="s" s="${style}"><v>${strings.index(String(value))}</v></c>`;
}

/** L'étendue « A4:Y5 » (ou « A1:Y5 ») poussée à la dernière ligne. */
export const grown = (xml: string, count: number): string =>
  xml.replace(
    new RegExp(`ref="([A-Z]+\\d+:[A-Z]+)${DISPOSITION.donnees}"`, 'g'),
    (_, range: string) => `ref="${range}${DISPOSITION.entete + count}"`,
  );
