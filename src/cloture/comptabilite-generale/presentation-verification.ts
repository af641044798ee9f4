import { Exercices, Parametres, Periodes, PlanComptable } from '../tables-communes';
import { TABLES_GRAND_LIVRE } from '../tables-communes/tables-grand-livre';
import type { PresentationPartie } from './partie';
import { ComptesGroupe } from './plan/tables';

/** Les contrôles des écritures : rien à écrire, tout à dire. */
export const PRESENTATION_VERIFICATION: PresentationPartie = {
  nom: 'verification',
  lit: [...TABLES_GRAND_LIVRE, Parametres, Exercices, Periodes, PlanComptable, ComptesGroupe],
  ecrit: [],
  modules: [],
  feuilles: [],
};
