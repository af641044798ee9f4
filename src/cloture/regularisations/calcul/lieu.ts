/** Une pièce qui peut dire à quelle affaire elle va. */
interface Piece {
  readonly IdAffaire?: string | undefined;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
}

/** À quelle affaire et à quel lot va une pièce. */
export interface Lieu {
  readonly idAffaire: string | undefined;
  readonly lot: string | undefined;
  readonly sousLot: string | undefined;
}

const NULLE_PART: Lieu = { idAffaire: undefined, lot: undefined, sousLot: undefined };

/**
 * Affaire et lot d'une pièce qui en suit d'autres (facture, sa réception, sa commande) : la première qui nomme une
 * affaire la donne, la première de cette affaire qui nomme un lot le donne.
 */
export function lieuDe(premiere: Piece, seconde?: Piece, troisieme?: Piece): Lieu {
  const idAffaire = premiere.IdAffaire ?? seconde?.IdAffaire ?? troisieme?.IdAffaire;
  const porteur = porteurDuLot(
    premiere,
    idAffaire,
    porteurDuLot(seconde, idAffaire, porteurDuLot(troisieme, idAffaire)),
  );
  if (idAffaire === undefined && porteur === undefined) return NULLE_PART;
  return { idAffaire, lot: porteur?.Lot, sousLot: porteur?.SousLot };
}

/** La pièce, si elle nomme un lot de cette affaire ; sinon la suivante. */
function porteurDuLot(
  p: Piece | undefined,
  idAffaire: string | undefined,
  suivante?: Piece,
): Piece | undefined {
  return p?.Lot !== undefined && (p.IdAffaire ?? idAffaire) === idAffaire ? p : suivante;
}
