/** Propriétés des options tirées au sort : ce que toute règle garde vrai, où que le chiffre d'affaires se regroupe. */
import * as fc from 'fast-check';
import { somme, type Montant } from '../../../src/comptabilite';
import { detaillerPieces } from '../../../src/cloture/avancement/calcul/pieces';
import type { LigneRegle } from '../../../src/cloture/avancement/calcul/donnees';
import { Atelier, e, j, NOVEMBRE, q } from './atelier';

const LOTS = [undefined, 'L1', 'L2'] as const;
const jour = fc.constantFrom('2026-10-20', '2026-11-10', '2026-11-30', '2026-12-10');
const lot = fc.constantFrom(...LOTS);
const sousLot = fc.constantFrom(undefined, 'S1', 'S2');
const euros = fc.integer({ min: 1, max: 5_000_000 }).map(c => c / 100);

const pieces = fc.record({
  lignes: fc.array(fc.record({ lot, sousLot, montant: euros }), { minLength: 1, maxLength: 4 }),
  factures: fc.array(fc.record({ rang: fc.nat(3), montant: euros, jour }), { maxLength: 3 }),
  temps: fc.array(fc.record({ lot, sousLot, jours: fc.integer({ min: 1, max: 90 }), jour }), {
    maxLength: 5,
  }),
  planning: fc.array(fc.record({ lot, sousLot, jours: fc.integer({ min: 1, max: 90 }) }), { maxLength: 4 }),
  achats: fc.array(fc.record({ lot, montant: euros, jour }), { maxLength: 2 }),
});

const options: fc.Arbitrary<Partial<LigneRegle>> = fc.record({
  Type: fc.constantFrom('AVANCEMENT_REEL' as const, 'AVANCEMENT_THEORIQUE' as const),
  ChargesTempsEtAchats: fc.boolean(),
  MargeNulle: fc.boolean(),
  NiveauDetail: fc.constantFrom('COMPTE' as const, 'COMPTE_PRODUIT' as const),
});

type Pieces = typeof pieces extends fc.Arbitrary<infer P> ? P : never;

function dossier(p: Pieces, regle: Partial<LigneRegle>): Atelier {
  const a = new Atelier().affaire().avec({ presentation: 'DETAIL' }).regle(regle);
  p.lignes.forEach((l, i) => {
    const ligne = { Ligne: `${i}`, Lot: l.lot, SousLot: l.sousLot, Unite: 'JOUR' as const, Quantite: q(10) };
    if (i === 0) a.commande(l.montant, ligne);
    else a.ligneCommande(l.montant, ligne);
  });
  for (const f of p.factures) a.facture(f.montant, f.jour, { LigneCommande: `${f.rang % p.lignes.length}` });
  for (const t of p.temps) a.temps(t.jours / 10, t.jour, { Lot: t.lot, SousLot: t.sousLot });
  for (const x of p.planning) a.planning(x.jours / 10, '2026-12-15', { Lot: x.lot, SousLot: x.sousLot });
  for (const x of p.achats) a.achat(x.montant, x.jour, { Lot: x.lot });
  return a;
}

const NIVEAUX = ['AFFAIRE', 'LOT', 'SOUS_LOT'] as const;
const total = (montants: readonly Montant[]) => somme(montants);

test('FAE - PCA = CA - FACT, une seule des deux, et le CA ne dépasse pas le budget', () => {
  fc.assert(
    fc.property(pieces, options, fc.constantFrom(...NIVEAUX), (p, regle, Regroupement) => {
      for (const { mesure: m, fae, pca } of dossier(p, { ...regle, Regroupement }).etablir().affaires) {
        expect(m.fae - m.pca).toBe(m.ca - m.facture);
        expect(Math.min(m.fae, m.pca)).toBe(0);
        expect(m.ca).toBeLessThanOrEqual(m.budget);
        expect(m.ca).toBeGreaterThanOrEqual(0);
        expect(total(fae.map(r => r.montant))).toBe(m.fae);
        expect(total(pca.map(r => r.montant))).toBe(m.pca);
      }
    }),
    { numRuns: 80 },
  );
});

test('par affaire, lot ou sous-lot : budget, facturé, charges, reste à faire et jours ont le même total', () => {
  fc.assert(
    fc.property(pieces, options, (p, regle) => {
      const [affaire, ...decoupes] = NIVEAUX.map(Regroupement => {
        const mesures = dossier(p, { ...regle, Regroupement })
          .etablir()
          .affaires.map(x => x.mesure);
        return {
          budget: total(mesures.map(m => m.budget)),
          facture: total(mesures.map(m => m.facture)),
          charges: total(mesures.map(m => m.charges)),
          raf: total(mesures.map(m => m.raf)),
          ignores: total(mesures.map(m => m.achatsIgnores)),
          realises: mesures.reduce((t, m) => t + (m.jours?.realises ?? 0), 0),
          vendus: mesures.reduce((t, m) => t + (m.jours?.vendus ?? 0), 0),
        };
      });
      for (const d of decoupes) expect(d).toEqual(affaire);
    }),
    { numRuns: 60 },
  );
});

test('la somme du détail est la synthèse', () => {
  fc.assert(
    fc.property(pieces, options, fc.constantFrom(...NIVEAUX), (p, regle, Regroupement) => {
      for (const { dossier: d, mesure: m } of dossier(p, { ...regle, Regroupement }).etablir().affaires) {
        const lignes = detaillerPieces(d, m, NOVEMBRE);
        expect({
          budget: total(lignes.map(l => l.budget)),
          facture: total(lignes.map(l => l.facture)),
          ca: total(lignes.map(l => l.ca)),
          fae: total(lignes.map(l => l.fae)),
          pca: total(lignes.map(l => l.pca)),
        }).toEqual({ budget: m.budget, facture: m.facture, ca: m.ca, fae: m.fae, pca: m.pca });
      }
    }),
    { numRuns: 80 },
  );
});

test('l’ordre des lignes du classeur ne change rien, par lot non plus', () => {
  fc.assert(
    fc.property(pieces, options, (p, regle) => {
      const a = dossier(p, { ...regle, Regroupement: 'SOUS_LOT' });
      const envers = Object.fromEntries(
        Object.entries(a.donnees).map(([cle, lignes]) => [cle, [...lignes].reverse()]),
      );
      const inverse = new Atelier({ ...a.donnees, ...envers }).avec({ presentation: 'DETAIL' });
      const lu = (x: Atelier) => x.etablir().affaires.map(y => [y.dossier.nom, y.mesure]);
      expect(lu(inverse)).toEqual(lu(a));
    }),
    { numRuns: 40 },
  );
});

test('une date aberrante ne change pas les autres cumuls', () => {
  const a = new Atelier().affaire().commande(1000).temps(1, '2026-11-10').planning(1, '2026-12-10');
  const loin = new Atelier(a.donnees).achat(7, '1905-01-01').achat(11, '2190-12-31');
  expect([loin.a().mesure.charges, loin.a(j('2026-12-31')).mesure.charges]).toEqual([e(507), e(507)]);
});
