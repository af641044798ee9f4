import { jour, type Jour } from './jour';

/** Plan comptable général : avant ou après le règlement ANC 2022-06. */
export type Referentiel = 'PCG2014' | 'PCG2025';

/** Exercice comptable, bornes comprises. */
export interface Exercice {
  readonly code: string;
  readonly debut: Jour;
  readonly fin: Jour;
  readonly referentiel: Referentiel;
}

const APPLICATION_PCG2025 = jour(2025, 1, 1);

/**
 * Plan comptable d'un exercice, selon sa date d'OUVERTURE et jamais selon la date d'une écriture
 * (règlement ANC 2022-06, obligatoire pour les exercices ouverts à compter du 01/01/2025 ; domaine §2.1).
 * `choix` force un plan (application anticipée permise dès 2024).
 * Ex. : exercice du 01/07/2024 au 30/06/2025 → PCG2014.
 */
export function referentielDe(debut: Jour, choix: 'AUTO' | Referentiel = 'AUTO'): Referentiel {
  if (choix !== 'AUTO') return choix;
  return debut >= APPLICATION_PCG2025 ? 'PCG2025' : 'PCG2014';
}

/** Exercice qui contient ce jour, undefined s'il n'y en a pas. */
export function exerciceDu(exercices: Iterable<Exercice>, j: Jour): Exercice | undefined {
  for (const exercice of exercices) {
    if (exercice.debut <= j && j <= exercice.fin) return exercice;
  }
  return undefined;
}
