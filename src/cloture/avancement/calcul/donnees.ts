/**
 * Ce que la méthode lit, colonne par colonne : rien que les colonnes utiles des tables du classeur. Un calcul ne
 * connaît ni Excel ni les schémas, seulement la forme de leurs lignes ; lecture.ts les lui remet.
 */
import type { Compte, Jour, Lignes, ModeEtalement, Quantite, Taux } from '../../../comptabilite';
import type { AnyTable, CleColonne, Ligne } from '../../../workbook/table';
import type * as t from '../../tables-communes';
import type { CaAvancement } from '../tables';

/** Numéro de ligne Excel, pour mener une anomalie à sa cellule. */
export interface LigneSource {
  readonly ligne: number;
}

/** Les colonnes citées d'une table, et le numéro de ligne. */
type Lues<T extends AnyTable, C extends CleColonne<T>> = Readonly<Pick<Ligne<T>, C | 'ligne'>>;

export type LigneAffaire = Lues<
  typeof t.Affaires,
  'IdAffaire' | 'Libelle' | 'IdClient' | 'Type' | 'Statut' | 'RegleCA' | 'CLT'
>;
export type LigneLot = Lues<typeof t.Lots, 'IdAffaire' | 'Lot' | 'SousLot' | 'Libelle'>;
export type LigneProduit = Lues<typeof t.Produits, 'CodeProduit' | 'CompteVente' | 'CodeTVA' | 'RegleCA'>;
export type LigneRegle = Lues<
  typeof t.ReglesCA,
  | 'CodeRegle'
  | 'Type'
  | 'Regroupement'
  | 'NiveauDetail'
  | 'BaseBudget'
  | 'LivraisonsExclusivement'
  | 'ChargesTempsEtAchats'
  | 'SourceRealise'
  | 'SourceRAF'
  | 'InclureCotations'
  | 'MargeNulle'
  | 'FacturablesSeuls'
  | 'Plafonner'
  | 'EtatsTemps'
  | 'RegleSur'
  | 'Formule'
>;
export type LigneCodeTVA = Lues<typeof t.CodesTVA, 'CodeTVA' | 'DateEffet' | 'Taux' | 'Regime' | 'CompteFAE'>;
export type LigneTiers = Lues<typeof t.Tiers, 'IdTiers' | 'Nom' | 'CompteFAE_FAR'>;
export type LigneCompte = Lues<typeof t.PlanComptable, 'Compte' | 'CodeTVA'>;
export type LigneDevis = Lues<
  typeof t.Devis,
  'IdDevis' | 'IdAffaire' | 'Lot' | 'SousLot' | 'DateSignature' | 'Statut' | 'MontantHT'
>;
export type LigneCommande = Lues<
  typeof t.Commandes,
  'IdCommande' | 'IdAffaire' | 'IdClient' | 'Date' | 'Statut' | 'AvecEcheancier' | 'DateSolde'
>;
export type LigneDeCommande = Lues<
  typeof t.LignesCommande,
  | 'IdCommande'
  | 'Ligne'
  | 'Lot'
  | 'SousLot'
  | 'CodeProduit'
  | 'Quantite'
  | 'Unite'
  | 'MontantHT'
  | 'CodeTVA'
  | 'RegleCALigne'
  | 'GratuitePct'
>;
export type LigneAvenant = Lues<
  typeof t.Avenants,
  | 'IdAvenant'
  | 'IdAffaire'
  | 'IdCommande'
  | 'Type'
  | 'Statut'
  | 'DateValidation'
  | 'MontantVente'
  | 'MontantCout'
  | 'Heures'
  | 'InclusDansCommande'
>;
export type LigneEcheance = Lues<
  typeof t.EcheancierFacturation,
  | 'IdCommande'
  | 'Ligne'
  | 'LigneCommande'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'DateEcheance'
  | 'Nature'
  | 'MontantHT'
  | 'Valide'
  | 'IdFacture'
  | 'DateFacture'
>;
export type LigneLivraison = Lues<
  typeof t.Livraisons,
  | 'IdBL'
  | 'Ligne'
  | 'IdCommande'
  | 'LigneCommande'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'CodeProduit'
  | 'CodeTVA'
  | 'DateLivraison'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'IdFacture'
  | 'DateFacture'
>;
export type LigneFactureClient = Lues<
  typeof t.FacturesClients,
  | 'IdFacture'
  | 'Ligne'
  | 'TypePiece'
  | 'DateFacture'
  | 'IdClient'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'IdCommande'
  | 'LigneCommande'
  | 'CodeProduit'
  | 'Compte'
  | 'CodeTVA'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'Validee'
>;
export type LigneTemps = Lues<
  typeof t.Temps,
  | 'IdTemps'
  | 'IdCollab'
  | 'Date'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'Jours'
  | 'Etat'
  | 'Facturable'
  | 'PeriodeComptable'
>;
export type LignePlanning = Lues<
  typeof t.Planning,
  'IdPlan' | 'IdCollab' | 'Date' | 'IdAffaire' | 'Lot' | 'SousLot' | 'Jours'
>;
export type LigneTache = Lues<
  typeof t.TachesAffaire,
  'IdAffaire' | 'Lot' | 'SousLot' | 'Tache' | 'DateSaisie' | 'IdCollab' | 'Jours' | 'MontantCout'
>;
export type LigneCollaborateur = Lues<typeof t.Collaborateurs, 'IdCollab' | 'Statut'>;
export type LigneCout = Lues<typeof t.CoutsCollaborateurs, 'IdCollab' | 'DateEffet' | 'CoutJour'>;
export type LigneCotation = Lues<
  typeof t.Cotations,
  'IdCotation' | 'IdAffaire' | 'Lot' | 'SousLot' | 'Date' | 'MontantHT' | 'Statut'
>;
export type LigneCommandeAchat = Lues<
  typeof t.CommandesAchat,
  'IdCdeAchat' | 'Ligne' | 'Date' | 'IdAffaire' | 'Lot' | 'SousLot' | 'Quantite' | 'MontantHT' | 'Statut'
>;
export type LigneReception = Lues<
  typeof t.Receptions,
  | 'IdReception'
  | 'Ligne'
  | 'IdCdeAchat'
  | 'LigneCde'
  | 'DateReception'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'Quantite'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'IdFacture'
  | 'DateFacture'
  | 'Consommee'
>;
export type LigneFactureFournisseur = Lues<
  typeof t.FacturesFournisseurs,
  | 'IdFactF'
  | 'Ligne'
  | 'DateFacture'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'IdReception'
  | 'LigneReception'
  | 'IdCdeAchat'
  | 'LigneCde'
  | 'Quantite'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'Validee'
  | 'Immobilisee'
  | 'HorsAvancement'
>;
export type LigneNoteFrais = Lues<
  typeof t.NotesFrais,
  'IdNdf' | 'Ligne' | 'Date' | 'IdAffaire' | 'Lot' | 'SousLot' | 'MontantHT' | 'Refacturable'
>;
export type LigneBudget = Lues<typeof t.Budgets, 'Version' | 'Axe' | 'Code' | 'Montant'>;
/** Une ligne de l'historique que les règles de CA lisent : elle a une affaire, et n'est pas d'un rattachement. */
export type LigneHistorique = Lues<
  typeof t.Historique,
  | 'Arrete'
  | 'Module'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'DateEffet'
  | 'Montant'
  | 'TypeLigne'
  | 'BUD'
  | 'FACT'
  | 'CH'
  | 'RAF'
  | 'REP'
  | 'PctCalcule'
  | 'PctTheorique'
  | 'PctForce'
  | 'Regle'
> & { readonly IdAffaire: string };
export type LignePeriode = Lues<typeof t.Periodes, 'Periode' | 'Etat'>;
export type LigneEcritureCloture = Lues<
  typeof t.EcrituresCloture,
  | 'DateEcriture'
  | 'Compte'
  | 'Tiers'
  | 'Section'
  | 'Debit'
  | 'Credit'
  | 'DateValidation'
  | 'CleGeneration'
  | 'IdExtourneDe'
>;
export type LigneForcee = Lues<
  typeof CaAvancement,
  | 'Arrete'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'Regle'
  | 'TauxForce'
  | 'FaeForcee'
  | 'PcaForcee'
  | 'Motif'
  | 'Auteur'
>;

export type LigneDroit = Lues<typeof t.Droits, 'Personne' | 'Droit' | 'Depuis' | 'Jusqua'>;

/** Toutes les lignes que la méthode lit. */
export interface DonneesAvancement {
  readonly affaires: readonly LigneAffaire[];
  readonly lots: readonly LigneLot[];
  readonly produits: readonly LigneProduit[];
  readonly regles: readonly LigneRegle[];
  readonly codesTVA: readonly LigneCodeTVA[];
  readonly tiers: readonly LigneTiers[];
  readonly comptes: readonly LigneCompte[];
  readonly devis: readonly LigneDevis[];
  readonly commandes: readonly LigneCommande[];
  readonly lignesCommande: readonly LigneDeCommande[];
  readonly avenants: readonly LigneAvenant[];
  readonly livraisons: readonly LigneLivraison[];
  readonly echeances: readonly LigneEcheance[];
  readonly facturesClients: readonly LigneFactureClient[];
  readonly temps: Lignes<LigneTemps>;
  readonly planning: readonly LignePlanning[];
  readonly taches: readonly LigneTache[];
  readonly collaborateurs: readonly LigneCollaborateur[];
  readonly couts: readonly LigneCout[];
  readonly cotations: readonly LigneCotation[];
  readonly commandesAchat: readonly LigneCommandeAchat[];
  readonly receptions: readonly LigneReception[];
  readonly facturesFournisseurs: readonly LigneFactureFournisseur[];
  readonly notesFrais: readonly LigneNoteFrais[];
  readonly budgets: readonly LigneBudget[];
  readonly historique: readonly LigneHistorique[];
  readonly periodes: readonly LignePeriode[];
  readonly ecritures: readonly LigneEcritureCloture[];
  readonly forces: readonly LigneForcee[];
  readonly droits: readonly LigneDroit[];
}

/** Paramètres de la clôture, lus à la date d'arrêté. */
export interface OptionsAvancement {
  /** Ne compter que les échéances dues à l'arrêté, comme Akuiteo (domaine §5.3, piège 1). */
  readonly echLitteral: boolean;
  /** Lire le reste à faire réel en jours dans le planning jusqu'à l'arrêté, comme Akuiteo (domaine §5.6). */
  readonly rafLitteral: boolean;
  /** À l'achèvement et au prorata sur livraisons seules : le CA ne compte que le livré pas encore facturé, comme Akuiteo (§5.5). */
  readonly livraisonsLitteral: boolean;
  /** À l'achèvement : la PCA est faite des factures postérieures à l'arrêté, comme Akuiteo (§5.5). */
  readonly pcaLitteral: boolean;
  /** Au prorata : la FAE prend livraisons et échéances entières, comme Akuiteo (§5.9). */
  readonly faeLitteral: boolean;
  /** Compter les avenants PROBABLE comme les ACCEPTE (domaine §5.7). */
  readonly avenantsProbables: boolean;
  /** Écrire aussi une ligne par ligne de pièce (domaine §5.2, Presentation). */
  readonly presentation: 'SYNTHESE' | 'DETAIL';
  /** Arrêté d'où part la production ; la fin du mois d'avant s'il n'est pas dit. */
  readonly arretePrecedent: Jour | undefined;
  /** Heures d'un jour, pour les jours vendus en heures. */
  readonly heuresParJour: Quantite;
  /** Comment s'étale un achat à période : comme sa FNP et sa CCA (domaine §4.5). */
  readonly modeAchats: ModeEtalement;
  readonly cutOffTVA: 'TTC' | 'HT';
  readonly detailEcriture: 'PAR_TIERS' | 'GROUPE_COMPTE';
  /** Une pièce par lot de l'affaire (capacité 185). */
  readonly parLot: boolean;
  /** Une FAE par tiers exige le compte de FAE du client (capacité 194). */
  readonly collectifExige: boolean;
  readonly extourneForme: 'INVERSE' | 'NEGATIVE';
  /** Faux : l'arrêté va à l'historique sans écriture (capacité 190). */
  readonly ecritureArrete: boolean;
  /** Faux : ses écritures s'extournent à la main. */
  readonly extourneAutomatique: boolean;
  readonly tauxTVADefaut: Taux;
  readonly comptes: {
    readonly fae: Compte;
    readonly tvaFae: Compte;
    readonly pca: Compte;
    readonly vente: Compte;
  };
  readonly journal: string;
}
