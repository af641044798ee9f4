import type { DescriptionFeuille } from './feuille';
import { type Context, withExcel, type WorkOptions, throwIfCancelled } from './office';
import { enqueue } from './queue';
import { locateTables } from './reader';
import { createSheet, nameTaken } from './sheets';

/**
 * Ajoute au classeur les tables qui lui manquent, une feuille chacune, à la suite des siennes. Une table déjà là, sous
 * quelque feuille que ce soit, n'est pas touchée. Rend le nombre de tables ajoutées.
 * @throws CloseError si des noms définis du classeur portent le nom de tables à créer
 */
export function insertTables(
  descriptions: readonly DescriptionFeuille[],
  options: WorkOptions = {},
): Promise<number> {
  return enqueue(() =>
    withExcel(async context => {
      const present = await locateTables(context);
      const missing = descriptions.filter(({ table }) => !present.has(table.nom.toLowerCase()));
      await refuseTakenNames(context, missing);
      for (const [done, description] of missing.entries()) {
        throwIfCancelled(options.signal);
        options.onProgress?.({ etape: description.nom, fait: done, total: missing.length });
        await createSheet(context, description);
      }
      return missing.length;
    }),
  );
}

/** Avant la première feuille : un nom pris au milieu en laisserait la moitié. @throws CloseError qui les nomme tous */
async function refuseTakenNames(context: Context, missing: readonly DescriptionFeuille[]): Promise<void> {
  const { names } = context.workbook;
  names.load('items/name');
  await context.sync();
  const defined = new Set(names.items.map(({ name }) => name.toLowerCase()));
  const taken = missing.map(({ table }) => table.nom).filter(nom => defined.has(nom.toLowerCase()));
  if (taken.length > 0) throw nameTaken(taken);
}

/** Ouvre un classeur dans une autre fenêtre d'Excel. Certains hôtes ne le savent pas : la promesse est alors rejetée. */
export async function openWorkbook(bytes: Uint8Array): Promise<void> {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  await Excel.createWorkbook(btoa(binary));
}
