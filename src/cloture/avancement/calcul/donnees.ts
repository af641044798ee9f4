/**
 * Ce que la méthode lit, colonne par colonne : rien que les colonnes utiles des tables du classeur. Un calcul
 * ne connaît ni Excel ni les schémas ; src/cloture/avancement/lecture.ts lui remet ces lignes.
 */
import type { Compte, Jour, Montant, Periode, Quantite, Taux } from '../../../comptabilite';

type Facultatif<T> = T | undefined;

/** Numéro de ligne Excel, pour mener une anomalie à sa cellule. */
export interface LigneSource {
  readonly ligne: number;
}

export interface LigneAffaire extends LigneSource {
  readonly IdAffaire: string;
  readonly Libelle: string;
  readonly IdClient: string;
  readonly Type: string;
  readonly Statut: string;
  readonly RegleCA?: Facultatif<string>;
}

export interface LigneProduit extends LigneSource {
  readonly CodeProduit: string;
  readonly CompteVente?: Facultatif<Compte>;
  readonly CodeTVA?: Facultatif<string>;
  readonly RegleCA?: Facultatif<string>;
}

export interface LigneRegle extends LigneSource {
  readonly CodeRegle: string;
  readonly Type: string;
  readonly Regroupement?: Facultatif<string>;
  readonly NiveauDetail?: Facultatif<string>;
  readonly BaseBudget?: Facultatif<string>;
  readonly ChargesTempsEtAchats?: Facultatif<boolean>;
  readonly SourceRealise?: Facultatif<string>;
  readonly SourceRAF?: Facultatif<string>;
  readonly InclureCotations?: Facultatif<boolean>;
  readonly EtatsTemps?: Facultatif<string>;
  readonly RegleSur?: Facultatif<string>;
}

export interface LigneCodeTVA extends LigneSource {
  readonly CodeTVA: string;
  readonly DateEffet: Jour;
  readonly Taux: Taux;
  readonly Regime: string;
  readonly CompteFAE?: Facultatif<Compte>;
}

export interface LigneTiers extends LigneSource {
  readonly IdTiers: string;
  readonly Nom: string;
  readonly CompteFAE_FAR?: Facultatif<Compte>;
}

export interface LigneCompte extends LigneSource {
  readonly Compte: Compte;
  readonly CodeTVA?: Facultatif<string>;
}

export interface LigneCommande extends LigneSource {
  readonly IdCommande: string;
  readonly IdAffaire: string;
  readonly IdClient: string;
  readonly Date: Jour;
  readonly Statut: string;
  readonly AvecEcheancier: boolean;
}

export interface LigneDeCommande extends LigneSource {
  readonly IdCommande: string;
  readonly Ligne: string;
  readonly CodeProduit: string;
  readonly MontantHT: Montant;
  readonly CodeTVA?: Facultatif<string>;
  readonly RegleCALigne?: Facultatif<string>;
}

export interface LigneEcheance extends LigneSource {
  readonly IdCommande: string;
  readonly Ligne: string;
  readonly LigneCommande?: Facultatif<string>;
  readonly DateEcheance: Jour;
  readonly MontantHT: Montant;
  readonly Valide: boolean;
  readonly IdFacture?: Facultatif<string>;
  readonly DateFacture?: Facultatif<Jour>;
}

export interface LigneFactureClient extends LigneSource {
  readonly IdFacture: string;
  readonly Ligne: string;
  readonly TypePiece: string;
  readonly DateFacture: Jour;
  readonly IdClient: string;
  readonly IdAffaire?: Facultatif<string>;
  readonly IdCommande?: Facultatif<string>;
  readonly LigneCommande?: Facultatif<string>;
  readonly CodeProduit?: Facultatif<string>;
  readonly Compte?: Facultatif<Compte>;
  readonly CodeTVA?: Facultatif<string>;
  readonly MontantHT: Montant;
  readonly Validee: boolean;
}

export interface LigneAvenant extends LigneSource {
  readonly IdAvenant: string;
  readonly IdAffaire: string;
  readonly IdCommande?: Facultatif<string>;
  readonly Type: string;
  readonly Statut: string;
  readonly DateValidation?: Facultatif<Jour>;
  readonly MontantVente?: Facultatif<Montant>;
  readonly InclusDansCommande: boolean;
}

export interface LigneLivraison extends LigneSource {
  readonly IdBL: string;
  readonly Ligne: string;
  readonly IdCommande?: Facultatif<string>;
  readonly LigneCommande?: Facultatif<string>;
  readonly IdAffaire: string;
  readonly CodeProduit?: Facultatif<string>;
  readonly CodeTVA?: Facultatif<string>;
  readonly DateLivraison: Jour;
  readonly MontantHT: Montant;
  readonly IdFacture?: Facultatif<string>;
  readonly DateFacture?: Facultatif<Jour>;
}

export interface LigneTemps extends LigneSource {
  readonly IdTemps: string;
  readonly IdCollab: string;
  readonly Date: Jour;
  readonly IdAffaire: string;
  readonly Jours: Quantite;
  readonly Etat: string;
  readonly PeriodeComptable?: Facultatif<Periode>;
}

export interface LignePlanning extends LigneSource {
  readonly IdPlan: string;
  readonly IdCollab: string;
  readonly Date: Jour;
  readonly IdAffaire: string;
  readonly Jours: Quantite;
}

export interface LigneCollaborateur extends LigneSource {
  readonly IdCollab: string;
  readonly Statut?: Facultatif<string>;
}

export interface LigneCout extends LigneSource {
  readonly IdCollab: string;
  readonly DateEffet: Jour;
  readonly CoutJour: Montant;
}

export interface LigneCommandeAchat extends LigneSource {
  readonly IdCdeAchat: string;
  readonly Ligne: string;
  readonly Date: Jour;
  readonly IdAffaire?: Facultatif<string>;
  readonly Quantite: Quantite;
  readonly MontantHT: Montant;
  readonly Statut: string;
}

export interface LigneReception extends LigneSource {
  readonly IdReception: string;
  readonly Ligne: string;
  readonly IdCdeAchat?: Facultatif<string>;
  readonly LigneCde?: Facultatif<string>;
  readonly DateReception: Jour;
  readonly IdAffaire?: Facultatif<string>;
  readonly Quantite?: Facultatif<Quantite>;
  readonly MontantHT: Montant;
  readonly PeriodeDu?: Facultatif<Jour>;
  readonly PeriodeAu?: Facultatif<Jour>;
  readonly IdFacture?: Facultatif<string>;
  readonly DateFacture?: Facultatif<Jour>;
  readonly Consommee?: Facultatif<boolean>;
}

export interface LigneFactureFournisseur extends LigneSource {
  readonly IdFactF: string;
  readonly Ligne: string;
  readonly DateFacture: Jour;
  readonly IdAffaire?: Facultatif<string>;
  readonly IdReception?: Facultatif<string>;
  readonly LigneReception?: Facultatif<string>;
  readonly IdCdeAchat?: Facultatif<string>;
  readonly LigneCde?: Facultatif<string>;
  readonly Quantite?: Facultatif<Quantite>;
  readonly MontantHT: Montant;
  readonly PeriodeDu?: Facultatif<Jour>;
  readonly PeriodeAu?: Facultatif<Jour>;
  readonly Validee: boolean;
  readonly Immobilisee?: Facultatif<boolean>;
  readonly HorsAvancement?: Facultatif<boolean>;
}

export interface LigneHistorique extends LigneSource {
  readonly Arrete: Jour;
  readonly Module: string;
  readonly IdAffaire: string;
  readonly DateEffet: Jour;
  readonly Montant: Montant;
  readonly TypeLigne: string;
  readonly BUD?: Facultatif<Montant>;
  readonly FACT?: Facultatif<Montant>;
  readonly CH?: Facultatif<Montant>;
  readonly RAF?: Facultatif<Montant>;
  readonly REP?: Facultatif<Montant>;
  readonly PctCalcule?: Facultatif<Taux>;
  readonly PctForce?: Facultatif<Taux>;
}

export interface LignePeriode extends LigneSource {
  readonly Periode: Periode;
  readonly Etat: string;
}

export interface LigneEcritureCloture extends LigneSource {
  readonly DateEcriture: Jour;
  readonly Compte: Compte;
  readonly Tiers?: Facultatif<string>;
  readonly Debit: Montant;
  readonly Credit: Montant;
  readonly DateValidation?: Facultatif<Jour>;
  readonly CleGeneration?: Facultatif<string>;
}

export interface LigneForcee extends LigneSource {
  readonly Arrete: Jour;
  readonly IdAffaire: string;
  readonly TauxForce?: Facultatif<Taux>;
  readonly Motif?: Facultatif<string>;
}

/** Toutes les lignes que la méthode lit. */
export interface DonneesAvancement {
  readonly affaires: readonly LigneAffaire[];
  readonly produits: readonly LigneProduit[];
  readonly regles: readonly LigneRegle[];
  readonly codesTVA: readonly LigneCodeTVA[];
  readonly tiers: readonly LigneTiers[];
  readonly comptes: readonly LigneCompte[];
  readonly commandes: readonly LigneCommande[];
  readonly lignesCommande: readonly LigneDeCommande[];
  readonly avenants: readonly LigneAvenant[];
  readonly livraisons: readonly LigneLivraison[];
  readonly echeances: readonly LigneEcheance[];
  readonly facturesClients: readonly LigneFactureClient[];
  readonly temps: readonly LigneTemps[];
  readonly planning: readonly LignePlanning[];
  readonly collaborateurs: readonly LigneCollaborateur[];
  readonly couts: readonly LigneCout[];
  readonly commandesAchat: readonly LigneCommandeAchat[];
  readonly receptions: readonly LigneReception[];
  readonly facturesFournisseurs: readonly LigneFactureFournisseur[];
  readonly historique: readonly LigneHistorique[];
  readonly periodes: readonly LignePeriode[];
  readonly ecritures: readonly LigneEcritureCloture[];
  readonly forces: readonly LigneForcee[];
}

/** Paramètres de la clôture, lus à la date d'arrêté. */
export interface OptionsAvancement {
  /** Ne compter que les échéances dues à l'arrêté, comme Akuiteo (domaine §5.3, piège 1). */
  readonly echLitteral: boolean;
  /** Compter les avenants PROBABLE comme les ACCEPTE (domaine §5.7). */
  readonly avenantsProbables: boolean;
  readonly cutOffTVA: 'TTC' | 'HT';
  readonly detailEcriture: 'PAR_TIERS' | 'GROUPE_COMPTE';
  readonly extourneForme: 'INVERSE' | 'NEGATIVE';
  readonly tauxTVADefaut: Taux;
  readonly comptes: {
    readonly fae: Compte;
    readonly tvaFae: Compte;
    readonly pca: Compte;
    readonly vente: Compte;
  };
  readonly journal: string;
}
