import { ErreurFonction } from '../cloture/fonction';
import { toCellError } from './errors';
import { displayLanguage } from './language';
import type { Call } from './register';
import { FIRST_VALUE_MS, NOT_LOADED, type StreamInvocation } from './streams';

/** What comes with the first call: the functions themselves, by id. */
export interface Engine {
  readonly calls: ReadonlyMap<string, Call>;
}

export interface Delays {
  /** A streaming cell says after this time that it still waits. */
  readonly firstValueMs?: number;
  /** Time before the engine is asked for again for a streaming cell. */
  readonly retryMs?: number;
}

const RETRY_MS = 15_000;

const UNREACHABLE = new ErreurFonction(
  'notAvailable',
  'Calcul non chargé : le serveur du complément ne répond pas. Vérifiez la connexion',
  'Calculation not loaded: the add-in’s server does not answer. Check the connection',
);

/**
 * Gives every function to Excel at once through the library's own CustomFunctions.associate, as a stub that loads
 * the engine with the first call: a page that shows no figure of ours carries none of what computes them. A failed
 * load is an error in the cell; the next call tries again, and a streaming cell by itself.
 */
export function associateLazily(
  ids: readonly string[],
  load: () => Promise<Engine>,
  { firstValueMs = FIRST_VALUE_MS, retryMs = RETRY_MS }: Delays = {},
): void {
  let engine: Engine | undefined;
  let loading: Promise<Engine> | undefined;
  const loaded = async (): Promise<Engine> => {
    try {
      return (engine = await (loading ??= load()));
    } catch {
      loading = undefined;
      throw toCellError(UNREACHABLE, displayLanguage());
    }
  };
  for (const id of ids) {
    CustomFunctions.associate(id, (...received: unknown[]) => {
      if (engine) return engine.calls.get(id)!(received);
      const invocation = received[received.length - 1];
      if (isStream(invocation)) {
        void openWhenLoaded(loaded, id, received, invocation, { firstValueMs, retryMs });
        return undefined;
      }
      return loaded().then(({ calls }) => calls.get(id)!(received));
    });
  }
}

function isStream(invocation: unknown): invocation is StreamInvocation {
  return typeof (invocation as { setResult?: unknown } | undefined)?.setResult === 'function';
}

/** A streaming cell is told of a slow or failed load, and still takes its value when the engine comes. */
async function openWhenLoaded(
  load: () => Promise<Engine>,
  id: string,
  received: readonly unknown[],
  invocation: StreamInvocation,
  { firstValueMs, retryMs }: Required<Delays>,
): Promise<void> {
  const since = performance.now();
  const slow = toCellError(NOT_LOADED, displayLanguage());
  const timer = setTimeout(() => invocation.setResult(slow), firstValueMs);
  let cancelled = false;
  invocation.onCanceled = () => {
    cancelled = true;
    clearTimeout(timer);
  };
  while (!cancelled) {
    try {
      const { calls } = await load();
      clearTimeout(timer);
      if (!cancelled) calls.get(id)!(received, performance.now() - since);
      return;
    } catch (error) {
      clearTimeout(timer);
      if (!cancelled) invocation.setResult(error as CustomFunctions.Error);
      await new Promise(resolve => setTimeout(resolve, retryMs));
    }
  }
}
