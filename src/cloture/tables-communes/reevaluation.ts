/** La réévaluation des postes en devise à l'arrêté : ses écritures ne sont pas des postes de tiers (domaine §9.7). */
import type { Ligne } from '../../workbook/table';
import type { EcrituresCloture } from './ecritures';

/** Module des clés de génération des écarts de conversion (476, 477), extournés le lendemain. */
export const MODULE_REEVALUATION = 'CHANGE';

/** Fin de la source d'une écriture d'à-nouveaux qui reprend la réévaluation : son extourne la soldera. */
export const REPRISE_REEVALUATION = '~CHANGE';

/**
 * Vrai pour une ligne d'écart de conversion. Elle change la valeur du collectif à l'arrêté, pas ce que le tiers doit :
 * balance âgée, lettrage et rapprochement ne la voient pas.
 */
export const estReevaluation = ({ CleGeneration }: Pick<Ligne<typeof EcrituresCloture>, 'CleGeneration'>) =>
  CleGeneration.startsWith(`${MODULE_REEVALUATION}|`) || CleGeneration.includes(`${REPRISE_REEVALUATION}|`);
