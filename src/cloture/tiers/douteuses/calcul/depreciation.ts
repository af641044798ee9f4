/** Dépréciation d'une créance, hors taxe, au taux de TVA de sa facture (domaine §8.7 ; PCG art. 214-25). */
import {
  fraction,
  minimum,
  moins,
  montant,
  repartir,
  somme,
  ZERO,
  type Jour,
  type Montant,
  type Taux,
} from '../../../../comptabilite';

/** Ce qu'une créance porte TTC à un taux de TVA. */
export interface PartTTC {
  readonly ttc: Montant;
  readonly taux: Taux;
}

/** HT d'une créance : la TVA d'une perte définitive se récupère. */
export const baseHT = (parts: readonly PartTTC[]): Montant =>
  somme(parts.map(({ ttc, taux }) => fraction(ttc, 1, taux.plus(1))));

/**
 * arr(TTC × perte / (1 + t)), par taux, arrondi une fois chacun.
 * @example depreciation([{ ttc: 12 000, taux: 20 % }], 60 %) = 6 000 (domaine T-AR-04)
 */
export const depreciation = (parts: readonly PartTTC[], perte: Taux): Montant =>
  somme(parts.map(({ ttc, taux }) => fraction(ttc, perte, taux.plus(1))));

/** Partage ce qui reste dû d'une facture entre ses taux, selon leur TTC : la somme est toujours le reste. */
export function partager(reste: Montant, facture: readonly PartTTC[]): PartTTC[] {
  if (facture.length === 1) return [{ ttc: reste, taux: facture[0]!.taux }];
  const ttc = repartir(
    reste,
    facture.map(p => p.ttc),
  );
  return facture.map((p, i) => ({ ttc: ttc[i]!, taux: p.taux }));
}

/** Une pièce d'un client : dette positive, avoir ou règlement négatif. */
export interface PieceDue {
  readonly piece: string;
  readonly echeance: Jour;
  readonly reste: Montant;
}

/**
 * Ce qui reste dû de chaque pièce une fois les avoirs et règlements du client imputés, de la plus ancienne échéance à
 * la plus récente. Rien si le client est créditeur.
 */
export function netDesPieces<P extends PieceDue>(pieces: readonly P[]): P[] {
  let credit = montant(-somme(pieces.filter(p => p.reste < 0).map(p => p.reste)));
  return pieces
    .filter(p => p.reste > 0)
    .sort((a, b) => a.echeance - b.echeance || (a.piece < b.piece ? -1 : 1))
    .flatMap(p => {
      const impute = minimum(credit, p.reste);
      credit = moins(credit, impute);
      const reste = moins(p.reste, impute);
      return reste === ZERO ? [] : [{ ...p, reste }];
    });
}

/** Taux de perte d'un âge, d'après des bornes croissantes : le dernier dont la borne ne dépasse pas l'âge. */
export function tauxParAge(
  jours: number,
  bornes: readonly { readonly du: number; readonly taux: Taux }[],
): Taux | undefined {
  let trouve: { du: number; taux: Taux } | undefined;
  for (const borne of bornes)
    if (borne.du <= jours && (trouve === undefined || borne.du > trouve.du)) trouve = borne;
  return trouve?.taux;
}
