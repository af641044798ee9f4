/** Les lignes d'un FEC, rangées par colonnes : un demi-million tient en quelques dizaines de mégaoctets. */
import { type Decoder, Lexique } from './lexique';

/** Une pièce : journal et numéro d'écriture. */
export interface Pieces {
  /** Rang du journal. */
  readonly journal: number[];
  /** Rang de son numéro parmi ceux du journal. */
  readonly numero: number[];
  /** Rang de sa première ligne dans {@link LignesFec}. */
  readonly premiere: number[];
  readonly lignes: number[];
  readonly debit: number[];
  readonly credit: number[];
  readonly dateMin: number[];
  readonly dateMax: number[];
}

/** Les colonnes de nombres d'une ligne, et la place que prend chacune. */
const ENTIERES = [
  'numeroDeLigne',
  'piece',
  'rang',
  'date',
  'compte',
  'tiers',
  'lettrage',
  'devise',
  'datePiece',
  'dateLettrage',
  'validation',
  'referenceDe',
  'referenceA',
  'libelleDe',
  'libelleA',
] as const;
const DECIMALES = ['debit', 'credit', 'montantDevise'] as const;

const PREMIERE_CAPACITE = 1024;
/** Au-delà de tout jour d'Excel. */
const JAMAIS = 3_000_000;

/** Le dernier texte décodé d'une colonne, et ses octets : les lignes d'une pièce ont souvent le même. */
interface TexteLu {
  texte: string;
  morceau?: Uint8Array;
  de?: number;
}

/** Les colonnes ; `x[i]` est la valeur de la i-ème ligne d'écriture. Un jour à 0 est vide. */
export class LignesFec {
  nombre = 0;
  private capacite = PREMIERE_CAPACITE;
  /** Numéro de ligne du fichier, l'en-tête étant la 1. */
  numeroDeLigne = new Int32Array(PREMIERE_CAPACITE);
  piece = new Int32Array(PREMIERE_CAPACITE);
  /** Rang de la ligne dans sa pièce, à partir de 1. */
  rang = new Int32Array(PREMIERE_CAPACITE);
  date = new Int32Array(PREMIERE_CAPACITE);
  compte = new Int32Array(PREMIERE_CAPACITE);
  /** Rang du tiers, ou -1. */
  tiers = new Int32Array(PREMIERE_CAPACITE);
  datePiece = new Int32Array(PREMIERE_CAPACITE);
  dateLettrage = new Int32Array(PREMIERE_CAPACITE);
  validation = new Int32Array(PREMIERE_CAPACITE);
  /** Centimes. */
  debit = new Float64Array(PREMIERE_CAPACITE);
  credit = new Float64Array(PREMIERE_CAPACITE);
  /** Centimes de la devise. */
  montantDevise = new Float64Array(PREMIERE_CAPACITE);
  /** Rang du lettrage et de la devise, ou -1. */
  lettrage = new Int32Array(PREMIERE_CAPACITE);
  devise = new Int32Array(PREMIERE_CAPACITE);
  // Références et libellés, presque tous différents, restent dans les octets lus : on n'en garde que les bornes.
  referenceDe = new Int32Array(PREMIERE_CAPACITE);
  referenceA = new Int32Array(PREMIERE_CAPACITE);
  libelleDe = new Int32Array(PREMIERE_CAPACITE);
  libelleA = new Int32Array(PREMIERE_CAPACITE);
  /** Les morceaux lus, et la première ligne de chacun. */
  private readonly morceaux: Uint8Array[] = [];
  private readonly premieres: number[] = [];
  private readonly derniereReference: TexteLu = { texte: '' };
  private readonly dernierLibelle: TexteLu = { texte: '' };

  readonly journaux: Lexique;
  readonly comptes: Lexique;
  readonly auxiliaires: Lexique;
  readonly lettrages: Lexique;
  readonly devises: Lexique;
  readonly pieces: Pieces = {
    journal: [],
    numero: [],
    premiere: [],
    lignes: [],
    debit: [],
    credit: [],
    dateMin: [],
    dateMax: [],
  };

  constructor(readonly decoder: Decoder) {
    this.journaux = new Lexique(decoder);
    this.comptes = new Lexique(decoder);
    this.auxiliaires = new Lexique(decoder);
    this.lettrages = new Lexique(decoder);
    this.devises = new Lexique(decoder);
  }

  /** Les octets d'où viennent les lignes à suivre. */
  ouvrirMorceau(octets: Uint8Array): void {
    this.morceaux.push(octets);
    this.premieres.push(this.nombre);
  }

  private morceauDe(i: number): Uint8Array {
    const { premieres } = this;
    let [bas, haut] = [0, premieres.length - 1];
    while (bas < haut) {
      const milieu = Math.ceil((bas + haut) / 2);
      if (premieres[milieu]! <= i) bas = milieu;
      else haut = milieu - 1;
    }
    return this.morceaux[bas]!;
  }

  /** Référence de pièce de la ligne i ; vide si elle n'en a pas. */
  reference(i: number): string {
    return this.texteDe(i, this.referenceDe, this.referenceA, this.derniereReference);
  }

  /** Libellé de la ligne i ; vide si elle n'en a pas. */
  libelle(i: number): string {
    return this.texteDe(i, this.libelleDe, this.libelleA, this.dernierLibelle);
  }

  private texteDe(i: number, debuts: Int32Array, fins: Int32Array, dernier: TexteLu): string {
    const [de, a] = [debuts[i]!, fins[i]!];
    if (de === a) return '';
    const morceau = this.morceauDe(i);
    if (morceau !== dernier.morceau || de !== dernier.de)
      Object.assign(dernier, { morceau, de, texte: this.decoder(morceau.subarray(de, a)) });
    return dernier.texte;
  }

  /** Rang de la ligne suivante, à remplir ; les colonnes grandissent au besoin. */
  suivante(): number {
    if (this.nombre === this.capacite) this.agrandir();
    return this.nombre++;
  }

  private agrandir(): void {
    this.capacite *= 2;
    for (const nom of ENTIERES) {
      const plus = new Int32Array(this.capacite);
      plus.set(this[nom]);
      this[nom] = plus;
    }
    for (const nom of DECIMALES) {
      const plus = new Float64Array(this.capacite);
      plus.set(this[nom]);
      this[nom] = plus;
    }
  }

  /** Numéros de chaque journal, et pièce de chacun. */
  private readonly numeros: { readonly lexique: Lexique; readonly pieces: number[] }[] = [];

  /** Le journal et le numéro d'une pièce. */
  nomDe(piece: number): [journal: string, numero: string] {
    const journal = this.pieces.journal[piece]!;
    const numero = this.numerosDe(journal).textes[this.pieces.numero[piece]!]!;
    return [this.journaux.textes[journal]!, numero];
  }

  /** Les numéros d'un journal. */
  numerosDe(journal: number): Lexique {
    return this.numeros[journal]!.lexique;
  }

  /** Rang de la pièce de ce journal et de ce numéro octets[de, a[, ouverte si elle est nouvelle. */
  pieceDe(journal: number, octets: Uint8Array, de: number, a: number, ligne: number): number {
    const numeros = (this.numeros[journal] ??= { lexique: new Lexique(this.decoder), pieces: [] });
    const numero = numeros.lexique.rang(octets, de, a, ligne);
    if (numero === numeros.pieces.length) {
      const p = this.pieces;
      numeros.pieces.push(p.journal.push(journal) - 1);
      p.numero.push(numero);
      p.premiere.push(this.nombre);
      p.lignes.push(0);
      p.debit.push(0);
      p.credit.push(0);
      p.dateMin.push(JAMAIS);
      p.dateMax.push(0);
    }
    return numeros.pieces[numero]!;
  }

  /** Ajoute la ligne i aux totaux de sa pièce ; rend son rang dans la pièce, à partir de 1. */
  cumuler(i: number): number {
    const { pieces } = this;
    const piece = this.piece[i]!;
    const date = this.date[i]!;
    pieces.debit[piece]! += this.debit[i]!;
    pieces.credit[piece]! += this.credit[i]!;
    if (date < pieces.dateMin[piece]!) pieces.dateMin[piece] = date;
    if (date > pieces.dateMax[piece]!) pieces.dateMax[piece] = date;
    return ++pieces.lignes[piece]!;
  }
}
