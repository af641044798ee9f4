import * as t from '../tables-communes';
import { LignesEtat, RegroupementComptes } from './tables-saisies';

/** Les tables d'où les états se tirent. */
export const TABLES_LUES_ETATS = [
  t.Parametres,
  t.Exercices,
  t.Periodes,
  t.PlanComptable,
  t.Affaires,
  t.Budgets,
  t.FacturesClients,
  t.Historique,
  t.Ecritures,
  t.EcrituresCloture,
  RegroupementComptes,
  LignesEtat,
] as const;
