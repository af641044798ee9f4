/** Les tables de l'exemple, pour les essais : le cas de référence lu dans ses CSV, et la société bâtie autour. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composerSociete } from '../../src/embedded/templates/exemple';
import { importFiles } from '../../src/embedded/templates/import';
import { allSheets } from '../../src/embedded/templates/workbook';
import type { Rang } from '../../src/workbook/table';

export type Tables = ReadonlyMap<string, readonly Rang[]>;

const SCENARIOS = join(__dirname, '../scenarios');

/** Les fichiers d'un scénario, par nom ; ceux du scénario qu'il nomme dans SOCLE, qu'il ne redonne pas. */
function fichiers(scenario: string): Map<string, Uint8Array> {
  const socle = join(SCENARIOS, scenario, 'SOCLE');
  const entrees = join(SCENARIOS, scenario, 'entrees');
  const siens = readdirSync(entrees)
    .filter(nom => nom.endsWith('.csv'))
    .map(nom => [nom, new Uint8Array(readFileSync(join(entrees, nom)))] as const);
  return new Map([...(existsSync(socle) ? fichiers(readFileSync(socle, 'utf8').trim()) : []), ...siens]);
}

/** Les lignes d'un scénario, le cas de référence par défaut. @throws Error si un fichier porte une anomalie bloquante. */
export function noyau(scenario = 'exemple-esn'): Tables {
  const lus = [...fichiers(scenario)].sort(([a], [b]) => (a < b ? -1 : 1));
  const { rows, anomalies } = importFiles(
    lus.map(([name, bytes]) => ({ name, bytes })),
    allSheets().map(({ table }) => table),
  );
  const bloquante = anomalies.find(a => a.gravite === 'BLOQUANT');
  if (bloquante) throw new Error(bloquante.message);
  return rows;
}

/** La société, onze mois ouverts, rien de ce que la clôture écrit. */
export const societe = (): Tables => composerSociete(noyau());
