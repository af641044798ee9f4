import { createEmbeddedExcel, type EmbeddedExcel } from '../embedded';
import { bootClient } from '../node/client';
import { readUserFile, UsageError } from './cli';

/** Ouvre un classeur .xlsx dans l'Excel embarqué, la bibliothèque de Microsoft branchée dessus. */
export async function openWorkbook(fichier: string): Promise<EmbeddedExcel> {
  const bytes = await readUserFile(fichier);
  const excel = await createEmbeddedExcel({ fichier: bytes }).catch((error: unknown) => {
    throw new UsageError(`${fichier} n’est pas un classeur .xlsx lisible (${(error as Error).message}).`);
  });
  bootClient(excel).install();
  await excel.calculated();
  return excel;
}
