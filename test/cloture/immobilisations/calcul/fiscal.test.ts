import { enEuros, taux } from '../../../../src/comptabilite';
import {
  coefficientDegressif,
  COEFFICIENTS_39A,
  derogatoire,
  planFiscal,
  vues,
  type Bornes,
  type CoefficientDegressif,
  type Fiche,
  type OptionsFiscales,
} from '../../../../src/cloture/immobilisations/calcul';
import { CIVILS, dotations, eur, fiche, j, montants } from './atelier';

const T02 = fiche({ brut: 50000, modeFiscal: 'DEGRESSIF' }, '14/09/2026');
const annuites = (f: Fiche, options: OptionsFiscales = {}, exercices: readonly Bornes[] = CIVILS) =>
  dotations(vues(planFiscal(f, exercices, options)!, exercices, 'ANNUELLE'));

describe('dégressif fiscal (domaine §3.4)', () => {
  test('T-IMM-02 : annuités et VNC fiscales', () => {
    const lignes = vues(planFiscal(T02, CIVILS)!, CIVILS, 'ANNUELLE');
    expect(lignes.map(l => montants([l.dotation, l.vnc]))).toEqual([
      [5833.33, 44166.67],
      [15458.33, 28708.34],
      [10047.92, 18660.42],
      [9330.21, 9330.21],
      [9330.21, 0],
    ]);
  });

  test('T-IMM-02, années restantes en mois : un exercice de plus', () => {
    expect(annuites(T02, { reste: 'MOIS' })).toEqual([5833.33, 15458.33, 10047.92, 6997.66, 6997.66, 4665.1]);
  });

  test('T-IMM-03 : 24 000 sur 8 ans, 28,125 %', () => {
    const f = fiche({ brut: 24000, dureeMois: 96, modeFiscal: 'DEGRESSIF' }, '15/01/2026');
    expect(annuites(f)).toEqual([6750, 4851.56, 3487.06, 2506.33, 1801.42, 1534.54, 1534.55, 1534.54]);
  });

  test('10 000 sur 5 ans depuis le 15/04/2026 : les annuités du cahier des charges', () => {
    const f = fiche({ brut: 10000, modeFiscal: 'DEGRESSIF' }, '15/04/2026');
    expect(annuites(f)).toEqual([2625, 2581.25, 1677.81, 1557.97, 1557.97]);
  });

  test('par mois : douzièmes cumulés depuis le mois d’acquisition', () => {
    const mois = vues(planFiscal(T02, CIVILS)!, CIVILS, 'MENSUELLE').slice(0, 4);
    expect(dotations(mois)).toEqual([1458.33, 1458.34, 1458.33, 1458.33]);
  });

  test('le dégressif part du mois d’acquisition, quelle que soit la mise en service', () => {
    expect(annuites({ ...T02, miseEnService: j('01/02/2027') })[0]).toBe(5833.33);
  });

  test('la valeur résiduelle ne réduit pas la base fiscale', () => {
    expect(annuites({ ...T02, residuelle: eur(10000) })[0]).toBe(5833.33);
  });

  test('§16.3 premier exercice de 15 mois : 50 000 × 35 % × 15/12', () => {
    const exercices = [{ debut: j('01/10/2025'), fin: j('31/12/2026') }];
    // 21 875,00 ; reste 28 125,00 sur 60 − 15 = 45 mois : 12/45 < 35 %, donc 28 125 × 35 % = 9 843,75 ;
    // 18 281,25 sur 33 mois : 12/33 = 36,36 % > 35 %, donc 6 647,73 ; 11 633,52 × 12/21 = 6 647,73 ; puis 4 985,79.
    expect(annuites(fiche({ brut: 50000, modeFiscal: 'DEGRESSIF' }, '05/10/2025'), {}, exercices)).toEqual([
      21875, 9843.75, 6647.73, 6647.73, 4985.79,
    ]);
  });

  test('§16.3 exercice de 5 mois : taux × 5/12, et ses cinq mois seuls comptent dans la durée', () => {
    const exercices = [...CIVILS, { debut: j('01/01/2027'), fin: j('31/05/2027') }];
    // 5 833,33 ; 44 166,67 × 35 % × 5/12 = 6 440,97 ; puis R = 60 − 12 − 5 = 43 mois : 12/43 < 35 %.
    // 37 725,70 × 35 % = 13 204,00 (13 203,995) ; 24 521,70 sur 31 mois : 12/31 > 35 %, donc 9 492,27.
    expect(annuites(T02, {}, exercices).slice(0, 4)).toEqual([5833.33, 6440.97, 13204, 9492.27]);
  });

  test('exercice décalé : acquis en septembre d’un exercice clos le 30/06, 10 mois', () => {
    // 50 000 × 35 % × 10/12 = 14 583,33.
    const exercices = [{ debut: j('01/07/2026'), fin: j('30/06/2027') }];
    expect(annuites(T02, {}, exercices)[0]).toBe(14583.33);
  });

  test('société créée le 15/03 : le mois d’acquisition compte pour un', () => {
    // 50 000 × 35 % × 10/12 : mars à décembre.
    const exercices = [{ debut: j('15/03/2026'), fin: j('31/12/2026') }];
    const f = fiche({ brut: 50000, modeFiscal: 'DEGRESSIF' }, '20/03/2026');
    expect(annuites(f, {}, exercices)[0]).toBe(14583.33);
  });

  test('reprise : la VNC fiscale repart du cumul repris, les années restantes de l’origine', () => {
    // VNC 50 000 − 21 000 = 29 000 au 31/12/2027 ; R = 36 mois : 12/36 = 33,33 % < 35 % → 10 150,00.
    const repris = { date: j('31/12/2027'), cumul: eur(12972.22), cumulFiscal: eur(21000) };
    expect(annuites({ ...T02, reprise: repris })[0]).toBe(10150);
  });

  test('sans mode fiscal, pas de plan fiscal', () => {
    expect(planFiscal(fiche({ brut: 100 }, '12/05/2026'), CIVILS)).toBeUndefined();
  });

  test('linéaire fiscal sur la durée d’usage : 50 000 sur 36 mois, 107 jours sur 1 080', () => {
    expect(annuites({ ...T02, modeFiscal: 'LINEAIRE', dureeFiscaleMois: 36 })[0]).toBe(4953.7);
  });
});

describe('coefficients (CGI art. 39 A)', () => {
  test.each([
    [36, 1.25],
    [48, 1.25],
    [60, 1.75],
    [72, 1.75],
    [84, 2.25],
    [240, 2.25],
  ])('%i mois : %d', (mois, attendu) => {
    expect(coefficientDegressif(COEFFICIENTS_39A, j('14/09/2026'), mois)?.toNumber()).toBe(attendu);
  });

  test('moins de trois ans : non éligible', () => {
    expect(coefficientDegressif(COEFFICIENTS_39A, j('14/09/2026'), 24)).toBeUndefined();
    expect(() => planFiscal({ ...T02, dureeFiscaleMois: 24 }, CIVILS)).toThrow('trois au moins');
    expect(() => planFiscal({ ...T02, dureeFiscaleMois: 54 }, CIVILS)).toThrow('années entières');
  });

  test('la table est datée par l’acquisition ; un coefficient forcé l’emporte', () => {
    const majore: CoefficientDegressif = {
      du: j('04/12/2008'),
      au: j('31/12/2009'),
      dureeMinMois: 60,
      dureeMaxMois: 72,
      coefficient: taux('2.25'),
    };
    const table = [majore, ...COEFFICIENTS_39A];
    expect(coefficientDegressif(table, j('31/12/2009'), 60)?.toNumber()).toBe(2.25);
    expect(coefficientDegressif(table, j('01/01/2010'), 60)?.toNumber()).toBe(1.75);
    // 50 000 × 45 % × 4/12 = 7 500,00.
    expect(annuites({ ...T02, coefficient: taux('2.25') })[0]).toBe(7500);
  });
});

describe('dérogatoire (domaine §3.5)', () => {
  test('T-IMM-02 : fiscal, économique, écart, solde du 145', () => {
    const { lignes } = derogatoire(T02, CIVILS);
    expect(lignes.map(l => montants([l.fiscale, l.economique, l.mouvement, l.solde]))).toEqual([
      [5833.33, 2972.22, 2861.11, 2861.11],
      [15458.33, 10000, 5458.33, 8319.44],
      [10047.92, 10000, 47.92, 8367.36],
      [9330.21, 10000, -669.79, 7697.57],
      [9330.21, 10000, -669.79, 7027.78],
      [0, 7027.78, -7027.78, 0],
    ]);
    expect(lignes.map(l => l.ecart)).toEqual(lignes.map(l => l.mouvement));
  });

  test('par défaut tout est daté de la clôture de l’exercice', () => {
    const d = derogatoire(T02, CIVILS);
    expect(montants([d.solde(j('30/11/2026')), d.solde(j('31/12/2026')), d.solde(j('30/11/2027'))])).toEqual([
      0, 2861.11, 2861.11,
    ]);
  });

  test('mensuel : septembre 2026 = 2 861,11 × 1/4 = 715,28', () => {
    const d = derogatoire(T02, CIVILS, { mensuel: true });
    expect(montants([d.solde(j('30/09/2026')), d.solde(j('31/12/2026'))])).toEqual([715.28, 2861.11]);
    // 2 861,11 + arr(5 458,33 × 1/12) = 2 861,11 + 454,86.
    expect(enEuros(d.solde(j('31/01/2027')))).toBe(3315.97);
  });

  test('valeur résiduelle : le 145 s’arrête à elle et y reste jusqu’à la sortie', () => {
    const d = derogatoire({ ...T02, residuelle: eur(5000) }, CIVILS);
    expect(montants([d.solde(j('31/12/2031')), d.solde(j('31/12/2040'))])).toEqual([5000, 5000]);
    const cede = derogatoire({ ...T02, residuelle: eur(5000), sortie: { date: j('15/06/2040') } }, CIVILS);
    expect(enEuros(cede.mouvement(j('01/06/2040'), j('30/06/2040')))).toBe(-5000);
  });

  test('sortie : le solde du dernier arrêté est repris en entier, sans écart pour l’exercice', () => {
    const d = derogatoire({ ...T02, sortie: { date: j('15/06/2028') } }, CIVILS);
    const derniere = d.lignes[d.lignes.length - 1]!;
    expect(montants([derniere.ecart, derniere.mouvement, derniere.solde])).toEqual([0, -8319.44, 0]);
    expect(montants([d.solde(j('14/06/2028')), d.solde(j('15/06/2028'))])).toEqual([8319.44, 0]);
  });

  test('sortie en mensuel : les mois d’avant comptent, puis tout est repris', () => {
    const d = derogatoire({ ...T02, sortie: { date: j('15/06/2028') } }, CIVILS, { mensuel: true });
    // 8 319,44 + arr(47,92 × 5/12) = 8 319,44 + 19,97.
    expect(montants([d.solde(j('31/05/2028')), d.mouvement(j('01/06/2028'), j('30/06/2028'))])).toEqual([
      8339.41, -8339.41,
    ]);
  });

  test('plan fiscal plus lent : rien au 145, ni maintenant ni après, et une alerte', () => {
    const lent: Fiche = { ...T02, modeFiscal: 'LINEAIRE', dureeFiscaleMois: 120 };
    const d = derogatoire(lent, CIVILS);
    expect(new Set(d.lignes.map(l => l.solde))).toEqual(new Set([0]));
    expect(d.alertes.map(a => a.code)).toEqual(['C-IMM-FISCAL']);
  });

  test('reprise : le 145 d’ouverture est cumul fiscal − cumul économique', () => {
    const reprise = { date: j('31/12/2027'), cumul: eur(12972.22), cumulFiscal: eur(21291.66) };
    const d = derogatoire({ ...T02, reprise }, CIVILS);
    expect(montants([d.ouverture, d.solde(j('31/12/2027')), d.lignes[0]!.mouvement])).toEqual([
      8319.44, 8319.44, 47.92,
    ]);
  });

  test('en attente de mise en service, ou sans mode fiscal : rien', () => {
    const { miseEnService: _, ...attente } = T02;
    expect(derogatoire(attente, CIVILS).lignes).toEqual([]);
    expect(derogatoire(fiche({ brut: 100 }, '12/05/2026'), CIVILS).lignes).toEqual([]);
  });
});
