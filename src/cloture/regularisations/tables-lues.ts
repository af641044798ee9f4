import * as t from '../tables-communes';
import { RadarCutOff } from './radar/table';
import { FaePca, FnpCca } from './tables';
import { ChargesAPayer, EcheancierAchats } from './tables-saisies';

/** Les tables où le radar cherche, au-delà de celles des règles. */
const TABLES_RADAR = [t.Affaires, t.Produits, t.Livraisons, t.FacturesClients, t.Ecritures] as const;

/** Les tables que les règles lisent. */
export const TABLES_REGULARISATIONS = [
  t.Parametres,
  t.Exercices,
  t.Periodes,
  t.PlanComptable,
  t.Tiers,
  t.Produits,
  t.FamillesProduits,
  t.CodesTVA,
  t.Affaires,
  t.Commandes,
  t.LignesCommande,
  t.EcheancierFacturation,
  t.Livraisons,
  t.FacturesClients,
  t.CommandesAchat,
  EcheancierAchats,
  t.Receptions,
  t.FacturesFournisseurs,
  ChargesAPayer,
  t.Historique,
  t.EcrituresCloture,
  t.Droits,
  FaePca,
  FnpCca,
  ...TABLES_RADAR,
  RadarCutOff,
] as const;
