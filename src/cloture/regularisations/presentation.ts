import type { Presentation } from '../capacite';
import { EcrituresCloture, Historique } from '../tables-communes';
import { MODULES } from './calcul/modules';
import { FEUILLES_REGULARISATIONS } from './feuilles';
import { RadarCutOff } from './radar/table';
import { FaePca, FnpCca } from './tables';
import { TABLES_REGULARISATIONS } from './tables-lues';

export const PRESENTATION_REGULARISATIONS: Presentation = {
  nom: 'regularisations',
  titre: { fr: 'Régularisations de charges et de produits', en: 'Expense and revenue cut-off' },
  lit: TABLES_REGULARISATIONS,
  ecrit: [FaePca, FnpCca, RadarCutOff, Historique, EcrituresCloture],
  modules: MODULES,
  feuilles: FEUILLES_REGULARISATIONS,
  panneau: () => import('./Panneau'),
};
