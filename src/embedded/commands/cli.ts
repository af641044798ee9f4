import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Anomalie, Jour } from '../../comptabilite';

/** Mauvais usage ou fichier illisible : le message va à l'utilisateur, le code de sortie est 2. */
export class UsageError extends Error {}

export const EXIT = { done: 0, blocked: 1, usage: 2 } as const;

/** Le classeur lu et celui qu'on écrit. */
export interface Files {
  fichier: string;
  sortie: string;
  json: boolean;
}

/** Un geste sur un mois fermé. Vérifier sans arrêté : le dernier scellé. */
export interface MonthRequest extends Files {
  gesture: 'verifier' | 'rouvrir' | 'corriger';
  arrete: Jour | undefined;
  motif: string;
}

/** Un chemin donné par l'utilisateur part du dossier d'où il a lancé la commande. */
export function userPath(path: string): string {
  return resolve(process.env.CLOTURE_CWD ?? process.cwd(), path);
}

export async function readUserFile(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(userPath(path)));
  } catch {
    throw new UsageError(`Fichier introuvable ou illisible : ${path}`);
  }
}

/** Écrit par un fichier temporaire puis un renommage : le fichier d'origine n'est jamais à moitié écrit. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const target = userPath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`Écriture impossible dans ${path} : ${(error as Error).message}`);
  }
}

export const say = (text: string) => process.stderr.write(`${text}\n`);
export const print = (text: string) => process.stdout.write(`${text}\n`);

/** Lance une commande : rend son code de sortie, dit son mauvais usage en clair, ne montre une pile que pour un défaut. */
export async function main(command: () => Promise<number>, usage: string): Promise<void> {
  let code: number;
  try {
    code = await command();
  } catch (error) {
    const isUsage =
      error instanceof UsageError ||
      String((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS');
    say(isUsage ? `${(error as Error).message}\n${usage}` : String((error as Error).stack ?? error));
    code = isUsage ? EXIT.usage : EXIT.blocked;
  }
  await new Promise<void>(done => process.stdout.write('', () => done()));
  process.exit(code);
}

/** Une anomalie en une ligne : gravité, code, lieu, ce qui ne va pas, quoi faire. */
export function describe(anomalie: Anomalie): string {
  const place = [anomalie.table, anomalie.ligne && `ligne ${anomalie.ligne}`, anomalie.colonne]
    .filter(Boolean)
    .join(', ');
  return `${anomalie.gravite} ${anomalie.code}${place ? ` [${place}]` : ''} ${anomalie.message} ${anomalie.remede}`.trim();
}
