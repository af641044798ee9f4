import { accorder } from '../../../comptabilite';
import type { Partie } from '../partie';
import { preparerExercice } from './etablir';
import { expliquerANouveaux } from './explications';
import { PRESENTATION_A_NOUVEAUX } from './presentation';

/** Les à-nouveaux de l'exercice suivant, une fois tout passé ; ceux de l'exercice en cours viennent avec les pièces. */
export const aNouveaux: Partie = {
  ...PRESENTATION_A_NOUVEAUX,
  expliquer: expliquerANouveaux,
  *calculer(contexte) {
    const { ecritures, anomalies } = yield* preparerExercice(contexte);
    const [premiere] = ecritures;
    return {
      anomalies: [...anomalies],
      ecritures: [...ecritures],
      produites: [],
      resume:
        premiere === undefined
          ? ''
          : `${premiere.libelle.toLowerCase()} : ${accorder(premiere.lignes.length, 'ligne')}`,
    };
  },
};
