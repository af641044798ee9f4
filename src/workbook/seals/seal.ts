/** Sceller un mois qu'on ferme : l'empreinte de ce qu'il a lu et de ce qu'il a écrit, à la suite de la chaîne. */
import { arretePrecedent, type Jour } from '../../comptabilite';
import { Scelles } from '../../cloture/tables-communes';
import { lireParametres } from '../../cloture/tables-communes/parametres';
import { VERSION } from '../../version';
import type { Context, WorkOptions } from '../office';
import type { Produite } from '../plan';
import { readTables } from '../reader';
import type { AnyTable, Lecture, TablesLues, Valeurs } from '../table';
import { readSeals, type SealBook } from './book';
import { Canonique, colonnesRetenues, type Part, partsOf } from './canonical';
import { type NewLink, sign } from './chain';
import { type Hash, Pace, printTable, sha256 } from './digest';
import { encodeDelta } from './row-index';
import { SealStore, type StoredIndex } from './store';

type NewRow = Valeurs<typeof Scelles>;

export interface Sealing extends WorkOptions {
  /** Les tables du complément, lues et écrites. */
  readonly tables: readonly AnyTable[];
  /** Ce que l'exécution a lu : c'est cela qu'on scelle, pas ce qu'un autre y a changé depuis. */
  readonly read: TablesLues;
  readonly arrete: Jour;
  readonly par: string;
  readonly horodatage: string;
  readonly hash?: Hash;
}

/**
 * Scelle le mois, ses résultats relus tels qu'ils viennent d'être figés, et garde l'index de ses lignes.
 * @returns les lignes de la table Scelles, que l'exécution écrit avec les siennes
 */
export async function sealMonth(context: Context, sealing: Sealing): Promise<Produite<typeof Scelles>> {
  const kept = sealing.tables.flatMap(partsOf);
  const results = await readTables(
    kept.filter(({ objet }) => objet === 'RESULTAT').map(({ table }) => table),
  );
  const book = await readSeals(context, sealing);
  const numero = (book.links.at(-1)?.numero ?? 0) + 1;
  const rows: NewRow[] = [];
  const indexes: StoredIndex[] = [];
  for (const [done, part] of kept.entries()) {
    const { table, objet, gel } = part;
    const lecture = (objet === 'RESULTAT' ? results : sealing.read).lire(table);
    sealing.onProgress?.({
      etape: `Scellé de ${table.nom}`,
      en: `Sealing ${table.nom}`,
      fait: done,
      total: kept.length,
    });
    const sealed = await sealPart(part, lecture, book, sealing);
    if (!sealed) continue;
    const { count, ...index } = sealed;
    rows.push({
      Numero: numero,
      Arrete: sealing.arrete,
      Objet: objet,
      Table: table.nom,
      Lignes: count,
      Empreinte: index.hash,
      Colonnes: colonnesRetenues(table, gel)
        .map(({ cle }) => cle)
        .join(','),
    });
    indexes.push({ numero, table: table.nom, objet, ...index });
  }
  const link: NewLink = {
    ...newLink('SCELLE', numero, sealing),
    ArretePrecedent: previousClose(sealing),
    Colonnes: [...new Set(kept.map(({ table }) => table.nom))].join(','),
  };
  await new SealStore(context).append(indexes);
  return appended(await sign(link, rows, book.links.at(-1), sealing.hash ?? sha256));
}

/** Ce que tout maillon dit : son rang, son mois, qui et quand, et par quelle version. */
export const newLink = (
  Objet: NewLink['Objet'],
  Numero: number,
  { arrete, par, horodatage }: Pick<Sealing, 'arrete' | 'par' | 'horodatage'>,
): NewLink => ({ Numero, Arrete: arrete, Objet, Version: VERSION, Par: par, Horodatage: horodatage });

/** Des lignes de plus au bout de la table ; rien de ce qui y est ne change. */
export const appended = (lignes: readonly NewRow[]): Produite<typeof Scelles> => ({
  table: Scelles,
  lignes,
  cle: l => [l.Numero, l.Objet, l.Table ?? ''].join('|'),
  portee: l => lignes.some(({ Numero }) => Numero === l.Numero),
});

const previousClose = ({ read, arrete }: Sealing): Jour =>
  arretePrecedent(arrete, lireParametres(read, arrete).valeur('DateArretePrecedent'));

type Sealed = Omit<StoredIndex, 'numero' | 'table' | 'objet'> & { count: number };

async function sealPart(
  part: Part,
  lecture: Lecture,
  book: SealBook,
  { hash = sha256, arrete, ...options }: Sealing,
): Promise<Sealed | undefined> {
  const pace = new Pace(options);
  const canonique = new Canonique(lecture, part, arrete);
  const { rows, hash: sha } = await printTable(canonique, { hash, pace });
  if (rows.length === 0) return undefined;
  const before = book.last && (await book.indexAt(book.last, part));
  return {
    hash: sha,
    count: rows.length,
    full: before === undefined,
    delta: await pace.run(encodeDelta(before ?? new Map(), rows)),
  };
}
