/** Un calcul long se découpe : il rend la main toutes les tant de lignes, et l'appelant laisse respirer la fenêtre. */

/** Lignes du grand livre, ou postes, traités entre deux pauses : quelques millisecondes. */
export const LIGNES_PAR_TRANCHE = 20_000;

/** Mène un calcul à son terme sans pause. */
export function terminer<T>(suite: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = suite.next();
    if (done) return value;
  }
}

/** Les morceaux d'une liste, d'une tranche de travail chacun. */
export function* parTranches<T>(liste: readonly T[]): Generator<readonly T[]> {
  for (let debut = 0; debut < liste.length; debut += LIGNES_PAR_TRANCHE)
    yield liste.length <= LIGNES_PAR_TRANCHE ? liste : liste.slice(debut, debut + LIGNES_PAR_TRANCHE);
}
