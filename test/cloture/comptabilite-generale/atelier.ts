/** De quoi écrire un grand livre en quelques lignes, et en tirer au hasard. */
import fc from 'fast-check';
import {
  compte,
  depuisEuros,
  depuisTexte,
  jour,
  montant,
  type Jour,
  type Montant,
  ZERO,
} from '../../../src/comptabilite';
import * as t from '../../../src/cloture/tables-communes';
import { lireParametres, type Parametres } from '../../../src/cloture/tables-communes/parametres';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable, Lecture, Ligne, TablesLues, Valeurs } from '../../../src/workbook/table';

export const le = (texte: string): Jour => {
  const lu = depuisTexte(texte);
  if (lu === undefined) throw new Error(texte);
  return lu;
};

export type LigneEcrite = Ligne<typeof t.Ecritures>;

export interface LigneEssai {
  readonly compte: string;
  readonly date: string;
  /** En euros ; positif au débit. */
  readonly montant: number;
  readonly journal?: string;
  readonly num?: string;
  readonly tiers?: string;
  readonly affaire?: string;
  readonly section?: string;
  readonly periode?: string;
  readonly exercice?: string;
}

/** Les lignes d'écriture d'un essai, numérotées comme sur une feuille. */
export const lignes = (essais: readonly LigneEssai[]): LigneEcrite[] =>
  essais.map((l, rang) => {
    const m = depuisEuros(l.montant);
    const date = le(l.date);
    return {
      ligne: rang + 5,
      Exercice: l.exercice ?? l.date.slice(0, 4),
      Journal: l.journal ?? 'OD',
      EcritureNum: l.num ?? '1',
      Ligne: rang + 1,
      DateEcriture: date,
      Compte: compte(l.compte),
      Tiers: l.tiers,
      Piece: `P${l.num ?? '1'}`,
      DatePiece: date,
      Libelle: `Écriture ${l.num ?? '1'}`,
      Debit: m > 0 ? m : ZERO,
      Credit: (m < 0 ? -m : 0) as Montant,
      IdAffaire: l.affaire,
      Section: l.section,
      Periode: l.periode,
    } as LigneEcrite;
  });

export const lecture = <T extends AnyTable>(table: T, lues: readonly (Valeurs<T> & { ligne?: number })[]) =>
  ({
    table,
    lignes: lues.map((l, rang) => ({ ligne: rang + 5, ...l })),
    anomalies: [],
    entetes: {},
    absente: false,
    ecartees: [],
  }) as unknown as Lecture<AnyTable>;

export const exercice = (annee: number, plus: Partial<Valeurs<typeof t.Exercices>> = {}) => ({
  Exercice: String(annee),
  DateDebut: jour(annee, 1, 1),
  DateFin: jour(annee, 12, 31),
  Referentiel: annee < 2025 ? ('PCG2014' as const) : ('PCG2025' as const),
  ...plus,
});

export interface Classeur {
  readonly ecritures?: readonly LigneEcrite[];
  readonly cloture?: readonly LigneEcrite[];
  readonly exercices?: readonly Valeurs<typeof t.Exercices>[];
  readonly plan?: readonly Valeurs<typeof t.PlanComptable>[];
  readonly parametres?: Readonly<Record<string, string>>;
  readonly autres?: readonly Lecture<AnyTable>[];
}

/** Un classeur fait de ses écritures. */
export function classeur(c: Classeur): { tables: TablesLues; parametres: Parametres } {
  const lectures = [
    lecture(t.Ecritures, c.ecritures ?? []),
    lecture(t.EcrituresCloture, (c.cloture ?? []) as never),
    lecture(t.Exercices, c.exercices ?? [exercice(2026)]),
    lecture(t.PlanComptable, c.plan ?? []),
    lecture(
      t.Parametres,
      Object.entries(c.parametres ?? {}).map(([Cle, Valeur]) => ({ Cle, Valeur })),
    ),
    ...(c.autres ?? []),
  ];
  const tables = asTablesLues(new Map(lectures.map(l => [l.table.nom, l])));
  return { tables, parametres: lireParametres(tables, jour(2026, 12, 31)) };
}

const COMPTES = [
  '101000',
  '120000',
  '401000',
  '411000',
  '411100',
  '512000',
  '606100',
  '641000',
  '706000',
  '706100',
];
const TIERS = ['C1', 'C2', 'F1'];
const AFFAIRES = ['24A010', '24A020'];

/** Des pièces équilibrées au hasard, sur deux exercices, avec à-nouveaux et périodes spéciales de temps en temps. */
export const ARBITRAIRE_PIECES = fc.array(
  fc.record({
    annee: fc.constantFrom(2025, 2026),
    mois: fc.integer({ min: 1, max: 12 }),
    jour: fc.integer({ min: 1, max: 28 }),
    journal: fc.constantFrom('VT', 'AC', 'BQ', 'OD'),
    speciale: fc.integer({ min: 0, max: 9 }),
    montants: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
    comptes: fc.array(fc.constantFrom(...COMPTES), { minLength: 5, maxLength: 5 }),
    affaire: fc.option(fc.constantFrom(...AFFAIRES), { nil: undefined }),
    tiers: fc.constantFrom(...TIERS),
  }),
  { minLength: 1, maxLength: 30 },
);

type Piece =
  typeof ARBITRAIRE_PIECES extends fc.Arbitrary<infer P>
    ? P extends readonly (infer U)[]
      ? U
      : never
    : never;

/** Les lignes de ces pièces : les montants d'un côté, leur somme de l'autre. */
export const lignesDesPieces = (pieces: readonly Piece[]): LigneEcrite[] =>
  pieces
    .flatMap((p, rang) => {
      const speciale = p.speciale === 0;
      const date = speciale ? jour(p.annee, 12, 31) : jour(p.annee, p.mois, p.jour);
      const total = p.montants.reduce((a, b) => a + b, 0);
      return [...p.montants, -total].map((m, i): LigneEcrite => {
        const c = p.comptes[i]!;
        return {
          ligne: 0,
          Exercice: String(p.annee),
          Journal: p.journal,
          EcritureNum: String(rang + 1),
          Ligne: i + 1,
          DateEcriture: date,
          Compte: compte(c),
          Tiers: /^4[01]1/.test(c) ? p.tiers : undefined,
          Piece: `P${rang + 1}`,
          DatePiece: date,
          Libelle: `Pièce ${rang + 1}`,
          Debit: montant(Math.max(0, m)),
          Credit: montant(Math.max(0, -m)),
          IdAffaire: p.affaire,
          Periode: speciale ? `${p.annee}-13` : undefined,
        } as LigneEcrite;
      });
    })
    .map((l, rang) => ({ ...l, ligne: rang + 5 }));
