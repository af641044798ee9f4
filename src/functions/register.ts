import type { Fonction } from '../cloture/fonction';
import { CATALOGUE } from './catalogue';
import { asBusinessError, evaluate, toCell, toCellError } from './errors';
import type { Langue } from './metadata';
import type { Source } from './source';
import { Streams, type StreamInvocation } from './streams';

export interface RegisterOptions {
  readonly source: Source;
  readonly catalogue?: readonly Fonction[];
  readonly firstValueMs?: number;
}

function refuse(error: unknown, langue: Langue): never {
  throw toCellError(asBusinessError(error), langue);
}

/**
 * Gives every function of the catalogue to Excel through the library's own CustomFunctions.associate, under its
 * id. Excel appends the invocation to the arguments; omitted ones are null and are padded here as well.
 */
export function registerFunctions(options: RegisterOptions): Streams {
  const streams = new Streams(options.source, options.firstValueMs);
  for (const fonction of options.catalogue ?? CATALOGUE) {
    const run = fonction.creer(options.source);
    CustomFunctions.associate(fonction.id, (...received: unknown[]) => {
      const invocation = received[received.length - 1];
      const args = fonction.parametres.map((_, index) =>
        index < received.length - 1 ? received[index] : null,
      );
      if (fonction.flux) return streams.open(fonction, run, args, invocation as StreamInvocation);
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
  return streams;
}
