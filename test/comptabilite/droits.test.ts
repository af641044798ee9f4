import { Droits, jour } from '../../src/comptabilite';

const NOVEMBRE = jour(2026, 11, 30);
const droits = new Droits([
  { Personne: 'Sabine Roche', Droit: 'FORCER_CA' },
  { Personne: 'Hélène Petit', Droit: 'FORCER_CA', Depuis: jour(2026, 12, 1) },
  { Personne: 'Paul Morel', Droit: 'FORCER_CA', Jusqua: jour(2026, 6, 30) },
]);

test('un droit sans ligne est à tout le monde, même sans auteur', () => {
  expect(droits.refuse(undefined, 'FORCER_REGULARISATIONS', NOVEMBRE)).toBe(false);
  expect(droits.autorises('FORCER_REGULARISATIONS', NOVEMBRE)).toBeUndefined();
});

test('restreint, il est à ceux que la table nomme à ce jour, casse et accents mis à part', () => {
  expect(droits.autorises('FORCER_CA', NOVEMBRE)).toEqual(['Sabine Roche']);
  expect(
    ['Sabine  ROCHE', 'Hélène Petit', 'Paul Morel', undefined].map(n =>
      droits.refuse(n, 'FORCER_CA', NOVEMBRE),
    ),
  ).toEqual([false, true, true, true]);
  expect(droits.refuse('helene petit', 'FORCER_CA', jour(2026, 12, 31))).toBe(false);
});

test('le refus est bloquant, nomme qui peut, et dit où', () => {
  const saisie = { quoi: 'FNP X', what: 'FNP X', par: 'Paul', droit: 'FORCER_CA', jour: NOVEMBRE } as const;
  const [dit, ...reste] = droits.controler(saisie, { table: 'FnpCca', ligne: 8, colonne: 'Auteur' });
  expect(reste).toEqual([]);
  expect(dit).toMatchObject({ code: 'C-DRT-01', gravite: 'BLOQUANT', ligne: 8 });
  expect(dit?.remede).toContain('Sabine Roche');
  expect(dit?.en?.message).toContain('Paul');
  expect(droits.controler({ ...saisie, par: 'Sabine Roche' }, {})).toEqual([]);
});
