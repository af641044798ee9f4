/** Le reste à faire que le chef de projet saisit tâche par tâche, à chaque fin de mois. */
import { quantite } from '../../../comptabilite';
import { TachesAffaire } from '../../../cloture/tables-communes';
import type { Effort } from './activite';
import { le } from './calendrier';
import type { Carnet } from './carnet';

const AFFAIRE = '26A210';
const TACHES = [
  ['C013', 'Pilotage et recette'],
  ['C015', 'Architecture et mise en service'],
  ['C019', 'Parcours du covoitureur'],
  ['C026', 'Paiement et messagerie'],
] as const;
/** La première estimation, à la signature, était un peu courte. */
const SAISIES = [
  ['2026-10-30', 0.94],
  ['2026-11-30', 1],
] as const;
/** Les temps validés que le classeur porte vont jusque-là : une saisie dit ce qui reste après eux (domaine §5.7). */
const APRES = le('2026-11-30');

/** Écrit les saisies, en demi-journées, d'après ce que l'affaire coûtera vraiment de jours. */
export function ecrireTaches(carnet: Carnet, efforts: readonly Effort[]): void {
  for (const [date, exactitude] of SAISIES) {
    for (const [collab, tache] of TACHES) {
      const restants = efforts.filter(
        e => e.affaire === AFFAIRE && e.collab === collab && e.jour > APRES,
      );
      const jours = restants.reduce((total, { quarts }) => total + quarts, 0) / 4;
      carnet.ajouter(TachesAffaire, {
        IdAffaire: AFFAIRE,
        Tache: tache,
        DateSaisie: le(date),
        IdCollab: collab,
        Jours: quantite(Math.round(jours * exactitude * 2) / 2),
      });
    }
  }
}
