/** Ce qui cite un tableau, noms et formules, le suit comme dans Excel : renommé, une colonne renommée, supprimé. */
import { formulaPatch } from './cells';
import { outsideStrings } from './structured';
import type { WorkbookModel } from './workbook';

const LOST = '#REF!';

/** Les références à un tableau : son nom, puis ses crochets, eux-mêmes à crochets. */
const citations = (table: string): RegExp => {
  const name = table.replace(/[.\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_.\\\\])${name}\\[((?:'.|[^[\\]']|\\[(?:'.|[^\\]'])*\\])*)\\]`, 'giu');
};

/** Récrit chaque référence à un tableau, d'après ce qu'il y a entre ses crochets. */
function rewrite(model: WorkbookModel, table: string, change: (inside: string) => string): void {
  const cited = citations(table);
  const changed = (text: string) =>
    outsideStrings(text, part => part.replace(cited, (_whole, inside: string) => change(inside)));
  for (const { name, refersTo, comment, hidden, sheetId } of model.names.all()) {
    const left = changed(refersTo);
    if (left !== refersTo) model.names.add(name, left, comment, hidden, sheetId);
  }
  for (const sheet of model.inner.getSheets())
    sheet.getCellMatrix().forValue((row, column, cell) => {
      const left = cell?.f && changed(cell.f);
      if (!left || left === cell.f) return;
      const area = { row, column, rows: 1, columns: 1 };
      model.pending.fill(sheet.getSheetId(), area, () => formulaPatch(left));
    });
}

/** Un tableau vient d'être supprimé. */
export const forgetTable = (model: WorkbookModel, table: string): void => rewrite(model, table, () => LOST);

/** Un tableau vient de changer de nom. */
export const renameTable = (model: WorkbookModel, table: string, name: string): void =>
  rewrite(model, table, inside => `${name}[${inside}]`);

const escape = (name: string) => name.replace(/['#[\]@]/g, "'$&");

/**
 * Des titres viennent de changer. Un titre que portait une autre colonne dit que les colonnes ont bougé : aucune n'a alors
 * changé de nom.
 */
export function renameColumns(
  model: WorkbookModel,
  table: string,
  before: readonly string[],
  after: readonly string[],
): void {
  if (before.length !== after.length) return;
  const old = new Set(before.map(name => name.toLocaleLowerCase()));
  const renamed = new Map<string, string>();
  for (const [i, name] of before.entries()) {
    const now = after[i]!;
    if (now === name) continue;
    if (old.has(now.toLocaleLowerCase()) && now.toLocaleLowerCase() !== name.toLocaleLowerCase()) return;
    renamed.set(escape(name).toLocaleLowerCase(), escape(now));
  }
  if (renamed.size === 0) return;
  const named = (name: string) => renamed.get(name.toLocaleLowerCase()) ?? name;
  rewrite(model, table, inside => {
    const now = inside.includes('[')
      ? inside.replace(/\[((?:'.|[^[\]'])*)\]/g, (_whole, name: string) => `[${named(name)}]`)
      : named(inside);
    return `${table}[${now}]`;
  });
}
