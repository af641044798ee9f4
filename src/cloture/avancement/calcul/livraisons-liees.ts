import type { Jour } from '../../../comptabilite';
import type { LigneFactureClient, LigneLivraison } from './donnees';
import { LigneVendue, type LigneFacturee, type Livraison, type PosteVente } from './poste';

/**
 * Rattache chaque ligne facturée aux livraisons qu'elle facture (domaine §5.5) : celles qui la nomment, sinon celles de
 * sa ligne de commande, servies dans l'ordre des dates. Une facture n'est acquise qu'à la dernière des siennes.
 */
export function lierAuxLivraisons(postes: Iterable<PosteVente>, livraisons: readonly LigneLivraison[]): void {
  const parFacture = new Map<string, LigneLivraison[]>();
  for (const l of livraisons) {
    if (l.IdFacture === undefined) continue;
    const liste = parFacture.get(l.IdFacture);
    if (liste) liste.push(l);
    else parFacture.set(l.IdFacture, [l]);
  }
  for (const poste of postes) {
    const libres: LigneFacturee[] = [];
    for (const f of poste.lignesFacturees) {
      const nommees = (parFacture.get(f.piece.IdFacture) ?? []).filter(l => deLaMemeLigne(l, f.piece));
      if (nommees.length === 0) libres.push(f);
      else f.livree = Math.max(...nommees.map(l => l.DateLivraison)) as Jour;
    }
    if (poste instanceof LigneVendue) servir(libres, poste.livraisons);
  }
}

/** Une facture de plusieurs lignes : la livraison va à celle de sa ligne de commande, ou de son produit. */
function deLaMemeLigne(l: LigneLivraison, f: LigneFactureClient): boolean {
  if (l.LigneCommande !== undefined && f.LigneCommande !== undefined) {
    return l.LigneCommande === f.LigneCommande && l.IdCommande === f.IdCommande;
  }
  return l.CodeProduit === undefined || f.CodeProduit === undefined || l.CodeProduit === f.CodeProduit;
}

const ordinal = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Les livraisons sans facture servent les factures dans l'ordre ; un avoir reprend ce que la dernière a servi. */
function servir(factures: readonly LigneFacturee[], livraisons: readonly Livraison[]): void {
  const bons = livraisons
    .filter(l => l.piece.IdFacture === undefined && l.montant > 0)
    .sort((a, b) => a.date - b.date || ordinal(a.piece.IdBL, b.piece.IdBL));
  let cumul = 0;
  const intervalles = bons.map(({ date, montant }) => ({ date, debut: cumul, fin: (cumul += montant) }));
  const enOrdre = [...factures].sort(
    (a, b) =>
      a.date - b.date ||
      ordinal(a.piece.IdFacture, b.piece.IdFacture) ||
      ordinal(a.piece.Ligne, b.piece.Ligne),
  );
  let servi = 0;
  let rang = -1;
  for (const f of enOrdre) {
    const [bas, haut] = [Math.min(servi, servi + f.montant), Math.max(servi, servi + f.montant)];
    servi += f.montant;
    while ((intervalles[rang + 1]?.debut ?? Infinity) < haut) rang++;
    while ((intervalles[rang]?.debut ?? -Infinity) >= haut) rang--;
    const dernier = intervalles[rang];
    if (dernier && dernier.fin > bas) f.livree = dernier.date;
  }
}
