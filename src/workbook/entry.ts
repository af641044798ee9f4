import { encoderValeur } from './decode';
import { decrireFeuille, type DescriptionFeuille } from './feuille';
import { neutralise } from './matrix';
import { withExcel } from './office';
import { enqueue } from './queue';
import { locateTables, readTables, usesDates1904 } from './reader';
import { type AnyTable, colonneDe, type Rang, type Valeur } from './table';
import { writeTable } from './writer';

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
 * Écrit les cellules d'une saisie, dans la file des écritures. La ligne est cherchée au moment d'écrire : un tri ou une
 * insertion ne la fait pas manquer. Rend faux si la ligne n'existe pas et n'est pas à créer.
 * @example await enterCells({ table: CaAvancement, cle: { Arrete, IdAffaire: '24A010' }, valeurs: { TauxForce } })
 */
export function enterCells(entry: Entry, description?: DescriptionFeuille): Promise<boolean> {
  return enqueue(async () => {
    const { table } = entry;
    const lecture = (await readTables([table])).lire(table);
    const wanted = keyOf(table, entry.cle);
    const found = [...lecture.lignes, ...lecture.ecartees].find(row => keyOf(table, row) === wanted);
    const row = found?.['ligne'];
    if (typeof row === 'number') return patch(entry, row, lecture.entetes);
    if (!entry.sinon) return false;
    await append(table, [{ ...entry.sinon, ...entry.valeurs } as Rang], description);
    return true;
  });
}

function patch(entry: Entry, row: number, headers: Readonly<Record<string, number>>): Promise<boolean> {
  return withExcel(async context => {
    const location = (await locateTables(context)).get(entry.table.nom.toLowerCase());
    if (!location) return false;
    const base1904 = await usesDates1904(context);
    const sheet = context.workbook.worksheets.getItem(location.sheet);
    for (const [column, value] of Object.entries(entry.valeurs)) {
      const at = headers[column];
      if (at === undefined) return false;
      const cell = encoderValeur(colonneDe(entry.table, column), value as Valeur, base1904);
      sheet.getRangeByIndexes(row - 1, location.column + at, 1, 1).values = [[neutralise(cell)]];
    }
    await context.sync();
    return true;
  });
}

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
