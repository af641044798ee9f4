/** Les tables de l'exemple, pour les essais : le cas de référence lu dans ses CSV, et la société bâtie autour. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composerSociete } from '../../src/embedded/templates/exemple';
import { importFiles } from '../../src/embedded/templates/import';
import { allSheets } from '../../src/embedded/templates/workbook';
import type { Rang } from '../../src/workbook/table';

export type Tables = ReadonlyMap<string, readonly Rang[]>;

const ENTREES = join(__dirname, '../scenarios/exemple-esn/entrees');

/** Les lignes du cas de référence. @throws Error si un fichier porte une anomalie bloquante. */
export function noyau(): Tables {
  const fichiers = readdirSync(ENTREES)
    .filter(nom => nom.endsWith('.csv'))
    .sort()
    .map(name => ({ name, bytes: new Uint8Array(readFileSync(join(ENTREES, name))) }));
  const tables = allSheets().map(({ table }) => table);
  const { rows, anomalies } = importFiles(fichiers, tables);
  const bloquante = anomalies.find(a => a.gravite === 'BLOQUANT');
  if (bloquante) throw new Error(bloquante.message);
  return rows;
}

/** La société, onze mois ouverts, rien de ce que la clôture écrit. */
export const societe = (): Tables => composerSociete(noyau());
