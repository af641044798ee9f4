import type { Fonction } from '../fonction';

/** Les fonctions CPTA.* de la comptabilité générale. */
export const FONCTIONS_COMPTABILITE: readonly Fonction[] = [];
