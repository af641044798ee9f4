import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAPACITES } from '../../../src/cloture';
import { jour } from '../../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient } from '../../../src/embedded/node/client';
import { runClose } from '../../../src/workbook/runs';
import { duree, figure, type Figure } from '../mesure';

const CLASSEUR = join(__dirname, '../../../templates/exemple-esn.xlsx');
const ESSAIS = 3;

interface Passage {
  /** Toutes les étapes, fichier compris. */
  readonly total: number;
  /** La clôture seule : lire les tables, calculer, écrire les feuilles et les journaux. */
  readonly cloture: number;
  readonly etapes: readonly { nom: string; dureeMs: number }[];
}

async function ouvrir(): Promise<EmbeddedExcel> {
  const excel = await createEmbeddedExcel({ fichier: readFileSync(CLASSEUR) });
  const client = bootClient(excel);
  client.install();
  await excel.calculated();
  return excel;
}

/** Ouvre, clôture ou non, enregistre en mémoire ; chaque étape chronométrée. */
async function passage(clore: boolean): Promise<Passage> {
  const etapes: { nom: string; dureeMs: number }[] = [];
  let cloture = 0;
  let excel: EmbeddedExcel | undefined;
  etapes.push({ nom: 'ouverture', dureeMs: await duree(async () => (excel = await ouvrir())) });
  if (!excel) throw new Error('Le classeur ne s’est pas ouvert.');
  const ouvert = excel;
  if (clore) {
    const debut = performance.now();
    const bilan = await runClose({
      capacites: CAPACITES,
      arrete: jour(2026, 11, 30),
      mode: 'VALIDER',
      par: 'bench',
      onProgress: () => undefined,
    });
    cloture = performance.now() - debut;
    if (bilan.bloque) throw new Error('La clôture de l’exemple est bloquée.');
    etapes.push(...bilan.etapes);
  }
  const enregistrer = async () => {
    await ouvert.calculated();
    await ouvert.save();
  };
  etapes.push({ nom: 'enregistrement', dureeMs: await duree(enregistrer) });
  ouvert.dispose();
  return { total: etapes.reduce((somme, { dureeMs }) => somme + dureeMs, 0), cloture, etapes };
}

const meilleur = (passages: readonly Passage[], duree: 'total' | 'cloture') =>
  passages.reduce((mieux, autre) => (autre[duree] < mieux[duree] ? autre : mieux));

/** Toute la clôture de l'exemple dans Node, lecture et écriture du fichier à part. */
export async function cloture(): Promise<Figure> {
  await passage(false);
  const sans: Passage[] = [];
  const avec: Passage[] = [];
  for (let essai = 0; essai < ESSAIS; essai++) {
    sans.push(await passage(false));
    avec.push(await passage(true));
  }
  const clos = meilleur(avec, 'cloture');
  const etapes = clos.etapes.map(({ nom, dureeMs }) => [`${nom} (s)`, Number((dureeMs / 1000).toFixed(3))]);
  return figure(
    'Clôturer novembre de templates/exemple-esn.xlsx dans Node par la bibliothèque d’Excel, fichier ouvert et enregistré à part',
    clos.cloture,
    'ouvrir et enregistrer le même classeur sans clôturer',
    meilleur(sans, 'total').total,
    Object.fromEntries(etapes) as Record<string, number>,
  );
}
