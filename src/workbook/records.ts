/** Les gestes sur une ligne d'une table : remettre ce qui a été changé à la main, retirer. */
import { EcrituresCloture } from '../cloture/tables-communes';
import { estPermise } from '../cloture/tables-communes/ecritures-touchees';
import { type Rupture, ruptures } from '../cloture/tables-communes/sceau';
import { lignesRetirees, type PiecesTouchees, piecesTouchees } from '../cloture/tables-communes/sceau-pieces';
import { decrireFeuille, type DescriptionFeuille } from './feuille';
import type { Cell } from './matrix';
import { withExcel } from './office';
import { type OpenedTable, patchOf } from './open-table';
import { enqueue } from './queue';
import type { Produite } from './plan';
import { readTables } from './reader';
import { Pace } from './seals/digest';
import type { AnyTable, Lecture, Ligne, Rang } from './table';
import { cleTexte } from './tables/doublons';
import { TableWriter, type WriteReport, writeTable } from './writer';

/** Jours entre les deux systèmes de dates d'Excel. */
const FROM_1900_TO_1904 = 1462;

/**
 * Remet chaque ligne scellée que quelqu'un a changée telle que le complément l'avait écrite, et les écritures de clôture
 * retirées ou ajoutées à la main ; rend leur nombre. Un libellé changé d'une écriture validée reste : c'est permis, et il
 * se remet à part. Les cellules que l'utilisateur a ajoutées à côté ne bougent pas.
 */
export function restoreSealed(table: AnyTable): Promise<number> {
  return enqueue(async () => {
    if (table.nom !== EcrituresCloture.nom) return putCellsBack(table, ruptures);
    const changed = await putCellsBack(table, async lecture =>
      (await touched(lecture)).changees.filter(one => !estPermise(one)),
    );
    const { ajoutees, retirees } = await touched((await readTables([table])).lire(table));
    if (ajoutees.length + retirees.length > 0) await putLinesBack(ajoutees, retirees);
    return changed + ajoutees.length + retirees.length;
  });
}

/** Remet les libellés et les références d'écritures validées tels qu'ils étaient ; rend le nombre de lignes. */
export function restoreLabels(): Promise<number> {
  return enqueue(() =>
    putCellsBack(EcrituresCloture as unknown as AnyTable, async lecture =>
      (await touched(lecture)).changees.filter(estPermise),
    ),
  );
}

const touched = (lecture: Lecture): Promise<PiecesTouchees> => new Pace().run(piecesTouchees(lecture));

function putCellsBack(
  table: AnyTable,
  brokenIn: (lecture: Lecture) => readonly Rupture[] | Promise<readonly Rupture[]>,
): Promise<number> {
  return withExcel(context =>
    new TableWriter(context).patch(table, async opened => {
      const patches = (await brokenIn(opened.lecture)).map(broken =>
        patchOf(opened, broken.ligne, sealedCells(broken, opened)),
      );
      return patches.filter(patch => patch !== undefined);
    }),
  );
}

function sealedCells(
  { colonnes, cellules }: Rupture,
  { base1904, lecture }: OpenedTable,
): (readonly [string, Cell])[] {
  return colonnes
    .filter(({ cle }) => lecture.entetes[cle] !== undefined)
    .map(({ cle, sorte }) => {
      const sealed = cellules[cle] ?? '';
      const shifted = base1904 && sorte === 'jour' && typeof sealed === 'number';
      return [cle, shifted ? sealed - FROM_1900_TO_1904 : sealed] as const;
    });
}

/** Récrit les lignes d'écriture retirées, et retire celles que le complément n'a pas écrites. */
function putLinesBack(
  ajoutees: PiecesTouchees['ajoutees'],
  retirees: PiecesTouchees['retirees'],
): Promise<WriteReport> {
  const added = new Set(ajoutees.map(({ ligne }) => ligne));
  const produite: Produite<typeof EcrituresCloture> = {
    table: EcrituresCloture,
    lignes: lignesRetirees(retirees),
    cle: l => cleTexte(l as unknown as Rang, EcrituresCloture.cle),
    portee: l => added.has(l.ligne),
  };
  return withExcel(context =>
    writeTable(context, produite as unknown as Produite, decrireFeuille(EcrituresCloture)),
  );
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
