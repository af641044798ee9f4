import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from '../mesure';

const RACINE = join(__dirname, '../../..');
/** Ce que `npm run build` livre, ou ce que `npm test` et `npm start` ont construit. */
const PAQUETS = ['dist', '.cache/complement'];

const poids = (octets: Buffer) => gzipSync(octets, { level: 9 }).length;

/** Le poids du premier chargement : la page et les scripts qu'elle nomme, office.js de Microsoft mis à part. */
export function volet(): Figure {
  const paquet = PAQUETS.map(nom => join(RACINE, nom)).find(dossier =>
    existsSync(join(dossier, 'taskpane.html')),
  );
  const quoi = 'Poids compressé (gzip) du premier chargement de la page du complément, hors office.js';
  if (paquet === undefined) throw new Error('Rien n’est construit : lancez npm run build.');
  const page = readFileSync(join(paquet, 'taskpane.html'));
  const noms = [...page.toString('utf8').matchAll(/(?:src|href)="?([^">\s]+\.(?:js|css))/g)].flatMap(
    ([, nom]) => (nom !== undefined && !nom.includes('//') ? [nom] : []),
  );
  const fichiers = [page, ...noms.map(nom => readFileSync(join(paquet, nom)))];
  const octets = fichiers.reduce((somme, fichier) => somme + poids(fichier), 0);
  const react = join(RACINE, 'node_modules/react-dom/cjs/react-dom-client.production.js');
  const pair = poids(readFileSync(react));
  return {
    quoi,
    plancher: 'react-dom seul, compressé de même',
    rapport: Number((octets / pair).toFixed(2)),
    detail: { octets, plancherOctets: pair, fichiers: noms.join(' ') },
  };
}
