import {
  fraction,
  maximum,
  minimum,
  moins,
  oppose,
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
import { Suite } from './suite';

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
}

/** La ligne de facture, de livraison, d'échéancier ou d'avenant dont vient un montant. */
export interface OrigineVente<L extends LigneSource = LigneSource> {
  readonly piece: L;
  readonly etalement?: Etalement | undefined;
}

/** Ce qui fait le budget d'un poste, chaque terme borné par ce qui reste de la commande (domaine §5.3, piège 2). */
export interface TermesBudget {
  readonly facture: Montant;
  /** Livré non facturé. */
  readonly livre: Montant;
  /** Échéancier non facturé. */
  readonly echeances: Montant;
  /** Commandé, ni livré ni à l'échéancier. */
  readonly reste: Montant;
}

/** Un poste de vente d'une affaire : ce qu'il apporte au budget, au facturé et aux jours vendus à une date. */
export interface PosteVente {
  readonly nom: string;
  readonly detail: DetailVente;
  readonly factures: Suite<OrigineVente<LigneFactureClient>>;
  readonly livraisons: Livraison[];
  budget(date: Jour): Montant;
  facture(date: Jour): Montant;
  /** Les termes du budget : leur somme est le budget. */
  termes(date: Jour): TermesBudget;
  /** Avenants compris dans le reste de la commande. */
  avenant(date: Jour): Montant;
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
}

/** Une livraison ou une échéance pas encore facturée à cette date. */
export const nonFacturee = (piece: { facturee: Jour | undefined }, date: Jour) =>
  piece.facturee === undefined || piece.facturee > date;

const livreNonFacture = (livraisons: readonly Livraison[], date: Jour): Montant =>
  somme(livraisons.filter(l => l.date <= date && nonFacturee(l, date)).map(l => l.montant));

const positif = (m: Montant): Montant => maximum(m, ZERO);

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
    const bruts = this.bruts(date, this.echLitteral);
    const garde = this.resteGarde();
    if (bruts.commande >= 0) return residuel(bruts, garde);
    const { facture, livre, echeances, reste } = residuel(inverser(bruts), garde);
    return {
      facture: oppose(facture),
      livre: oppose(livre),
      echeances: oppose(echeances),
      reste: oppose(reste),
    };
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
    if (!this.avecEcheancier() || !this.resteGarde()) return false;
    const { commande, facture, livre, echeances } = this.bruts(date, false);
    return commande > 0 && somme([facture, livre, echeances]) < commande;
  }

  private bruts(date: Jour, dues: boolean): Bruts {
    const engagee = this.engagee(date);
    const retenues = this.echeancesRetenues(date, dues);
    return {
      commande: engagee ? plus(this.ligne.MontantHT, this.avenants.auPlusTard(date)) : ZERO,
      facture: this.facture(date),
      livre: livreNonFacture(this.livraisons, date),
      echeances: engagee ? somme(retenues.map(e => e.montant)) : ZERO,
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

  private avecEcheancier(): boolean {
    return this.commande.AvecEcheancier || this.echeances.length > 0;
  }

  /** Une commande soldée n'a plus de reste ; l'option littérale n'en donne pas à une commande à échéancier. */
  resteGarde(): boolean {
    return this.commande.Statut === 'VALIDEE' && !(this.echLitteral && this.avecEcheancier());
  }
}

interface Bruts {
  readonly commande: Montant;
  readonly facture: Montant;
  readonly livre: Montant;
  readonly echeances: Montant;
}

const inverser = (b: Bruts): Bruts => ({
  commande: oppose(b.commande),
  facture: oppose(b.facture),
  livre: oppose(b.livre),
  echeances: oppose(b.echeances),
});

const sommeTermes = (t: TermesBudget): Montant => somme([t.facture, t.livre, t.echeances, t.reste]);

function residuel({ commande, facture, livre, echeances }: Bruts, resteGarde: boolean): TermesBudget {
  const l = minimum(positif(livre), positif(moins(commande, facture)));
  const e = minimum(positif(echeances), positif(moins(moins(commande, facture), l)));
  const reste = resteGarde ? positif(moins(moins(moins(commande, facture), l), e)) : ZERO;
  return { facture, livre: l, echeances: e, reste };
}

/** Factures et livraisons sans commande : ajoutées au budget telles quelles (domaine §5.3). */
export class PosteHorsCommande implements PosteVente {
  readonly nom = 'sans commande';
  readonly factures: Suite<OrigineVente<LigneFactureClient>>;
  readonly livraisons: Livraison[] = [];

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
    const livre = livreNonFacture(this.livraisons, date);
    return { facture: this.facture(date), livre, echeances: ZERO, reste: ZERO };
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
