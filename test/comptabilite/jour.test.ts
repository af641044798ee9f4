import * as fc from 'fast-check';
import {
  ajouterJours,
  ajouterMois,
  date,
  debutDeMois,
  depuisSerie,
  depuisTexte,
  enSerie,
  estFinDeMois,
  finDeMois,
  jour,
  n360,
  nbJours,
  texteJour,
  versIso,
  type Jour,
} from '../../src/comptabilite';

const jours = fc.integer({ min: 61, max: 2_958_465 }).map(n => depuisSerie(n));
const joursProches = fc.integer({ min: 40_000, max: 55_000 }).map(n => depuisSerie(n));

/** Algorithme indépendant : le calendrier de JavaScript en temps universel, jamais en heure locale. */
const independant = (j: Jour) => {
  const d = new Date((j - 25_569) * 86_400_000);
  return { annee: d.getUTCFullYear(), mois: d.getUTCMonth() + 1, jour: d.getUTCDate() };
};

describe('séries d’Excel', () => {
  test.each([
    ['1900-03-01', 61],
    ['1904-01-01', 1462],
    ['1970-01-01', 25_569],
    ['2000-02-29', 36_585],
    ['2026-11-30', 46_356],
    ['9999-12-31', 2_958_465],
  ])('le %s est la série %p', (iso, serie) => {
    expect(depuisTexte(iso)).toBe(serie);
    expect(versIso(depuisSerie(serie))).toBe(iso);
  });

  test('la date civile est celle du calendrier grégorien', () => {
    fc.assert(
      fc.property(jours, j => expect(date(j)).toEqual(independant(j))),
      { numRuns: 2000 },
    );
  });

  test('chaque jour de 1900 à 2104 suit le précédent', () => {
    for (let n = 61; n < 74_600; n++) {
      const j = depuisSerie(n);
      const d = date(j);
      if (jour(d.annee, d.mois, d.jour) !== n || d.jour !== independant(j).jour) throw new Error(String(n));
    }
  });

  test('aller et retour en calendrier 1900 et 1904', () => {
    fc.assert(
      fc.property(jours, j => {
        expect(depuisSerie(enSerie(j))).toBe(j);
        if (j >= 1462) expect(depuisSerie(enSerie(j, true), true)).toBe(j);
      }),
    );
    expect(enSerie(jour(2026, 11, 30), true)).toBe(46_356 - 1462);
    expect(() => enSerie(jour(1903, 12, 31), true)).toThrow(RangeError);
  });

  test.each([60, 1, 0, -1, 46_356.5, NaN, 2_958_466])('refuse la série %p', serie => {
    expect(() => depuisSerie(serie)).toThrow(RangeError);
  });

  test.each([
    [2026, 2, 29],
    [1900, 2, 29],
    [2026, 13, 1],
    [2026, 4, 31],
    [2026, 1, 0],
    [1900, 2, 28],
    [2026.5, 1, 1],
  ])('refuse le %p-%p-%p', (a, m, d) => {
    expect(() => jour(a, m, d)).toThrow(RangeError);
  });
});

describe('dates en texte', () => {
  test.each(['31/12/2026', '2026-12-31', '20261231', ' 31/12/2026\u00a0'])(
    '%p se lit jour d’abord',
    texte => {
      expect(depuisTexte(texte)).toBe(jour(2026, 12, 31));
    },
  );

  test.each([
    '31/12/26',
    '12/31/2026',
    '2026-13-01',
    '31 Dec 2026',
    '29/02/2026',
    '',
    '46356',
    '31/12/2026 10:00',
  ])('%p n’est pas une date', texte => expect(depuisTexte(texte)).toBeUndefined());

  test('tout jour écrit se relit', () => {
    fc.assert(
      fc.property(jours, j => {
        expect(depuisTexte(texteJour(j))).toBe(j);
        expect(depuisTexte(versIso(j))).toBe(j);
        expect(depuisTexte(versIso(j).replaceAll('-', ''))).toBe(j);
      }),
    );
  });
});

describe('mois', () => {
  test('ajouter des mois ramène au dernier jour du mois, comme MOIS.DECALER', () => {
    expect(versIso(ajouterMois(jour(2026, 1, 31), 1))).toBe('2026-02-28');
    expect(versIso(ajouterMois(jour(2028, 1, 31), 1))).toBe('2028-02-29');
    expect(versIso(ajouterMois(jour(2026, 3, 31), -1))).toBe('2026-02-28');
    expect(versIso(ajouterMois(jour(2026, 11, 30), 14))).toBe('2028-01-30');
    expect(versIso(ajouterMois(jour(2026, 1, 15), -13))).toBe('2024-12-15');
  });

  test('un mois va de son premier à son dernier jour', () => {
    fc.assert(
      fc.property(joursProches, j => {
        expect(date(debutDeMois(j)).jour).toBe(1);
        expect(estFinDeMois(finDeMois(j))).toBe(true);
        expect(date(ajouterJours(finDeMois(j), 1)).jour).toBe(1);
        expect(debutDeMois(j) <= j && j <= finDeMois(j)).toBe(true);
      }),
    );
  });
});

describe('comptes de jours (domaine §0.3)', () => {
  test.each([
    ['2026-05-12', '2026-12-31', 229],
    ['2026-05-31', '2026-05-31', 1],
    ['2026-02-15', '2026-02-28', 16],
    ['2026-02-28', '2026-02-28', 3],
  ])('N360(%s ; %s) = %p', (s, e, attendu) => {
    expect(n360(depuisTexte(s)!, depuisTexte(e)!)).toBe(attendu);
  });

  test('les deux comptes sont nuls quand la fin précède le début', () => {
    fc.assert(
      fc.property(joursProches, fc.integer({ min: 1, max: 4000 }), (j, n) => {
        expect(nbJours(ajouterJours(j, n), j)).toBe(0);
        expect(n360(ajouterJours(j, n), j)).toBe(0);
      }),
    );
  });

  test('un an de 12 mois pleins fait 360, un mois plein 30', () => {
    fc.assert(
      fc.property(joursProches, fc.integer({ min: 1, max: 48 }), (j, mois) => {
        const debut = debutDeMois(j);
        expect(n360(debut, ajouterJours(ajouterMois(debut, mois), -1))).toBe(30 * mois);
      }),
    );
  });

  test('couper une période en deux à une fin de mois ne perd aucun jour', () => {
    fc.assert(
      fc.property(
        joursProches,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 900 }),
        (s, a, b) => {
          const milieu = finDeMois(ajouterJours(s, a));
          const fin = ajouterJours(milieu, b);
          expect(n360(s, milieu) + n360(ajouterJours(milieu, 1), fin)).toBe(n360(s, fin));
          expect(nbJours(s, milieu) + nbJours(ajouterJours(milieu, 1), fin)).toBe(nbJours(s, fin));
        },
      ),
    );
  });
});
