import fc from 'fast-check';
import {
  ajouterJours,
  ajouterMois,
  depuisEuros,
  enEuros,
  jour,
  somme,
  finDeMois,
  type Jour,
} from '../../src/comptabilite';
import {
  CONVENTIONS,
  cumulLineaire,
  dotationLineaire,
  type Convention,
} from '../../src/cloture/immobilisations/calcul';
import { FONCTIONS_IMMOBILISATIONS } from '../../src/cloture/immobilisations/fonctions';
import { ErreurFonction } from '../../src/cloture/fonction';

const MES = jour(2026, 5, 12);
const plan = (convention: Convention, base = '12000') => ({
  base: depuisEuros(base),
  dureeMois: 36,
  miseEnService: MES,
  convention,
});
const fonction = FONCTIONS_IMMOBILISATIONS[0]!;
const amort = (...valeurs: unknown[]) =>
  fonction.creer({
    version: '',
    base1904: false,
    langue: 'fr',
    modele: () => {
      throw new Error('une fonction par arguments ne lit pas le classeur');
    },
  })(...valeurs);
const phrase = (...valeurs: unknown[]) => {
  try {
    amort(...valeurs);
  } catch (erreur) {
    if (erreur instanceof ErreurFonction) return `${erreur.code} ${erreur.fr}`;
    throw erreur;
  }
  return 'aucune erreur';
};

describe('AMORT.LINEAIRE, T-IMM-01 (domaine §3.3)', () => {
  test.each([
    ['30_360', [2544.44, 4000, 4000, 1455.56]],
    ['ANNUEL_365', [2564.38, 4000, 4000, 1435.62]],
    ['REEL_TOTAL', [2562.04, 3996.35, 4007.3, 1434.31]],
  ] as const)('annuités en %s', (convention, attendu) => {
    const annuites = [2026, 2027, 2028, 2029].map(annee =>
      enEuros(dotationLineaire(plan(convention), jour(annee, 1, 1), jour(annee, 12, 31))),
    );
    expect(annuites).toEqual(attendu);
  });

  test('dotations mensuelles de 2026', () => {
    const mois = [5, 6, 7, 8, 9, 10, 11, 12].map(m => {
      const du = jour(2026, m, 1);
      return amort(12000, 36, MES, du, finDeMois(du), null, null);
    });
    expect(mois).toEqual([211.11, 333.33, 333.34, 333.33, 333.33, 333.34, 333.33, 333.33]);
  });

  test('valeur résiduelle de 5 000 sur 20 000', () => {
    expect(amort(20000, 36, MES, jour(2026, 1, 1), jour(2026, 12, 31), 5000, '30_360')).toBe(3180.56);
  });

  test('exemple du catalogue (domaine §19)', () => {
    expect(amort(...fonction.exemple.arguments)).toBe(fonction.exemple.resultat);
  });

  test('les dates se tapent aussi en texte, jour devant ou ISO', () => {
    expect(amort(12000, 36, '12/05/2026', '2026-11-01', '30/11/2026', '', '')).toBe(333.33);
  });

  test('rien avant la mise en service, rien après la fin', () => {
    expect(amort(12000, 36, MES, jour(2026, 4, 1), jour(2026, 4, 30), null, null)).toBe(0);
    expect(amort(12000, 36, MES, jour(2029, 6, 1), jour(2029, 6, 30), null, null)).toBe(0);
  });
});

describe('AMORT.LINEAIRE refuse par une phrase', () => {
  const d = jour(2026, 11, 1);
  const f = jour(2026, 11, 30);
  test.each([
    [[0, 36, MES, d, f, null, null], 'brut : un montant positif est attendu'],
    [[null, 36, MES, d, f, null, null], 'brut : valeur vide, indiquez un nombre'],
    [['douze', 36, MES, d, f, null, null], "brut : « douze » n'est pas un nombre"],
    [[12000, 0, MES, d, f, null, null], 'dureeMois : 0 ; un nombre entier de mois de 1 à 600 est attendu'],
    [
      [12000, 601, MES, d, f, null, null],
      'dureeMois : 601 ; un nombre entier de mois de 1 à 600 est attendu',
    ],
    [
      [12000, 36.5, MES, d, f, null, null],
      'dureeMois : 36.5 ; un nombre entier de mois de 1 à 600 est attendu',
    ],
    [[12000, 36, 0, d, f, null, null], 'miseEnService : date vide, indiquez une date'],
    [[12000, 36, MES, f, d, null, null], 'la période finit le 01/11/2026, avant son début le 30/11/2026'],
    [[12000, 36, MES, '31/02/2026', f, null, null], 'du : « 31/02/2026 »'],
    [[12000, 36, MES, d, true, null, null], 'au : « VRAI »'],
    [[12000, 36, MES, d, f, 12001, null], 'residuelle : un montant entre 0 et la valeur brute est attendu'],
    [
      [12000, 36, MES, d, f, null, '30/360'],
      'convention : « 30/360 » inconnu ; choix : 30_360, ANNUEL_365, REEL_TOTAL',
    ],
  ])('%j', (valeurs, attendu) => {
    expect(phrase(...valeurs)).toContain(`invalidValue ${attendu}`);
  });
});

describe('lois du linéaire', () => {
  const unPlan = fc.record({
    base: fc.integer({ min: 1, max: 1_000_000_000 }).map(c => depuisEuros(c / 100)),
    dureeMois: fc.integer({ min: 1, max: 600 }),
    miseEnService: fc.integer({ min: 36_526, max: 54_789 }).map(n => n as Jour),
    convention: fc.constantFrom(...CONVENTIONS),
  });

  test('les dotations d’une partition de la vie somment à la base', () => {
    fc.assert(
      fc.property(
        unPlan,
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 40 }),
        (p, pas) => {
          const fin = ajouterJours(ajouterMois(p.miseEnService, p.dureeMois), 40);
          const dotations = [];
          let du = ajouterJours(p.miseEnService, -3);
          for (const n of pas) {
            if (du > fin) break;
            const au = Math.min(ajouterJours(du, n), fin) as Jour;
            dotations.push(dotationLineaire(p, du, au));
            du = ajouterJours(au, 1);
          }
          if (du <= fin) dotations.push(dotationLineaire(p, du, fin));
          expect(somme(dotations)).toBe(p.base);
        },
      ),
    );
  });

  test('le cumul ne décroît jamais et ne dépasse pas la base', () => {
    fc.assert(
      fc.property(
        unPlan,
        fc.integer({ min: -10, max: 20_000 }),
        fc.integer({ min: 0, max: 500 }),
        (p, decalage, ecart) => {
          const d = ajouterJours(p.miseEnService, decalage);
          const avant = cumulLineaire(p, d);
          const apres = cumulLineaire(p, ajouterJours(d, ecart));
          expect(apres).toBeGreaterThanOrEqual(avant);
          expect(apres).toBeLessThanOrEqual(p.base);
        },
      ),
    );
  });
});
