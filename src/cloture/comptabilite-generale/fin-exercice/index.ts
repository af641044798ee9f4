import { Exercices } from '../../tables-communes';
import type { Partie } from '../partie';
import { expliquerTravaux } from './explications';
import { PRESENTATION_FIN_EXERCICE } from './presentation';
import { TravauxInventaire } from './tables';
import { travauxDe } from './travaux';

const RIEN = { anomalies: [], ecritures: [], produites: [], resume: '' };

/** Au dernier arrêté d'un exercice, la liste de ses travaux, préremplie par ses mois et ses écritures. */
export const finExercice: Partie = {
  ...PRESENTATION_FIN_EXERCICE,
  expliquer: expliquerTravaux,
  *calculer(contexte) {
    const { arrete, tables } = contexte;
    const exercice = tables.lire(Exercices).lignes.find(x => x.DateFin === arrete);
    if (!exercice) return RIEN;
    const travaux = yield* travauxDe(contexte, exercice);
    const { Exercice } = exercice;
    return {
      ...RIEN,
      produites: [
        {
          table: TravauxInventaire,
          lignes: travaux.map(({ travail }, i) => ({ Exercice, Rang: i + 1, ...travail })),
          cle: l => [l['Exercice'], l['Travail']].join('|'),
          portee: l => l['Exercice'] === Exercice,
          colonnesUtilisateur: ['Remarque'],
        },
      ],
    };
  },
};
