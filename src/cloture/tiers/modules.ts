/** Module des clés de génération du lettrage : les écarts de règlement. */
export const MODULE_LETTRAGE = 'LETTRAGE';

export const MODULE_OPERATIONS = 'OPTIERS';

/** Modules des écritures de créances douteuses : reclassement, dépréciation. */
export const MODULES_DOUTEUSES = ['DOUTEUX', 'PROVCLI'] as const;

/** Modules des clés de génération des écritures de tiers : ce qu'une relance remplace. */
export const MODULES_TIERS: readonly string[] = [MODULE_LETTRAGE, MODULE_OPERATIONS, ...MODULES_DOUTEUSES];
