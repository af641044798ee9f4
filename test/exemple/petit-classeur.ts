/**
 * Le petit classeur des essais : l'affaire 24A010 du domaine (§18), seule, depuis les CSV du scénario. Il se lit d'un
 * coup d'œil et s'ouvre vite ; le classeur livré, lui, est la société entière.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE } from '../../src/embedded/templates/content';
import { importFiles } from '../../src/embedded/templates/import';
import { allSheets, buildWorkbook } from '../../src/embedded/templates/workbook';

const ENTREES = join(__dirname, '../scenarios/exemple-esn/entrees');
const NOM = 'exemple-esn.xlsx';

let fabrique: Promise<Uint8Array> | undefined;

/** Les octets du petit classeur, fabriqué une fois par processus comme le ferait `npm run classeur`. */
export function petitClasseur(): Promise<Uint8Array> {
  fabrique ??= fabriquer();
  return fabrique;
}

/** Pose le petit classeur dans un dossier, sous le nom du classeur d'exemple, et rend son chemin. */
export async function poserPetitClasseur(dossier: string): Promise<string> {
  const chemin = join(dossier, NOM);
  writeFileSync(chemin, await petitClasseur());
  return chemin;
}

async function fabriquer(): Promise<Uint8Array> {
  const fichiers = readdirSync(ENTREES)
    .filter(nom => nom.endsWith('.csv'))
    .sort()
    .map(name => ({ name, bytes: new Uint8Array(readFileSync(join(ENTREES, name))) }));
  const tables = allSheets().map(({ table }) => table);
  const { rows, anomalies } = importFiles(fichiers, tables);
  const bloquante = anomalies.find(a => a.gravite === 'BLOQUANT');
  if (bloquante) throw new Error(bloquante.message);
  return buildWorkbook({ ...EXAMPLE, rows });
}
