import { type Context, withExcel } from './office';

let tail: Promise<unknown> = Promise.resolve();

/**
 * La file des écritures : une seule à la fois, dans l'ordre des demandes. Deux `Excel.run` simultanés
 * s'entrelacent (office-js §4.5) ; deux écritures de la clôture, jamais.
 */
export function enqueue<T>(job: () => Promise<T>): Promise<T> {
  const next = tail.then(job, job);
  tail = next.catch(() => undefined);
  return next;
}

/** Une écriture d'un seul tenant, dans la file. */
export function write<T>(job: (context: Context) => Promise<T>): Promise<T> {
  return enqueue(() => withExcel(job));
}
