import { FONCTIONS_AVANCEMENT } from '../cloture/avancement/fonctions';
import { FONCTIONS_COMPTABILITE } from '../cloture/comptabilite-generale/fonctions';
import { FONCTIONS_ETATS } from '../cloture/etats/fonctions';
import type { Fonction } from '../cloture/fonction';
import { FONCTIONS_IMMOBILISATIONS } from '../cloture/immobilisations/fonctions';
import { FONCTIONS_REGISTRE } from '../cloture/immobilisations/fonctions-registre';
import { FONCTIONS_REGULARISATIONS } from '../cloture/regularisations/fonctions';
import { FONCTIONS_TIERS } from '../cloture/tiers/fonctions';
import type { AnyTable } from '../workbook/table';
import { FONCTIONS_CLOTURE } from './cloture';

/**
 * Every worksheet function of the add-in, in the order of the help page. Metadata, registration, help and tests
 * are derived from this list: a new function is one entry in its capability's `fonctions.ts`.
 */
export const CATALOGUE: readonly Fonction[] = [
  ...FONCTIONS_AVANCEMENT,
  ...FONCTIONS_REGULARISATIONS,
  ...FONCTIONS_IMMOBILISATIONS,
  ...FONCTIONS_REGISTRE,
  ...FONCTIONS_TIERS,
  ...FONCTIONS_COMPTABILITE,
  ...FONCTIONS_ETATS,
  ...FONCTIONS_CLOTURE,
];

/** The tables the functions read, each once, in the order of first use. */
export function tablesRead(catalogue: readonly Fonction[] = CATALOGUE): AnyTable[] {
  return [...new Set(catalogue.flatMap(f => f.lit ?? []))];
}
