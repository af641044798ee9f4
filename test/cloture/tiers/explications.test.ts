import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tiers } from '../../../src/cloture/tiers';
import { depuisTexte, type Jour } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { cellulesGenerees, contexteDe, verifier, type ClasseurBrut } from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const SCENARIOS = join(__dirname, '../../scenarios');
const TABLES = [
  'BalanceAgeeClients',
  'BalanceAgeeFournisseurs',
  'IndicateursTiers',
  'TendanceTiers',
  'PrevisionTresorerie',
  'RapprochementTiers',
  'CreancesNettes',
  'LettragesProposes',
  'PostesALettrer',
];

const scenarios = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter(d => d.isDirectory() && d.name.startsWith('tiers-'))
  .map(d => d.name);

/** Les états que la capacité écrit, chaque chiffre expliqué depuis le même classeur. */
function fautes(classeur: ClasseurBrut): { cellules: number; fautes: string[] } {
  const arrete = depuisTexte(
    (classeur.get('Parametres') ?? []).find(([cle]) => cle === 'DateArrete')?.[1] ?? '',
  ) as Jour;
  const contexte = contexteDe(classeur, tiers, arrete);
  // Un lettrage ou un reclassement que l'exécution vient de décider n'est pas encore dans les cellules.
  const rendu = tiers.calculer(contexte);
  const produites = rendu.produites.filter(p => TABLES.includes(p.table.nom)) as Produite[];
  const cellules = rendu.ecritures.length > 0 ? [] : [...cellulesGenerees(tiers, contexte, produites)];
  return {
    cellules: cellules.length,
    fautes: cellules.flatMap(c => {
      try {
        verifier(c, classeur);
        return [];
      } catch (erreur) {
        return [String(erreur)];
      }
    }),
  };
}

test('il y a des chiffres à rejouer', () => {
  const total = scenarios.reduce(
    (n, nom) => n + fautes(lireScenario(join(SCENARIOS, nom)).entrees).cellules,
    0,
  );
  expect(total).toBeGreaterThan(200);
});

test.each(scenarios)('%s : chaque chiffre des états se rejoue depuis les cellules, au centime', nom => {
  expect(fautes(lireScenario(join(SCENARIOS, nom)).entrees).fautes).toEqual([]);
});

test.each(['FIFO', 'PAR_DATE', 'NON_ECHU'])('T-AR-01 en %s se rejoue aussi', credits => {
  const { entrees } = lireScenario(join(SCENARIOS, 'tiers-balance-agee'));
  const parametres = [...(entrees.get('Parametres') ?? []), ['CreditsBalanceAgee', credits, '', '', '']];
  expect(fautes(new Map(entrees).set('Parametres', parametres)).fautes).toEqual([]);
});
