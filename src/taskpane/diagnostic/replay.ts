import type { Langue, OptionsExecution } from '../../ui/proprietes';
import { messageOf } from '../../workbook/errors';
import { withExcel } from '../../workbook/office';
import type { Essai } from './report';
import type { Scenario, Terrain } from './scenario';
import { SCENARIOS } from './scenarios';

/** Feuille provisoire : un nom que personne ne donne, pour ne jamais effacer celle d'un autre. */
const FEUILLE = 'Clôture · diagnostic';

async function attendre(condition: () => Promise<boolean> | boolean, delaiMs: number): Promise<boolean> {
  const limite = performance.now() + delaiMs;
  while (performance.now() < limite) {
    if (await condition()) return true;
    await new Promise(reprendre => setTimeout(reprendre, 50));
  }
  return condition();
}

async function supprimerFeuille(): Promise<void> {
  await withExcel(async context => {
    const feuille = context.workbook.worksheets.getItemOrNullObject(FEUILLE);
    await context.sync();
    if (!feuille.isNullObject) feuille.delete();
    await context.sync();
  });
}

/** Chaque essai a sa propre feuille vide et son propre contexte : l'échec de l'un n'atteint pas le suivant. */
async function surUneFeuille(scenario: Scenario): Promise<unknown> {
  await supprimerFeuille();
  return withExcel(async context => {
    const feuille = context.workbook.worksheets.add(FEUILLE);
    await context.sync();
    const terrain: Terrain = { context, feuille, attendre };
    return scenario.executer(terrain);
  });
}

async function rejouer(scenario: Scenario, langue: Langue): Promise<Essai> {
  const debut = performance.now();
  const essai = (reste: Omit<Essai, 'id' | 'titre' | 'dureeMs'>): Essai => ({
    id: scenario.id,
    titre: scenario.titre[langue],
    dureeMs: Math.round(performance.now() - debut),
    ...reste,
  });
  if (scenario.requiert && !Office.context.requirements.isSetSupported(...scenario.requiert)) {
    return essai({ etat: 'indisponible', message: scenario.requiert.join(' ') });
  }
  try {
    const observe = await surUneFeuille(scenario);
    const attendu = JSON.stringify(scenario.attendu);
    if (attendu === undefined || attendu === JSON.stringify(observe))
      return essai({ etat: 'reussi', observe });
    return essai({ etat: 'echec', message: `${JSON.stringify(observe)} ≠ ${attendu}`, observe });
  } catch (erreur) {
    const { code, details } = messageOf(erreur);
    return essai({ etat: 'echec', message: details, observe: { code } });
  }
}

/**
 * Rejoue les essais l'un après l'autre dans l'Excel ouvert, puis supprime la feuille provisoire quoi qu'il arrive.
 * Une annulation s'arrête après l'essai en cours et rend ceux qui sont faits.
 */
export async function replay({
  langue,
  signal,
  onProgress,
}: OptionsExecution & { langue: Langue }): Promise<Essai[]> {
  const essais: Essai[] = [];
  try {
    for (const [rang, scenario] of SCENARIOS.entries()) {
      if (signal.aborted) break;
      onProgress({ etape: scenario.titre[langue], fait: rang, total: SCENARIOS.length });
      essais.push(await rejouer(scenario, langue));
    }
  } finally {
    await supprimerFeuille().catch((erreur: unknown) => {
      const titre = FEUILLE;
      essais.push({ id: 'menage', titre, etat: 'echec', dureeMs: 0, message: messageOf(erreur).details });
    });
  }
  return essais;
}
