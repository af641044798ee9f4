import { PRESENTATION_AVANCEMENT } from './avancement/presentation';
import type { Presentation } from './capacite';
import { PRESENTATION_COMPTABILITE_GENERALE } from './comptabilite-generale/presentation';
import { PRESENTATION_PIECES } from './comptabilite-generale/pieces/presentation';
import { PRESENTATION_ETATS } from './etats/presentation';
import { PRESENTATION_IMMOBILISATIONS } from './immobilisations/presentation';
import { PRESENTATION_REGULARISATIONS } from './regularisations/presentation';
import { PRESENTATION_TIERS } from './tiers/presentation';

/** Ce que le volet montre des capacités avant d'en charger une, dans l'ordre de CAPACITES. */
export const PRESENTATIONS: readonly Presentation[] = [
  PRESENTATION_PIECES,
  PRESENTATION_REGULARISATIONS,
  PRESENTATION_IMMOBILISATIONS,
  PRESENTATION_AVANCEMENT,
  PRESENTATION_TIERS,
  PRESENTATION_COMPTABILITE_GENERALE,
  PRESENTATION_ETATS,
];
