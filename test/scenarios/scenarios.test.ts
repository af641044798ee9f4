import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloturer, lireScenario } from './scenario';

const dossiers = readdirSync(__dirname, { withFileTypes: true }).filter(d => d.isDirectory());

test('il y a des scénarios à rejouer', () => {
  expect(dossiers.length).toBeGreaterThan(0);
});

test('un scénario vide échoue', () => {
  const vide = mkdtempSync(join(tmpdir(), 'scenario-'));
  try {
    expect(() => lireScenario(vide)).toThrow('vide');
    mkdirSync(join(vide, 'entrees'));
    expect(() => lireScenario(vide)).toThrow('vide');
  } finally {
    rmSync(vide, { recursive: true });
  }
});

describe.each(dossiers.map(d => d.name))('scénario %s', nom => {
  const scenario = lireScenario(join(__dirname, nom));
  const rendu = cloturer(scenario);

  test.each([...scenario.attendu.keys()])('%s est exactement ce qui est attendu', table => {
    const [entetes = [], ...lignes] = scenario.attendu.get(table) ?? [];
    const attendues = lignes.map(l => Object.fromEntries(entetes.map((cle, i) => [cle, l[i] ?? ''])));
    const obtenues = (rendu.get(table) ?? []).map(l => Object.fromEntries(entetes.map(cle => [cle, l[cle]])));
    expect(obtenues).toEqual(attendues);
  });

  // Les scénarios d'options de l'avancement n'en disent pas les anomalies : aucune n'y interdit d'écrire.
  if (nom.startsWith('av-')) {
    test('rien ne bloque', () => {
      expect(rendu.get('Anomalies')?.filter(a => a['Gravite'] === 'BLOQUANT')).toEqual([]);
    });
  }
});
