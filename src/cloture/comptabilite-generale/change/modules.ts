/** Modules des clés de génération du change. */
import { MODULE_REEVALUATION } from '../../tables-communes/reevaluation';

/** Écarts de conversion, extournés le lendemain. */
export const MODULE_CHANGE = MODULE_REEVALUATION;
/** Provision pour perte de change, ajustée par différence. */
export const MODULE_PROVISION = 'PROVCHANGE';
/** Trésorerie en devise, réévaluée par le résultat. */
export const MODULE_TRESORERIE = 'CHANGETRESO';
export const MODULES_CHANGE: readonly string[] = [MODULE_CHANGE, MODULE_PROVISION, MODULE_TRESORERIE];
