/** Les lignes d'un FEC, rangées par colonnes : un demi-million tient en quelques dizaines de mégaoctets. */
/** Des textes qui reviennent sans cesse (comptes, journaux, tiers), numérotés à partir de zéro. */
export class Lexique {
  readonly textes: string[] = [];
  /** Ligne du fichier où le texte paraît d'abord. */
  readonly lignes: number[] = [];
  /** Le libellé lu avec sa première occurrence. */
  readonly libelles: string[] = [];
  private readonly rangs = new Map<string, number>();

  /** Rang du texte, ajouté s'il est nouveau. */
  rang(texte: string, ligne: number, libelle = ''): number {
    let rang = this.rangs.get(texte);
    if (rang === undefined) {
      rang = this.textes.push(texte) - 1;
      this.rangs.set(texte, rang);
      this.lignes.push(ligne);
      this.libelles.push(libelle);
    }
    return rang;
  }
}

/** Une pièce : journal et numéro d'écriture. */
export interface Pieces {
  /** Rang du journal. */
  readonly journal: number[];
  readonly numero: string[];
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
  // Références et libellés, presque tous différents, restent dans le texte lu : on n'en garde que les bornes.
  referenceDe = new Int32Array(PREMIERE_CAPACITE);
  referenceA = new Int32Array(PREMIERE_CAPACITE);
  libelleDe = new Int32Array(PREMIERE_CAPACITE);
  libelleA = new Int32Array(PREMIERE_CAPACITE);
  /** Les textes lus, et la première ligne de chacun. */
  private readonly textes: string[] = [];
  private readonly premieres: number[] = [];
  readonly lettrage: string[] = [];
  readonly devise: string[] = [];

  readonly journaux = new Lexique();
  readonly comptes = new Lexique();
  readonly auxiliaires = new Lexique();
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

  /** Le texte d'où viennent les lignes à suivre. */
  ouvrirTexte(texte: string): void {
    this.textes.push(texte);
    this.premieres.push(this.nombre);
  }

  private texteDe(i: number): string {
    const { premieres } = this;
    let [bas, haut] = [0, premieres.length - 1];
    while (bas < haut) {
      const milieu = Math.ceil((bas + haut) / 2);
      if (premieres[milieu]! <= i) bas = milieu;
      else haut = milieu - 1;
    }
    return this.textes[bas] ?? '';
  }

  /** Référence de pièce de la ligne i ; vide si elle n'en a pas. */
  reference(i: number): string {
    return this.referenceDe[i] === this.referenceA[i]
      ? ''
      : this.texteDe(i).slice(this.referenceDe[i], this.referenceA[i]);
  }

  /** Libellé de la ligne i ; vide si elle n'en a pas. */
  libelle(i: number): string {
    return this.libelleDe[i] === this.libelleA[i]
      ? ''
      : this.texteDe(i).slice(this.libelleDe[i], this.libelleA[i]);
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

  private readonly parJournal: Map<string, number>[] = [];

  /** Rang de la pièce de ce journal et de ce numéro, ouverte si elle est nouvelle. */
  pieceDe(journal: number, numero: string): number {
    // Les lignes d'une pièce se suivent presque toujours.
    const derniere = this.pieces.journal.length - 1;
    if (derniere >= 0 && this.pieces.journal[derniere] === journal && this.pieces.numero[derniere] === numero)
      return derniere;
    const connues = (this.parJournal[journal] ??= new Map());
    let piece = connues.get(numero);
    if (piece === undefined) {
      const p = this.pieces;
      piece = p.journal.push(journal) - 1;
      connues.set(numero, piece);
      p.numero.push(numero);
      p.premiere.push(this.nombre);
      p.lignes.push(0);
      p.debit.push(0);
      p.credit.push(0);
      p.dateMin.push(JAMAIS);
      p.dateMax.push(0);
    }
    return piece;
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
