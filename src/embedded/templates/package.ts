/** Retouches du paquet .xlsx : ce que la bibliothèque écrit mal ou n'écrit pas, puis un zip toujours identique. */
import { fflate } from '#vendor';
import { DISPOSITION } from '../../workbook/feuille';
import { bulkSheet, grown, SharedStrings, type BulkTable } from './bulk';
import type { WorkbookSheet } from './workbook';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encode = (text: string) => new TextEncoder().encode(text);
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Noms définis : les listes des tables de référence, la zone et les titres répétés à l'impression. La première colonne ne
 * se répète que là où il y a une deuxième page de large : LibreOffice met une demi-seconde à lire chacune.
 */
function definedNames(xml: string, sheets: readonly WorkbookSheet[], names: ReadonlyMap<string, string>): string {
  const lists = [...names].map(([name, refersTo]) => `<definedName name="${name}">${escapeXml(refersTo)}</definedName>`);
  const titles = sheets.flatMap(({ name, table, lastPrinted, wide }, index) => {
    if (!table) return [];
    const sheet = `'${name.replaceAll("'", "''")}'!`;
    const column = wide ? `${sheet}$A:$A,` : '';
    const refersTo = escapeXml(`${column}${sheet}$${DISPOSITION.entete}:$${DISPOSITION.entete}`);
    const own = (key: string, range: string) =>
      `<definedName name="_xlnm.${key}" localSheetId="${index}">${range}</definedName>`;
    const area = lastPrinted === undefined ? [] : [own('Print_Area', escapeXml(`${sheet}$A:$${lastPrinted}`))];
    return [...area, own('Print_Titles', refersTo)];
  });
  const all = `<definedNames>${[...titles, ...lists].join('')}</definedNames>`;
  return xml.replace(/<definedNames>.*<\/definedNames>/s, '').replace('</sheets>', `</sheets>${all}`);
}

/** Les formats de cellule du classeur ; `bare` en dérive un sans fond ni bordure, pour une colonne entière. */
class CellFormats {
  private readonly formats: string[];
  private readonly bares = new Map<number, number>();

  constructor(private readonly xml: string) {
    const list = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(xml)?.[1] ?? '';
    this.formats = list.match(/<xf\b[^>]*\/>|<xf\b[^>]*>.*?<\/xf>/gs) ?? [];
  }

  bare(index: number): number {
    let found = this.bares.get(index);
    if (found === undefined) {
      const format = (this.formats[index] ?? '').replace(/(borderId|fillId)="\d+"/g, '$1="0"');
      const known = this.formats.indexOf(format);
      found = known >= 0 ? known : this.formats.push(format) - 1;
      this.bares.set(index, found);
    }
    return found;
  }

  toXml(): string {
    const list = `<cellXfs count="${this.formats.length}">${this.formats.join('')}</cellXfs>`;
    return this.xml.replace(/<cellXfs[^>]*>.*?<\/cellXfs>/s, list);
  }
}

/** Le style de la première ligne de données devient celui de la colonne : un code saisi dessous reste un texte. */
function columnStyles(xml: string, formats: CellFormats): string {
  const row = new RegExp(`<row r="${DISPOSITION.donnees}"[^>]*>(.*?)</row>`, 's').exec(xml)?.[1] ?? '';
  const styles = [...row.matchAll(/<c r="[A-Z]+\d+"[^>]*? s="(\d+)"/g)].map(m => Number(m[1]));
  return xml.replace(/<col min="(\d+)" max="\d+"/g, (col, min: string) => {
    const style = styles[Number(min) - 1];
    return style === undefined ? col : `${col} style="${formats.bare(style)}"`;
  });
}

/** La bulle d'une note, assez haute pour son texte. */
const notes = (vml: string) => vml.replace(/,7,4<\/x:Anchor>/g, ',10,4</x:Anchor>');

/** Remplit les très grandes tables, dont la bibliothèque n'a écrit que la première ligne. */
function addBulk(
  parts: Record<string, Uint8Array>,
  sheets: readonly WorkbookSheet[],
  bulk: readonly BulkTable[],
): void {
  const strings = new SharedStrings(decode(parts['xl/sharedStrings.xml']!));
  for (const filled of bulk) {
    const index = sheets.findIndex(({ table }) => table === filled.table);
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    parts[path] = bulkSheet(decode(parts[path]!), filled, strings);
    const own = Object.keys(parts).find(
      part => part.startsWith('xl/tables/') && decode(parts[part]!).includes(` name="${filled.table.nom}"`),
    )!;
    parts[own] = encode(grown(decode(parts[own]!), filled.rows.length));
  }
  parts['xl/sharedStrings.xml'] = strings.write();
}

/**
 * Retouche le paquet et le referme : mêmes entrées, mêmes octets, quels que soient le jour et le fuseau.
 */
export function finishPackage(
  bytes: Uint8Array,
  sheets: readonly WorkbookSheet[],
  names: ReadonlyMap<string, string>,
  bulk: readonly BulkTable[] = [],
): Uint8Array {
  const parts = fflate.unzipSync(bytes);
  const edit = (path: string, change: (xml: string) => string) => {
    const part = parts[path];
    if (part) parts[path] = encode(change(decode(part)));
  };
  edit('xl/workbook.xml', xml => definedNames(xml, sheets, names));
  edit('docProps/app.xml', xml => xml.replace(/<Application>.*?<\/Application>/, '<Application>Clôture</Application>'));
  for (const path of Object.keys(parts)) {
    if (path.startsWith('xl/drawings/vmlDrawing')) edit(path, notes);
  }
  const formats = new CellFormats(decode(parts['xl/styles.xml']!));
  sheets.forEach(({ table }, index) => {
    if (table) edit(`xl/worksheets/sheet${index + 1}.xml`, xml => columnStyles(xml, formats));
  });
  edit('xl/styles.xml', () => formats.toXml());
  if (bulk.length > 0) addBulk(parts, sheets, bulk);
  const first = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'];
  const order = [...first, ...Object.keys(parts).filter(p => !first.includes(p)).sort()];
  // Le zip date ses entrées en heure locale : une date civile fixe donne les mêmes octets partout.
  const entries = order.map(path => [path, [parts[path], { mtime: new Date(1980, 0, 1), level: bulk.length > 0 ? 3 : 9 }]]);
  return fflate.zipSync(Object.fromEntries(entries) as Parameters<typeof fflate.zipSync>[0]);
}
