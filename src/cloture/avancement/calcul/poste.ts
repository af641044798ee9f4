import {
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

/** Un poste de vente d'une affaire : ce qu'il apporte au budget et au facturé à une date. */
export interface PosteVente {
  readonly nom: string;
  readonly detail: DetailVente;
  budget(date: Jour): Montant;
  facture(date: Jour): Montant;
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

  constructor(
    readonly commande: LigneCommande,
    readonly ligne: LigneDeCommande,
    readonly detail: DetailVente,
    readonly echLitteral: boolean,
    explicable = false,
  ) {
    this.factures = new Suite(explicable);
    this.avenants = new Suite(explicable);
    this.nom = `${ligne.IdCommande}/${ligne.Ligne}`;
  }

  facture(date: Jour): Montant {
    return this.factures.auPlusTard(date);
  }

  budget(date: Jour): Montant {
    const { commande, facture, livre, echeances } = this.termes(date, this.echLitteral);
    if (commande < 0)
      return oppose(
        residuel(oppose(commande), oppose(facture), oppose(livre), oppose(echeances), this.resteGarde()),
      );
    return residuel(commande, facture, livre, echeances, this.resteGarde());
  }

  echeancierIncomplet(date: Jour): boolean {
    if (!this.avecEcheancier() || !this.resteGarde()) return false;
    const { commande, facture, livre, echeances } = this.termes(date, false);
    return commande > 0 && somme([facture, livre, echeances]) < commande;
  }

  private termes(date: Jour, dues: boolean) {
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

function residuel(
  commande: Montant,
  facture: Montant,
  livre: Montant,
  echeances: Montant,
  resteGarde: boolean,
): Montant {
  const l = minimum(positif(livre), positif(moins(commande, facture)));
  const e = minimum(positif(echeances), positif(moins(moins(commande, facture), l)));
  const reste = resteGarde ? positif(moins(moins(moins(commande, facture), l), e)) : ZERO;
  return somme([facture, l, e, reste]);
}

/** Factures et livraisons sans commande : ajoutées au budget telles quelles (domaine §5.3). */
export class PosteHorsCommande implements PosteVente {
  readonly nom = 'sans commande';
  readonly factures: Suite<OrigineVente<LigneFactureClient>>;
  readonly livraisons: Livraison[] = [];

  constructor(
    readonly detail: DetailVente,
    explicable = false,
  ) {
    this.factures = new Suite(explicable);
  }

  facture(date: Jour): Montant {
    return this.factures.auPlusTard(date);
  }

  budget(date: Jour): Montant {
    return plus(this.facture(date), livreNonFacture(this.livraisons, date));
  }

  echeancierIncomplet(): boolean {
    return false;
  }
}
