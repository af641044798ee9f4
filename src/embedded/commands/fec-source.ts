/** Un FEC du disque, lu par morceaux. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { depuisTexte, type Jour } from '../../comptabilite';
import type { Bornes } from '../../cloture/comptabilite-generale/fec/calcul/exercice';
import type { Source } from '../../cloture/comptabilite-generale/fec/encodage';
import { UsageError, userPath } from './cli';

/** Ouvre le fichier le temps d'un travail. */
export async function withSource<T>(path: string, job: (source: Source) => Promise<T>): Promise<T> {
  const unreadable = () => new UsageError(`Fichier introuvable ou illisible : ${path}`);
  const file = await open(userPath(path)).catch(() => {
    throw unreadable();
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw unreadable();
    return await job({
      nom: basename(path),
      taille: stat.size,
      async lire(de, a) {
        const bytes = new Uint8Array(a - de);
        const { bytesRead } = await file.read(bytes, 0, a - de, de);
        return bytes.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}

/** Les bornes d'un exercice données en argument, « 2026-01-01:2026-12-31 ». */
export function parseBounds(text: string): Bornes {
  const [debut, fin, ...others] = text.split(':').map(depuisTexte) as (Jour | undefined)[];
  if (debut === undefined || fin === undefined || others.length > 0 || fin < debut)
    throw new UsageError(`Exercice illisible : « ${text} ». Écrivez --exercice AAAA-MM-JJ:AAAA-MM-JJ.`);
  return { debut, fin };
}
