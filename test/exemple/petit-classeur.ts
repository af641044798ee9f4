/**
 * Le petit classeur des essais : l'affaire 24A010 du domaine (§18), seule, depuis les CSV du scénario. Il se lit d'un
 * coup d'œil et s'ouvre vite ; le classeur livré, lui, est la société entière.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE } from '../../src/embedded/templates/content';
import { buildWorkbook } from '../../src/embedded/templates/workbook';
import { noyau } from './noyau';

const NOM = 'exemple-esn.xlsx';

let fabrique: Promise<Uint8Array> | undefined;

/** Les octets du petit classeur, fabriqué une fois par processus comme le ferait `npm run classeur`. */
export function petitClasseur(): Promise<Uint8Array> {
  fabrique ??= buildWorkbook({ ...EXAMPLE, rows: noyau() });
  return fabrique;
}

/** Pose le petit classeur dans un dossier, sous le nom du classeur d'exemple, et rend son chemin. */
export async function poserPetitClasseur(dossier: string): Promise<string> {
  const chemin = join(dossier, NOM);
  writeFileSync(chemin, await petitClasseur());
  return chemin;
}
