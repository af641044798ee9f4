import type { Jour } from './jour';
import { fraction, maximum, minimum, moins, somme, ZERO, type Montant } from './montant';

/** Ce qui éteint une réception ou une commande d'achat, et la ligne du classeur qui le porte. */
export interface Facturation {
  readonly table: 'FacturesFournisseurs' | 'Receptions';
  readonly ligne: number;
  readonly date: Jour;
  readonly validee: boolean;
  readonly quantite: number | undefined;
  readonly montant: Montant;
}

/** Une ligne de réception, telle que sa table la nomme. */
interface LigneRecue {
  readonly ligne: number;
  readonly IdReception: string;
  readonly Ligne: string;
  readonly Quantite?: number | undefined;
  readonly MontantHT: Montant;
  readonly IdFacture?: string | undefined;
  readonly DateFacture?: Jour | undefined;
}

/** Une ligne de facture d'achat, telle que sa table la nomme. */
interface LigneFacturee {
  readonly ligne: number;
  readonly IdFactF: string;
  readonly DateFacture: Jour;
  readonly Validee: boolean;
  readonly Quantite?: number | undefined;
  readonly MontantHT: Montant;
  readonly IdReception?: string | undefined;
  readonly LigneReception?: string | undefined;
}

/** Les lignes d'une table, dans son ordre : un tableau, ou ce qui les refait à la demande sans en garder un million. */
export interface Lignes<L> extends Iterable<L> {
  readonly length: number;
  at(rang: number): L | undefined;
  /** Les valeurs d'une colonne, quand elles sont déjà rangées ainsi. */
  colonne?<C extends keyof L & string>(cle: C): readonly L[C][];
}

/** Les valeurs d'une colonne, sans un objet par ligne quand les lignes sont rangées par colonne. */
export const valeursDe = <L, C extends keyof L & string>(lignes: Lignes<L>, cle: C): readonly L[C][] =>
  lignes.colonne?.(cle) ?? Array.from(lignes, l => l[cle]);

const jonction = (a: string, b: string) => `${a}\u0000${b}`;

/** Lignes d'une table de pièces par (pièce, ligne) ; une pièce à ligne unique se trouve sans numéro de ligne. */
export class IndexPieces<
  P extends string,
  L extends { readonly Ligne: string } & { readonly [C in P]: string },
> {
  /** Numéro de ligne de pièce de chaque rang, et rang d'une autre ligne de la même pièce (-1 : aucune). */
  private readonly numeros: readonly string[];
  private readonly suivants: Int32Array;
  private readonly premiers = new Map<string, number>();

  constructor(
    private readonly lignes: Lignes<L>,
    piece: P,
  ) {
    this.numeros = valeursDe(lignes, 'Ligne');
    this.suivants = new Int32Array(lignes.length).fill(-1);
    const pieces: readonly string[] = valeursDe(lignes, piece);
    for (let rang = 0; rang < lignes.length; rang++) {
      const id = pieces[rang]!;
      const autre = this.premiers.get(id);
      if (autre !== undefined) this.suivants[rang] = autre;
      this.premiers.set(id, rang);
    }
  }

  /** Rang de la ligne visée, undefined si elle n'existe pas ou si rien ne la désigne. */
  rang(id: string | undefined, ligne: string | undefined): number | undefined {
    const premier = id === undefined ? undefined : this.premiers.get(id);
    if (premier === undefined) return undefined;
    if (ligne === undefined) return this.suivants[premier] === -1 ? premier : undefined;
    for (let rang = premier; rang !== -1; rang = this.suivants[rang]!)
      if (this.numeros[rang] === ligne) return rang;
    return undefined;
  }

  /** Clé de la ligne visée, qu'elle existe ou non ; undefined si rien ne la désigne. */
  cle(id: string | undefined, ligne: string | undefined): string | undefined {
    if (id === undefined) return undefined;
    if (ligne !== undefined) return jonction(id, ligne);
    const rang = this.rang(id, ligne);
    return rang === undefined ? undefined : jonction(id, this.numeros[rang]!);
  }

  /** La ligne visée, undefined si elle n'existe pas. */
  trouver(id: string | undefined, ligne: string | undefined): L | undefined {
    const rang = this.rang(id, ligne);
    return rang === undefined ? undefined : this.lignes.at(rang);
  }
}

/** Une ligne de facture d'achat vue comme ce qui éteint une réception ou une commande. */
export function facturationDe(f: LigneFacturee): Facturation {
  const { ligne, DateFacture: date, Validee: validee, Quantite: quantite, MontantHT: montant } = f;
  return { table: 'FacturesFournisseurs', ligne, date, validee, quantite, montant };
}

/** Une réception qui vaut extinction de toute sa ligne à cette date. */
export function receptionEntiere(r: LigneRecue, date: Jour): Facturation {
  const { ligne, Quantite: quantite, MontantHT: montant } = r;
  return { table: 'Receptions', ligne, date, validee: true, quantite, montant };
}

/**
 * Depuis quand une pièce est facturée : la date de sa facture si elle est connue et compte, sinon celle que la pièce
 * porte ; undefined si elle ne l'est pas, ou si sa facture ne compte pas.
 */
export class DatesDeFacture {
  private readonly dates = new Map<string, Jour | undefined>();

  ajouter(idFacture: string, date: Jour, compte: boolean): void {
    if (compte || !this.dates.has(idFacture)) this.dates.set(idFacture, compte ? date : undefined);
  }

  de(idFacture: string | undefined, date: Jour | undefined): Jour | undefined {
    return idFacture !== undefined && this.dates.has(idFacture) ? this.dates.get(idFacture) : date;
  }
}

/**
 * Qui facture quelle réception (domaine §4.6, règle 1). Sauf option, une facture non validée n'éteint rien. Sans
 * ligne de facture qui la vise, `Receptions.IdFacture` vaut facturation de toute la ligne à sa date.
 */
export class FacturationReceptions<R extends LigneRecue, F extends LigneFacturee> {
  /** Par réception, sa première facture ; par facture, la réception qu'elle vise et la facture suivante (-1 : aucune). */
  private readonly premieres: Int32Array;
  private readonly visees: Int32Array;
  private readonly suivantes: Int32Array;
  private readonly index: IndexPieces<'IdReception', R>;
  private parPiece: DatesDeFacture | undefined;

  constructor(
    private readonly receptions: Lignes<R>,
    private readonly factures: Lignes<F>,
    private readonly compte: (f: Pick<F, 'Validee'>) => boolean = f => f.Validee,
  ) {
    this.index = new IndexPieces(receptions, 'IdReception');
    this.premieres = new Int32Array(receptions.length).fill(-1);
    this.visees = new Int32Array(factures.length).fill(-1);
    this.suivantes = this.visees.slice();
    const dernieres = this.premieres.slice();
    const [ids, lignes] = [valeursDe(factures, 'IdReception'), valeursDe(factures, 'LigneReception')];
    for (let rang = 0; rang < factures.length; rang++) {
      const reception = this.index.rang(ids[rang], lignes[rang]);
      if (reception === undefined) continue;
      this.visees[rang] = reception;
      const avant = dernieres[reception]!;
      if (avant === -1) this.premieres[reception] = rang;
      else this.suivantes[avant] = rang;
      dernieres[reception] = rang;
    }
  }

  /** La réception que solde la ligne de facture de ce rang. */
  receptionDe(rang: number): R | undefined {
    const visee = this.visees[rang]!;
    return visee === -1 ? undefined : this.receptions.at(visee);
  }

  /** Ce qui facture une réception et son rang, à quelque date que ce soit. */
  de(r: R, rang: number): readonly Facturation[] {
    const premiere = this.premieres[rang]!;
    if (premiere !== -1) return this.chaine(premiere);
    if (r.IdFacture === undefined) return AUCUNE;
    const date = this.dates().de(r.IdFacture, r.DateFacture);
    return date === undefined ? AUCUNE : [receptionEntiere(r, date)];
  }

  private chaine(premiere: number): Facturation[] {
    const facturations: Facturation[] = [];
    for (let rang = premiere; rang !== -1; rang = this.suivantes[rang]!) {
      const f = this.factures.at(rang)!;
      if (this.compte(f)) facturations.push(facturationDe(f));
    }
    return facturations;
  }

  /** Les dates des factures : seules les demandent les réceptions qui nomment la leur. */
  private dates(): DatesDeFacture {
    if (this.parPiece) return this.parPiece;
    this.parPiece = new DatesDeFacture();
    for (const f of this.factures) this.parPiece.ajouter(f.IdFactF, f.DateFacture, this.compte(f));
    return this.parPiece;
  }
}

const AUCUNE: readonly Facturation[] = [];

/** Range une facturation sous sa clé ; sans clé, elle ne vise rien. */
export function ranger(
  carte: Map<string, Facturation[]>,
  cle: string | undefined,
  facturation: Facturation,
): void {
  if (cle === undefined) return;
  const liste = carte.get(cle);
  if (liste) liste.push(facturation);
  else carte.set(cle, [facturation]);
}

/**
 * Reste d'une quantité commandée ou reçue, valorisé à son prix : (quantité - facturée) × montant / quantité ; en
 * montant si une quantité manque ; jamais du signe contraire du montant.
 * Ex. : 10 reçus pour 1 000,00, 4 facturés 450,00 : 600,00.
 */
export function resteAFacturer(
  quantite: number | undefined,
  m: Montant,
  consommes: readonly Pick<Facturation, 'quantite' | 'montant'>[],
): Montant {
  if (quantite === undefined || quantite === 0 || consommes.some(c => c.quantite === undefined)) {
    const pris = somme(consommes.map(c => c.montant));
    return m >= 0 ? maximum(moins(m, pris), ZERO) : minimum(moins(m, pris), ZERO);
  }
  const restant = consommes.reduce((q, c) => q - (c.quantite ?? 0), quantite);
  return restant !== 0 && restant > 0 === quantite > 0 ? fraction(m, restant, quantite) : ZERO;
}
