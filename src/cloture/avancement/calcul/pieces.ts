import { maximum, repartir, somme, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { Dossier } from './dossier';
import type { Mesure } from './mesures';
import { LigneVendue, nonFacturee, type DetailVente, type PosteVente } from './poste';

/** D'où vient un montant : la pièce, ou la ligne de commande pour ce qui en reste. */
export type SortePiece = 'FACTURE' | 'LIVRAISON' | 'ECHEANCE' | 'COMMANDE' | 'DEVIS' | 'AVENANT';

/** Ce qu'une ligne de pièce apporte au budget de son groupe, et sa part du CA, de la FAE et de la PCA. */
export interface LigneDePiece extends Apport {
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
}

interface Apport {
  readonly sorte: SortePiece;
  readonly piece: string;
  readonly ligne: string;
  /** Ligne de commande servie, quand la pièce en sert une. */
  readonly commande: string | undefined;
  readonly ligneCommande: string | undefined;
  readonly date: Jour;
  readonly detail: DetailVente | undefined;
  readonly codeProduit: string | undefined;
  readonly budget: Montant;
  readonly facture: Montant;
}

/**
 * Le détail d'un groupe, une ligne par ligne de pièce (domaine §5.2, Presentation = DETAIL) : la somme des lignes est
 * la synthèse. CA, FAE et PCA se partagent au prorata du budget par arrondi cumulé, en ordre croissant des pièces ; au
 * prorata du facturé si aucune n'a de budget. Le dossier doit suivre ses ventes.
 */
export function detaillerPieces(dossier: Dossier, mesure: Mesure, date: Jour): LigneDePiece[] {
  const parDevis = dossier.regle.baseBudget === 'DEVIS_SIGNES';
  const apports = dossier.postes.flatMap(p => apportsDuPoste(p, date, !parDevis));
  if (parDevis) apports.push(...apportsDesDevis(dossier, date));
  apports.sort((a, b) => (cle(a) < cle(b) ? -1 : 1));
  const budgets = apports.map(a => maximum(a.budget, ZERO));
  const poids = somme(budgets) === 0 ? apports.map(a => a.facture) : budgets;
  const [ca, fae, pca] = [mesure.ca, mesure.fae, mesure.pca].map(total => partager(total, poids));
  return apports.map((a, rang) => ({
    ...a,
    ca: ca?.[rang] ?? ZERO,
    fae: fae?.[rang] ?? ZERO,
    pca: pca?.[rang] ?? ZERO,
  }));
}

const cle = (a: Apport) =>
  [a.sorte, a.piece, a.ligne, a.commande ?? '', a.ligneCommande ?? ''].join('\u0000');

/** Parts d'un total ; zéro partout quand les poids se compensent : rien ne dit alors qui en prend. */
function partager(total: Montant, poids: readonly Montant[]): Montant[] {
  return somme(poids) === 0 ? poids.map(() => ZERO) : repartir(total, poids);
}

function apportsDuPoste(poste: PosteVente, date: Jour, auBudget: boolean): Apport[] {
  const vendue = poste instanceof LigneVendue ? poste : undefined;
  const commun = {
    commande: vendue?.ligne.IdCommande,
    ligneCommande: vendue?.ligne.Ligne,
    detail: poste.detail,
    facture: ZERO,
  };
  const produit = vendue?.ligne.CodeProduit;
  const termes = poste.termes(date);
  const factures = poste.factures
    .entrees()
    .filter(e => e.jour <= date)
    .map(({ jour, montant, origine: { piece } }): Apport => {
      const facture = montant as Montant;
      const ou = { sorte: 'FACTURE' as const, piece: piece.IdFacture, ligne: piece.Ligne, date: jour };
      return {
        ...commun,
        ...ou,
        codeProduit: produit ?? piece.CodeProduit,
        facture,
        budget: auBudget ? facture : ZERO,
      };
    });
  if (!auBudget) return factures;
  const livrees = poste.livraisons.filter(l => l.date <= date && nonFacturee(l, date));
  const livraisons = enParts(termes.livre, livrees).map(({ de: l, part }): Apport => {
    const ou = { sorte: 'LIVRAISON' as const, piece: l.piece.IdBL, ligne: l.piece.Ligne, date: l.date };
    return { ...commun, ...ou, codeProduit: produit ?? l.piece.CodeProduit, budget: part };
  });
  const echeances = enParts(termes.echeances, vendue?.echeancesRetenues(date) ?? []).map(
    ({ de: e, part }): Apport => {
      const ou = {
        sorte: 'ECHEANCE' as const,
        piece: e.piece.IdCommande,
        ligne: e.piece.Ligne,
        date: e.echeance,
      };
      return { ...commun, ...ou, codeProduit: produit, budget: part };
    },
  );
  return [...factures, ...livraisons, ...echeances, ...resteDeCommande(vendue, termes.reste, commun)];
}

function resteDeCommande(
  vendue: LigneVendue | undefined,
  reste: Montant,
  commun: Pick<Apport, 'commande' | 'ligneCommande' | 'detail' | 'facture'>,
): Apport[] {
  if (!vendue || reste === 0) return [];
  const { commande, ligne } = vendue;
  const ou = { sorte: 'COMMANDE' as const, piece: ligne.IdCommande, ligne: ligne.Ligne, date: commande.Date };
  return [{ ...commun, ...ou, codeProduit: ligne.CodeProduit, budget: reste }];
}

/** Les parts d'un terme borné, au prorata des pièces qui le font. */
function enParts<P extends { readonly montant: Montant }>(terme: Montant, pieces: readonly P[]) {
  if (terme === 0) return [];
  const parts = repartir(
    terme,
    pieces.map(p => p.montant),
  );
  return pieces.map((de, rang) => ({ de, part: parts[rang] ?? ZERO }));
}

/** Devis signés et avenants retenus : les lignes d'un budget qui part des devis. */
function apportsDesDevis({ devis, avenants }: Dossier, date: Jour): Apport[] {
  const commun = { commande: undefined, ligneCommande: undefined, detail: undefined, codeProduit: undefined };
  const signes = devis
    .entrees()
    .filter(e => e.jour <= date)
    .map(({ jour, montant, origine }): Apport => {
      const ou = { sorte: 'DEVIS' as const, piece: origine.IdDevis, ligne: '', date: jour };
      return { ...commun, ...ou, budget: montant as Montant, facture: ZERO };
    });
  const retenus = avenants
    .entrees()
    .filter(e => e.jour <= date)
    .map(({ jour, montant, origine }): Apport => {
      const ou = { sorte: 'AVENANT' as const, piece: origine.piece.IdAvenant, ligne: '', date: jour };
      return { ...commun, ...ou, budget: montant as Montant, facture: ZERO };
    });
  return [...signes, ...retenus];
}
