/** Ce que les réglages changent à un arrêté entier, sur l'exemple de charges d'Akuiteo (capacités 193 et 206). */
import { join } from 'node:path';
import { regularisations } from '../../../src/cloture/regularisations';
import { estBloquante } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { contexteDe } from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';
import { j } from './dossier';

const { entrees } = lireScenario(join(__dirname, '../../scenarios/regul-akuiteo-charges'));

/** L'arrêté de l'exemple, avec ces réglages de plus. */
function arreter(reglages: Readonly<Record<string, string>> = {}) {
  const [entete = [], ...lignes] = entrees.get('Parametres') ?? [];
  const rangee = (cle: string, valeur: string) =>
    entete.map(nom => (nom === 'Cle' ? cle : nom === 'Valeur' ? valeur : ''));
  const classeur = new Map(entrees).set('Parametres', [
    entete,
    ...lignes,
    ...Object.entries(reglages).map(([cle, valeur]) => rangee(cle, valeur)),
  ]);
  const { ecritures, produites, anomalies } = regularisations.calculer(
    contexteDe(classeur, regularisations, j('2014-04-30')),
  );
  const historique = (produites as Produite[]).find(p => p.table.nom === 'Historique');
  return { ecritures, anomalies, historisees: historique?.lignes.length };
}

test('HistoriserRegularisations = N : les mêmes écritures, rien à l’historique, et une alerte le dit', () => {
  const [avec, sans] = [arreter(), arreter({ HistoriserRegularisations: 'N' })];
  expect([avec.historisees, sans.historisees]).toEqual([2, 0]);
  expect(sans.ecritures).toEqual(avec.ecritures);
  expect(avec.anomalies.filter(a => a.code === 'C-CUT-28')).toEqual([]);
  expect(sans.anomalies.filter(a => a.code === 'C-CUT-28')).toMatchObject([
    { gravite: 'ALERTE', table: 'Parametres', cle: 'HistoriserRegularisations' },
  ]);
  expect(sans.anomalies.some(estBloquante)).toBe(false);
});
