/** Les scellés d'un classeur, lus une fois : la chaîne, ceux en vigueur, et les lignes que chacun a retenues. */
import type { Jour } from '../../comptabilite';
import { Scelles } from '../../cloture/tables-communes';
import { type Context, withExcel, type WorkOptions } from '../office';
import { readTables } from '../reader';
import type { AnyTable } from '../table';
import type { Part } from './canonical';
import { inForce, type Link, linksOf, type SealRow } from './chain';
import { Pace } from './digest';
import { applyRowDelta, type RowIndex } from './row-index';
import { SealStore, type StoredIndex } from './store';

export class SealBook {
  readonly links: readonly Link[];
  /** Les scellés en vigueur, du plus ancien au plus récent. */
  readonly force: readonly Link[];

  constructor(
    rows: readonly SealRow[],
    private readonly indexes: readonly StoredIndex[],
    private readonly options: WorkOptions = {},
  ) {
    this.links = linksOf(rows);
    this.force = inForce(this.links);
  }

  get last(): Link | undefined {
    return this.force.at(-1);
  }

  /** Le scellé en vigueur de cet arrêté. */
  at(arrete: Jour): Link | undefined {
    return this.force.find(({ head }) => head.Arrete === arrete);
  }

  /**
   * Les lignes d'une part de table à ce scellé en vigueur ; `undefined` si la feuille masquée n'en dit plus rien : on sait alors
   * qu'une table a changé, pas quelle ligne.
   */
  async indexAt(link: Link, { table: { nom }, objet }: Part): Promise<RowIndex | undefined> {
    const index: RowIndex = new Map();
    const pace = new Pace(this.options);
    let whole = true;
    for (const { numero, tables } of this.force.slice(0, this.force.indexOf(link) + 1)) {
      const sealed = tables.find(row => row.Table === nom && row.Objet === objet);
      if (!sealed) {
        index.clear();
        whole = true;
        continue;
      }
      const stored = this.indexes
        .filter(
          known =>
            known.numero === numero &&
            known.table === nom &&
            known.objet === objet &&
            known.hash === sealed.Empreinte,
        )
        .at(-1);
      if (stored?.full) index.clear();
      whole = stored !== undefined && (whole || stored.full);
      if (stored) await pace.run(applyRowDelta(index, stored.delta));
    }
    return whole ? index : undefined;
  }
}

/** Lit les scellés du classeur. Ceux d'un classeur qui n'en a pas sont vides. */
export async function readSeals(context: Context, options: WorkOptions = {}): Promise<SealBook> {
  const rows = (await readTables([Scelles], options)).lire(Scelles).lignes;
  const indexes = rows.length === 0 ? [] : await new SealStore(context).read();
  return new SealBook(rows, indexes, options);
}

/** Les scellés du classeur, dans leur propre échange. */
export const readSealBook = (options: WorkOptions = {}): Promise<SealBook> =>
  withExcel(context => readSeals(context, options));

/** Les tables que ce scellé a regardées : une table née depuis n'était pas du mois. */
export const tablesSeen = ({ head }: Link, tables: readonly AnyTable[]): AnyTable[] => {
  const seen = new Set((head.Colonnes ?? '').split(','));
  return tables.filter(({ nom }) => seen.has(nom));
};
