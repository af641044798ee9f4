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

const jonction = (a: string, b: string) => `${a}\u0000${b}`;

/** Lignes d'une table de pièces par (pièce, ligne) ; une pièce à ligne unique se trouve sans numéro de ligne. */
export class IndexPieces<L extends { readonly Ligne: string }> {
  private readonly lignes = new Map<string, L>();
  private readonly uniques = new Map<string, string | undefined>();

  constructor(lignes: Iterable<L>, piece: (l: L) => string) {
    for (const l of lignes) {
      const cle = jonction(piece(l), l.Ligne);
      this.lignes.set(cle, l);
      this.uniques.set(piece(l), this.uniques.has(piece(l)) ? undefined : cle);
    }
  }

  /** Clé de la ligne visée, qu'elle existe ou non ; undefined si rien ne la désigne. */
  cle(id: string | undefined, ligne: string | undefined): string | undefined {
    if (id === undefined) return undefined;
    return ligne === undefined ? this.uniques.get(id) : jonction(id, ligne);
  }

  /** La ligne visée, undefined si elle n'existe pas. */
  trouver(id: string | undefined, ligne: string | undefined): L | undefined {
    const cle = this.cle(id, ligne);
    return cle === undefined ? undefined : this.lignes.get(cle);
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
  private readonly visees = new Map<string, Facturation[]>();
  private readonly dates = new DatesDeFacture();

  constructor(
    lignes: Iterable<R>,
    factures: Iterable<F>,
    private readonly compte: (f: { readonly validee: boolean }) => boolean = f => f.validee,
    private readonly receptions = new IndexPieces<R>(lignes, r => r.IdReception),
  ) {
    for (const f of factures) {
      const facturation = facturationDe(f);
      this.dates.ajouter(f.IdFactF, f.DateFacture, this.compte(facturation));
      ranger(this.visees, this.receptions.cle(f.IdReception, f.LigneReception), facturation);
    }
  }

  /** La réception qu'une ligne de facture solde. */
  receptionDe(f: F): R | undefined {
    return this.receptions.trouver(f.IdReception, f.LigneReception);
  }

  /** Ce qui facture une réception, à quelque date que ce soit. */
  de(r: R): Facturation[] {
    const visees = this.visees.get(jonction(r.IdReception, r.Ligne));
    if (visees) return visees.filter(this.compte);
    if (r.IdFacture === undefined) return [];
    const date = this.dates.de(r.IdFacture, r.DateFacture);
    return date === undefined ? [] : [receptionEntiere(r, date)];
  }
}

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
