import type { Acces } from '../cloture/fonction';

/** Where streaming functions take their figures: the workbook as last read, and word of what changed. */
export interface Source extends Acces {
  /** Has the workbook been read once? */
  readonly loaded: boolean;
  /** Settles once it is known whether serials count from 1904; undefined when it already is. */
  dateSystem(): Promise<void> | undefined;
  /** Begins reading, once; called by the first streaming cell. */
  start(): void;
  /** Calls `listener` after each reading with the names of the tables that changed. Returns the way out. */
  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void;
}
