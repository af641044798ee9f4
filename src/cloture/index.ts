import { avancement } from './avancement';
import type { Capacite } from './capacite';
import { comptabiliteGenerale } from './comptabilite-generale';
import { pieces } from './comptabilite-generale/pieces';
import { etats } from './etats';
import { immobilisations } from './immobilisations';
import { regularisations } from './regularisations';
import { tiers } from './tiers';

/** Les capacités, dans l'ordre de la clôture (domaine §1.1). En ajouter une : un dossier, une ligne ici, une dans `presentations.ts`. */
export const CAPACITES: readonly Capacite[] = [
  pieces,
  regularisations,
  immobilisations,
  avancement,
  tiers,
  comptabiliteGenerale,
  etats,
];
