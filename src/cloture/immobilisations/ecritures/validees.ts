import {
  confronterValidees as confronter,
  type Anomalie,
  type Ecriture,
  type Jour,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { EcrituresCloture } from '../../tables-communes';
import { MODULES } from './lignes';

const MODULES_IMMO: ReadonlySet<string> = new Set(MODULES);

/** Les écritures d'immobilisations face à celles du même arrêté déjà validées (domaine §0.4). */
export function confronterValidees(
  ecritures: readonly Ecriture[],
  existantes: readonly Ligne<typeof EcrituresCloture>[],
  arrete: Jour,
): { aEcrire: Ecriture[]; anomalies: Anomalie[] } {
  return confronter(ecritures, existantes, arrete, MODULES_IMMO);
}
