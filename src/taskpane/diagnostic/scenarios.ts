/**
 * La liste des scénarios du diagnostic. La page « Diagnostic » les rejoue dans le vrai Excel et exporte le JSON ; les
 * essais les rejouent sur l'Excel embarqué. Un écart entre les deux est un fait à apprendre.
 */
import { CELL_SCENARIOS } from './cells';
import { EVENT_SCENARIOS } from './events';
import { codeOf, type ExcelApi, type Observations, type Scenario } from './scenario';
import { TABLE_SCENARIOS } from './tables';

export type { ExcelApi, Observation, Observations, Scenario } from './scenario';

export const SCENARIOS: readonly Scenario[] = [...CELL_SCENARIOS, ...TABLE_SCENARIOS, ...EVENT_SCENARIOS];

export interface ScenarioResult {
  readonly id: string;
  readonly titre: string;
  readonly dureeMs: number;
  readonly observations: Observations | null;
  /** Code de l'erreur qui a arrêté le scénario, ou `aucune`. */
  readonly erreur: string;
}

/** Rejoue un scénario ; une erreur devient un résultat, jamais une exception. */
export async function runScenario(scenario: Scenario, excel: ExcelApi): Promise<ScenarioResult> {
  const start = performance.now();
  let observations: Observations | null = null;
  const erreur = await codeOf(async () => (observations = await scenario.run(excel)));
  const { id, titre } = scenario;
  return { id, titre, dureeMs: Math.round(performance.now() - start), observations, erreur };
}
