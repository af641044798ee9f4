import * as fc from 'fast-check';
import {
  ajouterJours,
  fin,
  periode,
  somme,
  totalCredit,
  totalDebit,
  type Jour,
  type Montant,
} from '../../../src/comptabilite';
import { Atelier, codes, e, j, periodes, q, soldes } from './atelier';

const SEPTEMBRE = fin(periode('2026-09'));
const OCTOBRE = fin(periode('2026-10'));
const centimes = (max: number) => fc.integer({ min: 1, max }).map(c => c / 100);
const jourDe2026 = fc.integer({ min: 0, max: 120 }).map(n => ajouterJours(j('2026-07-15'), n));

interface Tirage {
  commande: number;
  factures: { montant: number; date: Jour; avoir: boolean }[];
  temps: { jours: number; date: Jour }[];
  achats: { montant: number; date: Jour }[];
  cout: number;
}

const tirages: fc.Arbitrary<Tirage[]> = fc.array(
  fc.record({
    commande: centimes(5e7),
    factures: fc.array(fc.record({ montant: centimes(2e7), date: jourDe2026, avoir: fc.boolean() }), {
      maxLength: 4,
    }),
    temps: fc.array(fc.record({ jours: fc.integer({ min: 1, max: 10000 }), date: jourDe2026 }), {
      maxLength: 6,
    }),
    achats: fc.array(fc.record({ montant: centimes(1e6), date: jourDe2026 }), { maxLength: 3 }),
    cout: centimes(1e5),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Un dossier tiré au sort : chaque affaire a du planning lointain, donc toujours un reste à faire. */
function dossier(tirage: Tirage[]): Atelier {
  const a = new Atelier().remplacer({ periodes: periodes('2026-07') });
  tirage.forEach((t, i) => {
    const IdAffaire = `A${i}`;
    const IdCommande = `CV${i}`;
    const couts = { ligne: i, IdCollab: IdAffaire, DateEffet: j('2026-01-01'), CoutJour: e(t.cout) };
    a.affaire(IdAffaire).commande(t.commande, { IdAffaire, IdCommande });
    a.remplacer({ couts: [...a.donnees.couts, couts] });
    for (const f of t.factures) {
      const signe = f.avoir ? -1 : 1;
      a.facture(signe * f.montant, '2026-07-15', { DateFacture: f.date, IdAffaire, IdCommande });
    }
    for (const x of t.temps) {
      a.temps(1, '2026-07-15', { Jours: q(x.jours / 1000), Date: x.date, IdAffaire, IdCollab: IdAffaire });
    }
    for (const x of t.achats) a.achat(x.montant, '2026-07-15', { DateFacture: x.date, IdAffaire });
    a.planning(20, '2027-06-30', { IdAffaire, IdCollab: IdAffaire });
  });
  return a;
}

test('production = facturé du mois + ΔFAE - ΔPCA, sur deux arrêtés de suite', () => {
  fc.assert(
    fc.property(tirages, tirage => {
      const a = dossier(tirage);
      expect(codes(a.etablir(SEPTEMBRE).anomalies)).toEqual([]);
      const avant = a.etablir(SEPTEMBRE);
      a.valider(SEPTEMBRE);
      const apres = a.etablir(OCTOBRE);
      expect(codes(apres.anomalies)).toEqual([]);
      for (const x of apres.affaires) {
        const y = avant.affaires.find(
          z => z.dossier.affaire.IdAffaire === x.dossier.affaire.IdAffaire,
        )?.mesure;
        const delta = (mesure: 'facture' | 'fae' | 'pca' | 'ca') => x.mesure[mesure] - (y?.[mesure] ?? 0);
        expect(x.production).toBe(delta('ca'));
        expect(x.production).toBe(delta('facture') + delta('fae') - delta('pca'));
      }
    }),
    { numRuns: 60 },
  );
});

test('CA entre 0 et budget, FAE et PCA exclusives, CA = facturé + FAE - PCA', () => {
  fc.assert(
    fc.property(tirages, tirage => {
      for (const { mesure: m, fae, pca } of dossier(tirage).etablir(OCTOBRE).affaires) {
        expect(0 <= m.ca && m.ca <= m.budget).toBe(true);
        expect(Math.min(m.fae, m.pca)).toBe(0);
        expect(m.ca).toBe(m.facture + m.fae - m.pca);
        expect(somme(fae.map(r => r.montant))).toBe(m.fae);
        expect(somme(pca.map(r => r.montant))).toBe(m.pca);
        expect(m.ecartMarge).toBe(0);
      }
    }),
    { numRuns: 100 },
  );
});

test('chaque pièce balance, et les comptes reviennent à zéro le premier du mois', () => {
  fc.assert(
    fc.property(
      tirages,
      fc.constantFrom('INVERSE' as const, 'NEGATIVE' as const),
      (tirage, extourneForme) => {
        const a = dossier(tirage).avec({ extourneForme });
        for (const x of a.etablir(OCTOBRE).ecritures) expect(totalDebit(x)).toBe(totalCredit(x));
        a.valider(OCTOBRE);
        const apres: Montant[] = Object.values(
          soldes(a.donnees.ecritures, ajouterJours(OCTOBRE, 1)),
        ) as Montant[];
        for (const solde of apres) expect(solde).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});

test('l’ordre des lignes du classeur ne change rien', () => {
  fc.assert(
    fc.property(tirages, tirage => {
      const a = dossier(tirage);
      const droit = a.etablir(OCTOBRE);
      const envers = Object.fromEntries(
        Object.entries(a.donnees).map(([cle, lignes]) => [cle, [...lignes].reverse()]),
      );
      const inverse = new Atelier().remplacer(envers).etablir(OCTOBRE);
      expect(inverse.ecritures).toEqual(droit.ecritures);
      expect(inverse.affaires.map(x => x.mesure)).toEqual(droit.affaires.map(x => x.mesure));
    }),
    { numRuns: 40 },
  );
});
