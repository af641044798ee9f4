import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Lire from '../../../src/cloture/comptabilite-generale/fec/lire';
import { jour, versIso } from '../../../src/comptabilite';
import { alea } from '../alea';
import { livre } from '../livre';
import { duree, figure, type Figure } from '../mesure';

const LIGNES = 500_000;
const ESSAIS = 5;
const NOM = '123456789FEC20261231.txt';
const TITRES =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise';

const euros = (centimes: number) => (centimes / 100).toFixed(2).replace('.', ',');

/** Des factures de trois lignes, lettrées une sur deux, sur douze mois. */
function texte(): string {
  const hasard = alea(471);
  const lignes = [TITRES.replaceAll(' ', '\t')];
  for (let n = 1; lignes.length <= LIGNES; n++) {
    const date = versIso(jour(2026, hasard.entier(1, 12), hasard.entier(1, 28))).replaceAll('-', '');
    const ht = hasard.entier(1_000, 900_000) * 5;
    const tva = ht / 5;
    const client = hasard.entier(1, 5_000);
    const ecrire = (compte: string, libelle: string, auxiliaire: string, debit: number, credit: number) =>
      lignes.push(
        `VT\tVentes\t${n}\t${date}\t${compte}\t${libelle}\t${auxiliaire}\tFA${n}\t${date}\tFacture FA${n} été\t${euros(debit)}\t${euros(credit)}\t\t\t${date}\t\t`,
      );
    ecrire('411000', 'Clients', `C${client}\tClient n° ${client}`, ht + tva, 0);
    ecrire('706000', 'Prestations de services', '\t', 0, ht);
    ecrire('445710', 'TVA collectée', '\t', 0, tva);
  }
  return lignes.join('\r\n');
}

/** Octets du tas et des tableaux, déchets pas encore ramassés compris. */
function occupes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Le plancher : lire les mêmes octets par morceaux, et couper chaque ligne en ses champs, sans rien en garder. */
async function couper(chemin: string): Promise<number> {
  const decoder = new TextDecoder();
  let champs = 0;
  let reste = '';
  for await (const octets of createReadStream(chemin, { highWaterMark: 256 * 1024 })) {
    const lignes = (reste + decoder.decode(octets as Buffer, { stream: true })).split('\r\n');
    reste = lignes.pop() ?? '';
    for (const ligne of lignes) champs += ligne.split('\t').length;
  }
  return champs + reste.split('\t').length;
}

/** Un FEC de 500 000 lignes, des octets du disque aux lignes contrôlées : chaque règle du §11.4. */
export async function fec(): Promise<Figure> {
  const { lireFec } = livre<typeof Lire>('src/cloture/comptabilite-generale/fec/lire.ts');
  const dossier = await mkdtemp(join(tmpdir(), 'banc-fec-'));
  const chemin = join(dossier, NOM);
  try {
    await writeFile(chemin, texte());
    const { size: taille } = await stat(chemin);
    const fichier = await open(chemin);
    const source = {
      nom: NOM,
      taille,
      async lire(de: number, a: number) {
        const octets = new Uint8Array(a - de);
        await fichier.read(octets, 0, a - de, de);
        return octets;
      },
    };
    let detail: Record<string, number | string> = {};
    // Ce qu'il y a de plus au retour d'une lecture. Le ramasse-miettes passe quand il veut : le plus grand des essais.
    let tenus = 0;
    let [ms, plancherMs] = [Infinity, Infinity];
    for (let essai = 0; essai < ESSAIS; essai++) {
      ms = Math.min(
        ms,
        await duree(async () => {
          const avant = occupes();
          const { lignes, totaux, bloque, anomalies } = await lireFec(source);
          if (bloque) throw new Error('Le FEC du banc est faux.');
          tenus = Math.max(tenus, occupes() - avant);
          detail = {
            lignes: lignes.nombre,
            pieces: totaux!.nombre,
            centimes: totaux!.debit,
            alertes: anomalies.length,
            octets: taille,
            'de plus au retour (Mo)': Math.round(tenus / 1e6),
          };
        }),
      );
      plancherMs = Math.min(plancherMs, await duree(() => couper(chemin)));
    }
    await fichier.close();
    return figure(
      `Lire et contrôler un FEC de ${LIGNES} lignes, des octets du disque aux constats`,
      ms,
      'Lire les mêmes octets et couper les champs de chaque ligne',
      plancherMs,
      detail,
    );
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
