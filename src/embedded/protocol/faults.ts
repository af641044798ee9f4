/** Pannes à la demande d'une connexion : latence, erreur à la n-ième requête, taille, saisie en cours. */

const MEGABYTE = 1024 * 1024;

export class Faults {
  /** Délai ajouté avant chaque réponse, en millisecondes. */
  latencyMs = 0;
  /** Taille maximale d'une requête et d'une réponse, en octets (Excel pour le web : 5 Mo). */
  maxBytes = 5 * MEGABYTE;
  private readonly failures = new Map<number, string>();
  private counter = 0;

  /** La n-ième requête à partir d'ici (1 : la prochaine) échoue avec ce code, sans rien appliquer. */
  failAt(n: number, code: string): void {
    this.failures.set(this.counter + n, code);
  }

  clear(): void {
    this.failures.clear();
    this.latencyMs = 0;
    this.maxBytes = 5 * MEGABYTE;
  }

  /** Compte une requête ; rend le code de la panne prévue pour elle. */
  next(): string | undefined {
    const code = this.failures.get(++this.counter);
    this.failures.delete(this.counter);
    return code;
  }
}
