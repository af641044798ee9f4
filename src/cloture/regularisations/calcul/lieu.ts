/** Une pièce qui peut dire à quelle affaire elle va. */
interface Piece {
  readonly IdAffaire?: string | undefined;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
}

/**
 * Affaire et lot d'une pièce qui en suit d'autres (facture, sa réception, sa commande) : la première qui nomme une
 * affaire la donne, la première de cette affaire qui nomme un lot le donne.
 */
export function lieuDe(...pieces: readonly (Piece | undefined)[]) {
  const idAffaire = pieces.find(p => p?.IdAffaire !== undefined)?.IdAffaire;
  const lieu = pieces.find(p => p?.Lot !== undefined && (p.IdAffaire ?? idAffaire) === idAffaire);
  return { idAffaire, lot: lieu?.Lot, sousLot: lieu?.SousLot };
}
