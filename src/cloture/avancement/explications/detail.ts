import { arbre, type Explication } from '../../../comptabilite';
import type { LigneCaDetail } from '../tables-detail';
import { dire, part, positive } from './feuilles';
import type { ExplicationGroupe } from './groupe';
import type { ApportExplique } from './ventes';

type Chiffre = 'Budget' | 'Facture' | 'CaReconnu' | 'Fae' | 'Pca';

/**
 * Un chiffre d'une ligne du détail, comme `detaillerPieces` : ce que la pièce apporte, et sa part du CA, de la FAE et de
 * la PCA de son groupe, au prorata du budget. undefined si la pièce n'apporte plus rien.
 */
export function expliquerDetail(
  groupe: ExplicationGroupe,
  ligne: LigneCaDetail,
  colonne: string,
): Explication | undefined {
  const apports = [...groupe.ventes.apports].sort((a, b) => (cle(a) < cle(b) ? -1 : 1));
  const cherchee = cle({
    sorte: ligne.TypePiece,
    piece: ligne.Piece,
    ligne: ligne.LignePiece ?? '',
    commande: ligne.IdCommande,
    ligneCommande: ligne.LigneCommande,
  });
  const rang = apports.findIndex(a => cle(a) === cherchee);
  const apport = apports[rang];
  if (!apport) return undefined;
  switch (colonne as Chiffre) {
    case 'Budget':
      return apport.budget ?? aucun('Hors du budget de vente', 'Not in the contract revenue');
    case 'Facture':
      return apport.facture ?? aucun("La pièce n'est pas une facture", 'The document is not an invoice');
    case 'CaReconnu':
      return groupe.parLignes ? caDeLigne(groupe, apports, rang) : partager(groupe.ca, apports, rang);
    case 'Fae':
      return groupe.parLignes ? deLigne(groupe, 'fae', apports, rang) : partager(groupe.fae, apports, rang);
    case 'Pca':
      return groupe.parLignes ? deLigne(groupe, 'pca', apports, rang) : partager(groupe.pca, apports, rang);
    default:
      return undefined;
  }
}

const aucun = (fr: string, en: string): Explication => arbre.constante(dire(fr, en), 0, 'EUR');

/** La FAE ou la PCA d'une ligne, quand elles viennent des lignes ; forcée, sa part de ce que toutes proposent. */
function deLigne(
  groupe: ExplicationGroupe,
  sens: 'fae' | 'pca',
  apports: readonly ApportExplique[],
  rang: number,
): Explication {
  const rien = aucun('Rien à régulariser', 'Nothing to accrue or defer');
  const proposees = apports.map(({ de }) => (de && groupe.lignes.dePiece(sens, de)) ?? rien);
  const forcee = groupe.forcee(sens);
  if (!forcee) return proposees[rang] ?? rien;
  const nulles = proposees.reduce((somme, p) => somme.plus(p.valeur), rien.valeur).isZero();
  return nulles ? partager(forcee, apports, rang) : part(forcee.libelle, forcee, proposees, rang);
}

/** CA d'une ligne = facturé + FAE - PCA. */
function caDeLigne(groupe: ExplicationGroupe, apports: readonly ApportExplique[], rang: number): Explication {
  const facture =
    apports[rang]?.facture ?? aucun("La pièce n'est pas une facture", 'The document is not an invoice');
  const produits = arbre.somme(dire('Facturé + FAE', 'Invoiced + accrued'), [
    facture,
    deLigne(groupe, 'fae', apports, rang),
  ]);
  return arbre.difference(dire('CA reconnu', 'Recognised revenue'), [
    produits,
    deLigne(groupe, 'pca', apports, rang),
  ]);
}

function partager(total: Explication, apports: readonly ApportExplique[], rang: number): Explication {
  const rien = aucun('Rien', 'Nothing');
  const budgets = apports.map(({ budget = rien }) =>
    budget.valeur.isNegative() ? positive(budget.libelle, budget) : budget,
  );
  const poids = budgets.every(b => b.valeur.isZero()) ? apports.map(a => a.facture ?? rien) : budgets;
  if (poids.reduce((somme, p) => somme.plus(p.valeur), rien.valeur).isZero()) {
    return aucun('Des poids qui se compensent : rien à partager', 'Weights cancel out: nothing to share');
  }
  return part(total.libelle, total, poids, rang);
}

const cle = (a: Omit<ApportExplique, 'budget' | 'facture'>): string =>
  [a.sorte, a.piece, a.ligne, a.commande ?? '', a.ligneCommande ?? ''].join('\u0000');
