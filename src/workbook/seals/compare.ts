/** Ce qui a bougé dans une table depuis un scellé : les lignes ajoutées, changées et retirées. */
import type { WorkOptions } from '../office';
import type { Lecture } from '../table';
import { cleTexte } from '../tables/doublons';
import type { SealBook } from './book';
import { Canonique, type Part, partsOf } from './canonical';
import type { Link } from './chain';
import { type Hash, hashRows, Pace, printRows, printTable, type RowPrint } from './digest';

export type Nature = 'AJOUTEE' | 'CHANGEE' | 'RETIREE' | 'ILLISIBLE';

export interface RowChange {
  readonly nature: Nature;
  /** Clé de la ligne, telle que l'index la garde. */
  readonly key: string;
  /** Numéro de la ligne sur la feuille ; absent d'une ligne retirée. */
  readonly ligne?: number;
  /** Empreinte courte d'aujourd'hui ; absente d'une ligne retirée ou illisible. */
  readonly print?: string;
}

/** Une part de table qui n'est plus ce que le scellé dit. */
export interface TableChange extends Part {
  /** Sans date, une ligne de plus n'est pas du mois figé. */
  readonly datee: boolean;
  /** Vide : la table a changé, mais on ne sait plus dire quelle ligne. */
  readonly rows: readonly RowChange[];
}

interface Comparing extends WorkOptions {
  /** Absent : les lignes seules sont comparées ; le SHA-256 n'est pas recalculé. */
  readonly hash?: Hash;
}

/** Compare une part de table à ce que son scellé a retenu ; `undefined` si rien n'a bougé. */
export async function comparePart(
  book: SealBook,
  link: Link,
  { part, lecture }: { part: Part; lecture: Lecture },
  { hash, ...options }: Comparing,
): Promise<TableChange | undefined> {
  const row = link.tables.find(({ Table, Objet }) => Table === part.table.nom && Objet === part.objet);
  const columns = row?.Colonnes === undefined ? undefined : new Set(row.Colonnes.split(','));
  const canonique = new Canonique(lecture, part, link.head.Arrete, columns);
  const pace = new Pace(options);
  const proven = hash && row;
  const print = proven ? await printTable(canonique, { hash, pace }) : undefined;
  const rows = print?.rows ?? (await printRows(canonique, pace));
  const index = await book.indexAt(link, part);
  const datee = (part.gel.mois ?? []).length > 0;
  if (!index) return !print || print.hash === row?.Empreinte ? undefined : { ...part, datee, rows: [] };
  const changes = await pace.run(changesOf(canonique, rows, index, lecture));
  const news = new Set(changes.filter(isNew).map(({ ligne }) => ligne));
  // Une ligne de plus d'une table sans date, ou d'après l'arrêté, n'est pas du mois : le reste doit être le même.
  const free = !datee || part.objet === 'SITUATION';
  if (proven && print && changes.length === (free ? news.size : 0)) {
    const kept = rows.filter(({ rank }) => !news.has(canonique.numero(rank)));
    const now = news.size === 0 ? print.hash : await hashRows(canonique, kept, { hash, pace });
    if (now !== row.Empreinte) return { ...part, datee, rows: [] };
  }
  return changes.length === 0 ? undefined : { ...part, datee, rows: changes };
}

const isNew = ({ nature }: RowChange): boolean => nature === 'AJOUTEE';

/** Lignes d'une tranche. */
const SLICE = 4096;

function* changesOf(
  canonique: Canonique,
  rows: readonly RowPrint[],
  index: ReadonlyMap<string, string>,
  { table, ecartees }: Lecture,
): Generator<void, RowChange[]> {
  const seen = new Set<string>();
  const changes: RowChange[] = [];
  let done = 0;
  for (const { key, print, rank } of rows) {
    if (++done % SLICE === 0) yield;
    const before = seen.has(key) ? undefined : index.get(key);
    seen.add(key);
    if (before === print) continue;
    const nature = before === undefined ? 'AJOUTEE' : 'CHANGEE';
    changes.push({ nature, key, ligne: canonique.numero(rank), print });
  }
  const unread = new Map(ecartees.map(row => [cleTexte(row, table.cle), row['ligne'] as number]));
  for (const key of index.keys()) {
    if (++done % SLICE === 0) yield;
    if (seen.has(key)) continue;
    const ligne = unread.get(key);
    changes.push(ligne === undefined ? { nature: 'RETIREE', key } : { nature: 'ILLISIBLE', key, ligne });
  }
  return changes;
}

/** Les lignes qui ont bougé depuis un scellé, table par table. */
export async function compareAll(
  book: SealBook,
  link: Link,
  lectures: readonly Lecture[],
  options: Comparing,
): Promise<TableChange[]> {
  const changes: TableChange[] = [];
  for (const [fait, lecture] of lectures.entries()) {
    const { nom } = lecture.table;
    options.onProgress?.({
      etape: `Vérification de ${nom}`,
      en: `Verifying ${nom}`,
      fait,
      total: lectures.length,
    });
    for (const part of partsOf(lecture.table)) {
      const change = await comparePart(book, link, { part, lecture }, options);
      if (change) changes.push(change);
    }
  }
  return changes;
}
