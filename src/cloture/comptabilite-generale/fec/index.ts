import type { Partie } from '../partie';
import { PRESENTATION_FEC } from './presentation';

/** Le FEC dans la capacité : sa feuille, et rien à passer. L'import remplit les tables, l'export les lit. */
export const fec: Partie = {
  ...PRESENTATION_FEC,
  *calculer() {
    yield;
    return { anomalies: [], ecritures: [], produites: [], resume: '' };
  },
};
