import { withExcel } from './office';
import { locateTables } from './reader';

/** Une cellule désignée par une anomalie ou une explication. */
export interface CellTarget {
  table: string;
  /** Numéro de ligne d'Excel (1 en haut de la feuille). */
  ligne?: number;
  /** Clé de la colonne. */
  colonne?: string;
}

/**
 * Mène l'utilisateur à une cellule : active la feuille de la table et sélectionne. Rend faux si la table n'existe plus.
 * @param headers noms sous lesquels la colonne peut être écrite dans le classeur.
 */
export function goTo(target: CellTarget, headers: readonly string[] = []): Promise<boolean> {
  return withExcel(async context => {
    const location = (await locateTables(context)).get(target.table.toLowerCase());
    if (!location) return false;
    const sheet = context.workbook.worksheets.getItem(location.sheet);
    const header = sheet.getRangeByIndexes(location.row, location.column, 1, location.columns);
    header.load('values');
    await context.sync();
    const names = new Set([target.colonne ?? '', ...headers].map(name => name.toLowerCase().trim()));
    const at = (header.values[0] as unknown[]).findIndex(value =>
      names.has(String(value).toLowerCase().trim()),
    );
    const row = target.ligne === undefined ? location.row : target.ligne - 1;
    sheet.activate();
    sheet.getRangeByIndexes(row, location.column + Math.max(0, at), 1, 1).select();
    await context.sync();
    return true;
  });
}

/** Active une feuille par son nom ; faux si elle n'existe pas. */
export function openSheet(name: string): Promise<boolean> {
  return withExcel(async context => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    await context.sync();
    if (sheet.isNullObject) return false;
    sheet.activate();
    await context.sync();
    return true;
  });
}
