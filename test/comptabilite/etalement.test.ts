import fc from 'fast-check';
import {
  acquis,
  ajouterJours,
  constateDAvance,
  depuisEuros,
  enEuros,
  finDeMois,
  jour,
  MODES_ETALEMENT,
  modeApplique,
  moins,
  montant,
  nbJours,
  somme,
  versIso,
  type Jour,
  type Montant,
} from '../../src/comptabilite';

const MAINTENANCE = { du: jour(2026, 10, 15), au: jour(2027, 10, 14) };
const ASSURANCE = { du: jour(2026, 7, 1), au: jour(2027, 6, 30) };
const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);
const euros = (n: number) => depuisEuros(n);

describe('étalement sur une période (domaine §4.5)', () => {
  test.each([
    ['JOURS', NOVEMBRE, 10454.79],
    ['JOURS', DECEMBRE, 9435.62],
    ['MOIS', NOVEMBRE, 10000],
    ['MOIS_PRORATA', NOVEMBRE, 10451.61],
    ['MOIS_PRORATA', DECEMBRE, 9451.61],
  ] as const)('T-CUT-05 en %s', (mode, arrete, attendu) => {
    expect(enEuros(constateDAvance(euros(12000), MAINTENANCE, arrete, mode))).toBe(attendu);
  });

  test.each([
    ['JOURS', 2090.96],
    ['MOIS', 2100],
  ] as const)('T-CUT-06 en %s', (mode, attendu) => {
    expect(enEuros(constateDAvance(euros(3600), ASSURANCE, NOVEMBRE, mode))).toBe(attendu);
  });

  test('capacité 191 : 1 200 de janvier à décembre, au 31/03, 900,00 en mois et 275/365 en jours', () => {
    const annee = { du: jour(2026, 1, 1), au: jour(2026, 12, 31) };
    expect(enEuros(constateDAvance(euros(1200), annee, jour(2026, 3, 31), 'MOIS'))).toBe(900);
    expect(enEuros(constateDAvance(euros(1200), annee, jour(2026, 3, 31)))).toBe(904.11);
  });

  test('4 800 du 07/01 au 31/03/2023 laisse 3 420,69 après janvier, chaque mois pesant sa part de jours', () => {
    const etendue = { du: jour(2023, 1, 7), au: jour(2023, 3, 31) };
    expect(enEuros(constateDAvance(euros(4800), etendue, jour(2023, 1, 31), 'MOIS_PRORATA'))).toBe(3420.69);
  });

  test('un euro par jour donne le nombre de jours, 29 février compris', () => {
    const annee = { du: jour(2028, 1, 1), au: jour(2028, 12, 31) };
    expect(enEuros(acquis(euros(366), annee, jour(2028, 2, 29)))).toBe(60);
    expect(enEuros(acquis(euros(366), annee, jour(2028, 1, 1)))).toBe(1);
  });

  test.each(MODES_ETALEMENT)(
    "en %s, un seul jour : rien la veille, tout le jour même ; à l'envers, refusé",
    mode => {
      for (const seul of [NOVEMBRE, jour(2028, 2, 29)]) {
        const un = { du: seul, au: seul };
        expect(acquis(euros(10), un, ajouterJours(seul, -1), mode)).toBe(0);
        expect(acquis(euros(10), un, seul, mode)).toBe(euros(10));
      }
      expect(() => acquis(euros(10), { du: DECEMBRE, au: NOVEMBRE }, DECEMBRE, mode)).toThrow(
        'finit avant de commencer',
      );
    },
  );

  test('en MOIS, une période où aucun mois ne compte revient aux jours', () => {
    const courte = { du: jour(2026, 11, 25), au: jour(2026, 12, 9) };
    expect(modeApplique(courte, 'MOIS')).toBe('JOURS');
    expect(enEuros(acquis(euros(150), courte, NOVEMBRE, 'MOIS'))).toBe(60);
  });
});

/** Σ des parts de mois calculée mois par mois, sans formule fermée. */
function partsJourParJour(du: Jour, au: Jour): number {
  let total = 0;
  for (let j = du; j <= au; j = ajouterJours(j, 1)) total += 1 / nbJoursDuMois(j);
  return total;
}
const nbJoursDuMois = (j: Jour) => Number(versIso(finDeMois(j)).slice(8));

describe('propriétés', () => {
  const cas = fc.record({
    m: fc.integer({ min: -500_000_00, max: 500_000_00 }).map(montant),
    du: fc.integer({ min: 45000, max: 48000 }).map(n => n as Jour),
    duree: fc.integer({ min: 0, max: 900 }),
    mode: fc.constantFrom(...MODES_ETALEMENT),
  });

  test.each(MODES_ETALEMENT)(
    'en %s, mois par mois, les parts somment au montant, chacune de son signe',
    mode => {
      fc.assert(
        fc.property(cas, ({ m, du, duree }) => {
          const etendue = { du, au: ajouterJours(du, duree) };
          const parts: Montant[] = [];
          let avant = acquis(m, etendue, ajouterJours(du, -1), mode);
          for (let fin = finDeMois(du); ; fin = finDeMois(ajouterJours(fin, 1))) {
            const cumul = acquis(m, etendue, fin, mode);
            parts.push(moins(cumul, avant));
            avant = cumul;
            if (fin >= etendue.au) break;
          }
          expect(somme(parts)).toBe(m);
          expect(parts.every(p => p === 0 || Math.sign(p) === Math.sign(m))).toBe(true);
        }),
      );
    },
  );

  test('acquis et constaté somment au montant, entre zéro et lui', () => {
    fc.assert(
      fc.property(cas, fc.integer({ min: -40, max: 940 }), ({ m, du, duree, mode }, jours) => {
        const etendue = { du, au: ajouterJours(du, duree) };
        const arrete = ajouterJours(du, jours);
        const part = acquis(m, etendue, arrete, mode);
        expect(part + constateDAvance(m, etendue, arrete, mode)).toBe(m);
        expect(Math.abs(part)).toBeLessThanOrEqual(Math.abs(m));
      }),
    );
  });

  test('en MOIS_PRORATA, la part est celle que donne un compte jour par jour', () => {
    fc.assert(
      fc.property(cas, fc.integer({ min: 0, max: 900 }), ({ m, du, duree }, jours) => {
        const au = ajouterJours(du, duree);
        const arrete = ajouterJours(du, Math.min(jours, duree));
        const attendu = (m * partsJourParJour(du, arrete)) / partsJourParJour(du, au);
        expect(Math.abs(acquis(m, { du, au }, arrete, 'MOIS_PRORATA') - attendu)).toBeLessThanOrEqual(0.51);
      }),
    );
  });

  test('un euro par jour donne le nombre de jours', () => {
    fc.assert(
      fc.property(cas, ({ du, duree }) => {
        const au = ajouterJours(du, duree);
        const arrete = ajouterJours(du, Math.floor(duree / 2));
        expect(enEuros(acquis(montant(nbJours(du, au) * 100), { du, au }, arrete))).toBe(nbJours(du, arrete));
      }),
    );
  });
});
