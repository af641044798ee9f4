import { avancement } from './avancement';
import type { Capacite } from './capacite';
import { immobilisations } from './immobilisations';
import { tiers } from './tiers';

/** Les capacités, dans l'ordre de la clôture (domaine §1.1). En ajouter une : un dossier, et une ligne ici. */
export const CAPACITES: readonly Capacite[] = [immobilisations, avancement, tiers];
