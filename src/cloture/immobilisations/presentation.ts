import type { Presentation } from '../capacite';
import { EcrituresCloture } from '../tables-communes';
import { MODULES } from './ecritures/lignes';
import { FEUILLES_IMMOBILISATIONS } from './feuilles';
import { TABLES_PRODUITES } from './tables';
import { TABLES_IMMOBILISATIONS } from './tables-lues';

export const PRESENTATION_IMMOBILISATIONS: Presentation = {
  nom: 'immobilisations',
  titre: { fr: 'Immobilisations et amortissements', en: 'Fixed assets and depreciation' },
  lit: TABLES_IMMOBILISATIONS,
  ecrit: [...TABLES_PRODUITES, EcrituresCloture],
  modules: MODULES,
  feuilles: FEUILLES_IMMOBILISATIONS,
  panneau: () => import('./Panneau'),
};
