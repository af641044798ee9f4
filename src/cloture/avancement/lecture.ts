import * as t from '../tables-communes';
import type { AnyTable, Ligne, TablesLues } from '../../workbook/table';
import { faireLignes, lignesVues } from '../../workbook/tables/par-colonne';
import { lireProduits } from '../tables-communes/familles';
import type { Parametres } from '../tables-communes/parametres';
import type { DonneesAvancement, OptionsAvancement } from './calcul/donnees';
import { CaAvancement } from './tables';
import { TABLES_AVANCEMENT } from './tables-lues';

type LigneHistorisee = Ligne<typeof t.Historique>;

/** Une ligne de l'historique qui tient à une affaire, et que le rattachement des produits n'a pas écrite. */
export function estDesReglesCA<L extends Pick<LigneHistorisee, 'IdAffaire' | 'Regle'>>(
  l: L,
): l is L & { readonly IdAffaire: string } {
  return l.IdAffaire !== undefined && l.Regle !== t.RATTACHEMENT;
}

/** Vrai si la société n'applique aucune règle de CA (capacité 180). */
export const sansRegles = (parametres: Parametres): boolean =>
  parametres.valeur('ModuleProduits') === 'RATTACHEMENT';

/** Remet au calcul les lignes décodées des tables. */
export function lireDonnees(tables: TablesLues): DonneesAvancement {
  return {
    affaires: tables.lire(t.Affaires).lignes,
    lots: tables.lire(t.Lots).lignes,
    produits: lireProduits(tables),
    regles: tables.lire(t.ReglesCA).lignes,
    codesTVA: tables.lire(t.CodesTVA).lignes,
    tiers: tables.lire(t.Tiers).lignes,
    comptes: tables.lire(t.PlanComptable).lignes,
    devis: tables.lire(t.Devis).lignes,
    commandes: tables.lire(t.Commandes).lignes,
    lignesCommande: tables.lire(t.LignesCommande).lignes,
    avenants: tables.lire(t.Avenants).lignes,
    livraisons: tables.lire(t.Livraisons).lignes,
    echeances: tables.lire(t.EcheancierFacturation).lignes,
    facturesClients: tables.lire(t.FacturesClients).lignes,
    // La plus grande table : ses lignes se voient à leur place, sans être copiées.
    temps: lignesVues(tables.lire(t.Temps)),
    planning: tables.lire(t.Planning).lignes,
    taches: tables.lire(t.TachesAffaire).lignes,
    collaborateurs: tables.lire(t.Collaborateurs).lignes,
    couts: tables.lire(t.CoutsCollaborateurs).lignes,
    cotations: tables.lire(t.Cotations).lignes,
    commandesAchat: tables.lire(t.CommandesAchat).lignes,
    receptions: tables.lire(t.Receptions).lignes,
    facturesFournisseurs: tables.lire(t.FacturesFournisseurs).lignes,
    notesFrais: tables.lire(t.NotesFrais).lignes,
    budgets: tables.lire(t.Budgets).lignes,
    historique: tables.lire(t.Historique).lignes.filter(estDesReglesCA),
    periodes: tables.lire(t.Periodes).lignes,
    ecritures: tables.lire(t.EcrituresCloture).lignes,
    droits: tables.lire(t.Droits).lignes,
    forces: tables.lire(CaAvancement).lignes,
  };
}

/** Les mêmes, dont les lignes se font par tranches. */
export function* lireDonneesParTranches(tables: TablesLues): Generator<void, DonneesAvancement> {
  for (const table of TABLES_AVANCEMENT) {
    if (table.nom !== t.Temps.nom) yield* faireLignes(tables.lire<AnyTable>(table));
  }
  return lireDonnees(tables);
}

/** Les paramètres de la méthode, à leur valeur en vigueur. */
export function lireOptions(parametres: Parametres): OptionsAvancement {
  return {
    echLitteral: parametres.valeur('Ech_Litteral'),
    rafLitteral: parametres.valeur('RafTheorique_Litteral'),
    livraisonsLitteral: parametres.valeur('Livraisons_Litteral'),
    pcaLitteral: parametres.valeur('PcaAchevement_Litteral'),
    faeLitteral: parametres.valeur('FaeProrata_Litteral'),
    avenantsProbables: parametres.valeur('AvenantsProbables'),
    presentation: parametres.valeur('PresentationCA'),
    arretePrecedent: parametres.valeur('DateArretePrecedent'),
    heuresParJour: parametres.valeur('HeuresParJour'),
    modeAchats: parametres.valeur('ProrataMethode'),
    cutOffTVA: parametres.valeur('CutOffTVA'),
    detailEcriture: parametres.valeur('DetailEcriture') === 'GROUPE_COMPTE' ? 'GROUPE_COMPTE' : 'PAR_TIERS',
    parLot: parametres.valeur('DetailEcriture') === 'PAR_LOT',
    collectifExige: parametres.valeur('CollectifTiersExige'),
    extourneForme: parametres.valeur('ExtourneForme'),
    ecritureArrete: parametres.valeur('EcritureArrete'),
    extourneAutomatique: parametres.valeur('ExtourneAutomatique'),
    tauxTVADefaut: parametres.valeur('TauxTVADefaut'),
    comptes: {
      fae: parametres.valeur('CPT_FAE'),
      tvaFae: parametres.valeur('CPT_TVA_FAE'),
      pca: parametres.valeur('CPT_PCA'),
      vente: parametres.valeur('CPT_VENTE'),
    },
    journal: parametres.valeur('JOURNAL_CLOTURE'),
  };
}
