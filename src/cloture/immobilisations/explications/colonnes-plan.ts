/** Le plan d'amortissement, en arbres. */
import { ajouterJours, type Explication, type Jour } from '../../../comptabilite';
import type { BienExplique } from './bien';
import { dire, ecart, zero } from './feuilles';

/** Une colonne d'une ligne de plan, de `du` à `au`. */
export function colonneDuPlan(b: BienExplique, cle: string, du: Jour, au: Jour): Explication | undefined {
  const veille = ajouterJours(du, -1);
  const sortie = b.bien.ligne.DateSortie;
  const solde = () =>
    sortie !== undefined && sortie <= au ? zero(dire('Sorti', 'Disposed of')) : b.solde145(au);
  switch (cle) {
    case 'Economique':
      return ecart('Dotation', 'Charge', [b.dote(au), b.dote(veille)]);
    case 'Cumul':
      return b.amortissement(au);
    case 'VNC':
      return b.vnc(au);
    case 'Fiscale':
      return b.dotationFiscale(du, au);
    case 'Solde145':
      return b.fiscal(au) && solde();
    case 'Derogatoire':
      return b.fiscal(au) && ecart('Mouvement du 145', 'Movement of 145', [solde(), b.solde145(veille)]);
    default:
      return undefined;
  }
}
