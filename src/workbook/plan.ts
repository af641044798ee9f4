import type { Anomalie } from '../comptabilite';
import { fitRow } from './fit';
import { type Cell, neutralise } from './matrix';
import type { AnyTable, Colonne, Lecture, Ligne, Valeurs } from './table';
import { cleTexte } from './tables/doublons';

/** Ce qu'une capacité demande d'écrire dans une table générée. */
export interface Produite<T extends AnyTable = AnyTable> {
  readonly table: T;
  readonly lignes: readonly Valeurs<T>[];
  cle(ligne: Valeurs<T>): string;
  /** Les lignes déjà au classeur que cette exécution possède, donc remplace ou retire. */
  portee(ligne: Ligne<T>): boolean;
  /** Colonnes où l'utilisateur peut écrire : jamais recouvertes sur une ligne qui existe. */
  readonly colonnesUtilisateur?: readonly string[];
  /**
   * L'ordre des lignes est celui du calcul (un état avec ses sous-totaux) : elles se remplacent rang par rang, les
   * cellules de l'utilisateur suivant leur clé. Là où l'utilisateur a ajouté des colonnes ou écrit à côté, les lignes
   * gardent leur place, comme partout.
   */
  readonly ordonnee?: boolean;
}

/** Le contenu brut de la table dans la feuille : en-tête compris, et ce que l'utilisateur a mis sur les mêmes lignes. */
export interface Existing {
  lecture: Lecture<AnyTable>;
  /** Valeurs de la table, en-tête en ligne 0. */
  matrix: readonly (readonly unknown[])[];
  /** Rang (base 1) de la ligne d'en-tête sur la feuille. */
  headerRow: number;
  /** Lignes (base 1) de la feuille où l'utilisateur a écrit à côté de la table. */
  besideRows: ReadonlySet<number>;
}

/** Une ligne de cellules à écrire à un rang du corps de la table ; `null` laisse la cellule en l'état. */
export interface RowPatch {
  /** Rang dans le corps (0 = première ligne sous l'en-tête). */
  index: number;
  cells: Cell[];
}

/** Ce qu'il faut changer pour que la table dise ce que la clôture a calculé. */
export interface WritePlan {
  patches: RowPatch[];
  appended: Cell[][];
  /** Rangs du corps à retirer, croissants. */
  removed: number[];
  /** Lignes à rouvrir, croissantes : le rang est celui d'après les retraits. */
  inserted: RowPatch[];
  /** Clé (colonnes clés de la table) de chaque ligne ajoutée, pour pouvoir la retirer. */
  keys: string[];
  /** Lignes vides en fin de table, où les premières lignes ajoutées prennent place. */
  freeRows: number;
  /** Les lignes se remplacent rang par rang : leur clé peut changer de place. */
  ordered: boolean;
  unchanged: number;
  anomalies: Anomalie[];
}

/** Colonnes qui disent quand et par qui : une ligne qui ne diffère que par elles n'a pas changé. */
const STAMPS: ReadonlySet<string> = new Set(['Horodatage', 'Par']);

export type Encoder = (colonne: Colonne, valeur: unknown) => Cell;

const blank = (value: unknown) => value === '' || value === null || value === undefined;

/**
 * Compare les lignes voulues aux lignes en place et dit le moins qu'il faut écrire. Une ligne garde sa place et les
 * cellules de l'utilisateur ; une ligne disparue est retirée, sauf si l'utilisateur y a écrit : elle est alors
 * vidée de ses montants et signalée.
 */
export function planWrite(produite: Produite, existing: Existing, encode: Encoder): WritePlan {
  const { table } = produite;
  const width = existing.matrix[0]?.length ?? 0;
  const columns = table.colonnes
    .map(colonne => ({ colonne, at: existing.lecture.entetes[colonne.cle] }))
    .filter((c): c is { colonne: Colonne; at: number } => c.at !== undefined);
  const reserved = new Set(produite.colonnesUtilisateur ?? []);
  const owned = new Map<string, Ligne<AnyTable>>();
  const foreign = new Set<string>();
  for (const ligne of existing.lecture.lignes) {
    const key = produite.cle(ligne);
    if (produite.portee(ligne) && !owned.has(key)) owned.set(key, ligne);
    else foreign.add(key);
  }
  const plan: WritePlan = {
    patches: [],
    appended: [],
    removed: [],
    inserted: [],
    keys: [],
    freeRows: trailingBlankRows(existing),
    ordered: false,
    unchanged: 0,
    anomalies: [],
  };
  if (produite.ordonnee && mayReorder(existing, columns, foreign)) {
    planOrdered(plan, produite, existing, columns, reserved, width, encode);
    return trimmed(plan, existing);
  }
  for (const line of produite.lignes) {
    const wanted = fitRow(table, line);
    const key = produite.cle(wanted);
    const current = owned.get(key);
    if (current) {
      owned.delete(key);
      const index = current.ligne - existing.headerRow - 1;
      const cells = patchOf(columns, reserved, wanted, existing.matrix[index + 1] ?? [], width, encode);
      if (cells) plan.patches.push({ index, cells });
      else plan.unchanged++;
    } else if (!foreign.has(key)) {
      plan.appended.push(newRow(columns, wanted, width, encode));
      plan.keys.push(cleTexte(wanted, table.cle));
    }
  }
  for (const ligne of owned.values()) vanish(plan, produite, existing, ligne, columns, reserved, width);
  return trimmed(plan, existing);
}

/** Les lignes vides qu'une écriture interrompue a laissées au bout s'en vont ; une table en garde une si elle est vide. */
function trimmed(plan: WritePlan, existing: Existing): WritePlan {
  const body = existing.matrix.length - 1;
  const kept = Math.max(plan.appended.length, plan.freeRows === body ? 1 : 0);
  for (let index = body - plan.freeRows + kept; index < body; index++)
    if (!existing.besideRows.has(existing.headerRow + 1 + index)) plan.removed.push(index);
  plan.removed.sort((a, b) => a - b);
  return plan;
}

interface Placed {
  colonne: Colonne;
  at: number;
}

/** Vrai si les lignes peuvent changer de rang sans que l'utilisateur y perde rien. */
function mayReorder(existing: Existing, columns: readonly Placed[], foreign: ReadonlySet<string>): boolean {
  const ours = new Set(columns.map(c => c.at));
  const others = existing.matrix.some((row, i) => i > 0 && row.some((v, at) => !ours.has(at) && !blank(v)));
  return (
    existing.besideRows.size === 0 && foreign.size === 0 && !others && existing.lecture.ecartees.length === 0
  );
}

/** Le rang i reçoit la ligne voulue i ; ce que l'utilisateur a saisi dans ses colonnes suit la clé de sa ligne. */
function planOrdered(
  plan: WritePlan,
  produite: Produite,
  existing: Existing,
  columns: readonly Placed[],
  reserved: ReadonlySet<string>,
  width: number,
  encode: Encoder,
): void {
  plan.ordered = true;
  const body = existing.matrix.length - 1 - plan.freeRows;
  const typed = new Map(existing.lecture.lignes.map(ligne => [produite.cle(ligne), ligne]));
  produite.lignes.forEach((asked, index) => {
    const line = fitRow(produite.table, asked);
    const kept = typed.get(produite.cle(line));
    const wanted = { ...line, ...Object.fromEntries([...reserved].map(cle => [cle, kept?.[cle]])) };
    if (index >= body) {
      plan.appended.push(newRow(columns, wanted, width, encode));
      plan.keys.push(cleTexte(wanted, produite.table.cle));
      return;
    }
    const cells = patchOf(columns, new Set(), wanted, existing.matrix[index + 1] ?? [], width, encode);
    if (cells) plan.patches.push({ index, cells });
    else plan.unchanged++;
  });
  for (let index = produite.lignes.length; index < body; index++) plan.removed.push(index);
}

/** Les cellules à changer d'une ligne en place, ou `undefined` si rien ne change hors horodatage. */
function patchOf(
  columns: readonly Placed[],
  reserved: ReadonlySet<string>,
  wanted: Valeurs<AnyTable>,
  current: readonly unknown[],
  width: number,
  encode: Encoder,
): Cell[] | undefined {
  const cells: Cell[] = new Array<Cell>(width).fill(null);
  let changed = false;
  for (const { colonne, at } of columns) {
    if (reserved.has(colonne.cle)) continue;
    const value = encode(colonne, wanted[colonne.cle]);
    if (same(current[at], value)) continue;
    cells[at] = neutralise(value);
    if (!STAMPS.has(colonne.cle)) changed = true;
  }
  return changed ? cells : undefined;
}

function same(current: unknown, wanted: Cell): boolean {
  return blank(current) ? blank(wanted) : current === wanted;
}

function newRow(
  columns: readonly Placed[],
  wanted: Valeurs<AnyTable>,
  width: number,
  encode: Encoder,
): Cell[] {
  const cells: Cell[] = new Array<Cell>(width).fill(null);
  for (const { colonne, at } of columns) cells[at] = neutralise(encode(colonne, wanted[colonne.cle]));
  return cells;
}

/** Une ligne que le calcul ne produit plus. */
function vanish(
  plan: WritePlan,
  produite: Produite,
  existing: Existing,
  ligne: Ligne<AnyTable>,
  columns: readonly Placed[],
  reserved: ReadonlySet<string>,
  width: number,
): void {
  const index = ligne.ligne - existing.headerRow - 1;
  const values = existing.matrix[index + 1] ?? [];
  const ours = new Set(columns.filter(c => !reserved.has(c.colonne.cle)).map(c => c.at));
  const userWrote =
    existing.besideRows.has(ligne.ligne) || values.some((value, at) => !ours.has(at) && !blank(value));
  if (!userWrote) {
    plan.removed.push(index);
    return;
  }
  const cells: Cell[] = new Array<Cell>(width).fill(null);
  for (const { colonne, at } of columns)
    if (colonne.sorte === 'montant' && !blank(values[at]) && values[at] !== 0) cells[at] = 0;
  if (cells.some(cell => cell !== null)) plan.patches.push({ index, cells });
  plan.anomalies.push({
    code: 'C-GEN-05',
    gravite: 'INFO',
    table: produite.table.nom,
    ligne: ligne.ligne,
    message: `La ligne ${ligne.ligne} de « ${produite.table.feuille} » est sans objet : le calcul ne la produit plus. Elle est gardée, à zéro, parce que vous y avez écrit.`,
    remede: 'Supprimez la ligne si votre note n’est plus utile.',
    en: {
      message: `Row ${ligne.ligne} of "${produite.table.feuille}" is no longer relevant: the run does not produce it any more. It is kept, at zero, because you wrote in it.`,
      remede: 'Delete the row if your note is no longer needed.',
    },
  });
}

function trailingBlankRows(existing: Existing): number {
  let count = 0;
  for (let row = existing.matrix.length - 1; row >= 1; row--) {
    if (!isBlankRow(existing, row - 1)) break;
    count++;
  }
  return count;
}

/** Vrai si la ligne de ce rang du corps n'a rien dans la table. */
export const isBlankRow = ({ matrix }: Existing, index: number): boolean =>
  matrix[index + 1]?.every(blank) ?? false;
