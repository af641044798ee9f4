import type { ModuleRegul } from './types';

/**
 * Module des clés de génération : les FAE et PCA d'un rattachement ont le leur, pour que relancer les règles de CA
 * n'y touche pas.
 */
export const CLES: Readonly<Record<ModuleRegul, string>> = {
  FAE: 'RFAE',
  PCA: 'RPCA',
  AAE: 'AAE',
  FNP: 'FNP',
  CCA: 'CCA',
  AAR: 'AAR',
  CAP: 'CAP',
};

/** Modules dont chaque écriture s'extourne. */
export const MODULES_EXTOURNES: ReadonlySet<string> = new Set(Object.values(CLES));

/** Module des clés de génération d'un abonnement : il n'a pas d'extourne. */
export const MODULE_ABONNEMENT = 'ABO';

/** Modules des clés de génération de la capacité : ce qu'une relance remplace. */
export const MODULES: readonly string[] = [...MODULES_EXTOURNES, MODULE_ABONNEMENT];
