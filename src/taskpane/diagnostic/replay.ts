import type { OptionsExecution } from '../../ui/proprietes';
import { FUNCTION_SCENARIOS } from './functions';
import { runScenario, type ScenarioResult, SCENARIOS } from './scenarios';

const TOUS = [...SCENARIOS, ...FUNCTION_SCENARIOS];

/**
 * Rejoue les scénarios l'un après l'autre dans l'Excel ouvert ; chacun crée et supprime sa feuille provisoire.
 * Une annulation s'arrête après le scénario en cours et rend ceux qui sont faits.
 */
export async function replay({ signal, onProgress }: OptionsExecution): Promise<ScenarioResult[]> {
  const resultats: ScenarioResult[] = [];
  for (const [rang, scenario] of TOUS.entries()) {
    if (signal.aborted) break;
    onProgress({ etape: scenario.titre, fait: rang, total: TOUS.length });
    resultats.push(await runScenario(scenario, Excel));
  }
  return resultats;
}
