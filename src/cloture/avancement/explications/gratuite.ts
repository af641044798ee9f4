import { arbre, type Explication } from '../../../comptabilite';
import { LigneVendue, type PosteVente } from '../calcul/poste';
import { dire, tauxLu, total } from './feuilles';
import { commandeLue } from './pieces';

/** Part gratuite des lignes de commande, moyenne pondérée par leur montant ; undefined si aucune n'en a. */
export function partGratuite(postes: readonly PosteVente[]): Explication | undefined {
  const lignes = postes.flatMap(p => (p instanceof LigneVendue ? [p.ligne] : []));
  if (lignes.every(l => l.GratuitePct === undefined)) return undefined;
  const gratuits = lignes.flatMap(l => {
    if (l.GratuitePct === undefined) return [];
    const taux = tauxLu(
      dire('Part gratuite', 'Free share'),
      'LignesCommande',
      l.ligne,
      'GratuitePct',
      l.GratuitePct,
    );
    return [
      arbre.arrondi(
        commandeLue(l).libelle,
        arbre.produit(dire('Montant × part', 'Amount × share'), [commandeLue(l), taux]),
      ),
    ];
  });
  const commande = total(dire('Lignes de commande', 'Order lines'), lignes.map(commandeLue));
  if (commande.valeur.isZero()) return undefined;
  return arbre.quotient(
    dire('Part gratuite', 'Free share'),
    total(dire('Gratuit', 'Free'), gratuits),
    commande,
  );
}
