import type { Presentation } from '../capacite';
import * as t from '../tables-communes';
import { FEUILLES_ETATS } from './feuilles';
import { TABLES_ETATS } from './tables';
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

/** Ce que la capacité est, sans ce qui calcule. */
export const PRESENTATION_ETATS: Presentation = {
  nom: 'etats',
  titre: {
    fr: 'États : résultat, bilan, soldes de gestion',
    en: 'Statements: result, balance sheet, ratios',
  },
  lit: TABLES_LUES_ETATS,
  ecrit: TABLES_ETATS,
  modules: [],
  feuilles: FEUILLES_ETATS,
  panneau: () => import('./Panneau'),
};
