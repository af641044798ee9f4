/** Retouches du paquet .xlsx : ce que la bibliothèque écrit mal ou n'écrit pas, puis un zip toujours identique. */
import { fflate } from '#vendor';
import { DISPOSITION } from '../../workbook/feuille';
import type { WorkbookSheet } from './workbook';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encode = (text: string) => new TextEncoder().encode(text);
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Noms définis : les listes des tables de référence, et les lignes répétées à l'impression. */
function definedNames(xml: string, sheets: readonly WorkbookSheet[], names: ReadonlyMap<string, string>): string {
  const lists = [...names].map(([name, refersTo]) => `<definedName name="${name}">${escapeXml(refersTo)}</definedName>`);
  const titles = sheets.flatMap(({ name, table }, index) =>
    table
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(`'${name.replaceAll("'", "''")}'!$${DISPOSITION.entete}:$${DISPOSITION.entete}`)}</definedName>`,
        ]
      : [],
  );
  const all = `<definedNames>${[...titles, ...lists].join('')}</definedNames>`;
  return xml.replace(/<definedNames>.*<\/definedNames>/s, '').replace('</sheets>', `</sheets>${all}`);
}

/** Le style de la première ligne de données devient celui de la colonne : un code saisi dessous reste un texte. */
function columnStyles(xml: string): string {
  const row = new RegExp(`<row r="${DISPOSITION.donnees}"[^>]*>(.*?)</row>`, 's').exec(xml)?.[1] ?? '';
  const styles = [...row.matchAll(/<c r="[A-Z]+\d+"[^>]*? s="(\d+)"/g)].map(m => m[1]);
  return xml.replace(/<col min="(\d+)" max="\d+"/g, (col, min: string) => {
    const style = styles[Number(min) - 1];
    return style ? `${col} style="${style}"` : col;
  });
}

/** La bulle d'une note, assez haute pour son texte. */
const notes = (vml: string) => vml.replace(/,7,4<\/x:Anchor>/g, ',10,4</x:Anchor>');

/**
 * Retouche le paquet et le referme : mêmes entrées, mêmes octets, quels que soient le jour et le fuseau.
 */
export function finishPackage(
  bytes: Uint8Array,
  sheets: readonly WorkbookSheet[],
  names: ReadonlyMap<string, string>,
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
  sheets.forEach(({ table }, index) => {
    if (table) edit(`xl/worksheets/sheet${index + 1}.xml`, columnStyles);
  });
  const first = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'];
  const order = [...first, ...Object.keys(parts).filter(p => !first.includes(p)).sort()];
  // Le zip date ses entrées en heure locale : une date civile fixe donne les mêmes octets partout.
  const entries = order.map(path => [path, [parts[path], { mtime: new Date(1980, 0, 1), level: 9 }]]);
  return fflate.zipSync(Object.fromEntries(entries) as Parameters<typeof fflate.zipSync>[0]);
}
