import { ErreurFonction, type Fonction, type ResultatFonction } from '../cloture/fonction';
import { evaluate, sameOutcome, toCell, type Outcome } from './errors';
import type { Source } from './source';

/** What the client library hands to a streaming function as its last argument. */
export interface StreamInvocation {
  setResult(value: ResultatFonction | CustomFunctions.Error): void;
  onCanceled?: () => void;
}

/** Cells that ask the same thing share one computation. */
interface Share {
  readonly key: string;
  readonly tables: ReadonlySet<string>;
  readonly compute: () => ResultatFonction;
  readonly readers: Set<StreamInvocation>;
  last?: Outcome;
  timer?: ReturnType<typeof setTimeout>;
}

/** A cell never waits longer than this for its first value (conception §5). */
export const FIRST_VALUE_MS = 15_000;
const SLICE_MS = 30;

export const NOT_LOADED = new ErreurFonction(
  'notAvailable',
  'Données non chargées : ouvrez le volet Clôture, puis attendez la fin de la lecture du classeur',
  'Data not loaded: open the Clôture pane, then wait until the workbook has been read',
);

/**
 * The streaming cells: each gets its value when the workbook has been read, then again each time it changes, and
 * only then. Work is sliced so that ten thousand cells do not hold the window.
 */
export class Streams {
  private readonly shares = new Map<string, Share>();
  private readonly dirty = new Set<Share>();
  private draining: Promise<void> | undefined;

  constructor(
    private readonly source: Source,
    private readonly firstValueMs = FIRST_VALUE_MS,
  ) {
    source.subscribe(changed => this.onChange(changed));
  }

  /** Number of distinct computations followed: zero once every cell has been cancelled. */
  get size(): number {
    return this.shares.size;
  }

  open(
    fonction: Fonction,
    run: (...values: readonly unknown[]) => ResultatFonction,
    args: readonly unknown[],
    invocation: StreamInvocation,
    waitedMs = 0,
  ): void {
    const key = JSON.stringify([fonction.id, ...args]);
    const share = this.shares.get(key) ?? this.create(key, fonction, () => run(...args), waitedMs);
    share.readers.add(invocation);
    invocation.onCanceled = () => this.close(share, invocation);
    if (share.last !== undefined) this.push(share.last, [invocation]);
    // Read, but not reached yet by what follows the reading: every cell that waits for this gets it, not this one only.
    else if (this.source.loaded) this.settle(share, evaluate(share.compute));
    else this.source.start();
  }

  private create(key: string, fonction: Fonction, compute: () => ResultatFonction, waitedMs: number): Share {
    const share: Share = {
      key,
      tables: new Set((fonction.lit ?? []).map(table => table.nom)),
      compute,
      readers: new Set(),
    };
    this.shares.set(key, share);
    const remaining = Math.max(0, this.firstValueMs - waitedMs);
    if (!this.source.loaded) share.timer = setTimeout(() => this.giveUpWaiting(share), remaining);
    return share;
  }

  /** The first value did not come in time: the cell says so, and still takes the value when it comes. */
  private giveUpWaiting(share: Share): void {
    if (share.last === undefined) this.settle(share, { ok: false, error: NOT_LOADED });
  }

  private close(share: Share, invocation: StreamInvocation): void {
    share.readers.delete(invocation);
    if (share.readers.size > 0) return;
    clearTimeout(share.timer);
    this.shares.delete(share.key);
    this.dirty.delete(share);
  }

  private onChange(changed: ReadonlySet<string>): void {
    for (const share of this.shares.values()) {
      const waiting = share.last === undefined || (!share.last.ok && share.last.error === NOT_LOADED);
      if (waiting || [...share.tables].some(name => changed.has(name))) this.dirty.add(share);
    }
    this.follow();
  }

  /** What is announced while the last round ends is taken by another. */
  private follow(): void {
    this.draining ??= this.drain().finally(() => {
      this.draining = undefined;
      if (this.dirty.size > 0) this.follow();
    });
  }

  private async drain(): Promise<void> {
    let since = performance.now();
    for (const share of this.dirty) {
      this.dirty.delete(share);
      this.settle(share, evaluate(share.compute));
      if (performance.now() - since < SLICE_MS) continue;
      await new Promise(resolve => setTimeout(resolve, 0));
      since = performance.now();
    }
  }

  private settle(share: Share, outcome: Outcome): void {
    clearTimeout(share.timer);
    if (sameOutcome(share.last, outcome)) return;
    share.last = outcome;
    this.push(outcome, share.readers);
  }

  private push(outcome: Outcome, readers: Iterable<StreamInvocation>): void {
    const cell = toCell(outcome, this.source.langue);
    for (const reader of readers) reader.setResult(cell);
  }
}
