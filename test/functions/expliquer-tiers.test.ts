/** Les fonctions TIERS.* s'expliquent : par leurs arguments, ou par les cellules du classeur, rejouées à part. */
import { type Fonction } from '../../src/cloture/fonction';
import { arbre, rejouer, type Explication } from '../../src/comptabilite';
import { CATALOGUE } from '../../src/functions/catalogue';
import { lireDans, type ClasseurBrut } from '../explication/rejeu';
import { acces, matricesExemple } from './exemple';

const lu = acces(matricesExemple());
const fonction = (id: string) => CATALOGUE.find(f => f.id === id) as Fonction;

/** Les cellules du cas de référence, à la ligne où les fonctions les lisent : l'en-tête est en ligne 4. */
const brut: ClasseurBrut = new Map(
  [...matricesExemple()].map(([nom, matrice]) => [
    nom,
    [[...(matrice[0] ?? []).map(String)], [], [], [], ...matrice.slice(1).map(l => l.map(String))],
  ]),
);
const rejouee = (e: Explication) => rejouer(e, lireDans(brut)).toNumber();

test('toute fonction de tiers qui rend un montant ou un délai s’explique', () => {
  const muettes = CATALOGUE.filter(f => f.id.startsWith('TIERS.') && !f.expliquer && !f.expliquerCellule);
  // Une tranche est un texte, une échéance une date que ses deux arguments disent.
  expect(muettes.map(f => f.id).sort()).toEqual(['TIERS.ECHEANCE', 'TIERS.TRANCHE']);
});

// T-AR-02, T-AR-03 ; puis : créances négatives, mois sans facturé, historique épuisé (180 + 12 × 60 / 300), payé d'avance.
test.each<[string, unknown[], number]>([
  ['TIERS.DSO', [180_000, 420_000, 91], 39],
  ['TIERS.DSOEPUISEMENT', [180_000, [[130_000], [150_000]], [[30], [31]]], 30 + (50_000 / 150_000) * 31],
  ['TIERS.DSOEPUISEMENT', [-5, [[130_000]], [[30]]], 0],
  ['TIERS.DSOEPUISEMENT', [150_000, [[130_000], [0], [40_000]], [[30], [31], [30]]], 30 + 31 + 15],
  ['TIERS.DSOEPUISEMENT', [360, [[100], [200]], [[30], [30]]], 60 + (60 * 60) / 300],
  ['TIERS.PENALITE', [12_000, 46_295, 46_350, 0.0786], 142.13],
  ['TIERS.PENALITE', [12_000, 46_350, 46_295, 0.0786], 0],
])('%s(%p) = %d', (id, args, attendu) => {
  expect(fonction(id).creer(lu)(...args)).toBeCloseTo(attendu, 10);
  const e = fonction(id).expliquer!(lu)(...args);
  expect(rejouee(e)).toBeCloseTo(attendu, 10);
  expect([...arbre.cellulesDe(e)]).toEqual([]);
});

test('un refus est celui de la fonction', () => {
  expect(() => fonction('TIERS.DSO').expliquer!(lu)(1, 0, 91)).toThrow('caTTC');
  expect(() => fonction('TIERS.DSOEPUISEMENT').expliquer!(lu)(1, [[1]], [[30], [31]])).toThrow(
    'joursParMois',
  );
  expect(() => fonction('TIERS.PENALITE').expliquer!(lu)(1, 46_000, 46_001, 7.86)).toThrow('taux');
  expect(() => fonction('TIERS.SOLDE').expliquer!(lu)('INCONNU', null)).toThrow('tiers INCONNU inconnu');
});

test('TIERS.SOLDE : 36 000, depuis les factures du client', () => {
  const e = fonction('TIERS.SOLDE').expliquer!(lu)('CL001', '30/11/2026');
  expect([e.valeur.toNumber(), rejouee(e)]).toEqual([36_000, 36_000]);
  expect(new Set([...arbre.cellulesDe(e)].map(c => c.source.table))).toEqual(new Set(['FacturesClients']));
});

test.each(['CLIENT', 'FOURNISSEUR'])(
  'TIERS.BALANCEAGEE, %s : chaque chiffre qui déborde a son arbre',
  sens => {
    const { creer, expliquerCellule } = fonction('TIERS.BALANCEAGEE');
    const lignes = creer(lu)('30/11/2026', sens) as readonly (readonly (string | number)[])[];
    const arbreDe = (ligne: number, colonne: number) =>
      expliquerCellule!(lu, { ligne, colonne })('30/11/2026', sens);
    lignes.forEach((cellules, ligne) =>
      cellules.forEach((valeur, colonne) => {
        const e = arbreDe(ligne, colonne);
        expect([ligne, colonne, e && rejouee(e)]).toEqual([
          ligne,
          colonne,
          typeof valeur === 'number' ? valeur : undefined,
        ]);
      }),
    );
    expect(lignes.length).toBeGreaterThan(1);
    expect(arbreDe(lignes.length, 2)).toBeUndefined();
  },
);
