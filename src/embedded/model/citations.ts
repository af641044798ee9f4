/** Ce qui cite un tableau, noms, formules et colonnes calculées, le suit comme dans Excel : renommé, une colonne renommée, supprimé. */
import { escapeTitle, rewriteReferences, rewriteTitles } from './structured';
import type { WorkbookModel } from './workbook';

const LOST = '#REF!';

/** Récrit chaque référence à un tableau, d'après ses crochets ; sans crochets, le nom seul vaut tout son corps. */
function rewrite(model: WorkbookModel, table: string, change: (brackets: string) => string): void {
  const wanted = table.toLocaleLowerCase();
  const cites = (text: string): boolean => text.toLocaleLowerCase().includes(wanted);
  const changed = (text: string) =>
    rewriteReferences(text, (word, brackets) =>
      word?.toLocaleLowerCase() === wanted ? change(brackets ?? '') : undefined,
    );
  for (const { name, refersTo, comment, hidden, sheetId } of model.names.all()) {
    const left = cites(refersTo) ? changed(refersTo) : refersTo;
    if (left !== refersTo) model.names.add(name, left, comment, hidden, sheetId);
  }
  for (const { calculated } of model.tables())
    for (const [column, { formula, row }] of calculated)
      if (cites(formula)) calculated.set(column, { formula: changed(formula), row });
  for (const sheet of model.inner.getSheets())
    sheet.getCellMatrix().forValue((row, column, cell) => {
      const formula = cell?.f;
      if (!formula || !cites(formula)) return;
      const left = changed(formula);
      if (left === formula) return;
      // Sa valeur reste : en calcul manuel, rien ne la referait, et Univer efface celle d'une formule écrite seule.
      model.pending.fill(sheet.getSheetId(), { row, column, rows: 1, columns: 1 }, () => ({
        ...cell,
        f: left,
      }));
    });
}

/** Un tableau vient d'être supprimé. */
export const forgetTable = (model: WorkbookModel, table: string): void => rewrite(model, table, () => LOST);

/** Un tableau vient de changer de nom. */
export const renameTable = (model: WorkbookModel, table: string, name: string): void =>
  rewrite(model, table, brackets => name + brackets);

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
    renamed.set(escapeTitle(name).toLocaleLowerCase(), escapeTitle(now));
  }
  if (renamed.size === 0) return;
  const named = (name: string) => renamed.get(name.toLocaleLowerCase()) ?? name;
  rewrite(model, table, brackets => table + (brackets === '' ? '' : rewriteTitles(brackets, named)));
}
