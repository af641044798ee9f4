/** Le FEC dans la capacité : sa feuille. Il s'importe et s'exporte à la demande, une clôture ne le calcule pas. */
import { decrireFeuille } from '../../../workbook/feuille';
import type { Partie } from '../partie';
import { RapportFec } from './tables';

export const FEUILLE_RAPPORT_FEC = decrireFeuille(RapportFec, {
  formatsConditionnels: [{ colonne: 'Rubrique', quand: { vaut: 'TOTAL' }, ton: 'succes' }],
});

export const fec: Partie = {
  nom: 'fec',
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [FEUILLE_RAPPORT_FEC],
  // Rien à passer : l'import remplit les tables, l'export les lit.
  *calculer() {
    yield;
    return { anomalies: [], ecritures: [], produites: [], resume: '' };
  },
};
