/** Des textes qui reviennent sans cesse (comptes, journaux, tiers), cherchés par leurs octets et décodés une fois. */

/** Le texte d'octets en UTF-8. */
export type Decoder = (octets: Uint8Array) => string;

const PREMIERES_PLACES = 1024;
/** Multiplicateur du hachage FNV-1a. */
const FNV = 0x01000193;

/** Numérote des textes à partir de zéro, dans l'ordre où ils paraissent. */
export class Lexique {
  /** Ligne du fichier où chaque texte paraît d'abord. */
  readonly lignes: number[] = [];
  /** Le libellé lu avec la première occurrence, donné par qui l'a lue. */
  readonly libelles: string[] = [];
  /** Les octets de tous les textes bout à bout ; le texte r va de bornes[r] à bornes[r + 1]. */
  octets = new Uint8Array(PREMIERES_PLACES);
  readonly bornes = [0];
  private readonly decodes: string[] = [];
  private readonly hachages: number[] = [];
  /** Rang + 1 du texte de chaque place ; zéro si elle est libre. */
  private places = new Int32Array(PREMIERES_PLACES);
  private dernier = -1;

  constructor(private readonly decoder: Decoder) {}

  get nombre(): number {
    return this.hachages.length;
  }

  /** Les textes, dans l'ordre de leurs rangs ; chacun n'est décodé que si l'on en demande. */
  get textes(): readonly string[] {
    const { decodes, octets, bornes } = this;
    for (let r = decodes.length; r < this.nombre; r++)
      decodes.push(this.decoder(octets.subarray(bornes[r], bornes[r + 1])));
    return decodes;
  }

  /** Rang du texte octets[de, a[, ajouté s'il est nouveau. */
  rang(octets: Uint8Array, de: number, a: number, ligne: number): number {
    // Le même texte revient souvent à la ligne suivante.
    if (this.vaut(this.dernier, octets, de, a)) return this.dernier;
    let hachage = a - de;
    for (let i = de; i < a; i++) hachage = Math.imul(hachage ^ octets[i]!, FNV);
    const masque = this.places.length - 1;
    for (let place = hachage & masque; ; place = (place + 1) & masque) {
      const rang = this.places[place]! - 1;
      if (rang < 0) {
        this.places[place] = this.nombre + 1;
        this.ajouter(octets, de, a, hachage, ligne);
        return this.dernier;
      }
      if (this.hachages[rang] === hachage && this.vaut(rang, octets, de, a)) return (this.dernier = rang);
    }
  }

  private vaut(rang: number, octets: Uint8Array, de: number, a: number): boolean {
    const { bornes } = this;
    return rang >= 0 && memesOctets(this.octets, bornes[rang]!, bornes[rang + 1]!, octets, de, a);
  }

  private ajouter(octets: Uint8Array, de: number, a: number, hachage: number, ligne: number): void {
    const debut = this.bornes[this.nombre]!;
    const fin = debut + a - de;
    if (fin > this.octets.length) {
      const plus = new Uint8Array(2 * fin);
      plus.set(this.octets);
      this.octets = plus;
    }
    for (let i = de; i < a; i++) this.octets[debut + i - de] = octets[i]!;
    this.bornes.push(fin);
    this.lignes.push(ligne);
    this.dernier = this.hachages.push(hachage) - 1;
    if (2 * this.nombre > this.places.length) this.agrandir();
  }

  private agrandir(): void {
    this.places = new Int32Array(4 * this.places.length);
    const masque = this.places.length - 1;
    this.hachages.forEach((hachage, rang) => {
      let place = hachage & masque;
      while (this.places[place] !== 0) place = (place + 1) & masque;
      this.places[place] = rang + 1;
    });
  }
}

/** Vrai si deux suites d'octets sont les mêmes. */
export function memesOctets(
  x: Uint8Array,
  xDe: number,
  xA: number,
  y: Uint8Array,
  yDe: number,
  yA: number,
): boolean {
  const longueur = xA - xDe;
  if (longueur !== yA - yDe) return false;
  for (let i = 0; i < longueur; i++) if (x[xDe + i] !== y[yDe + i]) return false;
  return true;
}
