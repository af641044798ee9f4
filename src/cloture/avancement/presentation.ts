import type { Presentation } from '../capacite';
import { EcrituresCloture, Exercices, Historique } from '../tables-communes';
import { FEUILLES_AVANCEMENT } from './feuilles';
import { HistoriqueParticulier } from './particulier/tables';
import { CaAvancement } from './tables';
import { CaDetail } from './tables-detail';
import { TABLES_AVANCEMENT } from './tables-lues';

export const PRESENTATION_AVANCEMENT: Presentation = {
  nom: 'avancement',
  titre: { fr: "Chiffre d'affaires à l'avancement", en: 'Revenue by stage of completion' },
  lit: [...TABLES_AVANCEMENT, Exercices, CaDetail, HistoriqueParticulier],
  ecrit: [CaAvancement, CaDetail, HistoriqueParticulier, Historique, EcrituresCloture],
  modules: ['FAE', 'PCA', 'P1516', 'P394', 'ENCOURS'],
  feuilles: FEUILLES_AVANCEMENT,
  cachee: { cle: 'ModuleProduits', valeur: 'RATTACHEMENT' },
  panneau: () => import('./Panneau'),
};
