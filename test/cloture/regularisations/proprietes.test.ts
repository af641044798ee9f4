import * as fc from 'fast-check';
import {
  ajouterJours,
  compte,
  depuisEuros,
  enEuros,
  somme,
  totalCredit,
  totalDebit,
  type Ecriture,
  type Jour,
} from '../../../src/comptabilite';

import type { Donnees } from '../../../src/cloture/regularisations/calcul/donnees';
import { etablir, j, moisDe, OPTIONS, VIDE } from './dossier';

const MOIS = moisDe(2026);
const DECEMBRE = j('2026-12-31');

const jour2026 = fc.integer({ min: 0, max: 364 }).map(n => ajouterJours(j('2026-01-01'), n));
const etendue = fc
  .tuple(jour2026, fc.integer({ min: 0, max: 500 }))
  .map(([du, duree]) => ({ PeriodeDu: du, PeriodeAu: ajouterJours(du, duree) }));
const euros = fc.integer({ min: 1, max: 5_000_000 }).map(c => c / 100);
const modes = fc.constantFrom('JOURS' as const, 'MOIS' as const, 'MOIS_PRORATA' as const);

interface Tirage {
  factures: { montant: number; date: Jour; PeriodeDu: Jour; PeriodeAu: Jour }[];
  receptions: { montant: number; date: Jour; facturee: number }[];
}
const tirage: fc.Arbitrary<Tirage> = fc.record({
  factures: fc.array(
    fc
      .record({ montant: euros, etendue })
      .map(({ montant, etendue: e }) => ({ montant, date: e.PeriodeDu, ...e })),
    { maxLength: 4 },
  ),
  receptions: fc.array(
    fc.record({ montant: euros, date: jour2026, facturee: fc.integer({ min: 0, max: 90 }) }),
    {
      maxLength: 4,
    },
  ),
});

/** Les pièces telles que le classeur les porte : une facture à période, une réception et sa facture plus tard. */
function dossierDe({ factures, receptions }: Tirage): Donnees {
  const commun = { IdFournisseur: 'F1', Ligne: '1', Validee: true, CodeTVA: undefined };
  return {
    ...VIDE,
    facturesFournisseurs: [
      ...factures.map((f, i) => ({
        ...commun,
        ligne: i + 5,
        IdFactF: `P${i}`,
        DateFacture: f.date,
        Compte: compte('616000'),
        MontantHT: depuisEuros(f.montant),
        PeriodeDu: f.PeriodeDu,
        PeriodeAu: f.PeriodeAu,
      })),
      ...receptions.map((r, i) => ({
        ...commun,
        ligne: i + 50,
        IdFactF: `F${i}`,
        DateFacture: ajouterJours(r.date, r.facturee),
        Compte: compte('606100'),
        MontantHT: depuisEuros(r.montant),
        IdReception: `R${i}`,
        LigneReception: '1',
      })),
    ],
    receptions: receptions.map((r, i) => ({
      ligne: i + 5,
      IdReception: `R${i}`,
      Ligne: '1',
      DateReception: r.date,
      IdFournisseur: 'F1',
      Compte: compte('606100'),
      MontantHT: depuisEuros(r.montant),
    })),
  };
}

/** Solde des écritures d'un compte, en euros, à une date comprise. */
const soldeAu = (ecritures: readonly Ecriture[], numero: string, date: Jour) =>
  enEuros(
    somme(
      ecritures
        .filter(e => e.date <= date)
        .flatMap(e => e.lignes)
        .filter(l => l.compte.startsWith(numero))
        .flatMap(l => [l.debit, depuisEuros(-enEuros(l.credit))]),
    ),
  );

const annee = (donnees: Donnees, mode: typeof OPTIONS.mode): Ecriture[] =>
  MOIS.flatMap(arrete => etablir(donnees, { ...OPTIONS, mode }, arrete).ecritures);

describe("l'année close mois par mois", () => {
  test('vaut l’année close en une fois, et le 1er janvier tout compte de bilan revient à zéro', () => {
    fc.assert(
      fc.property(tirage, modes, (t, mode) => {
        const donnees = dossierDe(t);
        const parMois = annee(donnees, mode);
        const enUneFois = etablir(donnees, { ...OPTIONS, mode }, DECEMBRE).ecritures;
        for (const numero of ['486', '4081', '44586', '606100', '616000']) {
          expect(soldeAu(parMois, numero, DECEMBRE)).toBe(soldeAu(enUneFois, numero, DECEMBRE));
        }
        for (const numero of ['486', '4081', '44586', '6']) {
          expect(soldeAu(parMois, numero, j('2027-01-01'))).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('chaque pièce est équilibrée, et son extourne la nie le lendemain', () => {
    fc.assert(
      fc.property(tirage, fc.constantFrom(...MOIS), (t, arrete) => {
        const { ecritures } = etablir(dossierDe(t), OPTIONS, arrete);
        const parCle = new Map(ecritures.map(e => [e.cle, e]));
        for (const e of ecritures) expect(totalDebit(e)).toBe(totalCredit(e));
        for (const e of ecritures.filter(x => x.extourneDe !== undefined)) {
          const origine = parCle.get(e.extourneDe ?? '');
          expect(e.date).toBe(ajouterJours(arrete, 1));
          expect(e.lignes.map(l => [l.compte, l.credit, l.debit])).toEqual(
            origine?.lignes.map(l => [l.compte, l.debit, l.credit]),
          );
        }
        expect(ecritures.length % 2).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

test('le proposé d’une période est entre zéro et son montant, dans chaque mode', () => {
  fc.assert(
    fc.property(tirage, modes, fc.constantFrom(...MOIS), (t, mode, arrete) => {
      for (const p of etablir(dossierDe(t), { ...OPTIONS, mode }, arrete).propositions) {
        expect(p.propose).toBeGreaterThanOrEqual(0);
        expect(p.propose).toBeLessThanOrEqual(p.base);
      }
    }),
    { numRuns: 60 },
  );
});

test('à un euro par jour, la charge constatée d’avance est le nombre de jours à venir', () => {
  fc.assert(
    fc.property(etendue, fc.constantFrom(...MOIS), (e, arrete) => {
      const jours = e.PeriodeAu - e.PeriodeDu + 1;
      const donnees = dossierDe({ factures: [{ montant: jours, date: e.PeriodeDu, ...e }], receptions: [] });
      const [p] = etablir(donnees, OPTIONS, arrete).propositions;
      const aVenir = e.PeriodeDu > arrete || e.PeriodeAu <= arrete ? 0 : e.PeriodeAu - arrete;
      expect(p?.propose ?? 0).toBe(aVenir * 100);
    }),
  );
});

test('une période qui finit avant de commencer est refusée, et ne compte pas pour zéro en silence', () => {
  const donnees = dossierDe({
    factures: [
      { montant: 100, date: j('2026-03-01'), PeriodeDu: j('2026-06-30'), PeriodeAu: j('2026-03-01') },
    ],
    receptions: [],
  });
  const { anomalies, propositions } = etablir(donnees, OPTIONS, j('2026-03-31'));
  expect(anomalies.map(a => [a.code, a.gravite])).toEqual([['C-CUT-03', 'BLOQUANT']]);
  expect(propositions).toEqual([]);
});
