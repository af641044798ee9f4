import type { Presentation } from '../capacite';
import { EcrituresCloture } from '../tables-communes';
import { FEUILLES_TIERS } from './feuilles';
import { MODULES_TIERS } from './modules';
import { TABLES_PRODUITES } from './tables';
import { TABLES_LUES_TRAVAUX, TABLES_TIERS, TABLES_TRAVAUX } from './tables-lues';

export const PRESENTATION_TIERS: Presentation = {
  nom: 'tiers',
  titre: { fr: 'Clients et fournisseurs', en: 'Receivables and payables' },
  lit: [...TABLES_TIERS, ...TABLES_LUES_TRAVAUX],
  ecrit: [...TABLES_PRODUITES, ...TABLES_TRAVAUX, EcrituresCloture],
  modules: MODULES_TIERS,
  feuilles: FEUILLES_TIERS,
  panneau: () => import('./Panneau'),
};
