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
  readonly prepare: () => Iterator<void>;
  readonly readers: Set<StreamInvocation>;
  last?: Outcome;
  timer?: ReturnType<typeof setTimeout>;
}

/** A function of the catalogue bound to a workbook, as `creer` and `preparer` made it. */
export interface Running {
  readonly fonction: Fonction;
  readonly run: (...values: readonly unknown[]) => ResultatFonction;
  readonly prepare: ((...values: readonly unknown[]) => Generator<void, unknown>) | undefined;
}

/** The time that work takes before it lets the window breathe. */
class Slice {
  private since = performance.now();

  get isOver(): boolean {
    return performance.now() - this.since >= SLICE_MS;
  }

  async pause(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 0));
    this.since = performance.now();
  }
}

/** One more step of a preparation: is it over? */
const isDone = (preparation: Iterator<void>): boolean => preparation.next().done === true;

/** What keeps a cell from being prepared keeps it from answering, and shows in its answer. */
function* withoutError(prepare: () => Iterable<void> | undefined): Generator<void> {
  try {
    yield* prepare() ?? [];
  } catch {
    return;
  }
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

  open(running: Running, args: readonly unknown[], invocation: StreamInvocation, waitedMs = 0): void {
    const key = JSON.stringify([running.fonction.id, ...args]);
    const share = this.shares.get(key) ?? this.create(key, running, args, waitedMs);
    share.readers.add(invocation);
    invocation.onCanceled = () => this.close(share, invocation);
    if (share.last !== undefined) this.push(share.last, [invocation]);
    // Read, but not reached yet by what follows the reading: every cell that waits for this gets it, not this one only.
    else if (!this.source.loaded) this.source.start();
    else if (isDone(share.prepare())) this.settle(share, evaluate(share.compute));
    else this.plan(share);
  }

  private create(key: string, running: Running, args: readonly unknown[], waitedMs: number): Share {
    const { fonction, run, prepare } = running;
    const share: Share = {
      key,
      tables: new Set((fonction.lit ?? []).map(table => table.nom)),
      compute: () => run(...args),
      prepare: () => withoutError(() => prepare?.(...args)),
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

  private plan(share: Share): void {
    this.dirty.add(share);
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
    const slice = new Slice();
    for (const share of this.dirty) {
      // What changed while it was being prepared is prepared again, once: a cell does not wait for ever.
      if (await this.prepare(share, slice)) await this.prepare(share, slice);
      this.dirty.delete(share);
      if (share.readers.size > 0) this.settle(share, evaluate(share.compute));
      if (slice.isOver) await slice.pause();
    }
  }

  /** Prepares the answer, slice after slice; tells whether it had to pause. */
  private async prepare(share: Share, slice: Slice): Promise<boolean> {
    const preparation = share.prepare();
    let paused = false;
    while (!isDone(preparation)) {
      if (!slice.isOver) continue;
      await slice.pause();
      paused = true;
    }
    return paused;
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
