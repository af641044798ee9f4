import type { Modele } from '../cloture/fonction';
import { arreteDuClasseur, lireParametres } from '../cloture/tables-communes/parametres';
import { TableCache } from '../workbook/cache';
import type { AnyTable } from '../workbook/table';
import { VERSION } from '../version';
import type { Source } from './source';
import { NOT_LOADED } from './streams';

/** The functions' source over Office.js: one cache, one frozen model per reading. */
export class WorkbookSource implements Source {
  readonly version = VERSION;
  readonly cache: TableCache;
  private current: Modele | undefined;

  constructor(tables: readonly AnyTable[]) {
    this.cache = new TableCache(tables);
    this.cache.subscribe(() => (this.current = undefined));
  }

  get base1904(): boolean {
    return this.cache.base1904;
  }

  get loaded(): boolean {
    return this.cache.loaded;
  }

  /** A refusal to start shows in the cells after the waiting time; the next cell tries again. */
  start(): void {
    this.cache.start().catch(() => undefined);
  }

  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void {
    return this.cache.subscribe(listener);
  }

  modele(): Modele {
    if (!this.cache.loaded || this.cache.failure !== undefined) throw NOT_LOADED;
    this.current ??= this.freeze();
    return this.current;
  }

  private freeze(): Modele {
    const tables = this.cache.snapshot();
    const parametres = new Map<number, ReturnType<typeof lireParametres>>();
    return {
      arrete: arreteDuClasseur(tables),
      tables,
      parametres(arrete) {
        const known = parametres.get(arrete) ?? lireParametres(tables, arrete);
        parametres.set(arrete, known);
        return known;
      },
    };
  }
}
