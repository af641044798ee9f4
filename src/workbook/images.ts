/** Ce qu'un plan d'écriture remplace, et le plan inverse : de quoi annuler une exécution, même à moitié faite. */
import type { SavedFilter } from './filters';
import { type Cell, neutralise } from './matrix';
import { type Existing, isBlankRow, planWrite, type Produite, type WritePlan } from './plan';
import type { AnyTable, Cellule, Colonne, Ligne, Rang } from './table';
import { cleTexte } from './tables/doublons';

/** Les cellules brutes d'une ligne, par clé de colonne : une colonne déplacée depuis se retrouve. */
export type RawRow = Readonly<Record<string, Cellule>>;

/** L'état d'une table avant un plan. Les lignes y sont nommées par leur clé, jamais par leur place. */
export interface Image {
  readonly table: string;
  /** Un état rangé par le calcul : toutes ses lignes d'avant, dans l'ordre, avec leur clé. */
  readonly order?: readonly (readonly [key: string, cells: RawRow])[];
  /** Les colonnes d'un tel état où l'utilisateur écrit : ce qu'il y a mis depuis suit la clé de sa ligne. */
  readonly user?: readonly string[];
  /** Le filtre qu'elle avait : une panne pendant l'écriture peut le laisser ôté. */
  readonly filter?: SavedFilter;
  /** Clés des lignes que le plan ajoute. */
  readonly added: readonly string[];
  /** Clé et cellules d'avant de chaque ligne changée. */
  readonly changed: readonly (readonly [key: string, cells: RawRow])[];
  /** Rang dans le corps, clé et cellules de chaque ligne retirée, de haut en bas. */
  readonly removed: readonly (readonly [index: number, key: string, cells: RawRow])[];
}

/** Clé de chaque ligne en place, par rang dans le corps ; une ligne vide n'en a pas. */
function keysByIndex(table: AnyTable, { lecture, headerRow }: Existing): Map<number, string> {
  const rows = [...lecture.lignes, ...lecture.ecartees] as (Rang & { ligne: number })[];
  return new Map(rows.map(row => [row.ligne - headerRow - 1, cleTexte(row, table.cle)]));
}

/** Ce que ce plan va remplacer, à garder avant de l'appliquer. */
export function imageOf(
  { table, colonnesUtilisateur = [] }: Produite,
  existing: Existing,
  plan: WritePlan,
): Image {
  const columns = Object.entries(existing.lecture.entetes);
  const raw = (index: number, wanted?: readonly Cell[]): RawRow => {
    const row = existing.matrix[index + 1] ?? [];
    const kept = columns.filter(([, at]) => !wanted || wanted[at] !== null);
    return Object.fromEntries(kept.map(([cle, at]) => [cle, (row[at] ?? '') as Cellule]));
  };
  const body = existing.matrix.length - 1 - plan.freeRows;
  const keys = keysByIndex(table, existing);
  if (plan.ordered) {
    const order = Array.from({ length: body }, (_, index) => [keys.get(index) ?? '', raw(index)] as const);
    return { table: table.nom, order, user: colonnesUtilisateur, added: [], changed: [], removed: [] };
  }
  return {
    table: table.nom,
    added: plan.keys,
    changed: plan.patches.map(({ index, cells }) => [keys.get(index) ?? '', raw(index, cells)]),
    removed: plan.removed
      .filter(index => index < body)
      .map(index => [index, keys.get(index) ?? '', raw(index)]),
  };
}

/**
 * Le plan qui remet une table comme l'image la montre. Il se refait sans dommage : une ligne déjà remise n'est plus à
 * remettre. Ce que l'utilisateur a écrit depuis, à côté ou dans ses colonnes, reste.
 */
export function planUndo(table: AnyTable, image: Image, existing: Existing): WritePlan {
  return image.order ? restoreOrder(table, image, existing) : restoreRows(table, image, existing);
}

/** Les valeurs d'une image sont déjà celles des cellules. */
const asIs = (_colonne: Colonne, value: unknown): Cell => (value === undefined ? '' : (value as Cell));

function restoreOrder(table: AnyTable, { order = [], user = [] }: Image, existing: Existing): WritePlan {
  const indexes = indexesByKey(table, existing);
  const keys = new Map<object, string>();
  const rows = order.map(([key, before]) => {
    const current = existing.matrix[(indexes.get(key) ?? -1) + 1];
    const typed = user.flatMap(cle => {
      const at = existing.lecture.entetes[cle];
      return indexes.has(key) && at !== undefined ? [[cle, current?.[at] ?? '']] : [];
    });
    const row = { ...before, ...Object.fromEntries(typed) } as Ligne<AnyTable>;
    keys.set(row, key);
    return row;
  });
  const cle = (row: object) => keys.get(row) ?? cleTexte(row as Rang, table.cle);
  return planWrite({ table, lignes: rows, cle, portee: () => true, ordonnee: true }, existing, asIs);
}

const indexesByKey = (table: AnyTable, existing: Existing): Map<string, number> =>
  new Map([...keysByIndex(table, existing)].map(([index, key]) => [key, index]));

function restoreRows(table: AnyTable, image: Image, existing: Existing): WritePlan {
  const indexes = indexesByKey(table, existing);
  const added = new Set(image.added);
  const columns = existing.lecture.entetes;
  const width = existing.matrix[0]?.length ?? 0;
  const plan = planWrite(
    {
      table,
      lignes: [],
      cle: row => cleTexte(row, table.cle),
      portee: row => added.has(cleTexte(row, table.cle)),
    },
    existing,
    asIs,
  );
  const cellsOf = (row: RawRow, current: readonly unknown[]): Cell[] => {
    const cells: Cell[] = new Array<Cell>(width).fill(null);
    for (const [cle, value] of Object.entries(row)) {
      const at = columns[cle];
      if (at !== undefined && (current[at] ?? '') !== value) cells[at] = neutralise(value as Cell);
    }
    return cells;
  };
  for (const [key, row] of image.changed) {
    const index = indexes.get(key);
    if (index === undefined) continue;
    const cells = cellsOf(row, existing.matrix[index + 1] ?? []);
    if (cells.some(cell => cell !== null)) plan.patches.push({ index, cells });
  }
  let rows = existing.matrix.length - 1 - plan.freeRows - plan.removed.length;
  for (const [index, key, row] of image.removed) {
    if (indexes.has(key)) continue;
    const cells = cellsOf(row, []);
    const current = index - plan.inserted.length;
    if (index >= rows) plan.appended.push(cells);
    else if (plan.removed.length === 0 && isReopened(existing, current)) {
      plan.patches.push({ index: current, cells });
      continue;
    } else plan.inserted.push({ index, cells });
    rows++;
  }
  return plan;
}

/** Une ligne qu'une annulation interrompue a rouverte sans la remplir : elle se remplit, on n'en rouvre pas une autre. */
const isReopened = (existing: Existing, index: number): boolean =>
  isBlankRow(existing, index) && !existing.besideRows.has(existing.headerRow + 1 + index);
