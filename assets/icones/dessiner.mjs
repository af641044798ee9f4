// Dessine les icônes du complément : formes vectorielles sur une grille de 80, rendues à chaque taille avec lissage,
// écrites en PNG. Aucune bibliothèque ; les mêmes octets à chaque fois.
//
//   node assets/icones/dessiner.mjs            écrit les fichiers à côté de celui-ci
//   node assets/icones/dessiner.mjs DOSSIER    les écrit ailleurs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

export const TAILLES = [16, 20, 24, 32, 40, 48, 64, 80];

const VERT = [18, 134, 108];
/** Gris moyen : se voit sur un ruban clair comme sur un ruban sombre. */
const ARDOISE = [107, 119, 140];
const BLANC = [255, 255, 255];
const AMBRE = [217, 119, 6];
const BLEU = [47, 116, 192];

// Une forme rend vrai si le point (x, y) de la grille de 80 est dedans.
const rect = (x0, y0, x1, y1, r = 0) => (x, y) => {
  const dx = Math.max(x0 + r - x, 0, x - (x1 - r));
  const dy = Math.max(y0 + r - y, 0, y - (y1 - r));
  return x >= x0 && x <= x1 && y >= y0 && y <= y1 && dx * dx + dy * dy <= r * r + 1e-9;
};
const disque = (cx, cy, r) => (x, y) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r;
const anneau = (cx, cy, r, e) => (x, y) => {
  const d = Math.hypot(x - cx, y - cy);
  return d <= r && d >= r - e;
};
/** Trait d'épaisseur e, bouts ronds, passant par les points. */
const trait = (e, ...points) => (x, y) =>
  points.slice(1).some(([bx, by], i) => {
    const [ax, ay] = points[i];
    const longueur = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / longueur));
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) <= e / 2;
  });
const polygone = (...points) => (x, y) => {
  let dedans = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [xi, yi] = points[i];
    const [xj, yj] = points[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) dedans = !dedans;
  }
  return dedans;
};

// Les bords tombent sur des multiples de 5 (le pixel de 16) ou de 2,5 (celui de 32) : les traits restent nets.
// `petit` : moins de détails sous 24 pixels.

/** Page d'agenda à deux anneaux. */
const agenda = couleur => [
  [couleur, rect(5, 10, 75, 75, 8)],
  [BLANC, rect(10, 27.5, 70, 70, 3)],
  [ARDOISE, rect(20, 5, 27.5, 20, 3)],
  [ARDOISE, rect(52.5, 5, 60, 20, 3)],
];

/** Chaque icône : des couches peintes dans l'ordre. Chacune sa silhouette, pas seulement sa couleur. */
export const ICONES = {
  // Le mois sous cadenas : le produit.
  cloture: petit => [
    ...agenda(VERT),
    [VERT, anneau(40, petit ? 45 : 44, petit ? 12.5 : 11, petit ? 5 : 4.5)],
    [VERT, rect(petit ? 25 : 27.5, 45, petit ? 55 : 52.5, 65, 2)],
    ...(petit ? [] : [[BLANC, disque(40, 54, 3.2)]]),
  ],
  // Le triangle de lecture dans son cercle : calculer sans écrire.
  simuler: petit => [
    [BLEU, anneau(40, 40, 35, petit ? 8 : 7)],
    [BLEU, polygone([30, 20], [30, 60], [62.5, 40])],
  ],
  // Des lignes de journal et une coche : écrire.
  valider: petit => [
    [ARDOISE, rect(5, 10, 65, petit ? 20 : 17.5, 2)],
    [ARDOISE, rect(5, petit ? 35 : 32.5, 45, petit ? 45 : 40, 2)],
    [ARDOISE, rect(5, petit ? 60 : 55, 25, petit ? 70 : 62.5, 2)],
    [VERT, trait(petit ? 12 : 10, [36, 55], [48, 67], [72, 37])],
  ],
  // Une loupe, et le pouls qu'elle lit quand la place le permet : diagnostic.
  diagnostic: petit => [
    [AMBRE, anneau(32.5, 32.5, 27.5, petit ? 9 : 7)],
    [AMBRE, trait(petit ? 13 : 11, [55, 55], [69, 69])],
    ...(petit ? [] : [[ARDOISE, trait(5.5, [19, 34], [27, 34], [32, 23], [38, 44], [42, 34], [46, 34])]]),
  ],
  // Un chiffre et les trois dont il vient : l'arbre d'une explication.
  pourquoi: petit => [
    [ARDOISE, trait(petit ? 7.5 : 5, [40, 25], [15, 62.5])],
    [ARDOISE, trait(petit ? 7.5 : 5, [40, 25], [40, 62.5])],
    [ARDOISE, trait(petit ? 7.5 : 5, [40, 25], [65, 62.5])],
    [VERT, disque(40, 20, petit ? 15 : 14)],
    ...[15, 40, 65].map(x => [BLEU, disque(x, 65, petit ? 10 : 9)]),
  ],
  // « fx », comme la barre de formule.
  fonctions: petit => [
    [BLEU, trait(petit ? 10 : 8, [45, 12], [37, 12], [31, 22], [22, 63], [15, 70], [8, 70])],
    [BLEU, trait(petit ? 10 : 8, [16, 37], [42, 37])],
    [AMBRE, trait(petit ? 10 : 8, [47, 45], [72, 70])],
    [AMBRE, trait(petit ? 10 : 8, [72, 45], [47, 70])],
  ],
};

const SOUS = 8;

/** Rend une icône en RVBA, par moyenne de SOUS × SOUS points par pixel, couleurs prémultipliées. */
function rendre(couches, taille) {
  const pixels = Buffer.alloc(taille * taille * 4);
  const pas = 80 / (taille * SOUS);
  for (let py = 0; py < taille; py++)
    for (let px = 0; px < taille; px++) {
      const somme = [0, 0, 0, 0];
      for (let k = 0; k < SOUS * SOUS; k++) {
        const x = (px * SOUS + (k % SOUS) + 0.5) * pas;
        const y = (py * SOUS + Math.floor(k / SOUS) + 0.5) * pas;
        const couche = couches.findLast(([, forme]) => forme(x, y));
        if (!couche) continue;
        for (let c = 0; c < 3; c++) somme[c] += couche[0][c];
        somme[3]++;
      }
      if (somme[3] === 0) continue;
      const i = (py * taille + px) * 4;
      for (let c = 0; c < 3; c++) pixels[i + c] = Math.round(somme[c] / somme[3]);
      pixels[i + 3] = Math.round((255 * somme[3]) / (SOUS * SOUS));
    }
  return pixels;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function bloc(type, donnees) {
  const corps = Buffer.concat([Buffer.from(type, 'latin1'), donnees]);
  let crc = 0xffffffff;
  for (const octet of corps) crc = CRC[(crc ^ octet) & 255] ^ (crc >>> 8);
  const sortie = Buffer.alloc(corps.length + 8);
  sortie.writeUInt32BE(donnees.length, 0);
  corps.copy(sortie, 4);
  sortie.writeUInt32BE((crc ^ 0xffffffff) >>> 0, corps.length + 4);
  return sortie;
}

function png(pixels, taille) {
  const entete = Buffer.alloc(13);
  entete.writeUInt32BE(taille, 0);
  entete.writeUInt32BE(taille, 4);
  entete.set([8, 6, 0, 0, 0], 8);
  const lignes = Buffer.alloc(taille * (taille * 4 + 1));
  for (let y = 0; y < taille; y++) pixels.copy(lignes, y * (taille * 4 + 1) + 1, y * taille * 4, (y + 1) * taille * 4);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    bloc('IHDR', entete),
    bloc('IDAT', deflateSync(lignes, { level: 9 })),
    bloc('IEND', Buffer.alloc(0)),
  ]);
}

/** Le PNG d'une icône à une taille. */
export function dessiner(nom, taille) {
  return png(rendre(ICONES[nom](taille < 24), taille), taille);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dossier = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
  mkdirSync(dossier, { recursive: true });
  for (const nom of Object.keys(ICONES))
    for (const taille of TAILLES) writeFileSync(join(dossier, `${nom}-${taille}.png`), dessiner(nom, taille));
}
