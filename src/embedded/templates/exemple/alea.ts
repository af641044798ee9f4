/** Hasard à graine : les mêmes données à chaque lancement, sur toutes les machines. */
export interface Alea {
  /** Un entier de `min` à `max`, bornes comprises. */
  entier(min: number, max: number): number;
  /** Un élément de la liste. */
  parmi<T>(liste: readonly T[]): T;
}

/** Générateur mulberry32 : 32 bits d'état, bien assez pour des données d'essai. */
export function alea(graine: number): Alea {
  let etat = graine >>> 0;
  const suivant = () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let x = Math.imul(etat ^ (etat >>> 15), etat | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const entier = (min: number, max: number) => min + Math.floor(suivant() * (max - min + 1));
  return {
    entier,
    parmi: liste => {
      const choix = liste[entier(0, liste.length - 1)];
      if (choix === undefined) throw new RangeError('Rien à choisir dans une liste vide.');
      return choix;
    },
  };
}
