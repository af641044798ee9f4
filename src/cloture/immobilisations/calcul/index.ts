/**
 * Calcul des immobilisations : purs, en centimes, sans horloge. Tout passe par des cumuls à une date ; rien ne
 * boucle sur les jours ni sur les mois. Règles, sources et cas : le README voisin.
 */
export * from './types';
export * from './lineaire';
