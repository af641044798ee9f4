import type { Anomalie, Jour, ModeEtalement, Montant } from '../../../comptabilite';
import type { Donnees } from './donnees';
import { decider, Forcages } from './forcages';
import { proposerReceptions } from './receptions';
import type { Proposition, Propositions } from './types';

/** Paramètres des règles, lus à la date d'arrêté. */
export interface Options {
  readonly mode: ModeEtalement;
  /** Une facture non validée n'éteint rien et ne se régularise pas. */
  readonly exclureNonValidees: boolean;
  /** L'ERP crédite le 408 à chaque réception : la règle 1 doublerait les charges (domaine §4.6). */
  readonly perpetuel: boolean;
  readonly seuilBaseModifiee: Montant;
}

/** Les propositions d'un arrêté, décisions comprises, et ce qui ne va pas. */
export interface Etablies {
  readonly propositions: readonly Proposition[];
  readonly anomalies: Anomalie[];
}

/** Applique chaque règle, puis ce que l'utilisateur a décidé. */
export function etablir(donnees: Donnees, options: Options, arrete: Jour): Etablies {
  const forcages = new Forcages(donnees.forcees, arrete);
  const regles: Propositions[] = [proposerReceptions(donnees, arrete, options)];
  return {
    propositions: regles
      .flatMap(r => r.proposees)
      .map(p => decider(p, forcages.de(p), options.seuilBaseModifiee)),
    anomalies: regles.flatMap(r => r.anomalies),
  };
}
