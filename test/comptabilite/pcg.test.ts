import fc from 'fast-check';
import {
  appartenance,
  comptesOfficiels,
  convertir,
  CONVERSIONS,
  estSubdivise,
  officielDe,
} from '../../src/comptabilite/pcg';

const PLANS = ['PCG2014', 'PCG2025'] as const;

describe('les deux listes officielles', () => {
  // Nombre de comptes des listes publiées au 1er janvier 2024 et au 1er janvier 2026.
  test.each([
    ['PCG2014', 1025],
    ['PCG2025', 838],
  ] as const)('%s : %d comptes, chacun sous un libellé', (plan, nombre) => {
    const liste = comptesOfficiels(plan);
    expect(liste.size).toBe(nombre);
    for (const [compte, libelle] of liste) {
      expect(compte).toMatch(/^\d+$/);
      expect(libelle).toBe(libelle.trim());
      expect(libelle.length).toBeGreaterThan(2);
    }
  });

  test('ce que le règlement ANC 2022-06 a changé (domaine §2.2)', () => {
    const [ancien, nouveau] = PLANS.map(comptesOfficiels);
    for (const c of ['675', '775', '791', '796', '797', '6714', '777', '514', '54']) {
      expect([c, ancien!.has(c), nouveau!.has(c)]).toEqual([c, true, false]);
    }
    for (const c of ['657', '757', '6671', '7671', '649', '7587', '747', '638']) {
      expect([c, ancien!.has(c), nouveau!.has(c)]).toEqual([c, false, true]);
    }
    // Les comptes que le point 11 dit inchangés, et que la clôture emploie.
    const employes =
      '145 1515 1516 4081 4098 4181 4198 44586 44587 416 491 476 477 486 487 488 6541 6544 665 765 656 756 666 766 ' +
      '6811 6815 6817 6871 6872 68725 7815 7817 7872 78725';
    for (const c of employes.split(' ')) {
      expect([c, ancien!.has(c), nouveau!.has(c)]).toEqual([c, true, true]);
    }
  });
});

describe('appartenance au plan (domaine §2.4)', () => {
  test('les comptes de deux chiffres sans subdivision officielle', () => {
    const deux = (plan: (typeof PLANS)[number]) =>
      [...comptesOfficiels(plan).keys()].filter(
        c => c.length === 2 && c < '8' && appartenance(`${c}9999`, plan) === 'OUI' && !estSubdivise(c, plan),
      );
    expect(deux('PCG2025')).toEqual(['31', '36', '37', '38', '53', '58']);
    expect(deux('PCG2014')).toEqual(['22', '25', '36', '38', '54', '58', '74']);
  });

  test.each([
    ['PCG2025', '671 674 675 771 774 775 777 791 796 797 79', 'BLOQUANT_ETATS'],
    ['PCG2014', '657 757', 'BLOQUANT_ETATS'],
    ['PCG2014', '638 649 6399', 'ALERTE'],
    ['PCG2025', '250 540', 'ALERTE'],
    ['PCG2025', '706 401 5121 657 757 638 649', 'OUI'],
    ['PCG2014', '706 401 5121 675 775 791', 'OUI'],
  ] as const)('%s : %s → %s', (plan, comptes, attendu) => {
    for (const c of comptes.split(' ')) expect([c, appartenance(`${c}000`, plan)]).toEqual([c, attendu]);
  });

  test('tout compte officiel d’au moins trois chiffres, prolongé de n’importe quoi, est de son plan', () => {
    for (const plan of PLANS) {
      const officiels = [...comptesOfficiels(plan).keys()].filter(c => c.length >= 3);
      fc.assert(
        fc.property(fc.constantFrom(...officiels), fc.stringMatching(/^\d{0,5}$/), (c, suite) => {
          expect(appartenance(c + suite, plan)).toBe('OUI');
          expect((c + suite).startsWith(officielDe(c + suite, plan)!.compte)).toBe(true);
        }),
      );
    }
  });

  test('le libellé est celui du plus long préfixe, dans le plan demandé', () => {
    expect(officielDe('675000', 'PCG2014')?.compte).toBe('675');
    expect(officielDe('675000', 'PCG2025')?.compte).toBe('67');
    expect(officielDe('44587100', 'PCG2025')?.compte).toBe('44587');
    expect(officielDe('0', 'PCG2025')).toBeUndefined();
  });
});

describe('passage au PCG2025 (domaine §2.3)', () => {
  test.each([
    ['153000', '152100'],
    ['157200', '152500'],
    ['1571', '15271'],
    ['1671', '16711'],
    ['448600', '448120'],
    ['448700', '448200'],
    ['478610', '474100'],
    ['667000', '667300'],
    ['767', '7673'],
    ['777000', '747000'],
    ['675100', '657000'],
    ['675600', '667100'],
    ['778100', '758500'],
    ['740000', '741000'],
    ['631200', '633500'],
    ['514000', '512000'],
  ])('%s devient %s', (ancien, nouveau) => {
    expect(convertir(ancien)).toMatchObject({ compte: nouveau, etat: 'CONVERTI' });
  });

  test.each([
    ['675000', '657000', '6671'],
    ['775', '757', '7671'],
    ['671400', '654100', '678'],
    ['475000', '471000', '472'],
    ['791000', '758000', '649'],
    ['681200', '681100', '6862'],
  ])('%s devient %s, à confirmer (ou %s)', (ancien, nouveau, autre) => {
    const converti = convertir(ancien);
    expect(converti).toMatchObject({ compte: nouveau, etat: 'A_CONFIRMER' });
    expect(converti.regle?.autres).toContain(autre);
    expect(converti.regle?.avertissement?.en).toBeTruthy();
  });

  test('4811, 796 et 797 attendent une décision ; un choix prévaut', () => {
    for (const c of ['481100', '796000', '797000'])
      expect(convertir(c)).toMatchObject({ compte: c, etat: 'A_DECIDER' });
    expect(convertir('791000', '649')).toMatchObject({ compte: '649000', etat: 'CONVERTI' });
    // Un compte entier est pris tel quel.
    expect(convertir('791234', '649100')).toMatchObject({ compte: '649100', etat: 'CONVERTI' });
    expect(convertir('706100')).toEqual({ compte: '706100', etat: 'INCHANGE' });
  });

  test('aucun compte officiel de l’ancien plan ne reste sans destination dans le nouveau', () => {
    const sansDestination = [...comptesOfficiels('PCG2014').keys()].filter(c => {
      if (c.length < 3 || c.startsWith('8')) return false;
      const { compte, etat } = convertir(c);
      return etat !== 'A_DECIDER' && appartenance(compte, 'PCG2025') !== 'OUI';
    });
    expect(sansDestination).toEqual([]);
    const aDecider = [...comptesOfficiels('PCG2014').keys()].filter(
      c => c.length >= 3 && c < '8' && convertir(c).etat === 'A_DECIDER',
    );
    // Ceux que la table laisse à l'utilisateur, et ceux que rien n'impute : titres de regroupement, quotas d'émission.
    expect(aDecider).toEqual(['400', '410', '4811', '4812', '4818', '489', '671', '771', '796', '797']);
  });

  test('chaque cible de la table est du nouveau plan', () => {
    for (const { de, vers, autres = [] } of CONVERSIONS)
      for (const cible of [...(vers ? [vers] : []), ...autres])
        expect([de, cible, appartenance(cible, 'PCG2025')]).toEqual([de, cible, 'OUI']);
  });

  test('un numéro converti garde sa longueur quand ses zéros le permettent, et tient en douze caractères', () => {
    const anciens = [...comptesOfficiels('PCG2014').keys()].filter(c => c.length >= 3);
    fc.assert(
      fc.property(fc.constantFrom(...anciens), fc.stringMatching(/^\d{0,6}$/), (c, suite) => {
        const { compte } = convertir(c + suite);
        expect(compte.length).toBeGreaterThanOrEqual(2);
        expect(compte.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});
