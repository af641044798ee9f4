import { maximum, minimum, moins, plus, ZERO, type Montant } from '../../../comptabilite';

/** Ce qu'il faut d'un contrat pour provisionner sa perte : cumuls à l'arrêté, HT. */
export interface MesurePerte {
  readonly budget: Montant;
  readonly charges: Montant;
  readonly raf: Montant;
  readonly caReconnu: Montant;
  /** Ce que le 345 porte du contrat ; rien à l'avancement. */
  readonly enCours?: Montant;
}

/** Résultat à terminaison : budget de vente moins reprévision ; une perte est négative. */
export function resultatTerminaison({
  budget,
  charges,
  raf,
}: Pick<MesurePerte, 'budget' | 'charges' | 'raf'>): Montant {
  return moins(budget, plus(charges, raf));
}

/**
 * Provision requise pour perte à terminaison, en cumul et jamais négative : la perte totale, moins ce que le résultat
 * porte déjà (domaine §5.8 ; PCG art. 622-6). P = max(0 ; RAF + en-cours − (BUD − CA reconnu)) si BUD < CH + RAF, sinon
 * zéro. À l'avancement, l'en-cours est nul.
 * Ex. (T-REV-05) : provisionRequise 100 000, charges 60 000, RAF 60 000, CA 50 000 = 10 000.
 */
export function provisionRequise(m: MesurePerte): Montant {
  if (resultatTerminaison(m) >= 0) return ZERO;
  return maximum(ZERO, moins(plus(m.raf, m.enCours ?? ZERO), moins(m.budget, m.caReconnu)));
}

/**
 * La part d'une provision qui déprécie d'abord l'en-cours, jusqu'à ce qu'il porte ; le reste va au 1516 (domaine §5.8).
 * Ex. (T-REV-08) : 20 000 requis, 60 000 en cours : tout au 394.
 */
export const partDepreciee = (provision: Montant, enCours: Montant = ZERO): Montant =>
  minimum(provision, enCours);
