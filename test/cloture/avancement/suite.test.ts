import * as fc from 'fast-check';
import { jour, type Jour } from '../../../src/comptabilite';
import { Suite } from '../../../src/cloture/avancement/calcul/suite';

/** Des jours proches, et quelques-uns à des dizaines d'années. */
const jours = fc
  .oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 400 }) }, fc.constantFrom(-20_000, 9_000, 30_000))
  .map(n => (jour(2026, 1, 1) + n) as Jour);
const montants = fc.integer({ min: -500, max: 500 });

test('de peu ou de beaucoup de montants, dans le désordre, le cumul à un jour est leur somme', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(jours, montants), { maxLength: 120 }), jours, (entrees, arrete) => {
      const suite = new Suite();
      const attendu = (garder: (j: Jour) => boolean) =>
        entrees.reduce((total, [j, m]) => (garder(j) ? total + m : total), 0);
      for (const [rang, [j, m]] of entrees.entries()) {
        suite.ajouter(j, m);
        // Interrogée entre deux entrées aussi : une suite se lit à tout moment.
        if (rang === 20) suite.auPlusTard(arrete);
      }
      expect(suite.auPlusTard(arrete)).toBe(attendu(j => j <= arrete));
      expect(suite.apres(arrete)).toBe(attendu(j => j > arrete));
      expect(suite.total()).toBe(attendu(() => true));
    }),
    { numRuns: 300 },
  );
});
