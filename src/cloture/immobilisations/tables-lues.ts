import type { AnyTable } from '../../workbook/table';
import * as communes from '../tables-communes';
import * as t from './tables';

/** Les tables du calcul d'un bien, qui suffisent aux fonctions de cellule. */
export const TABLES_PLANS = [
  t.CategoriesImmo,
  t.Immobilisations,
  t.MouvementsImmo,
  t.PlanVersions,
  t.DepreciationsImmo,
  t.CoefDegressif,
  communes.Exercices,
  communes.Parametres,
] as const satisfies readonly AnyTable[];

/** Les tables où une ligne de facture trouve son produit, son affaire et son fournisseur. */
export const TABLES_FACTURATION = [
  communes.FacturesFournisseurs,
  communes.CommandesAchat,
  communes.Produits,
  communes.Affaires,
  communes.Tiers,
] as const;

/** Tout ce que la clôture des immobilisations lit. */
export const TABLES_IMMOBILISATIONS = [
  ...TABLES_PLANS,
  t.Dotations,
  ...TABLES_FACTURATION,
  communes.Periodes,
  communes.CodesTVA,
  communes.FacturesClients,
  communes.Ecritures,
  communes.EcrituresCloture,
] as const;
