/** Modules des clés de génération des à-nouveaux. */
/** À-nouveaux définitifs : l'exercice d'avant est clos, fermer un mois les valide. */
export const MODULE_AN = 'AN';
/** À-nouveaux de l'exercice en cours tant que celui d'avant ne l'est pas. */
export const MODULE_AN_PROVISOIRE = 'AN_PROVISOIRE';
/** À-nouveaux de l'exercice suivant, au dernier arrêté de celui-ci. */
export const MODULE_AN_SUIVANT = 'AN_SUIVANT';
export const MODULES_OUVERTURE: readonly string[] = [MODULE_AN, MODULE_AN_PROVISOIRE, MODULE_AN_SUIVANT];
