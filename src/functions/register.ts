import type { Fonction } from '../cloture/fonction';
import { CATALOGUE } from './catalogue';
import { asBusinessError, evaluate, toCell, toCellError } from './errors';
import type { Langue } from './metadata';
import type { Source } from './source';
import { Streams, type StreamInvocation } from './streams';

export interface BindOptions {
  readonly source: Source;
  readonly catalogue?: readonly Fonction[];
  readonly firstValueMs?: number;
}

/** A function as Excel calls it: its arguments, then the invocation. */
export type Call = (received: readonly unknown[], waitedMs?: number) => unknown;

export interface Bound {
  readonly streams: Streams;
  /** By function id. */
  readonly calls: ReadonlyMap<string, Call>;
}

function refuse(error: unknown, langue: Langue): never {
  throw toCellError(asBusinessError(error), langue);
}

/**
 * Makes every function of the catalogue callable on one workbook. Excel appends the invocation to the arguments;
 * omitted ones are null and are padded here as well. `waitedMs` is what a streaming cell has waited already.
 */
export function bindFunctions(options: BindOptions): Bound {
  const streams = new Streams(options.source, options.firstValueMs);
  const calls = new Map<string, Call>();
  for (const fonction of options.catalogue ?? CATALOGUE) {
    const run = fonction.creer(options.source);
    const running = { fonction, run, prepare: fonction.preparer?.(options.source) };
    calls.set(fonction.id, (received, waitedMs) => {
      const invocation = received[received.length - 1];
      const args = fonction.parametres.map((_, index) =>
        index < received.length - 1 ? received[index] : null,
      );
      if (fonction.flux) return streams.open(running, args, invocation as StreamInvocation, waitedMs);
      const answer = () => {
        const cell = toCell(
          evaluate(() => run(...args)),
          options.source.langue,
        );
        if (cell instanceof CustomFunctions.Error) throw cell;
        return cell;
      };
      const waiting = fonction.parametres.some(p => p.date) ? options.source.dateSystem() : undefined;
      return waiting ? waiting.then(answer, error => refuse(error, options.source.langue)) : answer();
    });
  }
  return { streams, calls };
}
