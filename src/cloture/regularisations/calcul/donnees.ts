/** Ce que les règles lisent, colonne par colonne : la forme des lignes, sans rien d'Excel. */
import type { Compte, Lignes, ModeEtalement, Montant, Taux } from '../../../comptabilite';
import type { AnyTable, CleColonne, Ligne } from '../../../workbook/table';
import type * as t from '../../tables-communes';
import type { FaePca, FnpCca } from '../tables';
import type { ChargesAPayer, EcheancierAchats } from '../tables-saisies';

/** Les colonnes citées d'une table, et le numéro de ligne. */
type Lues<T extends AnyTable, C extends CleColonne<T>> = Readonly<Pick<Ligne<T>, C | 'ligne'>>;

export type LigneReception = Lues<
  typeof t.Receptions,
  | 'IdReception'
  | 'Ligne'
  | 'IdCdeAchat'
  | 'LigneCde'
  | 'DateReception'
  | 'IdFournisseur'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'Compte'
  | 'CodeTVA'
  | 'Quantite'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'IdFacture'
  | 'DateFacture'
>;
export type LigneFactureFournisseur = Lues<
  typeof t.FacturesFournisseurs,
  | 'IdFactF'
  | 'Ligne'
  | 'DateFacture'
  | 'IdFournisseur'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'IdReception'
  | 'LigneReception'
  | 'IdCdeAchat'
  | 'LigneCde'
  | 'Compte'
  | 'CodeTVA'
  | 'Quantite'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'Validee'
  | 'Immobilisee'
>;
export type LigneCommandeAchat = Lues<
  typeof t.CommandesAchat,
  | 'IdCdeAchat'
  | 'Ligne'
  | 'IdFournisseur'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'CodeProduit'
  | 'Compte'
  | 'CodeTVA'
>;
export type LigneForcee = Lues<
  typeof FaePca | typeof FnpCca,
  | 'Arrete'
  | 'Module'
  | 'Cle'
  | 'Base'
  | 'Force'
  | 'Motif'
  | 'Auteur'
  | 'DateForcage'
  | 'Expire'
  | 'Retenu'
  | 'BaseForcee'
>;

export type LigneEcheanceAchat = Lues<
  typeof EcheancierAchats,
  | 'IdCdeAchat'
  | 'Ligne'
  | 'LigneCde'
  | 'IdAffaire'
  | 'Compte'
  | 'DateEcheance'
  | 'MontantHT'
  | 'Valide'
  | 'IdFactF'
  | 'DateFacture'
>;
export type LigneChargeAPayer = Lues<
  typeof ChargesAPayer,
  | 'IdCharge'
  | 'Libelle'
  | 'Nature'
  | 'MontantHT'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'SoldeeLe'
  | 'Compte'
  | 'CompteBilan'
  | 'TauxCharges'
  | 'IdAffaire'
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
  | 'AFacturerLe'
  | 'PeriodeDu'
  | 'PeriodeAu'
  | 'IdFacture'
  | 'DateFacture'
>;
export type LigneEcheance = Lues<
  typeof t.EcheancierFacturation,
  | 'IdCommande'
  | 'Ligne'
  | 'LigneCommande'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'DateEcheance'
  | 'Nature'
  | 'MontantHT'
  | 'Valide'
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
export type LigneAffaire = Lues<typeof t.Affaires, 'IdAffaire' | 'IdClient' | 'RegleCA'>;
export type LigneCommande = Lues<typeof t.Commandes, 'IdCommande' | 'IdAffaire' | 'IdClient'>;
export type LigneDeCommande = Lues<
  typeof t.LignesCommande,
  'IdCommande' | 'Ligne' | 'Lot' | 'SousLot' | 'CodeProduit' | 'CodeTVA' | 'RegleCALigne'
>;
export type LigneProduit = Lues<
  typeof t.Produits,
  'CodeProduit' | 'CompteVente' | 'CompteAchat' | 'CodeTVA' | 'RegleCA'
>;
export type LigneTiers = Lues<typeof t.Tiers, 'IdTiers' | 'Nom' | 'CompteFAE_FAR'>;
export type LigneCompte = Lues<
  typeof t.PlanComptable,
  'Compte' | 'CodeTVA' | 'CompteCutOff' | 'CompteTVACutOff'
>;
export type LigneCodeTVA = Lues<
  typeof t.CodesTVA,
  'CodeTVA' | 'DateEffet' | 'Taux' | 'Regime' | 'CompteFAE' | 'CompteFNP'
>;
export type LigneDroit = Lues<typeof t.Droits, 'Personne' | 'Droit' | 'Depuis' | 'Jusqua'>;
export type LigneExercice = Lues<typeof t.Exercices, 'DateDebut' | 'DateFin' | 'Referentiel'>;
export type LignePeriode = Lues<typeof t.Periodes, 'Periode' | 'Etat'>;
export type LigneHistorique = Lues<
  typeof t.Historique,
  | 'Arrete'
  | 'Module'
  | 'IdAffaire'
  | 'Lot'
  | 'SousLot'
  | 'Compte'
  | 'CodeProduit'
  | 'IdTiers'
  | 'CodeTVA'
  | 'DateEffet'
  | 'Montant'
  | 'MontantTVA'
  | 'TypeLigne'
  | 'Regle'
  | 'Valide'
>;
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

/** Toutes les lignes que les règles lisent. */
export interface Donnees {
  /** Les deux plus grandes tables se défilent : qui veut garder une ligne le fait. */
  readonly receptions: Lignes<LigneReception>;
  readonly facturesFournisseurs: Lignes<LigneFactureFournisseur>;
  readonly commandesAchat: readonly LigneCommandeAchat[];
  readonly echeancesAchat: readonly LigneEcheanceAchat[];
  readonly chargesAPayer: readonly LigneChargeAPayer[];
  readonly livraisons: readonly LigneLivraison[];
  readonly echeances: readonly LigneEcheance[];
  readonly facturesClients: readonly LigneFactureClient[];
  readonly affaires: readonly LigneAffaire[];
  readonly commandes: readonly LigneCommande[];
  readonly lignesCommande: readonly LigneDeCommande[];
  readonly produits: readonly LigneProduit[];
  readonly tiers: readonly LigneTiers[];
  readonly comptes: readonly LigneCompte[];
  readonly codesTVA: readonly LigneCodeTVA[];
  readonly exercices: readonly LigneExercice[];
  readonly periodes: readonly LignePeriode[];
  readonly historique: readonly LigneHistorique[];
  readonly ecritures: readonly LigneEcritureCloture[];
  readonly forcees: readonly LigneForcee[];
  readonly droits: readonly LigneDroit[];
}

/** Paramètres des règles, lus à la date d'arrêté. */
export interface Options {
  readonly mode: ModeEtalement;
  readonly moduleProduits: 'RECONNAISSANCE' | 'RATTACHEMENT' | 'PAR_PRODUIT';
  /** Une facture non validée n'éteint rien et ne se régularise pas. */
  readonly exclureNonValidees: boolean;
  /** L'ERP crédite le 408 à chaque réception : les réceptions doubleraient les charges (domaine §4.6). */
  readonly perpetuel: boolean;
  readonly historiser: boolean;
  /** L'historique reçoit les charges facturées du mois. */
  readonly historiserCharges: boolean;
  readonly collectifExige: boolean;
  readonly seuilBaseModifiee: Montant;
  readonly cutOffTVA: 'TTC' | 'HT';
  readonly detailEcriture: 'PAR_TIERS' | 'GROUPE_COMPTE';
  /** Une pièce par lot de l'affaire (capacité 185). */
  readonly parLot: boolean;
  readonly extourneForme: 'INVERSE' | 'NEGATIVE';
  /** Faux : l'arrêté va à l'historique sans écriture (capacité 190). */
  readonly ecritureArrete: boolean;
  /** Faux : ses écritures s'extournent à la main. */
  readonly extourneAutomatique: boolean;
  readonly tauxTVADefaut: Taux;
  readonly comptes: Readonly<
    Record<'fae' | 'pca' | 'aae' | 'fnp' | 'fnpImmo' | 'cca' | 'aar' | 'tvaFae' | 'tvaFnp' | 'vente', Compte>
  >;
  readonly journal: string;
}
