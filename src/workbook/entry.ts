import { encoderValeur } from './decode';
import { decrireFeuille, type DescriptionFeuille } from './feuille';
import { withExcel } from './office';
import { type OpenedTable, patchOf } from './open-table';
import { enqueue } from './queue';
import { readTables } from './reader';
import { type AnyTable, colonneDe, type Rang, type Valeur } from './table';
import { TableWriter, writeTable } from './writer';

/** Ce que le volet saisit à la place de l'utilisateur : des cellules d'une ligne, retrouvée par sa clé. */
export interface Entry {
  readonly table: AnyTable;
  /** Valeurs des colonnes clés de la ligne ; une colonne absente ou vide vaut vide. */
  readonly cle: Readonly<Record<string, unknown>>;
  /** Valeurs à écrire, par clé de colonne ; `undefined` vide la cellule. */
  readonly valeurs: Readonly<Record<string, unknown>>;
  /** La ligne entière à ajouter si elle n'est pas encore écrite ; sans elle, une ligne absente n'est pas créée. */
  readonly sinon?: Readonly<Record<string, unknown>>;
}

const keyOf = (table: AnyTable, row: Readonly<Record<string, unknown>>) =>
  table.cle.map(column => String(row[column] ?? '')).join('\u0000');

/**
 * Écrit les cellules d'une saisie, dans la file des écritures. La ligne est cherchée au moment d'écrire, et à nouveau si un
 * co-auteur trie ou insère entre-temps. Rend faux si la ligne n'existe pas et n'est pas à créer.
 * @example await enterCells({ table: CaAvancement, cle: { Arrete, IdAffaire: '24A010' }, valeurs: { TauxForce } })
 */
export function enterCells(entry: Entry, description?: DescriptionFeuille): Promise<boolean> {
  return enqueue(async () => {
    const { table } = entry;
    let found = false;
    const written = await withExcel(context =>
      new TableWriter(context).patch(table, opened => {
        const line = lineOf(entry, opened);
        found = line !== undefined;
        const patch = line === undefined ? undefined : patchOf(opened, line, cellsOf(entry, opened.base1904));
        return patch ? [patch] : [];
      }),
    );
    if (found) return written > 0;
    if (!entry.sinon) return false;
    await append(table, [{ ...entry.sinon, ...entry.valeurs } as Rang], description);
    return true;
  });
}

function lineOf({ table, cle }: Entry, { lecture }: OpenedTable): number | undefined {
  const wanted = keyOf(table, cle);
  const row = [...lecture.lignes, ...lecture.ecartees].find(line => keyOf(table, line) === wanted);
  return row && Number(row['ligne']);
}

const cellsOf = ({ table, valeurs }: Entry, base1904: boolean) =>
  Object.entries(valeurs).map(
    ([column, value]) =>
      [column, encoderValeur(colonneDe(table, column), value as Valeur, base1904)] as const,
  );

/**
 * Ajoute au bout d'une table les lignes dont la clé n'y est pas encore, dans la file des écritures ; celles qui y sont ne
 * bougent pas. Rend combien sont ajoutées.
 * @example await addRows(PlanComptable, [{ Compte: '622600', Libelle: 'Honoraires' }])
 */
export function addRows(
  table: AnyTable,
  rows: readonly Rang[],
  description?: DescriptionFeuille,
): Promise<number> {
  return enqueue(async () => {
    const lecture = (await readTables([table])).lire(table);
    const known = new Set([...lecture.lignes, ...lecture.ecartees].map(row => keyOf(table, row)));
    const fresh = rows.filter(row => !known.has(keyOf(table, row)));
    if (fresh.length > 0) await append(table, fresh, description);
    return fresh.length;
  });
}

async function append(
  table: AnyTable,
  rows: readonly Rang[],
  description = decrireFeuille(table),
): Promise<void> {
  const keys = new Set(rows.map(row => keyOf(table, row)));
  await withExcel(context =>
    writeTable(
      context,
      { table, lignes: rows, cle: line => keyOf(table, line), portee: line => keys.has(keyOf(table, line)) },
      description,
    ),
  );
}
