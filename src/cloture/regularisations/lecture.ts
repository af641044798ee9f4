import * as t from '../tables-communes';
import type { TablesLues } from '../../workbook/table';
import { lignesVues } from '../../workbook/tables/par-colonne';
import { lireProduits } from '../tables-communes/familles';
import type { Parametres } from '../tables-communes/parametres';
import type { Donnees, Options } from './calcul/donnees';
import { FaePca, FnpCca } from './tables';
import { ChargesAPayer, EcheancierAchats } from './tables-saisies';

/** Remet au calcul les lignes décodées des tables. */
export function lireDonnees(tables: TablesLues): Donnees {
  return {
    exercices: tables.lire(t.Exercices).lignes,
    periodes: tables.lire(t.Periodes).lignes,
    comptes: tables.lire(t.PlanComptable).lignes,
    tiers: tables.lire(t.Tiers).lignes,
    produits: lireProduits(tables),
    codesTVA: tables.lire(t.CodesTVA).lignes,
    affaires: tables.lire(t.Affaires).lignes,
    commandes: tables.lire(t.Commandes).lignes,
    lignesCommande: tables.lire(t.LignesCommande).lignes,
    echeances: tables.lire(t.EcheancierFacturation).lignes,
    livraisons: tables.lire(t.Livraisons).lignes,
    facturesClients: tables.lire(t.FacturesClients).lignes,
    commandesAchat: tables.lire(t.CommandesAchat).lignes,
    echeancesAchat: tables.lire(EcheancierAchats).lignes,
    receptions: lignesVues(tables.lire(t.Receptions)),
    facturesFournisseurs: lignesVues(tables.lire(t.FacturesFournisseurs)),
    chargesAPayer: tables.lire(ChargesAPayer).lignes,
    historique: tables.lire(t.Historique).lignes,
    ecritures: tables.lire(t.EcrituresCloture).lignes,
    droits: tables.lire(t.Droits).lignes,
    forcees: [...tables.lire(FaePca).lignes, ...tables.lire(FnpCca).lignes],
  };
}

/** Les paramètres des règles, à leur valeur en vigueur. */
export function lireOptions(parametres: Parametres): Options {
  return {
    mode: parametres.valeur('ProrataMethode'),
    moduleProduits: parametres.valeur('ModuleProduits'),
    exclureNonValidees: parametres.valeur('ExclureNonValidees'),
    perpetuel: parametres.valeur('FNP_Perpetuel'),
    historiser: parametres.valeur('HistoriserRegularisations'),
    historiserCharges: parametres.valeur('HistoriserCharges'),
    collectifExige: parametres.valeur('CollectifTiersExige'),
    seuilBaseModifiee: parametres.valeur('SeuilBaseModifiee'),
    cutOffTVA: parametres.valeur('CutOffTVA'),
    detailEcriture: parametres.valeur('DetailEcriture') === 'GROUPE_COMPTE' ? 'GROUPE_COMPTE' : 'PAR_TIERS',
    parLot: parametres.valeur('DetailEcriture') === 'PAR_LOT',
    extourneForme: parametres.valeur('ExtourneForme'),
    ecritureArrete: parametres.valeur('EcritureArrete'),
    extourneAutomatique: parametres.valeur('ExtourneAutomatique'),
    tauxTVADefaut: parametres.valeur('TauxTVADefaut'),
    comptes: {
      fae: parametres.valeur('CPT_FAE'),
      pca: parametres.valeur('CPT_PCA'),
      aae: parametres.valeur('CPT_AAE'),
      fnp: parametres.valeur('CPT_FNP'),
      fnpImmo: parametres.valeur('CPT_FNP_IMMO'),
      cca: parametres.valeur('CPT_CCA'),
      aar: parametres.valeur('CPT_AAR'),
      tvaFae: parametres.valeur('CPT_TVA_FAE'),
      tvaFnp: parametres.valeur('CPT_TVA_FNP'),
      vente: parametres.valeur('CPT_VENTE'),
    },
    journal: parametres.valeur('JOURNAL_CLOTURE'),
  };
}
