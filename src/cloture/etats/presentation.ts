import type { Presentation } from '../capacite';
import { FEUILLES_ETATS } from './feuilles';
import { TABLES_ETATS } from './tables';
import { TABLES_LUES_ETATS } from './tables-lues';

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
