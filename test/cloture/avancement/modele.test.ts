import { enEuros, terminer, ZERO, type Montant } from '../../../src/comptabilite';
import { creerModeleAvancement, type Mesures } from '../../../src/cloture/avancement/calcul/modele';
import { Atelier, j, NOVEMBRE } from './atelier';

const base = () =>
  new Atelier()
    .affaire()
    .commande(100000)
    .temps(0.9, '2026-11-10')
    .planning(1.1, '2026-12-15')
    .facture(20000, '2026-09-15')
    .facture(10000, '2026-11-16')
    .historique('2026-10-31', 38000, 20000, { BUD: 10_000_000 as Montant });

const modele = (a: Atelier) => terminer(creerModeleAvancement(a.donnees, a.options));

function mesures(a: Atelier, affaire: string, arrete = NOVEMBRE): Mesures {
  const reponse = modele(a).mesures(affaire, arrete);
  if (reponse.type === 'ANOMALIE') throw new Error(reponse.fr);
  return reponse;
}
const euros = (m: Montant | undefined) => (m === undefined ? undefined : enEuros(m));
const refus = (a: Atelier, affaire: string, arrete = NOVEMBRE) => {
  const reponse = modele(a).mesures(affaire, arrete);
  return reponse.type === 'ANOMALIE' ? reponse : undefined;
};

test('un mois ouvert se calcule sur les pièces', () => {
  const m = mesures(base(), 'A');
  expect([m.source, euros(m.ca), euros(m.fae), euros(m.pca), euros(m.production)]).toEqual([
    'CALCUL',
    45000,
    15000,
    0,
    7000,
  ]);
  expect(m.taux?.toNumber()).toBe(0.45);
});

test('un mois fermé répond de son historique, même si une pièce change', () => {
  const octobre = j('2026-10-31');
  const tardive = base().facture(5000, '2026-10-20').temps(9, '2026-10-05');
  for (const a of [base(), tardive]) {
    const m = mesures(a, 'A', octobre);
    expect([m.source, euros(m.ca), euros(m.fae), euros(m.facture)]).toEqual([
      'HISTORIQUE',
      38000,
      18000,
      20000,
    ]);
  }
  const m = mesures(base(), 'A', octobre);
  expect(m.charges).toBeUndefined();
  expect(m.manques.charges?.fr).toContain('historique du 31/10/2026');
  expect(refus(base(), 'A', j('2026-09-30'))?.cause).toBe('SANS_HISTORIQUE');
  expect(refus(base(), 'A', j('2026-10-15'))?.fr).toContain('31/10/2026');
});

test('un jour quelconque d’un mois ouvert se calcule', () => {
  expect(euros(mesures(base(), 'A', j('2026-11-09')).ca)).toBe(0);
  expect(euros(mesures(base(), 'A', j('2026-11-10')).ca)).toBe(45000);
});

test('la production d’un mois dont le précédent n’est pas validé manque, avec sa raison', () => {
  const m = mesures(base().planning(1, '2027-01-15'), 'A', j('2026-12-31'));
  expect(m.production).toBeUndefined();
  expect(m.manques.production?.fr).toContain('Validez');
});

test('une affaire inconnue, sans règle ou d’une règle inconnue, donne une phrase', () => {
  const a = base().affaire('T', { RegleCA: 'ZZZ' }).affaire('R', { RegleCA: undefined });
  expect(refus(a, 'Z')?.fr).toContain('inconnue');
  expect(refus(a, 'T')?.fr).toContain('ZZZ');
  expect(refus(a, 'R')?.fr).toContain('sans règle');
  expect(refus(a, '*')?.fr).toContain('incomplet');
});

test('une affaire que la clôture bloquerait ne donne pas de chiffre, ni le total', () => {
  const a = base().temps(1, '2025-12-31');
  expect(refus(a, 'A')?.fr).toContain('C-TPS-02');
  expect(refus(a, '*')?.fr).toContain('affaire A');
});

test('la société est la somme de ses affaires', () => {
  const a = base().affaire('B').commande(1000, { IdAffaire: 'B' });
  a.temps(1, '2026-11-02', { IdAffaire: 'B' }).planning(1, '2026-12-02', { IdAffaire: 'B' });
  const total = mesures(a, '*');
  const parties = ['A', 'B'].map(x => mesures(a, x));
  for (const cle of ['ca', 'fae', 'pca', 'budget', 'facture', 'charges', 'raf', 'production'] as const) {
    expect(total[cle]).toBe(parties.reduce((t, p) => t + (p[cle] ?? ZERO), 0));
  }
  expect(total.taux?.toNumber()).toBeCloseTo(45500 / 101000, 12);
});
