import { useRef, useState } from 'react';
import type { Progression } from '../../ui/proprietes';

/** Un travail de la page : en cours avec son avancée, puis ce qu'il a rendu ou ce qui l'a empêché. */
export interface Work<T> {
  readonly running: { readonly abort: AbortController; readonly progress?: Progression } | undefined;
  readonly result: T | undefined;
  readonly error: unknown;
  start(job: (options: { signal: AbortSignal; onProgress: (p: Progression) => void }) => Promise<T>): void;
  reset(): void;
}

/** Mène un travail à la fois, que l'on peut annuler ; un nouveau remplace celui en cours, dont la suite se perd. */
export function useWork<T>(): Work<T> {
  const [running, setRunning] = useState<Work<T>['running']>();
  const [outcome, setOutcome] = useState<{ result?: T; error?: unknown }>({});
  const current = useRef<AbortController>(undefined);
  return {
    running,
    result: outcome.result,
    error: outcome.error,
    start(job) {
      current.current?.abort();
      const abort = new AbortController();
      current.current = abort;
      const settle = (outcome: { result?: T; error?: unknown }) => {
        if (current.current !== abort) return;
        setOutcome(outcome);
        setRunning(undefined);
      };
      setOutcome({});
      setRunning({ abort });
      const onProgress = (progress: Progression) => {
        if (current.current === abort) setRunning({ abort, progress });
      };
      job({ signal: abort.signal, onProgress }).then(
        result => settle({ result }),
        (error: unknown) => settle({ error }),
      );
    },
    reset: () => setOutcome({}),
  };
}
