import type { Lignes } from './facturation';

/** Un calcul long se découpe : il rend la main toutes les tant de lignes, et l'appelant laisse respirer la fenêtre. */

/** Lignes du grand livre, ou postes, traités entre deux pauses : quelques millisecondes. */
export const LIGNES_PAR_TRANCHE = 20_000;
/** Affaires et pièces, que l'on cherche et qui naissent en objets : chacune coûte plus qu'une ligne. */
export const PIECES_PAR_TRANCHE = 2_000;

/** Mène un calcul à son terme sans pause. */
export function terminer<T>(suite: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = suite.next();
    if (done) return value;
  }
}

/** Traite une liste élément par élément, et rend la main toutes les `pas` fois. */
export function* chacun<T>(
  liste: Lignes<T>,
  traiter: (element: T, rang: number) => void,
  pas = LIGNES_PAR_TRANCHE,
): Generator<void, void> {
  for (let de = 0; de < liste.length; de += pas) {
    if (de > 0) yield;
    parcourir(liste, de, Math.min(de + pas, liste.length), traiter);
  }
}

/** Hors du générateur : une boucle y est moins bien compilée. */
function parcourir<T>(
  liste: Lignes<T>,
  de: number,
  a: number,
  traiter: (element: T, rang: number) => void,
): void {
  for (let rang = de; rang < a; rang++) traiter(liste.at(rang)!, rang);
}

/** Les morceaux d'une liste, d'une tranche de travail chacun. */
export function* parTranches<T>(liste: readonly T[]): Generator<readonly T[]> {
  for (let debut = 0; debut < liste.length; debut += LIGNES_PAR_TRANCHE)
    yield liste.length <= LIGNES_PAR_TRANCHE ? liste : liste.slice(debut, debut + LIGNES_PAR_TRANCHE);
}
