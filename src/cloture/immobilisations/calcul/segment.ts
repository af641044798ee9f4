import type { Jour, Montant } from '../../../comptabilite';

/**
 * Bout de plan d'un seul rythme. Un plan est une suite de segments : chacun part du cumul laissé par le précédent
 * et vaut jusqu'au début du suivant, si bien que rien du passé ne bouge (PCG art. 214-14).
 */
export interface Segment {
  readonly debut: Jour;
  /** Premier jour où le cumul a atteint sa valeur finale. */
  readonly fin: Jour;
  /** Amortissement cumulé au soir de `d`, ce qui précède le segment compris ; `p` : sa position, si on la connaît. */
  cumul(d: Jour, p?: number): Montant;
  /** Le même rythme à partir du lendemain de `d` : `base` sur ce qui reste de la durée, après `cumul`. */
  reprendre(d: Jour, cumul: Montant, base: Montant): Segment;
}
