import fc from 'fast-check';
import { ajouterJours, versIso } from '../../../../src/comptabilite';
import { cloturer, enchainer, finsDeMois, IMM01, j, soldes, blocages } from './atelier';

const FINS = finsDeMois('2026-01', '2029-12');
const jourEntre = (du: string, au: string) =>
  fc.integer({ min: 0, max: j(au) - j(du) }).map(n => versIso(ajouterJours(j(du), n)));

/** Un bien au hasard : linéaire ou dégressif fiscal, trois conventions, résiduelle, mis en service en 2026. */
const bien = fc
  .record({
    ValeurBrute: fc.integer({ min: 100_000, max: 9_000_000 }).map(c => c / 100),
    annees: fc.integer({ min: 3, max: 6 }),
    mes: jourEntre('2026-01-02', '2026-12-31'),
    ConventionJours: fc.constantFrom('30_360', 'ANNUEL_365', 'REEL_TOTAL'),
    ModeFiscal: fc.constantFrom('', 'DEGRESSIF'),
  })
  .map(({ ValeurBrute, annees, mes, ConventionJours, ModeFiscal }) => ({
    ...IMM01,
    ValeurBrute,
    DureeMois: 12 * annees,
    DateAcquisition: mes,
    DateMiseEnService: mes,
    ConventionJours,
    ModeFiscal,
  }));

const sortie = fc.record({
  date: jourEntre('2027-01-01', '2029-12-31'),
  TypeSortie: fc.constantFrom('CESSION', 'REBUT', 'DESTRUCTION'),
});

const bilan = (s: Record<string, number>) => ({
  amort: s['28183'] ?? 0,
  derogatoire: s['145'] ?? 0,
  brut: s['2183'] ?? 0,
});

describe('propriétés des arrêtés', () => {
  test('une sortie n’importe quel jour laisse 28x et 145 à zéro, et crédite le brut en entier', () => {
    fc.assert(
      fc.property(bien, sortie, fc.subarray(FINS.slice(0, -1), { maxLength: 6 }), (b, s, arretes) => {
        const fiche = { ...b, DateSortie: s.date, TypeSortie: s.TypeSortie };
        const { ecritures, anomalies } = enchainer({ Immobilisations: [fiche] }, [...arretes, '2029-12-31']);
        expect(blocages(anomalies)).toEqual([]);
        expect(bilan(soldes(ecritures))).toEqual({ amort: 0, derogatoire: 0, brut: -b.ValeurBrute });
      }),
      { numRuns: 40 },
    );
  });

  test('mois après mois ou d’un seul coup, les comptes sont les mêmes', () => {
    fc.assert(
      fc.property(bien, fc.subarray(FINS.slice(0, -1), { minLength: 1, maxLength: 10 }), (b, arretes) => {
        const seul = enchainer({ Immobilisations: [b] }, ['2029-12-31']).ecritures;
        const suite = enchainer({ Immobilisations: [b] }, [...arretes, '2029-12-31']).ecritures;
        const net = (s: Record<string, number>) => ({
          ...bilan(s),
          economique: s['68112'] ?? 0,
          fiscal: Math.round(((s['68725'] ?? 0) + (s['78725'] ?? 0)) * 100),
        });
        expect(net(soldes(suite))).toEqual(net(soldes(seul)));
      }),
      { numRuns: 40 },
    );
  });

  test('valider deux fois le même arrêté vaut une seule', () => {
    fc.assert(
      fc.property(bien, fc.constantFrom(...FINS.slice(12)), (b, arrete) => {
        const une = cloturer({ Immobilisations: [b] }, arrete);
        const deux = cloturer(une.registre, arrete);
        expect(deux.registre).toEqual(une.registre);
      }),
      { numRuns: 30 },
    );
  });

  test('l’ordre des lignes et des mouvements ne change rien', () => {
    const mouvements = (id: string) => [
      { IdImmo: id, NoMouvement: '1', Date: '2026-05-12', Type: 'ACQUISITION', Montant: 10000 },
      { IdImmo: id, NoMouvement: '2', Date: '2026-05-12', Type: 'ACQUISITION', Montant: 2000 },
      { IdImmo: id, NoMouvement: '3', Date: '2026-09-01', Type: 'COMPLEMENT', Montant: 1500 },
      { IdImmo: id, NoMouvement: '4', Date: '2027-02-10', Type: 'AVOIR', Montant: 300 },
      { IdImmo: id, NoMouvement: '5', Date: '2027-06-30', Type: 'TRANSFERT', Montant: 0, Section: 'LYON' },
      { IdImmo: id, NoMouvement: '6', Date: '2028-03-15', Type: 'CESSION', Montant: 4000, PrixHT: 1000 },
    ];
    const fiches = ['INF-0001', 'INF-0002', 'INF-0003'].map(IdImmo => ({ ...IMM01, IdImmo }));
    const toutes = fiches.flatMap(f => mouvements(f.IdImmo));
    const arretes = ['2026-12-31', '2027-12-31', '2028-12-31'];
    const reference = enchainer({ Immobilisations: fiches, MouvementsImmo: toutes }, arretes);
    expect(blocages(reference.anomalies)).toEqual([]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(fiches, { minLength: 3 }),
        fc.shuffledSubarray(toutes, { minLength: toutes.length }),
        (Immobilisations, MouvementsImmo) => {
          expect(enchainer({ Immobilisations, MouvementsImmo }, arretes).ecritures).toEqual(
            reference.ecritures,
          );
        },
      ),
      { numRuns: 10 },
    );
  });

  test('sorties partielles puis totale : tout revient à zéro, les dotations somment à ce qui a servi', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_100_000 }),
        jourEntre('2026-06-01', '2027-12-31'),
        jourEntre('2028-01-01', '2029-06-30'),
        fc.subarray(FINS.slice(0, -1), { maxLength: 5 }),
        (centimes, partielle, totale, arretes) => {
          const MouvementsImmo = [
            { IdImmo: 'INF-0001', NoMouvement: '1', Date: partielle, Type: 'REBUT', Montant: centimes / 100 },
          ].map(m => ({ ...m }));
          const entree = {
            IdImmo: 'INF-0001',
            NoMouvement: '0',
            Date: '2026-05-12',
            Type: 'ACQUISITION',
            Montant: 12000,
          };
          const fiche = { ...IMM01, DateSortie: totale, TypeSortie: 'REBUT' };
          const { ecritures, anomalies } = enchainer(
            { Immobilisations: [fiche], MouvementsImmo: [entree, ...MouvementsImmo] },
            [...arretes, '2029-12-31'],
          );
          expect(blocages(anomalies)).toEqual([]);
          expect(bilan(soldes(ecritures))).toEqual({ amort: 0, derogatoire: 0, brut: -12000 });
        },
      ),
      { numRuns: 30 },
    );
  });
});
