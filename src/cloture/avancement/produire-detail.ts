import { versIso, type Jour } from '../../comptabilite';
import type { TableProduite } from '../contexte';
import type { AffaireEtablie } from './calcul/etablir';
import { detaillerPieces } from './calcul/pieces';
import { CaDetail, type LigneCaDetail } from './tables-detail';

/** Le détail de l'arrêté, une ligne par ligne de pièce ; aucune si la présentation est la synthèse. */
export function produireDetail(
  affaires: readonly AffaireEtablie[],
  arrete: Jour,
  nomClient: (idTiers: string) => string,
): TableProduite<typeof CaDetail> {
  return {
    table: CaDetail,
    lignes: affaires.flatMap(a => lignesDetail(a, arrete, nomClient)),
    cle: l =>
      [
        versIso(l.Arrete),
        l.IdAffaire,
        l.Lot ?? '',
        l.SousLot ?? '',
        l.TypePiece,
        l.Piece,
        l.LignePiece ?? '',
        l.IdCommande ?? '',
        l.LigneCommande ?? '',
      ].join('|'),
    portee: l => l.Arrete === arrete,
  };
}

function lignesDetail(
  { dossier, mesure }: AffaireEtablie,
  arrete: Jour,
  nomClient: (id: string) => string,
): LigneCaDetail[] {
  return detaillerPieces(dossier, mesure, arrete).map(l => ({
    Arrete: arrete,
    IdAffaire: dossier.IdAffaire,
    Lot: dossier.Lot,
    SousLot: dossier.SousLot,
    TypePiece: l.sorte,
    Piece: l.piece,
    LignePiece: l.ligne === '' ? undefined : l.ligne,
    IdCommande: l.commande,
    LigneCommande: l.ligneCommande,
    DatePiece: l.date,
    Client: nomClient(l.detail?.tiers ?? dossier.affaire.IdClient),
    Compte: l.detail?.compte,
    CodeProduit: l.codeProduit,
    CodeTVA: l.detail?.codeTVA,
    Regle: dossier.regle.code,
    Budget: l.budget,
    Facture: l.facture,
    CaReconnu: l.ca,
    Fae: l.fae,
    Pca: l.pca,
  }));
}
