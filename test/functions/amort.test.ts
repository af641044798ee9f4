import fc from 'fast-check';
import { jour } from '../../src/comptabilite';
import { ErreurFonction, type ResultatFonction } from '../../src/cloture/fonction';
import { FONCTIONS_IMMOBILISATIONS } from '../../src/cloture/immobilisations/fonctions';

function appeler(id: string, base1904 = false, langue: 'fr' | 'en' = 'fr') {
  const fonction = FONCTIONS_IMMOBILISATIONS.find(f => f.id === id)!;
  const creee = fonction.creer({
    version: '',
    base1904,
    langue,
    modele: () => {
      throw new Error('une fonction par arguments ne lit pas le classeur');
    },
  });
  return (...valeurs: unknown[]): ResultatFonction =>
    creee(...fonction.parametres.map((_, k) => valeurs[k] ?? null));
}

function phrase(id: string, ...valeurs: unknown[]): string {
  try {
    return `aucune erreur : ${String(appeler(id)(...valeurs))}`;
  } catch (erreur) {
    if (erreur instanceof ErreurFonction) return `${erreur.code} ${erreur.fr}`;
    throw erreur;
  }
}

const ACQ = jour(2026, 9, 14);
const MES = jour(2026, 5, 12);
const exercice = (a: number) => [jour(a, 1, 1), jour(a, 12, 31)] as const;
const annees = (du: number, au: number) => Array.from({ length: au - du + 1 }, (_, k) => du + k);
const lignes = (plan: ResultatFonction) => (plan as (string | number)[][]).slice(1);

test.each(FONCTIONS_IMMOBILISATIONS.map(f => [f.exemple.formule, f] as const))('%s (domaine §19)', (_, f) => {
  expect(appeler(f.id)(...f.exemple.arguments)).toEqual(f.exemple.resultat);
});

describe('AMORT.DEGRESSIF (domaine §3.4)', () => {
  const degressif = appeler('AMORT.DEGRESSIF');

  test('T-IMM-02, chaque exercice ; zéro avant et après', () => {
    expect(annees(2025, 2031).map(a => degressif(50000, 60, ACQ, ...exercice(a)))).toEqual([
      0, 5833.33, 15458.33, 10047.92, 9330.21, 9330.21, 0,
    ]);
  });

  test('années restantes en mois', () => {
    expect(annees(2026, 2031).map(a => degressif(50000, 60, ACQ, ...exercice(a), '', 'mois'))).toEqual([
      5833.33, 15458.33, 10047.92, 6997.66, 6997.66, 4665.1,
    ]);
  });

  test('coefficient forcé : 50 000 × 2,25/5 × 4/12', () => {
    expect(degressif(50000, 60, ACQ, ...exercice(2026), 2.25)).toBe(7500);
  });

  test('exercice clos le 30 juin, dates en texte', () => {
    // Septembre à juin : 50 000 × 35 % × 10/12.
    expect(degressif(50000, 60, '14/09/2026', '2026-07-01', '30/06/2027')).toBe(14583.33);
  });

  test.each([
    [[50000, 24, ACQ, ...exercice(2026)], 'dureeMois : 24 mois ; le dégressif demande des années entières'],
    [[50000, 54, ACQ, ...exercice(2026)], 'dureeMois : 54 mois ; le dégressif demande des années entières'],
    [[50000, 60, '', ...exercice(2026)], 'acquisition : date vide'],
    [[50000, 60, ACQ, jour(2026, 1, 1), jour(2028, 1, 31)], 'un exercice ne dépasse pas 24 mois'],
    [[50000, 60, ACQ, jour(2026, 12, 31), jour(2026, 1, 1)], 'la période finit le 01/01/2026'],
    [[50000, 60, ACQ, ...exercice(2026), 0.35], 'coefficient : 0.35 ; un nombre de 1 à 10'],
    [[50000, 60, ACQ, ...exercice(2026), '', 'ANS'], 'conventionReste : « ANS » inconnu'],
    [[-1, 60, ACQ, ...exercice(2026)], 'brut : un montant positif'],
  ])('refuse %j', (valeurs, attendu) => {
    expect(phrase('AMORT.DEGRESSIF', ...valeurs)).toContain(attendu);
  });
});

describe('AMORT.DEROGATOIRE (domaine §3.5)', () => {
  const derogatoire = appeler('AMORT.DEROGATOIRE');

  test('T-IMM-02, toute la vie : dotations puis reprises, somme nulle', () => {
    const mouvements = annees(2026, 2031).map(a => derogatoire(50000, 60, ACQ, ACQ, ...exercice(a)));
    expect(mouvements).toEqual([2861.11, 5458.33, 47.92, -669.79, -669.79, -7027.78]);
  });

  test('plan fiscal plus court que le plan économique', () => {
    // Dégressif sur 36 mois à 1,25 : 50 000 × 41,667 % × 4/12 = 6 944,44 ; linéaire sur 120 mois : 1 486,11.
    expect(derogatoire(50000, 120, ACQ, ACQ, ...exercice(2026), 36)).toBe(5458.33);
  });

  test('plan fiscal plus lent : rien', () => {
    expect(derogatoire(50000, 36, ACQ, ACQ, ...exercice(2027), 240)).toBe(0);
  });

  test('une durée économique libre demande une durée fiscale en années', () => {
    expect(phrase('AMORT.DEROGATOIRE', 50000, 30, ACQ, ACQ, ...exercice(2026))).toContain(
      'dureeMois : 30 mois',
    );
    expect(phrase('AMORT.DEROGATOIRE', 50000, 30, ACQ, ACQ, ...exercice(2026), 40)).toContain(
      'dureeFiscaleMois : 40 mois',
    );
  });
});

describe('AMORT.VNC', () => {
  const vnc = appeler('AMORT.VNC');

  test('T-IMM-01, fin de chaque année, et avant la mise en service', () => {
    expect(annees(2025, 2029).map(a => vnc(12000, 36, MES, jour(a, 12, 31)))).toEqual([
      12000, 9455.56, 5455.56, 1455.56, 0,
    ]);
  });

  test('dégressif (T-IMM-02), non amortissable, valeur résiduelle', () => {
    expect(vnc(50000, 60, ACQ, jour(2027, 12, 31), null, 'DEGRESSIF')).toBe(28708.34);
    expect(vnc(50000, 60, ACQ, jour(2040, 12, 31), null, 'NON_AMORTISSABLE')).toBe(50000);
    expect(vnc(20000, 36, MES, jour(2040, 12, 31), 5000)).toBe(5000);
  });

  test('unités d’œuvre : refusé, jamais calculé en linéaire', () => {
    expect(phrase('AMORT.VNC', 50000, 60, ACQ, ACQ, null, 'UNITES_OEUVRE')).toContain(
      'invalidValue mode : « UNITES_OEUVRE » inconnu ; choix : LINEAIRE, DEGRESSIF, NON_AMORTISSABLE',
    );
  });
});

describe('AMORT.PLAN', () => {
  const plan = appeler('AMORT.PLAN');

  test('exercice clos le 30 juin : mai et juin 2026 d’abord', () => {
    // N360(12/05/2026 ; 30/06/2026) = 49 : 12 000 × 49/1 080.
    const [premiere, deuxieme] = lignes(plan(12000, 36, MES, '', '', '', '', '30/06/2030'));
    expect(premiere).toEqual([jour(2025, 7, 1), jour(2026, 6, 30), 544.44, 544.44, 11455.56]);
    expect(deuxieme!.slice(0, 3)).toEqual([jour(2026, 7, 1), jour(2027, 6, 30), 4000]);
  });

  test('dégressif par an : T-IMM-02', () => {
    expect(lignes(plan(50000, 60, ACQ, 'DEGRESSIF')).map(l => l[2])).toEqual([
      5833.33, 15458.33, 10047.92, 9330.21, 9330.21,
    ]);
  });

  test('par mois : ceux de T-IMM-01', () => {
    const mois = lignes(plan(12000, 36, MES, '', 'MENSUELLE')).slice(0, 8);
    expect(mois.map(l => l[2])).toEqual([211.11, 333.33, 333.34, 333.33, 333.33, 333.34, 333.33, 333.33]);
  });

  test('les titres sont dans la langue d’Excel', () => {
    const titres = (langue: 'fr' | 'en') =>
      (appeler('AMORT.PLAN', false, langue)(12000, 36, MES) as unknown[][])[0];
    expect(titres('fr')).toEqual(['Début', 'Fin', 'Dotation', 'Cumul', 'VNC']);
    expect(titres('en')).toEqual(['From', 'To', 'Charge', 'Accumulated', 'Book value']);
  });

  test('12 000 sur 36 mois depuis le 15/03 : 177,78 le premier mois, 12 000,00 en tout', () => {
    const mois = lignes(plan(12000, 36, jour(2026, 3, 15), '', 'MENSUELLE'));
    expect(mois[0]![2]).toBe(177.78);
    expect(mois.at(-1)!.slice(3)).toEqual([12000, 0]);
  });

  test('les dates suivent le calendrier 1904 du classeur', () => {
    const [premiere] = lignes(appeler('AMORT.PLAN', true)(12000, 36, MES - 1462));
    expect(premiere!.slice(0, 2)).toEqual([jour(2026, 1, 1) - 1462, jour(2026, 12, 31) - 1462]);
  });

  test('rien à amortir : #N/A et une phrase, pas un tableau vide', () => {
    expect(phrase('AMORT.PLAN', 12000, 36, MES, 'NON_AMORTISSABLE')).toContain('notAvailable rien à amortir');
    expect(phrase('AMORT.PLAN', 12000, 36, MES, '', '', 12000)).toContain('notAvailable rien à amortir');
    expect(phrase('AMORT.PLAN', 12000, 36, MES, '', 'HEBDO')).toContain('periodicite : « HEBDO » inconnu');
  });

  test('rectangulaire, et la somme des dotations est la base dans toute périodicité et tout mode', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.integer({ min: 3, max: 15 }),
        fc.integer({ min: jour(2020, 1, 1), max: jour(2030, 12, 31) }),
        fc.constantFrom('LINEAIRE', 'DEGRESSIF'),
        fc.constantFrom('ANNUELLE', 'SEMESTRIELLE', 'TRIMESTRIELLE', 'MENSUELLE'),
        fc.constantFrom('30_360', 'ANNUEL_365', 'REEL_TOTAL'),
        fc.integer({ min: jour(2024, 1, 1), max: jour(2026, 12, 31) }),
        (centimes, ans, mes, mode, periodicite, convention, cloture) => {
          const rendu = plan(centimes / 100, ans * 12, mes, mode, periodicite, 0, convention, cloture);
          const tableau = rendu as (string | number)[][];
          expect(new Set(tableau.map(l => l.length))).toEqual(new Set([5]));
          const total = lignes(rendu).reduce((s, l) => s + Math.round(Number(l[2]) * 100), 0);
          expect(total).toBe(centimes);
          expect(lignes(rendu).at(-1)!.slice(3)).toEqual([centimes / 100, 0]);
        },
      ),
    );
  });
});
