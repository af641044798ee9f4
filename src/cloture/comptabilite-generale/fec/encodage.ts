/** L'encodage d'un FEC, reconnu à ses octets, et ses octets en UTF-8 (domaine §11.2). */

import { assembler } from './calcul/enregistrements';

export type Encodage = 'utf-8' | 'iso-8859-15' | 'windows-1252';

/** Un fichier dont on lit des morceaux : un File du navigateur, un fichier de Node, des octets déjà là. */
export interface Source {
  readonly nom: string;
  readonly taille: number;
  lire(de: number, a: number): Promise<Uint8Array>;
}

/** Une source faite d'octets en mémoire. */
export const sourceOctets = (nom: string, octets: Uint8Array): Source => ({
  nom,
  taille: octets.length,
  lire: (de, a) => Promise.resolve(octets.subarray(de, a)),
});

const MOT = 4;
/** Le bit de poids fort de chaque octet d'un mot. */
const HAUTS = 0x80808080;

/** Les octets, lus quatre par quatre ; aucun mot s'ils ne sont pas alignés. */
const motsDe = ({ buffer, byteOffset, length }: Uint8Array): Uint32Array =>
  byteOffset % MOT === 0 ? new Uint32Array(buffer, byteOffset, Math.floor(length / MOT)) : new Uint32Array(0);

/** Ce que les octets vus jusqu'ici permettent encore de croire. */
export class Detection {
  private utf8 = true;
  /** Octets de suite encore attendus d'un caractère UTF-8. */
  private attendus = 0;
  private minimum = 0x80;
  private maximum = 0xbf;
  private controles = false;
  private utf16 = false;
  private vus = 0;

  ajouter(octets: Uint8Array): void {
    if (this.vus === 0 && octets.length >= 2) {
      const [a, b] = octets as unknown as [number, number];
      this.utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
    }
    this.vus += octets.length;
    const mots = motsDe(octets);
    for (let i = 0; i < octets.length;) {
      if (this.attendus === 0 && i % MOT === 0) {
        // Quatre octets d'ASCII à la fois : presque tout un FEC en est.
        while (i / MOT < mots.length && (mots[i / MOT]! & HAUTS) === 0) i += MOT;
        if (i >= octets.length) break;
      }
      const octet = octets[i++]!;
      if (octet >= 0x80 && octet < 0xa0) this.controles = true;
      if (this.utf8 && (octet >= 0x80 || this.attendus > 0)) this.suivre(octet);
    }
  }

  /** Suit un caractère UTF-8, formes trop longues et demi-codets exclus. */
  private suivre(octet: number): void {
    if (this.attendus > 0) {
      if (octet < this.minimum || octet > this.maximum) this.utf8 = false;
      this.attendus--;
      [this.minimum, this.maximum] = [0x80, 0xbf];
    } else if (octet >= 0xc2 && octet <= 0xdf) this.attendus = 1;
    else if (octet >= 0xe0 && octet <= 0xef) {
      this.attendus = 2;
      if (octet === 0xe0) this.minimum = 0xa0;
      if (octet === 0xed) this.maximum = 0x9f;
    } else if (octet >= 0xf0 && octet <= 0xf4) {
      this.attendus = 3;
      if (octet === 0xf0) this.minimum = 0x90;
      if (octet === 0xf4) this.maximum = 0x8f;
    } else this.utf8 = false;
    if (!this.utf8) this.attendus = 0;
  }

  /** Vrai tant que tout ce qui est vu est de l'UTF-8 ; à la fin, aucun caractère ne reste coupé. */
  permetUtf8(fini: boolean): boolean {
    return this.utf8 && !this.utf16 && !(fini && this.attendus > 0);
  }

  /**
   * UTF-8 si tout le fichier en est ; sinon Windows-1252 s'il emploie 0x80-0x9F (€ en 0x80), que l'ISO 8859-15 réserve ;
   * sinon ISO 8859-15 (€ en 0xA4). UTF-16 n'est pas admis.
   */
  encodage(): Encodage | 'utf-16' {
    if (this.utf16) return 'utf-16';
    if (this.permetUtf8(true)) return 'utf-8';
    return this.controles ? 'windows-1252' : 'iso-8859-15';
  }
}

/** Ce que valent les octets 0x80-0x9F en Windows-1252 ; les cinq inemployés restent eux-mêmes. */
const HAUT_1252 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
  0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
  0x153, 0x9d, 0x17e, 0x178,
];

/** Les huit caractères où l'ISO 8859-15 s'écarte de l'ISO 8859-1. */
export const ECARTS_8859_15: ReadonlyMap<number, number> = new Map([
  [0xa4, 0x20ac],
  [0xa6, 0x160],
  [0xa8, 0x161],
  [0xb4, 0x17d],
  [0xb8, 0x17e],
  [0xbc, 0x152],
  [0xbd, 0x153],
  [0xbe, 0x178],
]);

function table(encodage: Exclude<Encodage, 'utf-8'>): Uint16Array {
  const codes = Uint16Array.from({ length: 256 }, (_, octet) => octet);
  if (encodage === 'windows-1252') HAUT_1252.forEach((code, rang) => (codes[0x80 + rang] = code));
  else for (const [octet, code] of ECARTS_8859_15) codes[octet] = code;
  return codes;
}

/** L'écriture UTF-8 de chaque octet d'un encodage d'un octet. */
function enUtf8(encodage: Exclude<Encodage, 'utf-8'>): Uint8Array[] {
  const ecrire = new TextEncoder();
  return [...table(encodage)].map(code => ecrire.encode(String.fromCharCode(code)));
}

/**
 * Des octets de cet encodage aux mêmes en UTF-8. Les deux tables d'un octet sont les nôtres : tous les hôtes ne les ont
 * pas.
 */
export function recodeur(encodage: Encodage): (octets: Uint8Array) => Uint8Array {
  if (encodage === 'utf-8') return octets => octets;
  const ecritures = enUtf8(encodage);
  return octets => {
    const recode = new Uint8Array(octets.length * 3);
    let n = 0;
    for (let i = 0; i < octets.length; i++) {
      const octet = octets[i]!;
      if (octet < 0x80) recode[n++] = octet;
      else for (const unite of ecritures[octet]!) recode[n++] = unite;
    }
    return recode.slice(0, n);
  };
}

/** Ce qui s'écrit autrement en ISO 8859-15, plutôt que de se perdre. */
const PROCHES: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['“', '"'],
  ['”', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['\u202f', ' '],
  ['\u2009', ' '],
  ['•', '-'],
  ['‑', '-'],
]);
const INCONNU = 63;

/** L'octet de chaque caractère de l'ISO 8859-15. */
function octetsDe8859(): ReadonlyMap<string, number> {
  return new Map([...table('iso-8859-15')].map((code, octet) => [String.fromCharCode(code), octet]));
}

/** Les octets d'un texte donné par morceaux, et le nombre de caractères que l'encodage n'a pas. */
export function coder(
  morceaux: readonly string[],
  encodage: Exclude<Encodage, 'windows-1252'>,
): { octets: Uint8Array; perdus: number } {
  if (encodage === 'utf-8') {
    const ecrire = new TextEncoder();
    return { octets: assembler(morceaux.map(morceau => ecrire.encode(morceau))), perdus: 0 };
  }
  const connus = octetsDe8859();
  let perdus = 0;
  const codes = morceaux.map(morceau => {
    const proche = morceau.replace(
      /[^\u0000-\u00ff]/gu,
      c => PROCHES.get(c) ?? (connus.has(c) ? c : '\uffff'),
    );
    const octets = new Uint8Array(proche.length);
    for (let i = 0; i < proche.length; i++) {
      const code = proche.charCodeAt(i);
      const octet = code < 0x80 ? code : connus.get(proche[i]!);
      if (octet === undefined) perdus++;
      octets[i] = octet ?? INCONNU;
    }
    return octets;
  });
  return { octets: assembler(codes), perdus };
}
