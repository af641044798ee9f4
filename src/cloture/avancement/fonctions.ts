import type { Fonction } from '../fonction';
import { EXPLIQUER } from './fonctions-explication';
import { FONCTIONS_PAR_ARGUMENTS } from './fonctions-par-arguments';
import { FONCTIONS_PAR_CLE } from './fonctions-par-cle';
import { TABLEAU } from './fonctions-tableau';

/** Les fonctions de cellule du chiffre d'affaires à l'avancement. */
export const FONCTIONS_AVANCEMENT: readonly Fonction[] = [
  ...FONCTIONS_PAR_CLE,
  TABLEAU,
  EXPLIQUER,
  ...FONCTIONS_PAR_ARGUMENTS,
];
