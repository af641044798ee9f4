import { appliquer, plus, quotient, ZERO, type Taux } from '../../../comptabilite';
import { LigneVendue, type PosteVente } from './poste';

/**
 * Part gratuite des lignes de commande, moyenne pondérée par leur montant, pour information (domaine §5.4).
 * undefined si aucune ligne n'en a.
 */
export function partGratuite(postes: readonly PosteVente[]): Taux | undefined {
  const lignes = postes.flatMap(p => (p instanceof LigneVendue ? [p.ligne] : []));
  if (lignes.every(l => l.GratuitePct === undefined)) return undefined;
  let gratuit = ZERO;
  let total = ZERO;
  for (const { MontantHT, GratuitePct } of lignes) {
    total = plus(total, MontantHT);
    if (GratuitePct) gratuit = plus(gratuit, appliquer(MontantHT, GratuitePct));
  }
  return quotient(gratuit, total);
}
