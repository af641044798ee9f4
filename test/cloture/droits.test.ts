import { join } from 'node:path';
import { cloturer, lireScenario } from '../scenarios/scenario';

/** Qui peut forcer (C-DRT-01), sur deux scénarios où un droit est restreint. */
const refus = (nom: string) =>
  (cloturer(lireScenario(join(__dirname, '../scenarios', nom))).get('Anomalies') ?? [])
    .filter(a => a['Code'] === 'C-DRT-01')
    .map(a => [a['Gravite'], a['Cle']]);

test('un % que personne ne signe bloque, quand le droit est restreint', () => {
  expect(refus('droits-ca')).toEqual([['BLOQUANT', '24A010']]);
  expect(refus('av-force')).toEqual([]);
});

test('un montant forcé avant d’en avoir le droit bloque ; ceux d’après tiennent', () => {
  expect(refus('droits-regularisations')).toEqual([['BLOQUANT', 'Receptions|R5|1']]);
  expect(refus('regul-force')).toEqual([]);
});
