import fc from 'fast-check';
import { somme, type Jour, terminer } from '../../../../src/comptabilite';
import { appliquer } from '../../../../src/cloture/tiers/lettrage/calcul/appliquer';
import { Codes, codeDuRang, rangDuCode } from '../../../../src/cloture/tiers/lettrage/calcul/codes';
import { allouer } from '../../../../src/cloture/tiers/lettrage/calcul/groupes';
import { lettrerMarques } from '../../../../src/cloture/tiers/lettrage/calcul/manuel';
import { chercher, PAS_PAR_TRANCHE } from '../../../../src/cloture/tiers/lettrage/calcul/sous-ensemble';
import { proposer, OPTIONS_LETTRAGE } from '../../../../src/cloture/tiers/lettrage/calcul/proposer';
import { montant } from '../../../../src/comptabilite';
import { lettrer, poste } from './atelier';

const unPoste = fc
  .record({
    piece: fc.constantFrom('F101', 'F102', 'F103', 'R1', 'R2', 'X'),
    reste: fc.integer({ min: -40, max: 40 }).filter(n => n !== 0),
    jour: fc.integer({ min: 0, max: 60 }),
    tiers: fc.constantFrom('C1', 'C2'),
  })
  .map(({ piece, reste, jour, tiers }) => ({ ...poste(piece, reste, jour), tiers }));

const desPostes = fc
  .array(unPoste, { maxLength: 14 })
  .map(postes => postes.map((p, i) => ({ ...p, cle: `L${i}` })));

test('chaque proposition tient dans les restes, fait zéro ou l’écart permis, et ne mêle pas deux tiers', () => {
  fc.assert(
    fc.property(desPostes, fc.boolean(), fc.integer({ min: 0, max: 3 }), (postes, fifo, tolerance) => {
      const { propositions } = lettrer(postes, { fifo, tolerance: montant(tolerance) });
      const restes = new Map(postes.map(p => [p.cle, p]));
      const pris = new Map<string, number>();
      for (const p of propositions) {
        expect(Math.abs(somme(p.parts.map(x => x.montant)))).toBeLessThanOrEqual(tolerance);
        expect(somme(p.parts.map(x => x.montant))).toBe(p.ecart);
        for (const part of p.parts) {
          const origine = restes.get(part.cle)!;
          expect(origine.tiers).toBe(p.tiers);
          expect(Math.sign(part.montant)).toBe(Math.sign(origine.reste));
          pris.set(part.cle, (pris.get(part.cle) ?? 0) + part.montant);
        }
      }
      for (const [cle, total] of pris)
        expect(Math.abs(total)).toBeLessThanOrEqual(Math.abs(restes.get(cle)!.reste));
    }),
  );
});

test('les propositions ne dépendent pas de l’ordre des lignes', () => {
  fc.assert(
    fc.property(desPostes, postes => {
      const ids = (ps: typeof postes) =>
        lettrer(ps)
          .propositions.map(p => p.id)
          .sort();
      expect(ids([...postes].reverse())).toEqual(ids(postes));
    }),
  );
});

test('un lettrage ne change le solde d’aucun tiers, et ses groupes font zéro avec leur écart', () => {
  fc.assert(
    fc.property(desPostes, postes => {
      const { propositions } = lettrer(postes, { fifo: true });
      const etat = {
        postes: new Map(postes.map(p => [p.cle, p])),
        dejaLettrees: () => [],
        codes: new Codes(),
        ouvert: 61 as Jour,
      };
      const groupes = appliquer(propositions, etat);
      expect(groupes).toHaveLength(propositions.length);
      for (const g of groupes) {
        expect(somme(g.membres.map(m => m.montant)) - g.proposition.ecart).toBe(0);
        const dates = g.proposition.parts.map(x => etat.postes.get(x.cle)!.date);
        expect(g.date).toBe(Math.max(...dates));
        expect(g.code === g.code.toLowerCase()).toBe(g.proposition.partielle);
      }
    }),
  );
});

test('allouer : la somme est nulle et un côté est soldé', () => {
  fc.assert(
    fc.property(desPostes, postes => {
      const parts = allouer(postes);
      expect(somme(parts.map(p => p.montant))).toBe(0);
      const parCle = new Map(parts.map(p => [p.cle, p.montant as number]));
      const reste = (signe: number) =>
        postes
          .filter(p => Math.sign(p.reste) === signe)
          .reduce((s, p) => s + p.reste - (parCle.get(p.cle) ?? 0), 0);
      expect(Math.min(Math.abs(reste(1)), Math.abs(reste(-1)))).toBe(0);
    }),
  );
});

test('un mois fermé ne change pas : la date du lettrage est au plus tôt le premier jour ouvert', () => {
  const postes = [poste('F12', 100_00), poste('F12', -100_00, 4)];
  const ouvert = (postes[1]!.date + 10) as Jour;
  const etat = {
    postes: new Map(postes.map(p => [p.cle, p])),
    dejaLettrees: () => [],
    codes: new Codes(),
    ouvert,
  };
  expect(appliquer(lettrer(postes).propositions, etat)[0]?.date).toBe(ouvert);
});

test('marques : somme nulle, partielle, ou refusée avec sa raison', () => {
  const [f, r, autre] = [poste('A', 100_00), poste('B', -60_00, 2), poste('C', -60_00, 2, { tiers: 'C2' })];
  const options = { tolerance: montant(0), partiel: true };
  const marque = (...postes: (typeof f)[]) => postes.map(p => ({ poste: p, marque: '1' }));
  const [partielle] = lettrerMarques(marque(f, r), options).propositions;
  expect(partielle).toMatchObject({ partielle: true, ecart: 0 });
  const refus = (ms: ReturnType<typeof marque>, o = options) =>
    lettrerMarques(ms, o).refusees.map(x => x.raison);
  expect(refus(marque(f, r), { ...options, partiel: false })).toEqual(['ECART']);
  expect(refus(marque(f))).toEqual(['SEUL']);
  expect(refus(marque(f, autre))).toEqual(['PERIMETRES']);
  expect(refus(marque(r, { ...r, cle: 'autre' }))).toEqual(['MEME_SENS']);
});

test('codes : A, Z, AA ; un code déjà pris ne ressert pas', () => {
  expect([1, 26, 27, 52, 53, 703].map(codeDuRang)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'AAA']);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), n => expect(rangDuCode(codeDuRang(n))).toBe(n)),
  );
  const codes = new Codes();
  codes.prendre('411|C1|', 'AB');
  expect(codes.suivant('411|C1|', false)).toBe('AC');
  expect(codes.suivant('411|C2|', true)).toBe('a');
});

test('la recherche trouve exactement les sous-ensembles d’une énumération complète', () => {
  const montants = fc
    .array(fc.integer({ min: 1, max: 30 }), { maxLength: 9 })
    .map(m => m.sort((a, b) => b - a));
  fc.assert(
    fc.property(
      montants,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 2 }),
      (m, cible, tolerance) => {
        const attendues: string[] = [];
        for (let masque = 1; masque < 1 << m.length; masque++) {
          const rangs = m.map((_, i) => i).filter(i => masque & (1 << i));
          const total = rangs.reduce((s, i) => s + m[i]!, 0);
          if (rangs.length <= 4 && Math.abs(total - cible) <= tolerance) attendues.push(rangs.join());
        }
        const issue = terminer(
          chercher(
            { cible, montants: m, tailleMax: 4, tolerance, solutionsMax: Infinity },
            { restant: 1_000_000 },
          ),
        );
        expect(issue.solutions.map(s => s.join()).sort()).toEqual(attendues.sort());
        expect(issue).toMatchObject({ borneAtteinte: false, tailleExploree: 4 });
      },
    ),
  );
});

test('2 000 postes d’un tiers : la borne arrête la recherche, le dit, et rend la main à chaque tranche', () => {
  // Des montants tous pairs et un règlement impair : aucune somme ne le solde, tout serait à comparer.
  const factures = Array.from({ length: 1_999 }, (_, i) => poste(`F${i}`, 2 * (5_000 + 7 * i), i % 365));
  const postes = [...factures, poste('R', -77_777, 400)];
  const suite = proposer(postes, { ...OPTIONS_LETTRAGE, pasMax: 300_000 });
  let pauses = 0;
  for (;;) {
    const { done, value } = suite.next();
    if (!done) {
      pauses++;
      continue;
    }
    expect(value.pas).toBeLessThanOrEqual(300_000 + 2_000);
    expect(value.bornes).toEqual([{ compte: '411', tiers: 'C1', postes: 2_000 }]);
    // Aucune tranche ne dépasse PAS_PAR_TRANCHE pas : il y a au moins autant de pauses que de tranches entières.
    expect(pauses).toBeGreaterThanOrEqual(Math.floor(250_000 / PAS_PAR_TRANCHE));
    break;
  }
});
