import { depuisEuros, enEuros, taux, type Montant } from '../../../src/comptabilite';
import { delaiComptable, delaiParEpuisement, rotation } from '../../../src/cloture/tiers/calcul/delais';
import { lundiDe, parSemaine } from '../../../src/cloture/tiers/calcul/prevision';
import { retardsObserves } from '../../../src/cloture/tiers/calcul/retards';
import { penalite } from '../../../src/cloture/tiers/relances/calcul/penalites';
import { auxiliaire, le } from './atelier';

const e = depuisEuros;
const mois = (...lus: [euros: number, jours: number][]) => lus.map(([m, jours]) => ({ ttc: e(m), jours }));

describe('T-AR-02 (domaine §8.3)', () => {
  test('DSO comptable : 180 000 / 420 000 × 91 = 39,00', () => {
    expect(delaiComptable(e(180_000), e(420_000), 91)!.toFixed(2)).toBe('39.00');
  });

  test('mission 293 : 120 000 / 360 000 × 90 = 30', () => {
    expect(delaiComptable(e(120_000), e(360_000), 90)!.toNumber()).toBe(30);
  });

  test('par épuisement : 30 + 50 000 / 150 000 × 31 = 40,33', () => {
    const dso = delaiParEpuisement(e(180_000), mois([130_000, 30], [150_000, 31]))!;
    expect([dso.jours.toFixed(2), dso.extrapole]).toEqual(['40.33', false]);
  });

  test('un mois sans CA compte ses jours', () => {
    const dso = delaiParEpuisement(e(180_000), mois([130_000, 30], [-500, 31], [150_000, 30]))!;
    expect(dso.jours.toFixed(2)).toBe('71.00');
  });

  test('historique épuisé : extrapolé à la moyenne, et dit', () => {
    // 300 000 - 130 000 - 150 000 = 20 000 ; moyenne 280 000 en 61 jours.
    const dso = delaiParEpuisement(e(300_000), mois([130_000, 30], [150_000, 31]))!;
    // 61 + 20 000 × 61 / 280 000 = 65,3571.
    expect([dso.jours.toFixed(4), dso.extrapole]).toEqual(['65.3571', true]);
  });

  test('rien à épuiser, ou rien pour le faire', () => {
    expect(delaiParEpuisement(e(0), [])!.jours.toNumber()).toBe(0);
    expect(delaiParEpuisement(e(10), mois([0, 30]))).toBeUndefined();
    expect(delaiComptable(e(10), e(0), 30)).toBeUndefined();
  });
});

test('rotation : 720 000 pour une moyenne de 90 000 → 8 (mission 294)', () => {
  expect(rotation(e(720_000), e(80_000), e(100_000))!.toNumber()).toBe(8);
  expect(rotation(e(720_000), e(0), e(0))).toBeUndefined();
});

describe('pénalités (domaine §8.5)', () => {
  test('T-AR-03 : 12 000 du 30/09 au 24/11/2026 à 7,86 % : 142,13', () => {
    expect(enEuros(penalite(e(12_000), le('30/09/2026'), le('24/11/2026'), taux('0.0786')))).toBe(142.13);
  });

  test('le jour de l’échéance et avant, rien', () => {
    const p = (jour: string) => penalite(e(12_000), le('30/09/2026'), le(jour), taux('0.0786'));
    expect([p('30/09/2026'), p('01/09/2026')]).toEqual([0, 0]);
    // Un jour : 12 000 × 7,86 % / 365 = 2,5841.
    expect(enEuros(p('01/10/2026'))).toBe(2.58);
  });
});

test('retard observé : pondéré par les montants, sur les seules pièces soldées', () => {
  const aux = auxiliaire([
    {
      piece: 'F1',
      date: '01/09/2026',
      echeance: '01/10/2026',
      montant: 3000,
      lettrage: 'A',
      lettreLe: '11/10/2026',
    },
    { piece: 'R1', date: '11/10/2026', montant: -3000, lettrage: 'A', lettreLe: '11/10/2026' },
    {
      piece: 'F2',
      date: '01/09/2026',
      echeance: '01/10/2026',
      montant: 1000,
      lettrage: 'B',
      lettreLe: '31/10/2026',
    },
    { piece: 'R2', date: '31/10/2026', montant: -1000, lettrage: 'B', lettreLe: '31/10/2026' },
    { piece: 'F3', date: '01/09/2026', echeance: '01/10/2026', montant: 9000 },
  ]);
  const retards = retardsObserves(aux, le('30/11/2026'), 'CLIENT', r => aux.origine(r).DateEcheance!);
  // (3 000 × 10 + 1 000 × 30) / 4 000 = 15 jours.
  expect([...retards]).toEqual([['C1', { jours: 15, pieces: 2 }]]);
  const avant = retardsObserves(aux, le('20/10/2026'), 'CLIENT', r => aux.origine(r).DateEcheance!);
  expect([...avant]).toEqual([['C1', { jours: 10, pieces: 1 }]]);
});

describe('prévision', () => {
  test('le 30/11/2026 est un lundi', () => {
    expect([lundiDe(le('30/11/2026')), lundiDe(le('06/12/2026')), lundiDe(le('07/12/2026'))]).toEqual([
      le('30/11/2026'),
      le('30/11/2026'),
      le('07/12/2026'),
    ]);
  });

  test('l’échu tombe dans la première semaine, le lointain dans la dernière ; rien ne se perd', () => {
    const attendu = (jour: string, euros: number) => ({ montant: e(euros), du: le(jour), prevu: le(jour) });
    const semaines = parSemaine(
      [
        attendu('01/09/2026', 1),
        attendu('08/12/2026', 2),
        attendu('01/07/2027', 4),
        { ...attendu('08/12/2026', 8), prevu: undefined },
      ],
      le('30/11/2026'),
      3,
    );
    expect(semaines.map(s => [s.dus, s.prevus].map((m: Montant) => enEuros(m)))).toEqual([
      [1, 1],
      [10, 2],
      [4, 4],
    ]);
  });
});
