/** Ce que les règles lisent, colonne par colonne : la forme des lignes, sans rien d'Excel. */
import type { AnyTable, CleColonne, Ligne } from '../../../workbook/table';
import type * as t from '../../tables-communes';
import type { FaePca, FnpCca } from '../tables';

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

/** Toutes les lignes que les règles lisent. */
export interface Donnees {
  readonly receptions: readonly LigneReception[];
  readonly facturesFournisseurs: readonly LigneFactureFournisseur[];
  readonly commandesAchat: readonly LigneCommandeAchat[];
  readonly forcees: readonly LigneForcee[];
}
