/**
 * Le petit classeur des essais : l'affaire 24A010 du domaine (§18), seule, depuis les CSV du scénario. Il se lit d'un
 * coup d'œil et s'ouvre vite ; le classeur livré, lui, est la société entière.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE } from '../../src/embedded/templates/content';
import { buildWorkbook } from '../../src/embedded/templates/workbook';
import { noyau } from './noyau';

/** Le nom sous lequel l'atelier ouvre son classeur. */
export const CLASSEUR = 'exemple-esn.xlsx';

const fabriques = new Map<string, Promise<Uint8Array>>();

/** Les octets du classeur d'un scénario, fabriqué une fois par processus comme le ferait `npm run classeur`. */
export function classeurDuScenario(scenario: string): Promise<Uint8Array> {
  const fabrique = fabriques.get(scenario) ?? buildWorkbook({ ...EXAMPLE, rows: noyau(scenario) });
  fabriques.set(scenario, fabrique);
  return fabrique;
}

/** Les octets du petit classeur. */
export const petitClasseur = (): Promise<Uint8Array> => classeurDuScenario('exemple-esn');

/** Pose le classeur d'un scénario dans un dossier, sous le nom du classeur d'exemple, et rend son chemin. */
export async function poserPetitClasseur(dossier: string, scenario = 'exemple-esn'): Promise<string> {
  const chemin = join(dossier, CLASSEUR);
  writeFileSync(chemin, await classeurDuScenario(scenario));
  return chemin;
}
