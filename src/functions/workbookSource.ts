import type { Modele } from '../cloture/fonction';
import { arreteDuClasseur, lireParametres } from '../cloture/tables-communes/parametres';
import { TableCache } from '../workbook/cache';
import { withExcel } from '../workbook/office';
import { usesDates1904 } from '../workbook/reader';
import type { AnyTable } from '../workbook/table';
import { VERSION } from '../version';
import type { Langue } from './metadata';
import type { Source } from './source';
import { NOT_LOADED } from './streams';

/** The functions' source over Office.js: one cache, one frozen model per reading. */
export class WorkbookSource implements Source {
  readonly version = VERSION;
  readonly cache: TableCache;
  private current: Modele | undefined;
  private from1904: boolean | undefined;
  private detecting: Promise<void> | undefined;

  constructor(
    tables: readonly AnyTable[],
    private readonly displayLanguage: () => Langue,
  ) {
    this.cache = new TableCache(tables);
    this.cache.subscribe(() => (this.current = undefined));
  }

  get base1904(): boolean {
    return this.from1904 ?? this.cache.base1904;
  }

  get langue(): Langue {
    return this.displayLanguage();
  }

  get loaded(): boolean {
    return this.cache.loaded;
  }

  dateSystem(): Promise<void> | undefined {
    if (this.loaded || this.from1904 !== undefined) return undefined;
    this.detecting ??= this.detectDateSystem();
    return this.detecting;
  }

  /** Asked of Excel once; when it cannot answer the cell says so, and the next call asks again. */
  private async detectDateSystem(): Promise<void> {
    try {
      await Office.onReady();
      this.from1904 = await withExcel(usesDates1904);
    } catch {
      throw NOT_LOADED;
    } finally {
      this.detecting = undefined;
    }
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
