import { controlerSoldes as controlerSoldesDe, type Anomalie, type Jour } from '../../../comptabilite';
import type { LigneEcritureCloture } from './donnees';

/** Modules des écritures de chiffre d'affaires, qui ont toutes leur extourne. */
export const MODULES_CA: ReadonlySet<string> = new Set(['FAE', 'PCA']);

/** C-CUT-02 des FAE et des PCA. */
export const controlerSoldes = (lignes: readonly LigneEcritureCloture[], arrete: Jour): Anomalie[] =>
  controlerSoldesDe(lignes, arrete, MODULES_CA);
