/** Ce qui est arrivé à un mois figé après sa fermeture : les changements tardifs, et ceux qu'un mois fermé depuis a repris. */
import type { Anomalie, Jour } from '../../comptabilite';
import { Scelles } from '../../cloture/tables-communes';
import { type Context, withExcel, type WorkOptions } from '../office';
import type { AnyTable, TablesLues } from '../table';
import { SealBook, tablesSeen } from './book';
import type { Link } from './chain';
import { compareAll, type TableChange } from './compare';
import type { Hash } from './digest';
import { sayChanges } from './sentences';
import { SealStore } from './store';

/** Une table qui a bougé depuis un scellé. */
export interface Moved {
  readonly change: TableChange;
  /** Clés des lignes changées depuis, mais scellées telles qu'elles sont par un mois fermé après. */
  readonly taken: ReadonlySet<string>;
}

/** Ce qui a bougé depuis un scellé en vigueur, dans des tables déjà lues. */
export async function changesSince(
  book: SealBook,
  link: Link,
  { tables, known }: { tables: TablesLues; known: readonly AnyTable[] },
  options: WorkOptions & { hash?: Hash },
): Promise<Moved[]> {
  const lectures = tablesSeen(link, known).map(table => tables.lire(table));
  const changes = await compareAll(book, link, lectures, options);
  const { last } = book;
  if (!last || last === link) return changes.map(change => ({ change, taken: new Set() }));
  const touched = new Set(changes.map(({ table }) => table.nom));
  const again = lectures.filter(({ table }) => touched.has(table.nom));
  const since = await compareAll(book, last, again, options);
  return changes.map(change => {
    const open =
      since.find(({ table, objet }) => table === change.table && objet === change.objet)?.rows ?? [];
    const still = new Set(open.map(({ key }) => key));
    return { change, taken: new Set(change.rows.map(({ key }) => key).filter(key => !still.has(key))) };
  });
}

/** Les scellés d'un classeur dont la table est déjà lue. */
export async function bookOf(context: Context, tables: TablesLues, options: WorkOptions): Promise<SealBook> {
  const rows = tables.lire(Scelles).lignes;
  return new SealBook(rows, rows.length === 0 ? [] : await new SealStore(context).read(), options);
}

/**
 * Les changements tardifs que voit une exécution d'un mois ouvert : des alertes, jamais un refus. Le mois fermé ne bouge
 * pas, et le cumul du mois ouvert en porte l'effet.
 */
export async function lateAnomalies(
  tables: TablesLues,
  known: readonly AnyTable[],
  arrete: Jour,
  options: WorkOptions,
): Promise<Anomalie[]> {
  const book = await withExcel(context => bookOf(context, tables, options));
  const { last } = book;
  if (!last || last.head.Arrete >= arrete) return [];
  const moved = await changesSince(book, last, { tables, known }, options);
  return moved
    .flatMap(one => sayChanges(one, last.head.Arrete))
    .filter(({ gravite }) => gravite !== 'INFO')
    .map(anomalie => ({ ...anomalie, gravite: 'ALERTE' }));
}
