/** REGUL.ACQUIS et REGUL.CONSTATE s'expliquent par leurs arguments ; l'arbre, rejoué à part, redit la valeur. */
import * as fc from 'fast-check';
import { arbre, MODES_ETALEMENT, rejouer } from '../../src/comptabilite';
import { CATALOGUE } from '../../src/functions/catalogue';
import { acces, matricesExemple } from './exemple';

const lu = acces(matricesExemple());
const fonction = (id: string) => CATALOGUE.find(f => f.id === id)!;
const rien = () => {
  throw new Error('Une fonction par arguments ne lit aucune cellule.');
};
const expliquer = (id: string, args: readonly unknown[]) => fonction(id).expliquer!(lu)(...args);

test('toute fonction REGUL qui rend un montant s’explique', () => {
  const muettes = CATALOGUE.filter(f => f.id.startsWith('REGUL.') && !f.expliquer && !f.expliquerCellule);
  expect(muettes.map(f => f.id)).toEqual([]);
});

// T-REV-06, T-CUT-05, T-CUT-06 en jours puis en mois ; 4 800,00 du 07/01 au 31/03/2023 en parts de mois ; puis les deux
// bouts : arrêté avant le début, à la fin.
const [DU, AU] = [46_310, 46_674]; // 15/10/2026, 14/10/2027
test.each<[string, unknown[], number]>([
  ['REGUL.ACQUIS', [12_000, DU, AU, '30/11/2026', null], 1_545.21],
  ['REGUL.CONSTATE', [12_000, DU, AU, '30/11/2026', 'JOURS'], 10_454.79],
  ['REGUL.CONSTATE', [3_600, '01/07/2026', '30/06/2027', '30/11/2026', null], 2_090.96],
  ['REGUL.CONSTATE', [3_600, '01/07/2026', '30/06/2027', '30/11/2026', 'MOIS'], 2_100],
  ['REGUL.CONSTATE', [4_800, '07/01/2023', '31/03/2023', '31/01/2023', 'MOIS_PRORATA'], 3_420.69],
  ['REGUL.ACQUIS', [-100, DU, AU, '14/10/2026', null], 0],
  ['REGUL.ACQUIS', [-100, DU, AU, '14/10/2027', null], -100],
  ['REGUL.CONSTATE', [-100, DU, AU, '14/10/2027', null], 0],
])('%s(%p) = %d', (id, args, attendu) => {
  const e = expliquer(id, args);
  expect(rejouer(e, rien).toNumber()).toBe(attendu);
  expect([...arbre.cellulesDe(e)]).toEqual([]);
});

test('quels que soient le montant, la période et le mode, l’arbre vaut ce que rend la cellule', () => {
  const date = fc.integer({ min: 45_000, max: 47_000 });
  fc.assert(
    fc.property(
      fc.constantFrom('REGUL.ACQUIS', 'REGUL.CONSTATE'),
      fc.integer({ min: -10_000_000, max: 10_000_000 }).map(c => c / 100),
      fc.tuple(date, fc.nat(800)),
      date,
      fc.constantFrom(...MODES_ETALEMENT),
      (id, montant, [du, duree], arrete, mode) => {
        const args = [montant, du, du + duree, arrete, mode];
        expect(rejouer(expliquer(id, args), rien).toNumber()).toBe(fonction(id).creer(lu)(...args));
      },
    ),
  );
});

/** Ce que dit une erreur levée ; vide si rien ne l'est. */
function refusDe(geste: () => unknown): string {
  try {
    geste();
    return '';
  } catch (erreur) {
    return (erreur as Error).message;
  }
}

test('un refus est celui de la fonction', () => {
  expect(() => expliquer('REGUL.ACQUIS', ['beaucoup', DU, AU, AU, null])).toThrow('montant');
  const inversee = [100, AU, DU, AU, null] as const;
  const attendu = refusDe(() => fonction('REGUL.CONSTATE').creer(lu)(...inversee));
  expect(attendu.length).toBeGreaterThan(0);
  expect(() => expliquer('REGUL.CONSTATE', [...inversee])).toThrow(attendu);
});
