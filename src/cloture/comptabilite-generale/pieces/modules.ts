/** Modules des clés de génération des pièces. */
export const MODULE_SAISIE = 'SAISIE';
export const MODULE_ABONNEMENT = 'ABONNEMENT';
export const MODULE_CONTREPASSATION = 'CONTREPASSATION';
/** Une contrepassation que fermer ne valide pas. */
export const MODULE_BROUILLARD = 'BROUILLARD';
export const MODULES_PIECES: readonly string[] = [
  MODULE_SAISIE,
  MODULE_ABONNEMENT,
  MODULE_CONTREPASSATION,
  MODULE_BROUILLARD,
];
