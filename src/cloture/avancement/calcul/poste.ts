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
import type { LigneCommande, LigneDeCommande } from './donnees';
import { Suite } from './suite';

/** Où va le chiffre d'affaires d'un poste : client, compte de vente, TVA. */
export interface DetailVente {
  readonly tiers: string;
  readonly compte: Compte;
  readonly codeTVA: string | undefined;
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

interface Livraison {
  readonly date: Jour;
  readonly facturee: Jour | undefined;
  readonly montant: Montant;
}

interface Echeance {
  readonly echeance: Jour;
  readonly facturee: Jour | undefined;
  readonly montant: Montant;
}

const nonFacturee = (piece: { facturee: Jour | undefined }, date: Jour) =>
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
  readonly factures = new Suite();
  readonly avenants = new Suite();
  readonly livraisons: Livraison[] = [];
  readonly echeances: Echeance[] = [];

  constructor(
    private readonly commande: LigneCommande,
    private readonly ligne: LigneDeCommande,
    readonly detail: DetailVente,
    private readonly echLitteral: boolean,
  ) {
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
    const engagee = this.commande.Date <= date && ['VALIDEE', 'SOLDEE'].includes(this.commande.Statut);
    const retenues = this.echeances.filter(e => nonFacturee(e, date) && (!dues || e.echeance <= date));
    return {
      commande: engagee ? plus(this.ligne.MontantHT, this.avenants.auPlusTard(date)) : ZERO,
      facture: this.facture(date),
      livre: livreNonFacture(this.livraisons, date),
      echeances: engagee ? somme(retenues.map(e => e.montant)) : ZERO,
    };
  }

  private avecEcheancier(): boolean {
    return this.commande.AvecEcheancier || this.echeances.length > 0;
  }

  /** Une commande soldée n'a plus de reste ; l'option littérale n'en donne pas à une commande à échéancier. */
  private resteGarde(): boolean {
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
  readonly factures = new Suite();
  readonly livraisons: Livraison[] = [];

  constructor(readonly detail: DetailVente) {}

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
