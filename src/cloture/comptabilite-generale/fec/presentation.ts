import { decrireFeuille } from '../../../workbook/feuille';
import type { PresentationPartie } from '../partie';
import { RapportFec } from './tables';

export const FEUILLE_RAPPORT_FEC = decrireFeuille(RapportFec, {
  formatsConditionnels: [{ colonne: 'Rubrique', quand: { vaut: 'TOTAL' }, ton: 'succes' }],
});

/** Le FEC ne lit ni n'écrit rien à la clôture : il s'importe et s'exporte à la demande. */
export const PRESENTATION_FEC: PresentationPartie = {
  nom: 'fec',
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [FEUILLE_RAPPORT_FEC],
};
