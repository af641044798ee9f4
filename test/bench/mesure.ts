/** Ce qu'une figure rend, et comment on la chronomètre. */
export interface Figure {
  /** Ce qui est mesuré, en une phrase. */
  readonly quoi: string;
  /** Ce à quoi on le compare, mesuré dans le même processus. */
  readonly plancher: string;
  readonly secondes?: number;
  readonly plancherSecondes?: number;
  /** Mesure divisée par plancher : le seul nombre qui se compare d'une machine à l'autre. */
  readonly rapport: number;
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Une figure se fait dans son propre processus : sa mémoire et ses moteurs ne doivent rien à la précédente. */
export type Mesurer = () => Figure | Promise<Figure>;

const arrondi = (x: number, chiffres: number) => Number(x.toFixed(chiffres));

/** Une figure chronométrée, à partir de deux durées en millisecondes. */
export function figure(
  quoi: string,
  ms: number,
  plancher: string,
  plancherMs: number,
  detail?: Figure['detail'],
): Figure {
  return {
    quoi,
    plancher,
    secondes: arrondi(ms / 1000, 3),
    plancherSecondes: arrondi(plancherMs / 1000, 3),
    rapport: arrondi(ms / plancherMs, 2),
    ...(detail ? { detail } : {}),
  };
}

/**
 * La meilleure durée de chacun, en millisecondes, les essais alternés : une machine qui ralentit en cours de route
 * ralentit les deux.
 */
export function chronometrer(essais: number, ...travaux: (() => unknown)[]): number[] {
  const meilleures = travaux.map(() => Infinity);
  let garde: unknown;
  for (let essai = 0; essai < essais; essai++) {
    travaux.forEach((travail, rang) => {
      const debut = performance.now();
      garde = travail();
      meilleures[rang] = Math.min(meilleures[rang] ?? Infinity, performance.now() - debut);
    });
  }
  // Le résultat sert : aucun travail ne peut être supprimé par le moteur.
  if (garde === chronometrer) throw new Error('inattendu');
  return meilleures;
}

/** La durée d'un travail asynchrone, en millisecondes. */
export async function duree(travail: () => Promise<unknown>): Promise<number> {
  const debut = performance.now();
  await travail();
  return performance.now() - debut;
}
