import fc from 'fast-check';
import { coutNonLivre, seRecalcule } from '../../../src/cloture/avancement/encours/cout';
import { partDepreciee, provisionRequise } from '../../../src/cloture/avancement/perte/provision';
import { enEuros, moins, montant, plus } from '../../../src/comptabilite';
import { e, j } from './atelier';

/** En-cours à l'achèvement (domaine §5.5, §5.8 ; PCG art. 622-2) ; les scénarios av-encours* disent les écritures. */
const centimes = fc.integer({ min: 0, max: 1e9 }).map(montant);

test('T-REV-08 : CA 0, 60 000 en cours : P = 20 000, tout au 394 ; sans en-cours, P = 0', () => {
  const contrat = { budget: e(100_000), charges: e(60_000), raf: e(60_000), caReconnu: e(0) };
  expect(enEuros(coutNonLivre({ budget: e(100_000), ca: e(0), charges: e(60_000) }))).toBe(60_000);
  const provision = provisionRequise({ ...contrat, enCours: e(60_000) });
  expect([enEuros(provision), enEuros(partDepreciee(provision, e(60_000)))]).toEqual([20_000, 20_000]);
  expect(enEuros(provisionRequise(contrat))).toBe(0);
});

test('l’en-cours est entre zéro et les charges ; tout livré, il est nul ; rien de commandé, il est entier', () => {
  fc.assert(
    fc.property(centimes, centimes, centimes, (budget, ca, charges) => {
      const enCours = coutNonLivre({ budget, ca, charges });
      expect(enCours).toBeGreaterThanOrEqual(0);
      expect(enCours).toBeLessThanOrEqual(charges);
      if (budget > 0) expect(coutNonLivre({ budget, ca: budget, charges })).toBe(0);
      else expect(enCours).toBe(charges);
    }),
  );
});

test('résultat à date moins provision égale résultat à terminaison, tant qu’il y a provision', () => {
  fc.assert(
    fc.property(centimes, centimes, centimes, centimes, (budget, charges, raf, caReconnu) => {
      const enCours = coutNonLivre({ budget, ca: caReconnu, charges });
      const provision = provisionRequise({ budget, charges, raf, caReconnu, enCours });
      if (provision > 0)
        expect(moins(moins(plus(caReconnu, enCours), charges), provision)).toBe(budget - charges - raf);
      expect(partDepreciee(provision, enCours)).toBeLessThanOrEqual(enCours);
    }),
  );
});

test('il se recalcule en fin d’exercice, chaque mois, ou jamais', () => {
  const exercices = [{ DateFin: j('2026-12-31') }];
  expect(seRecalcule('EXERCICE', j('2026-11-30'), exercices)).toBe(false);
  expect(seRecalcule('EXERCICE', j('2026-12-31'), exercices)).toBe(true);
  expect(seRecalcule('MENSUEL', j('2026-11-30'), exercices)).toBe(true);
  expect(seRecalcule('NON', j('2026-12-31'), exercices)).toBe(false);
});
