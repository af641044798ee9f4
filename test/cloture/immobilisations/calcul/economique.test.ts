import { enEuros, finDeMois, jour } from '../../../../src/comptabilite';
import { planEconomique, vues } from '../../../../src/cloture/immobilisations/calcul';
import { annee, CIVILS, dotations, eur, fiche, j, montants } from './atelier';

const T01 = fiche({ brut: 12000, dureeMois: 36 }, '12/05/2026');
const annuites = (f: typeof T01, exercices = CIVILS) =>
  dotations(vues(planEconomique(f, exercices), exercices, 'ANNUELLE'));

describe('linéaire, T-IMM-01 (domaine §3.3)', () => {
  test('tableau annuel en 30/360 : dotation, cumul, VNC', () => {
    const lignes = vues(planEconomique(T01, CIVILS), CIVILS, 'ANNUELLE');
    expect(lignes.map(l => montants([l.dotation, l.cumul, l.vnc]))).toEqual([
      [2544.44, 2544.44, 9455.56],
      [4000, 6544.44, 5455.56],
      [4000, 10544.44, 1455.56],
      [1455.56, 12000, 0],
    ]);
    expect([lignes[0]!.debut, lignes[3]!.fin]).toEqual([jour(2026, 1, 1), jour(2029, 12, 31)]);
  });

  test.each([
    ['ANNUEL_365', [2564.38, 4000, 4000, 1435.62]],
    ['REEL_TOTAL', [2562.04, 3996.35, 4007.3, 1434.31]],
  ] as const)('%s', (convention, attendu) => {
    expect(annuites({ ...T01, convention })).toEqual(attendu);
  });

  test('mois de 2026', () => {
    const mois = vues(planEconomique(T01, CIVILS), CIVILS, 'MENSUELLE').slice(0, 8);
    expect(dotations(mois)).toEqual([211.11, 333.33, 333.34, 333.33, 333.33, 333.34, 333.33, 333.33]);
  });

  test('REEL_TOTAL finit le 11/05/2029, 30/360 aussi', () => {
    expect(planEconomique({ ...T01, convention: 'REEL_TOTAL' }, CIVILS).fin).toBe(j('11/05/2029'));
    expect(planEconomique(T01, CIVILS).fin).toBe(j('11/05/2029'));
  });

  test('valeur résiduelle 5 000 sur 20 000 : 3 180,56 en 2026', () => {
    const plan = planEconomique(
      fiche({ brut: 20000, residuelle: 5000, dureeMois: 36 }, '12/05/2026'),
      CIVILS,
    );
    expect(enEuros(plan.dotation(...annee(2026)))).toBe(3180.56);
    expect(enEuros(plan.vnc(j('31/12/2030')))).toBe(5000);
  });
});

describe('dégressif comme rythme économique', () => {
  const degressif = fiche({ brut: 50000, mode: 'DEGRESSIF' }, '14/09/2026');

  test('toute l’annuité va au plan (T-IMM-02, domaine §3.1 et §3.4)', () => {
    expect(annuites(degressif)).toEqual([5833.33, 15458.33, 10047.92, 9330.21, 9330.21]);
  });

  test('rien avant la mise en service, rattrapé le jour où elle a lieu', () => {
    const plan = planEconomique({ ...degressif, miseEnService: j('10/01/2027') }, CIVILS);
    expect(enEuros(plan.cumul(j('31/12/2026')))).toBe(0);
    expect(enEuros(plan.cumul(j('31/12/2027')))).toBe(21291.66);
  });
});

describe('composants, T-IMM-04 (domaine §3.6)', () => {
  test('structure 80 000 sur 10 ans, composant 20 000 sur 4 ans : 3 863,89 en 2026', () => {
    const [structure, composant] = [
      fiche({ brut: 80000, dureeMois: 120 }, '14/09/2026'),
      fiche({ brut: 20000, dureeMois: 48 }, '14/09/2026'),
    ].map(f => enEuros(planEconomique(f, CIVILS).dotation(...annee(2026))));
    expect([structure, composant]).toEqual([2377.78, 1486.11]);
  });
});

describe('révision, T-IMM-05 (domaine §3.7)', () => {
  const revisee = fiche(
    {
      brut: 10000,
      versions: [{ dateEffet: j('01/07/2026'), base: eur(7000), dureeRestanteMois: 66, mode: 'LINEAIRE' }],
    },
    '01/01/2025',
  );

  test('le passé ne bouge pas, la VNC s’étale sur la nouvelle durée', () => {
    const plan = planEconomique(revisee, CIVILS);
    expect(montants([plan.vnc(j('30/06/2026')), plan.dotation(j('01/07/2026'), j('31/12/2026'))])).toEqual([
      7000, 636.36,
    ]);
    expect(annuites(revisee).slice(0, 3)).toEqual([2000, 1636.36, 1272.73]);
    expect(plan.fin).toBe(j('31/12/2031'));
  });

  test('une base au-delà de la VNC est ramenée à la VNC, et le plan le dit', () => {
    const plan = planEconomique(
      { ...revisee, versions: [{ ...revisee.versions![0]!, base: eur(8000) }] },
      CIVILS,
    );
    expect(plan.alertes.map(a => a.code)).toEqual(['C-IMM-REVISION']);
    expect(enEuros(plan.vnc(j('31/12/2031')))).toBe(0);
  });

  test('un plan qui devient non amortissable garde son cumul', () => {
    const version = { dateEffet: j('01/07/2026'), base: eur(0), dureeRestanteMois: 0 };
    const plan = planEconomique({ ...revisee, versions: [{ ...version, mode: 'NON_AMORTISSABLE' }] }, CIVILS);
    expect(montants([plan.cumul(j('30/06/2026')), plan.cumul(j('31/12/2040'))])).toEqual([3000, 3000]);
  });
});

describe('dépréciation (domaine §3.7)', () => {
  // À la main : 12 000 sur 60 mois depuis le 01/01/2025, 2 400 par an. Au 31/12/2026 : VNC 7 200, déprécié de 1 800,
  // donc 5 400 sur 36 mois, 1 800 par an. Au 31/12/2027 : 5 400 − 1 800 = 3 600 ; sans dépréciation, 4 800.
  const base = fiche({ brut: 12000 }, '01/01/2025');
  const depreciee = { ...base, depreciations: [{ date: j('31/12/2026'), montant: eur(1800) }] };

  test('la VNC dépréciée s’étale sur la durée restante', () => {
    const plan = planEconomique(depreciee, CIVILS);
    expect(annuites(depreciee)).toEqual([2400, 2400, 1800, 1800, 1800]);
    expect(
      montants([plan.vnc(j('31/12/2026')), plan.vnc(j('31/12/2027')), plan.vnc(j('31/12/2029'))]),
    ).toEqual([5400, 3600, 0]);
  });

  test('la reprise ne porte pas la VNC au-delà de celle d’un plan sans dépréciation', () => {
    const plan = planEconomique(
      {
        ...depreciee,
        depreciations: [...depreciee.depreciations, { date: j('31/12/2027'), montant: eur(-1800) }],
      },
      CIVILS,
    );
    expect(plan.alertes.map(a => a.message)).toEqual([
      'IMMO-1 : reprise de dépréciation du 31/12/2027 ramenée de 1\u00a0800,00 € à 1\u00a0200,00 €',
    ]);
    expect(montants([plan.depreciation(j('31/12/2027')), plan.vnc(j('31/12/2027'))])).toEqual([600, 4800]);
    expect(enEuros(plan.dotation(...annee(2028)))).toBe(2400);
  });

  test('une dépréciation ne dépasse pas la VNC', () => {
    const plan = planEconomique(
      { ...base, depreciations: [{ date: j('31/12/2026'), montant: eur(9000) }] },
      CIVILS,
    );
    expect(plan.alertes).toHaveLength(1);
    expect(montants([plan.vnc(j('31/12/2026')), plan.cumul(j('31/12/2030'))])).toEqual([0, 4800]);
  });
});

describe('reprise, T-IMM-06 (domaine §3.8)', () => {
  const reprise = { date: j('31/12/2025'), cumul: eur(5400) };
  const reprise2024 = fiche({ brut: 9000, dureeMois: 36, reprise }, '01/03/2024');

  test('PROSPECTIF : 3 600 sur 14 mois, la date de fin d’origine gardée', () => {
    const plan = planEconomique(reprise2024, CIVILS);
    const janvier = plan.dotation(j('01/01/2026'), j('31/01/2026'));
    expect(montants([janvier, plan.dotation(...annee(2026)), plan.dotation(...annee(2027))])).toEqual([
      257.14, 3085.71, 514.29,
    ]);
    expect([plan.debut, plan.fin]).toEqual([j('01/01/2026'), j('28/02/2027')]);
  });

  test('le passé ne donne pas de dotation : le cumul y est celui qui a été repris', () => {
    const plan = planEconomique(reprise2024, CIVILS);
    expect(montants([plan.dotation(...annee(2025)), plan.cumul(j('31/12/2024'))])).toEqual([0, 5400]);
  });

  test('PLAN : l’écart de 100 avec la théorie (5 500) tombe dans la première dotation', () => {
    const plan = planEconomique(reprise2024, CIVILS, { reprise: 'PLAN' });
    expect(
      montants([plan.dotation(j('01/01/2026'), j('31/01/2026')), plan.dotation(...annee(2026))]),
    ).toEqual([350, 3100]);
    expect(plan.alertes.map(a => a.code)).toEqual(['C-IMM-REPRISE']);
  });

  test('repris après la fin de son plan : le reste passe le lendemain', () => {
    const tard = { ...reprise2024, reprise: { date: j('30/06/2027'), cumul: eur(8000) } };
    const plan = planEconomique(tard, CIVILS);
    expect(enEuros(plan.dotation(j('01/07/2027'), j('01/07/2027')))).toBe(1000);
  });
});

describe('sortie, T-IMM-07 (domaine §3.11)', () => {
  const cedee = { ...T01, sortie: { date: j('20/10/2027') } };

  test('3 222,23 en 2027, VNC de sortie 6 233,33, puis plus rien', () => {
    const plan = planEconomique(cedee, CIVILS);
    expect(montants([plan.dotation(...annee(2027)), plan.cumul(j('31/12/2028')), plan.vncSortie!])).toEqual([
      3222.23, 5766.67, 6233.33,
    ]);
    expect(
      montants([plan.dotation(...annee(2028)), plan.vnc(j('20/10/2027')), plan.vnc(j('31/12/2027'))]),
    ).toEqual([0, 0, 0]);
    expect(plan.fin).toBe(j('20/10/2027'));
  });

  test('le jour de la mise en service : un jour de dotation (§16.6)', () => {
    const plan = planEconomique({ ...T01, sortie: { date: j('12/05/2026') } }, CIVILS);
    // 12 000 × 1/1080 = 11,111…
    expect(montants([plan.dotation(...annee(2026)), plan.vncSortie!])).toEqual([11.11, 11988.89]);
  });

  test('avant la mise en service : aucune dotation, VNC de sortie = brut', () => {
    const plan = planEconomique({ ...T01, sortie: { date: j('01/05/2026') } }, CIVILS);
    expect(montants([plan.cumul(j('31/12/2026')), plan.vncSortie!])).toEqual([0, 12000]);
    expect(vues(plan, CIVILS, 'ANNUELLE')).toEqual([]);
  });
});

describe('cas limites (domaine §16)', () => {
  test('3. exercices de 15 puis 5 mois : le linéaire n’en dépend pas', () => {
    const exercices = [
      { debut: j('01/10/2025'), fin: j('31/12/2026') },
      { debut: j('01/01/2027'), fin: j('31/05/2027') },
    ];
    const plan = planEconomique(T01, exercices);
    expect(dotations(vues(plan, exercices, 'ANNUELLE'))).toEqual(
      // N360 cumulés : 229 ; 379 ; 739 ; 1 080.
      [2544.44, 1666.67, 4000, 3788.89],
    );
    expect(enEuros(plan.cumul(j('31/12/2027')))).toBe(6544.44);
  });

  test.each([
    // [mise en service, arrêté, jours 30/360 comptés à la main]
    ['29/02/2028', '29/02/2028', 2],
    ['29/02/2028', '31/03/2028', 32],
    ['31/05/2026', '31/05/2026', 1],
    ['31/01/2026', '28/02/2026', 31],
    ['30/01/2026', '28/02/2026', 31],
    ['15/02/2026', '28/02/2026', 16],
    ['28/02/2026', '28/02/2026', 3],
  ])('4. mis en service le %s, arrêté le %s : %i jours sur 1 080', (mes, arrete, jours) => {
    const plan = planEconomique(fiche({ brut: 10800, dureeMois: 36 }, mes), CIVILS);
    expect(enEuros(plan.cumul(j(arrete)))).toBe(jours * 10);
  });

  test('5. totalement amorti, toujours là : dotation nulle, VNC nulle', () => {
    const plan = planEconomique(T01, CIVILS);
    expect(
      montants([plan.dotation(...annee(2035)), plan.vnc(j('31/12/2035')), plan.cumul(j('31/12/2035'))]),
    ).toEqual([0, 0, 12000]);
  });

  test('sans mise en service : en attente, aucune dotation', () => {
    const plan = planEconomique(fiche({ brut: 12000 }), CIVILS);
    expect([plan.etat, plan.debut, enEuros(plan.cumul(j('31/12/2030')))]).toEqual([
      'EN_ATTENTE_MES',
      undefined,
      0,
    ]);
  });

  test('non amortissable : VNC constante', () => {
    const plan = planEconomique(fiche({ brut: 12000, mode: 'NON_AMORTISSABLE' }, '12/05/2026'), CIVILS);
    expect([plan.etat, enEuros(plan.vnc(j('31/12/2040')))]).toEqual(['NON_AMORTISSABLE', 12000]);
  });

  test.each([
    [{ brut: 100, dureeMois: 0 }, 'durée de 0 mois'],
    [{ brut: 100, dureeMois: 24, mode: 'DEGRESSIF' as const }, 'années entières'],
    [{ brut: 100, residuelle: 101 }, 'valeur résiduelle'],
  ])('une fiche sans plan possible est refusée : %j', (saisie, phrase) => {
    expect(() => planEconomique(fiche(saisie, '12/05/2026'), CIVILS)).toThrow(phrase);
  });

  test('mis en service le 31/01 : février pèse 30 jours', () => {
    const plan = planEconomique(fiche({ brut: 1000, dureeMois: 36 }, '31/01/2026'), CIVILS);
    const fevrier = plan.dotation(j('01/02/2026'), finDeMois(j('01/02/2026')));
    // Un jour en janvier : 1 000 × 31/1080 − 1 000 × 1/1080 = 28,70 − 0,93.
    expect(enEuros(fevrier)).toBe(27.77);
  });
});
