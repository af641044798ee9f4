import { estBloquante, terminer, type Anomalie } from '../../comptabilite';
import type { Contexte } from '../contexte';
import type { Donnees, Options } from './calcul/donnees';
import { passer, proposerParTranches, type Passees } from './calcul/etablir';
import { Forcages } from './calcul/forcages';
import type { Proposition } from './calcul/proposition';
import { lireDonnees, lireOptions } from './lecture';
import { balayerParTranches, enAnomalie } from './radar';
import { decider, proposeesDuRadar, type ConstatDecide } from './radar/decisions';
import { lireDonneesRadar, lireOptionsRadar } from './radar/lecture';
import { RadarCutOff } from './radar/table';

/** Un arrêté : ce que les règles proposent, ce que le radar a vu, et ce qui ne va pas. */
interface Arrete {
  readonly donnees: Donnees;
  readonly options: Options;
  readonly propositions: readonly Proposition[];
  readonly constats: readonly ConstatDecide[];
  /** Ce qui se passe de tout cela : écritures, extournes, lignes d'historique, et ce qui l'en empêche. */
  readonly passees: Passees;
  /** Ce qui ne va pas dans les pièces, et ce que le radar signale. */
  readonly anomalies: readonly Anomalie[];
}

const donneesDuRadar = (contexte: Contexte, propositions: readonly Proposition[]) =>
  [lireDonneesRadar(contexte), lireOptionsRadar(contexte, contexte.arrete, propositions)] as const;

/**
 * Les règles d'abord, puis le radar sur ce qu'elles laissent ; un constat accepté est une proposition de plus, que
 * l'on force et retient comme les autres. Un constat refusé ou accepté ne se signale plus.
 */
export const arreter = (contexte: Contexte): Arrete => terminer(arreterParTranches(contexte));

/** Le même arrêté, tranche par tranche : la fenêtre répond entre deux. */
export function* arreterParTranches(contexte: Contexte): Generator<void, Arrete> {
  const { arrete, tables, parametres } = contexte;
  const [donnees, options] = [lireDonnees(tables), lireOptions(parametres)];
  yield;
  const regles = yield* proposerParTranches(donnees, options, arrete);
  const trouves = regles.anomalies.some(estBloquante)
    ? []
    : yield* balayerParTranches(...donneesDuRadar(contexte, regles.propositions));
  const constats = decider(trouves, tables.lire(RadarCutOff).lignes, arrete);
  const forcages = new Forcages(donnees.forcees, arrete, options.seuilBaseModifiee);
  const acceptees = proposeesDuRadar(constats, arrete).map(p => forcages.decider(p));
  const propositions = [...regles.propositions, ...acceptees];
  yield;
  const passees = passer(propositions, donnees, options, arrete);
  return {
    ...{ donnees, options, propositions, constats, passees },
    anomalies: [
      ...regles.anomalies,
      ...constats.filter(c => c.decision === undefined).map(c => enAnomalie(c.constat)),
    ],
  };
}
