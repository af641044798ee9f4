import {
  fraction,
  plus,
  somme,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
  type Quantite,
} from '../../../comptabilite';
import type {
  LigneAvenant,
  LigneCommande,
  LigneDeCommande,
  LigneEcheance,
  LigneFactureClient,
  LigneLivraison,
  LigneSource,
} from './donnees';
import { residuelSigne, sommeTermes, type Bruts, type TermesBudget } from './residuel';
import { Suite } from './suite';

export type { TermesBudget } from './residuel';

/** Où va le chiffre d'affaires d'un poste : client, compte de vente, TVA. */
export interface DetailVente {
  readonly tiers: string;
  readonly compte: Compte;
  readonly codeTVA: string | undefined;
  /** Produit, quand la règle détaille jusque-là. */
  readonly codeProduit: string | undefined;
}

/** Pièce étalée sur les lignes de sa commande : ces lignes, et le rang de celle qui prend cette part. */
export interface Etalement {
  readonly lignes: readonly LigneDeCommande[];
  readonly rang: number;
  /** Ce que les lignes d'avant ont pris : le cumul d'un partage s'arrondit une fois. */
  readonly avant: Montant;
}

/** La ligne de facture, de livraison, d'échéancier ou d'avenant dont vient un montant. */
export interface OrigineVente<L extends LigneSource = LigneSource> {
  readonly piece: L;
  readonly etalement?: Etalement | undefined;
}

/** Un poste de vente d'une affaire : ce qu'il apporte au budget, au facturé et aux jours vendus à une date. */
export interface PosteVente {
  readonly nom: string;
  readonly detail: DetailVente;
  readonly factures: Suite<OrigineVente<LigneFactureClient>>;
  readonly livraisons: Livraison[];
  /** Les lignes facturées une à une, quand la méthode regarde ce que chacune couvre. */
  readonly lignesFacturees: LigneFacturee[];
  budget(date: Jour): Montant;
  facture(date: Jour): Montant;
  /** Les termes du budget : leur somme est le budget. */
  termes(date: Jour): TermesBudget;
  /** Avenants compris dans le reste de la commande. */
  avenant(date: Jour): Montant;
  /** Ce qu'une facture à établir peut prendre : livré et échu pas encore facturés, bornés, sans les acomptes. */
  aEtablir(date: Jour): Pick<TermesBudget, 'livre' | 'echeances'>;
  echeancesAEtablir(date: Jour): Echeance[];
  joursVendus(date: Jour): Quantite;
  /** L'échéancier validé n'atteint pas la commande. */
  echeancierIncomplet(date: Jour): boolean;
}

export interface Livraison extends OrigineVente<LigneLivraison> {
  readonly date: Jour;
  readonly facturee: Jour | undefined;
  readonly montant: Montant;
}

export interface Echeance extends OrigineVente<LigneEcheance> {
  readonly echeance: Jour;
  readonly facturee: Jour | undefined;
  readonly montant: Montant;
  /** De nature acompte, ou facturée par un acompte : jamais de facture à établir (domaine §5.3, piège 3). */
  readonly acompte: boolean;
}

/** Une ligne de facture validée : la période qu'elle couvre, ou sa livraison, dit ce qui en est acquis. */
export interface LigneFacturee extends OrigineVente<LigneFactureClient> {
  readonly date: Jour;
  readonly montant: Montant;
  /** Dernier jour de livraison de ce qu'elle facture ; undefined si aucune livraison ne s'y rattache. */
  livree: Jour | undefined;
}

/** Une livraison ou une échéance pas encore facturée à cette date. */
export const nonFacturee = (piece: { facturee: Jour | undefined }, date: Jour) =>
  piece.facturee === undefined || piece.facturee > date;

/** Livré et pas encore facturé à cette date. */
export const livraisonsAFacturer = ({ livraisons }: Pick<PosteVente, 'livraisons'>, date: Jour) =>
  livraisons.filter(l => l.date <= date && nonFacturee(l, date));

const total = (pieces: readonly { readonly montant: Montant }[]): Montant =>
  somme(pieces.map(p => p.montant));

/**
 * Une ligne de commande, comptée une fois par la méthode de la valeur résiduelle (domaine §5.3, piège 2) :
 * facturé, puis livré non facturé, puis échéancier non facturé, puis reste, chaque terme borné par ce qui
 * reste de la commande. Une ligne négative (remise) suit la même règle, signes renversés.
 */
export class LigneVendue implements PosteVente {
  readonly nom: string;
  readonly factures: Suite<OrigineVente<LigneFactureClient>>;
  readonly avenants: Suite<OrigineVente<LigneAvenant>>;
  readonly livraisons: Livraison[] = [];
  readonly lignesFacturees: LigneFacturee[] = [];
  readonly echeances: Echeance[] = [];

  /** Heures vendues par des avenants qui ne sont pas dans la commande. */
  readonly heuresAvenants: Suite<OrigineVente<LigneAvenant>>;

  constructor(
    readonly commande: LigneCommande,
    readonly ligne: LigneDeCommande,
    readonly detail: DetailVente,
    private readonly options: { readonly echLitteral: boolean; readonly heuresParJour: Quantite },
    suivi = false,
  ) {
    this.factures = new Suite(suivi);
    this.avenants = new Suite(suivi);
    this.heuresAvenants = new Suite(suivi);
    this.nom = `${ligne.IdCommande}/${ligne.Ligne}`;
  }

  get echLitteral(): boolean {
    return this.options.echLitteral;
  }

  facture(date: Jour): Montant {
    return this.factures.auPlusTard(date);
  }

  budget(date: Jour): Montant {
    return sommeTermes(this.termes(date));
  }

  termes(date: Jour): TermesBudget {
    return residuelSigne(this.bruts(date, this.echeancesRetenues(date)), this.resteGarde(date));
  }

  aEtablir(date: Jour): Pick<TermesBudget, 'livre' | 'echeances'> {
    return residuelSigne(this.bruts(date, this.echeancesAEtablir(date)), false);
  }

  avenant(date: Jour): Montant {
    return this.engagee(date) ? this.avenants.auPlusTard(date) : ZERO;
  }

  /** Jours de la ligne si elle est au budget ; des heures en jours ; rien pour une ligne qui n'est pas du temps. */
  joursVendus(date: Jour): Quantite {
    if (!this.engagee(date)) return 0 as Quantite;
    const { Quantite: quantite, Unite } = this.ligne;
    const enJours = (heures: number) => fraction(heures as Montant, 10_000, this.options.heuresParJour);
    const vendus = Unite === 'JOUR' ? quantite : Unite === 'HEURE' ? enJours(quantite) : 0;
    return (vendus + enJours(this.heuresAvenants.auPlusTard(date))) as Quantite;
  }

  echeancierIncomplet(date: Jour): boolean {
    if (!this.avecEcheancier() || !this.resteGarde(date)) return false;
    const toutes = this.echeancesRetenues(date, false);
    const { commande, facture, livre, echeances } = this.bruts(date, toutes);
    return commande > 0 && somme([facture, livre, echeances]) < commande;
  }

  private bruts(date: Jour, echeances: readonly Echeance[]): Bruts {
    const engagee = this.engagee(date);
    return {
      commande: engagee ? plus(this.ligne.MontantHT, this.avenants.auPlusTard(date)) : ZERO,
      facture: this.facture(date),
      livre: total(livraisonsAFacturer(this, date)),
      echeances: engagee ? total(echeances) : ZERO,
    };
  }

  /** La commande engage à cette date. */
  engagee(date: Jour): boolean {
    return this.commande.Date <= date && ['VALIDEE', 'SOLDEE'].includes(this.commande.Statut);
  }

  /** Échéances pas encore facturées ; seulement les dues, si l'option littérale le veut. */
  echeancesRetenues(date: Jour, dues = this.echLitteral): Echeance[] {
    return this.echeances.filter(e => nonFacturee(e, date) && (!dues || e.echeance <= date));
  }

  echeancesAEtablir(date: Jour): Echeance[] {
    return this.echeancesRetenues(date, true).filter(e => !e.acompte);
  }

  private avecEcheancier(): boolean {
    return this.commande.AvecEcheancier || this.echeances.length > 0;
  }

  /** Soldée, une commande n'a plus de reste ; l'option littérale n'en donne pas à une commande à échéancier. */
  resteGarde(date: Jour): boolean {
    return !this.soldee(date) && !(this.echLitteral && this.avecEcheancier());
  }

  /** Soldée à cette date ; à toute date si la commande ne dit pas quand elle l'a été. */
  private soldee(date: Jour): boolean {
    const { Statut, DateSolde } = this.commande;
    return Statut !== 'VALIDEE' && (DateSolde === undefined || DateSolde <= date);
  }
}

/** Factures et livraisons sans commande : ajoutées au budget telles quelles (domaine §5.3). */
export class PosteHorsCommande implements PosteVente {
  readonly nom = 'sans commande';
  readonly factures: Suite<OrigineVente<LigneFactureClient>>;
  readonly livraisons: Livraison[] = [];
  readonly lignesFacturees: LigneFacturee[] = [];

  constructor(
    readonly detail: DetailVente,
    suivi = false,
  ) {
    this.factures = new Suite(suivi);
  }

  facture(date: Jour): Montant {
    return this.factures.auPlusTard(date);
  }

  budget(date: Jour): Montant {
    return sommeTermes(this.termes(date));
  }

  termes(date: Jour): TermesBudget {
    const livre = total(livraisonsAFacturer(this, date));
    return { facture: this.facture(date), livre, echeances: ZERO, reste: ZERO };
  }

  aEtablir(date: Jour): Pick<TermesBudget, 'livre' | 'echeances'> {
    return this.termes(date);
  }

  echeancesAEtablir(): Echeance[] {
    return [];
  }

  avenant(): Montant {
    return ZERO;
  }

  joursVendus(): Quantite {
    return 0 as Quantite;
  }

  echeancierIncomplet(): boolean {
    return false;
  }
}
