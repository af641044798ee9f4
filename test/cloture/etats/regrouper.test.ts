/** Le regroupement des comptes (domaine §12.1-12.5), sur les deux listes officielles entières. */
import { appartenance, comptesOfficiels } from '../../../src/comptabilite/pcg';
import type { Referentiel } from '../../../src/comptabilite';
import { HORS, proposer, Regroupement } from '../../../src/cloture/etats/calcul/regrouper';

const PLANS = ['PCG2014', 'PCG2025'] as const;
/** Les comptes d'une liste sous lesquels on écrit : au moins trois chiffres, hors des classes 8 et 9. */
const comptes = (r: Referentiel) =>
  [...comptesOfficiels(r).keys()].filter(c => c.length >= 3 && /^[1-7]/.test(c));
const feuilles = (r: Referentiel) => {
  const tous = comptes(r);
  return tous.filter(c => !tous.some(autre => autre !== c && autre.startsWith(c)));
};
const code = (r: Referentiel, compte: string, sens: 'D' | 'C') => {
  const place = new Regroupement(r).ranger(compte, sens);
  return place === HORS ? HORS : place?.ligne.code;
};
const sansLigne = (plan: Referentiel, liste: readonly string[]) =>
  liste.filter(c => code(plan, c, 'D') === undefined || code(plan, c, 'C') === undefined);

test.each(PLANS)('%s : chaque compte feuille a une ligne, dans les deux sens', plan => {
  expect(sansLigne(plan, feuilles(plan))).toEqual([]);
});
test.each(PLANS)('%s : de trois chiffres au moins, seuls 296 et 681 n’ont pas de ligne', plan => {
  expect(sansLigne(plan, comptes(plan))).toEqual(['296', '681']);
});

describe('appliquées à l’autre plan', () => {
  const manques = (classes: RegExp) =>
    [...sansLigne('PCG2025', comptes('PCG2014')), ...sansLigne('PCG2014', comptes('PCG2025'))]
      .filter(c => classes.test(c) && c !== '296' && c !== '681')
      .sort();
  test('les tables du résultat n’ont que quatre manques : 6812, 791, 796, 797', () => {
    expect([...new Set(manques(/^[67]/))]).toEqual(['6812', '791', '796', '797']);
  });
  // Comptes de bilan d'un seul plan : ils ne passent pas inaperçus, C-ETA-01 les arrête.
  test('celles du bilan ne laissent que les provisions pour charges, 262 et 489', () => {
    expect(
      manques(/^[1-5]/)
        .map(c => c.slice(0, 3))
        .filter((c, i, t) => t.indexOf(c) === i),
    ).toEqual(['152', '153', '154', '155', '156', '157', '158', '262', '489']);
  });
});

test.each([
  ['PCG2025', '4191', 'C', 'P23'],
  ['PCG2025', '4191', 'D', 'A25'],
  ['PCG2025', '44587', 'C', 'P25'],
  ['PCG2025', '44587', 'D', 'A25'],
  ['PCG2025', '411000', 'C', 'P27'],
  ['PCG2025', '4084', 'C', 'P26'],
  ['PCG2025', '4081', 'C', 'P24'],
  ['PCG2025', '512100', 'C', 'P20'],
  ['PCG2025', '512100', 'D', 'A31'],
  ['PCG2025', '28183', 'C', 'A11'],
  ['PCG2025', '4562', 'D', 'A27'],
  ['PCG2025', '455', 'C', 'P27'],
  ['PCG2025', '4391', 'C', 'A25'],
  ['PCG2025', '6671', 'D', 'FC4'],
  ['PCG2025', '6673', 'D', 'FC5'],
  ['PCG2025', '657', 'D', 'VCI'],
  ['PCG2025', '757', 'C', 'PCI'],
  ['PCG2014', '675', 'D', 'XC2'],
  ['PCG2014', '775', 'C', 'XP2'],
  ['PCG2014', '16884', 'C', 'P20'],
  ['PCG2025', '1648', 'C', 'P20'],
  ['PCG2014', '475', 'C', 'P27'],
  ['PCG2025', '475', 'C', 'P29'],
  ['PCG2025', '709', 'D', 'PV'],
  ['PCG2025', '7097', 'D', 'VM'],
  ['PCG2025', '6087', 'D', 'AM'],
] as const)('%s, %s au %s : %s (domaine §12)', (plan, compte, sens, attendu) => {
  expect(code(plan, compte, sens)).toBe(attendu);
});

test('un compte de l’autre plan que la table avalerait est repéré avant (domaine §2.4)', () => {
  expect(
    ['671', '674', '675000', '771', '774', '775', '777', '791'].map(c => appartenance(c, 'PCG2025')),
  ).toEqual(Array(8).fill('BLOQUANT_ETATS'));
  expect(['657', '757100'].map(c => appartenance(c, 'PCG2014'))).toEqual([
    'BLOQUANT_ETATS',
    'BLOQUANT_ETATS',
  ]);
});

describe('ce que l’utilisateur complète', () => {
  const regroupement = new Regroupement('PCG2025', {
    ligne455: 'P21',
    imposees: new Map([
      ['708500', { cr: 'AP' }],
      ['467100', { bilan: 'A24' }],
      ['606100', { cr: 'A24' }],
    ]),
    regles: [
      { prefixe: '296', sens: undefined, code: 'A13' },
      { prefixe: '80', sens: undefined, code: HORS },
      { prefixe: '4458', sens: 'D', code: 'A26' },
    ],
  });
  const ou = (compte: string, sens: 'D' | 'C') => {
    const place = regroupement.ranger(compte, sens);
    return place === undefined || place === HORS
      ? place
      : `${place.ligne.code}${place.contra ? ' contra' : ''}`;
  };
  test('le compte imposé, puis la règle, puis la table', () => {
    expect([ou('708500', 'C'), ou('467100', 'C'), ou('296000', 'C'), ou('801', 'D')]).toEqual([
      'AP',
      'A24',
      'A13 contra',
      HORS,
    ]);
    expect([ou('44586', 'D'), ou('44587', 'C'), ou('455100', 'C'), ou('455100', 'D')]).toEqual([
      'A26',
      'P25',
      'P21',
      'A25',
    ]);
  });
  test('une ligne de bilan n’accueille pas une charge', () => expect(ou('606100', 'D')).toBeUndefined());
});

test('un compte sans ligne reçoit une proposition : le préfixe qui lui ressemble', () => {
  expect([
    proposer('296000', 'C', 'PCG2025'),
    proposer('681000', 'D', 'PCG2025'),
    proposer('103000', 'C', 'PCG2025'),
    proposer('801000', 'D', 'PCG2025'),
  ]).toEqual(['A13', 'DAI', 'P01', undefined]);
});
