import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const RACINE = join(__dirname, '../..');

export type Commande = 'classeur' | 'cloture' | 'fec' | 'formule';

/** Une commande lancée dans un dossier comme `npm run` la lance, sans ce que npm y ajoute. */
export function lancer(
  dossier: string,
  commande: Commande,
  args: readonly string[],
  input = '',
): { code: number | null; sortie: string; erreur: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(RACINE, 'node_modules/tsx/dist/cli.mjs'), `src/embedded/commands/${commande}.ts`, ...args],
    { cwd: RACINE, env: { ...process.env, CLOTURE_CWD: dossier }, encoding: 'utf8', input },
  );
  return { code: status, sortie: stdout, erreur: stderr };
}

/** La même, qui doit réussir : rend ce qu'elle a écrit. */
export function reussir(dossier: string, commande: Commande, args: readonly string[]): string {
  const { code, sortie, erreur } = lancer(dossier, commande, args);
  if (code !== 0) throw new Error(`${commande} : ${code}\n${sortie}\n${erreur}`);
  return sortie;
}
