import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ADDIN_DIRECTORY, ROOT } from '../../../src/embedded/page/build';
import { ouvrirAtelier, type Atelier } from '../../navigateur/atelier';
import { type Figure, figure } from '../mesure';

const ESSAIS = 5;

const poids = (octets: Buffer) => gzipSync(octets, { level: 9 }).length;

/** Ce que le cadre du volet a demandé au serveur jusqu'à ce que l'accueil soit là, et quand. */
interface Ouverture {
  fichiers: string[];
  /** Millisecondes depuis la demande de la page. */
  pret: number;
  affiche: number;
}

async function ouvrir(atelier: Atelier): Promise<Ouverture> {
  await atelier.volet.getByRole('list').first().waitFor();
  const { marques, adresses } = await atelier.cadre().evaluate(() => ({
    marques: performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime] as const),
    adresses: performance.getEntriesByType('resource').map(({ name }) => name),
  }));
  const a = (nom: string) => marques.find(([marque]) => marque === nom)?.[1] ?? NaN;
  const fichiers = adresses
    .map(adresse => new URL(adresse).pathname)
    .filter(chemin => !chemin.startsWith('/office/') && /\.(js|css)$/.test(chemin));
  return {
    fichiers: [...new Set(fichiers)],
    pret: a('cloture:excel-pret'),
    affiche: a('cloture:affiche'),
  };
}

/**
 * Le poids du premier chargement : la page et tout ce qu'elle demande avant que l'accueil soit affiché, office.js de
 * Microsoft mis à part. React et Fluent y sont : le volet ne se lit pas sans eux.
 */
export async function volet(): Promise<Figure> {
  const atelier = await ouvrirAtelier();
  try {
    const { fichiers } = await ouvrir(atelier);
    const page = readFileSync(join(ADDIN_DIRECTORY, 'taskpane.html'));
    const [fonctions = 0] = fichiers.filter(f => /\/app\./.test(f)).map(f => poids(lire(f)));
    const octets = fichiers.reduce((somme, fichier) => somme + poids(lire(fichier)), poids(page));
    const react = readFileSync(join(ROOT, 'node_modules/react-dom/cjs/react-dom-client.production.js'));
    const pair = poids(react);
    return {
      quoi: 'Poids compressé (gzip) de tout ce que le volet charge avant son premier affichage, hors office.js',
      plancher: 'react-dom seul, compressé de même',
      rapport: Number((octets / pair).toFixed(2)),
      detail: {
        octets,
        dontFonctionsDeCellule: fonctions,
        plancherOctets: pair,
        fichiers: fichiers.join(' '),
      },
    };
  } finally {
    await atelier.close();
  }
}

const lire = (chemin: string) => readFileSync(join(ADDIN_DIRECTORY, chemin.slice(1)));

/** Du chargement de la page du volet à son accueil lisible ; la bibliothèque de Microsoft en est le plancher. */
export async function ouverture(): Promise<Figure> {
  const mesures: Ouverture[] = [];
  for (let essai = 0; essai < ESSAIS; essai++) {
    const atelier = await ouvrirAtelier({ construire: essai === 0 });
    try {
      mesures.push(await ouvrir(atelier));
    } finally {
      await atelier.close();
    }
  }
  const [meilleure] = mesures.sort((a, b) => a.affiche - b.affiche);
  if (!meilleure) throw new Error('aucune ouverture mesurée');
  return figure(
    'De la demande de la page du volet à son premier affichage, dans Chromium, petit classeur ouvert',
    meilleure.affiche,
    "Office.onReady : la bibliothèque de Microsoft est là, rien du volet n'est encore chargé",
    meilleure.pret,
    { essais: ESSAIS, lePlusLentMs: Math.round(mesures.at(-1)?.affiche ?? NaN) },
  );
}
