import {
  confronterValidees,
  controlerExtourne,
  controlerPeriode,
  controlerSoldes,
  rappelerExtournes,
  sansEcritures,
  terminer,
  type Anomalie,
  type Ecriture,
  type Jour,
} from '../../../comptabilite';
import { controlerDatesExtournes, controlerPropositions, controlerSources } from '../controles';
import { proposerCCA } from './cca';
import { proposerChargesAPayer } from './charges-a-payer';
import type { Donnees, Options } from './donnees';
import { proposerEcheancesAchat } from './echeances-achat';
import { ecrituresDe } from './ecritures';
import { MODULES, MODULES_EXTOURNES } from './modules';
import { Forcages } from './forcages';
import { proposerProduits } from './produits';
import { facturer, proposerReceptions } from './receptions';
import { Imputations, reunir, type Regularisation } from './regularisation';
import type { Proposition } from './proposition';
import type { Propositions } from './types';

/** Ce qui est proposé et retenu, et ce qui a empêché de proposer. */
export interface Proposees {
  readonly propositions: readonly Proposition[];
  readonly anomalies: Anomalie[];
}

/** Ce que des propositions retenues font passer. */
export interface Passees {
  readonly regularisations: readonly Regularisation[];
  readonly ecritures: Ecriture[];
  readonly anomalies: Anomalie[];
}

/**
 * Les propositions d'un arrêté, décisions comprises : chaque règle, puis ce que l'utilisateur en a fait. Le calcul
 * repart des pièces entières, jamais d'un écart : le mois d'avant est extourné (domaine §4.3).
 */
export const proposerTout = (donnees: Donnees, options: Options, arrete: Jour): Proposees =>
  terminer(proposerParTranches(donnees, options, arrete));

/** Les mêmes, une règle par tranche. */
export function* proposerParTranches(
  donnees: Donnees,
  options: Options,
  arrete: Jour,
): Generator<void, Proposees> {
  const forcages = new Forcages(donnees.forcees, arrete, options.seuilBaseModifiee);
  const facturations = facturer(donnees, options.exclureNonValidees);
  yield;
  const regles: Propositions[] = [proposerReceptions(donnees, arrete, options, facturations)];
  yield;
  regles.push(proposerEcheancesAchat(donnees, arrete, options));
  yield;
  regles.push(proposerCCA(donnees, arrete, options, facturations));
  yield;
  regles.push(proposerChargesAPayer(donnees, arrete, options));
  yield;
  regles.push(proposerProduits(donnees, arrete, options));
  yield;
  return {
    propositions: regles.flatMap(r => r.proposees).map(p => forcages.decider(p)),
    anomalies: regles.flatMap(r => r.anomalies),
  };
}

/** Passe ce qui est retenu : le réunit, en tire les écritures et leurs extournes, et contrôle le tout. */
export function passer(
  propositions: readonly Proposition[],
  donnees: Donnees,
  options: Options,
  arrete: Jour,
): Passees {
  const imputations = new Imputations(donnees, options, arrete);
  const regularisations = reunir(propositions, imputations);
  const tiers = new Map(donnees.tiers.map(t => [t.IdTiers, t]));
  const calculees = ecrituresDe(regularisations, { arrete, options, tiers });
  const periodes = new Map(donnees.periodes.map(p => [p.Periode as string, p.Etat as string]));
  const validees = confronterValidees(calculees, donnees.ecritures, arrete, new Set(MODULES));
  return {
    regularisations,
    ecritures: validees.aEcrire,
    anomalies: [
      ...controlerPeriode(arrete, periodes),
      ...controlerPropositions(propositions, { imputations, options, donnees, arrete }),
      ...controlerSources(donnees, options, arrete),
      ...(calculees.some(e => e.extourneDe !== undefined) ? controlerExtourne(arrete, periodes) : []),
      ...validees.anomalies,
      ...(options.extourneAutomatique ? controlerSoldes : rappelerExtournes)(
        donnees.ecritures,
        arrete,
        MODULES_EXTOURNES,
      ),
      ...(options.ecritureArrete ? [] : sansEcritures(regularisations, arrete)),
      ...controlerDatesExtournes(donnees.ecritures),
    ],
  };
}
