/** Pannes à la demande d'une connexion : latence, erreur à la n-ième requête, taille, saisie en cours. */

const MEGABYTE = 1024 * 1024;

/** Ce qu'une requête en panne a déjà fait : rien, ses premières actions (comme Excel), ou tout, la réponse perdue. */
export type Applied = 'nothing' | 'half' | 'all';

export interface Failure {
  readonly code: string;
  readonly applied: Applied;
}

export class Faults {
  /** Délai ajouté avant chaque réponse, en millisecondes. */
  latencyMs = 0;
  /** Taille maximale d'une requête et d'une réponse, en octets (Excel pour le web : 5 Mo). */
  maxBytes = 5 * MEGABYTE;
  private readonly failures = new Map<number, Failure>();
  private counter = 0;

  /** La n-ième requête à partir d'ici (1 : la prochaine) échoue avec ce code, après avoir fait sa part. */
  failAt(n: number, code: string, applied: Applied = 'nothing'): void {
    this.failures.set(this.counter + n, { code, applied });
  }

  clear(): void {
    this.failures.clear();
    this.latencyMs = 0;
    this.maxBytes = 5 * MEGABYTE;
  }

  /** Compte une requête ; rend la panne prévue pour elle. */
  next(): Failure | undefined {
    const failure = this.failures.get(++this.counter);
    this.failures.delete(this.counter);
    return failure;
  }
}
