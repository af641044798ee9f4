/** Trois cent mille temps, stylés, une formule par ligne : clôturés de fichier à fichier. */
import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { CAPACITES } from '../../../src/cloture';
import { jour } from '../../../src/comptabilite';
import { createEmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient } from '../../../src/embedded/node/client';
import { type Bilan, runClose } from '../../../src/workbook/runs';
import { duree, figure, type Figure } from '../mesure';

const TEMPS = Number(process.env['TEMPS'] ?? 300_000);
/** Une société de trois cents personnes, sur quelques années. */
const AFFAIRES = 2_000;

/** Fait ou vérifie le classeur, dans un processus à part : sa mémoire n'est pas celle de la clôture. */
function aPart(geste: 'fabriquer' | 'verifier', chemin: string): Promise<void> {
  const script = join(__dirname, '../gros-classeur.ts');
  return new Promise((fini, rate) =>
    fork(script, [geste, chemin, String(TEMPS), String(AFFAIRES)]).on('exit', code =>
      code === 0 ? fini() : rate(new Error(`« ${geste} » le classeur du banc a échoué.`)),
    ),
  );
}

/** Ce que coûte de regarder chaque cellule du fichier : décompresser, décoder, découper. */
async function decouper(chemin: string): Promise<number> {
  let lues = 0;
  for (const [nom, octets] of Object.entries(unzipSync(await readFile(chemin))))
    if (nom.startsWith('xl/worksheets/'))
      for (const [, valeur] of strFromU8(octets).matchAll(/<c [^>]*>(?:<f>[^<]*<\/f>)?<v>([^<]*)<\/v>/g))
        lues += valeur === undefined ? 0 : 1;
  return lues;
}

interface Passage {
  readonly bilan: Bilan;
  readonly phases: Readonly<Record<string, number>>;
}

/** Ouvre, clôture, enregistre ; les secondes et la mémoire de chaque phase. */
async function passer(entree: string, sortie: string): Promise<Passage> {
  const phases: Record<string, number> = {};
  const phase = async <T>(nom: string, faire: () => Promise<T>): Promise<T> => {
    let rendu: T;
    const ms = await duree(async () => (rendu = await faire()));
    phases[`${nom} (s)`] = Number((ms / 1000).toFixed(2));
    phases[`${nom}, mémoire la plus haute (Mo)`] = Math.round(process.resourceUsage().maxRSS / 1000);
    return rendu!;
  };
  const excel = await phase('ouverture', async () => {
    const ouvert = await createEmbeddedExcel({ fichier: await readFile(entree) });
    bootClient(ouvert).install();
    await ouvert.calculated();
    return ouvert;
  });
  const bilan = await phase('clôture', () =>
    runClose({ capacites: CAPACITES, arrete: jour(2026, 11, 30), mode: 'VALIDER', par: 'banc' }),
  );
  await phase('enregistrement', async () => writeFile(sortie, await excel.save()));
  return { bilan, phases };
}

/** De fichier à fichier, à côté du même fichier décompressé et découpé cellule par cellule ; le résultat est recompté à part. */
export async function fichier(): Promise<Figure> {
  const dossier = await mkdtemp(join(tmpdir(), 'banc-fichier-'));
  try {
    const [entree, sortie] = [join(dossier, 'entree.xlsx'), join(dossier, 'sortie.xlsx')];
    await aPart('fabriquer', entree);
    let cellules = 0;
    const plancherMs = await duree(async () => (cellules = await decouper(entree)));
    let rendu: Passage | undefined;
    const ms = await duree(async () => (rendu = await passer(entree, sortie)));
    const { bilan, phases } = rendu!;
    if (bilan.bloque) throw new Error('La clôture du banc est bloquée.');
    await aPart('verifier', sortie);
    return figure(
      `Clôturer de fichier à fichier un classeur de ${TEMPS} temps stylés, une formule par ligne, ${AFFAIRES} affaires`,
      ms,
      'décompresser le même fichier et découper chaque cellule',
      plancherMs,
      {
        ...phases,
        ...Object.fromEntries(
          bilan.etapes.map(({ nom, dureeMs }) => [`dont ${nom} (s)`, Number((dureeMs / 1000).toFixed(2))]),
        ),
        cellules,
        ecritures: bilan.ecritures.nombre,
        entreeOctets: (await stat(entree)).size,
      },
    );
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
