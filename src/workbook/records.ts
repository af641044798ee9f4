/** Les gestes sur une ligne d'une table : remettre ce qui a été changé à la main, retirer. */
import { ruptures } from '../cloture/tables-communes/sceau';
import type { DescriptionFeuille } from './feuille';
import { neutralise } from './matrix';
import { withExcel } from './office';
import { enqueue } from './queue';
import { locateTables, readTables, usesDates1904 } from './reader';
import type { AnyTable, Ligne, Rang } from './table';
import { cleTexte } from './tables/doublons';
import { writeTable } from './writer';

/** Jours entre les deux systèmes de dates d'Excel. */
const FROM_1900_TO_1904 = 1462;

/**
 * Remet chaque ligne scellée que quelqu'un a changée telle que le complément l'avait écrite ; rend leur nombre. Les cellules
 * que l'utilisateur a ajoutées à côté ne bougent pas.
 */
export function restoreSealed(table: AnyTable): Promise<number> {
  return enqueue(async () => {
    const lecture = (await readTables([table])).lire(table);
    const broken = ruptures(lecture);
    if (broken.length === 0) return 0;
    await withExcel(async context => {
      const location = (await locateTables(context)).get(table.nom.toLowerCase());
      if (!location) return;
      const shift = (await usesDates1904(context)) ? FROM_1900_TO_1904 : 0;
      const sheet = context.workbook.worksheets.getItem(location.sheet);
      for (const { ligne, colonnes, cellules } of broken)
        for (const { cle, sorte } of colonnes) {
          const at = lecture.entetes[cle];
          if (at === undefined) continue;
          const sealed = cellules[cle] ?? '';
          const value = sorte === 'jour' && typeof sealed === 'number' ? sealed - shift : sealed;
          sheet.getRangeByIndexes(ligne - 1, location.column + at, 1, 1).values = [[neutralise(value)]];
        }
      await context.sync();
    });
    return broken.length;
  });
}

/**
 * Retire une ligne, retrouvée par sa clé au moment d'écrire. Si l'utilisateur a écrit à côté, elle est gardée, vidée de ses
 * montants et signalée, comme toute ligne devenue sans objet. Rend faux si elle n'existe pas.
 */
export function removeRow(table: AnyTable, row: Rang, description: DescriptionFeuille): Promise<boolean> {
  const wanted = cleTexte(row, table.cle);
  const isWanted = (line: Ligne<AnyTable>) => cleTexte(line, table.cle) === wanted;
  return enqueue(() =>
    withExcel(async context => {
      const produite = {
        table,
        lignes: [],
        cle: (line: object) => cleTexte(line as Ligne<AnyTable>, table.cle),
        portee: isWanted,
      };
      const { retirees } = await writeTable(context, produite, description);
      return retirees > 0;
    }),
  );
}
