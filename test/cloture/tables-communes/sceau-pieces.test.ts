import fc from 'fast-check';
import { compte, jour, terminer, type Montant } from '../../../src/comptabilite';
import { EcrituresCloture } from '../../../src/cloture/tables-communes';
import {
  lignesRetirees,
  piecesTouchees,
  scellerPieces,
} from '../../../src/cloture/tables-communes/sceau-pieces';
import { asTablesLues } from '../../../src/workbook/reader';
import type { Lecture, Rang } from '../../../src/workbook/table';

const DEBUT = asTablesLues(new Map()).lire(EcrituresCloture);
const regarder = (lignes: readonly Rang[]) =>
  terminer(piecesTouchees({ ...DEBUT, lignes } as unknown as Lecture));

/** Des pièces au hasard, de deux à six lignes, telles que le complément les a écrites. */
const livre = fc
  .array(
    fc.array(
      fc.record({ montant: fc.integer({ min: 1, max: 1e9 }), tiers: fc.constantFrom(undefined, 'C1', 'F2') }),
      { minLength: 2, maxLength: 6 },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map(pieces => {
    const lignes = pieces.flatMap((piece, p) =>
      piece.map(({ montant, tiers }, i): Rang => ({
        Exercice: '2026',
        Journal: 'OD',
        EcritureNum: `CL-2026-11-${p}`,
        Ligne: i + 1,
        DateEcriture: jour(2026, 11, 30),
        Compte: compte(i === 0 ? '411000' : '706000'),
        Tiers: tiers,
        Piece: `P${p}`,
        DatePiece: jour(2026, 11, 30),
        Libelle: `Pièce ${p}`,
        Debit: (i % 2 === 0 ? montant : 0) as Montant,
        Credit: (i % 2 === 0 ? 0 : montant) as Montant,
        Origine: 'SAISIE',
        CleGeneration: `SAISIE|2026-11-30|${p}|ARRETE`,
      })),
    );
    const sceaux = scellerPieces(lignes);
    return lignes.map((ligne, i): Rang => ({ ...ligne, Sceau: sceaux[i], ligne: i + 5 }));
  });
const cas = fc.record({ lignes: livre, ou: fc.nat() });

test('un livre que personne n’a touché, trié autrement, n’a rien à dire', () => {
  fc.assert(
    fc.property(livre, lignes => {
      const vu = regarder([...lignes].reverse());
      expect([vu.changees, vu.ajoutees, vu.retirees, vu.perdues.size]).toEqual([[], [], [], 0]);
    }),
  );
});

test('une ligne retirée, n’importe laquelle, revient identique, sceau compris', () => {
  fc.assert(
    fc.property(cas, ({ lignes, ou }) => {
      const i = ou % lignes.length;
      const { retirees, perdues } = regarder(lignes.filter((_, n) => n !== i));
      const [remise] = lignesRetirees(retirees);
      const sansVide = (l: object) => JSON.parse(JSON.stringify({ ...l, ligne: 0 })) as unknown;
      expect([retirees.length, perdues.size]).toEqual([1, 0]);
      expect(sansVide(remise!)).toEqual(sansVide(lignes[i]!));
    }),
  );
});

test('un centime changé à n’importe quelle ligne se voit à sa colonne, et nulle part ailleurs', () => {
  fc.assert(
    fc.property(cas, ({ lignes, ou }) => {
      const i = ou % lignes.length;
      const touchee = { ...lignes[i]!, Debit: (Number(lignes[i]!['Debit']) + 1) as Montant };
      const { changees, ajoutees, retirees } = regarder(lignes.map((l, n) => (n === i ? touchee : l)));
      expect(changees.map(c => [c.ligne, c.colonnes.map(({ cle }) => cle)])).toEqual([[i + 5, ['Debit']]]);
      expect([ajoutees, retirees]).toEqual([[], []]);
    }),
  );
});

test('une ligne recopiée est celle de trop, où qu’on l’ait mise ; une ligne sans sceau aussi', () => {
  fc.assert(
    fc.property(cas, ({ lignes, ou }) => {
      const i = ou % lignes.length;
      const copie = { ...lignes[i]!, Ligne: 99, ligne: 1000 };
      const neuve = { ...lignes[i]!, Ligne: 98, ligne: 1001, Sceau: undefined };
      for (const livre of [
        [...lignes, copie, neuve],
        [neuve, copie, ...lignes],
      ]) {
        const { changees, ajoutees } = regarder(livre);
        expect([changees, ajoutees.map(a => a.ligne)]).toEqual([[], [1000, 1001]]);
      }
    }),
  );
});

test('deux lignes retirées d’une pièce : ce qui manque encore est compté, jamais tu', () => {
  fc.assert(
    fc.property(cas, ({ lignes, ou }) => {
      const [a, b] = [ou % lignes.length, (ou + 1) % lignes.length];
      const reste = lignes.filter((_, n) => n !== a && n !== b);
      const { retirees, perdues } = regarder(reste);
      const manquantes = [a, b].map(n => lignes[n]!['CleGeneration']);
      const entieres = new Set(reste.map(l => l['CleGeneration']));
      const attendues = new Set([a, b].filter((_, n) => entieres.has(manquantes[n]))).size;
      expect(retirees.length + [...perdues.values()].reduce((s, n) => s + n, 0)).toBe(attendues);
    }),
  );
});
