/**
 * Calcul des immobilisations : purs, en centimes, sans horloge. Tout passe par des cumuls à une date ; rien ne
 * boucle sur les jours ni sur les mois. Règles, sources et cas : le README voisin.
 */
export * from './types';
export * from './lineaire';
export * from './coefficients';
export * from './derogatoire';
export * from './economique';
export * from './fiscal';
export * from './verification';
export * from './vues';
