import { terminer, texteMontant } from '../../comptabilite';
import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { arreterEtats } from './arreter';
import { dispositionCr } from './calcul/dispositions';
import { evaluer, lu } from './calcul/presenter';
import { controlerEtats, sansExercice } from './controler';
import { expliquer } from './explications';
import { PRESENTATION_ETATS } from './presentation';
import { produireEtats } from './produites';

/**
 * Compte de résultat, soldes intermédiaires de gestion et bilan de l'arrêté (domaine §12), dans le plan de l'exercice, et
 * leurs contrôles. Lit les écritures telles que les autres capacités les laissent. N'écrit rien.
 */
function* calculerParTranches(contexte: Contexte): Generator<void, Resultat> {
  const { nom: capacite } = PRESENTATION_ETATS;
  const arrete = yield* arreterEtats(contexte);
  if (arrete === undefined)
    return {
      capacite,
      anomalies: [sansExercice(contexte)],
      ecritures: [],
      produites: [],
      resume: 'États : aucun exercice',
    };
  const produites = yield* produireEtats(arrete);
  yield;
  const cr = evaluer(dispositionCr(arrete.exercice.referentiel), arrete.etats.resultat.cumul);
  return {
    capacite,
    anomalies: [...contexte.parametres.anomalies, ...controlerEtats(arrete)],
    ecritures: [],
    produites,
    resume: `États : chiffre d’affaires ${texteMontant(lu(cr, 'CAN'))}, résultat ${texteMontant(lu(cr, 'RES'))}`,
  };
}

export const etats: Capacite = {
  ...PRESENTATION_ETATS,
  calculer: contexte => terminer(calculerParTranches(contexte)),
  calculerParTranches,
  expliquer,
};
