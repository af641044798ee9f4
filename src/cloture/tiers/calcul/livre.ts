/** Les livres d'où vient l'auxiliaire : un grand livre rangé par colonne, ou des lignes déjà en objets. */
import type { Montant } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { Ecritures } from '../../tables-communes';

/** Une cellule d'où vient un montant : sa valeur, et le signe qu'elle y prend. */
export interface CelluleSource {
  readonly table: string;
  readonly ligne: number;
  readonly colonne: string;
  readonly montant: Montant;
  readonly signe: 1 | -1;
}

type LigneDuLivre = Ligne<typeof Ecritures>;

/**
 * Une ligne d'un compte de tiers : celle d'une écriture (`CleGeneration` nomme mieux que sa ligne, qui bouge, celle de
 * la clôture), ou celle qu'une facture ou un règlement aurait passée.
 */
export interface LigneAuxiliaire
  extends
    Pick<LigneDuLivre, 'ligne' | 'DateEcriture' | 'Compte' | 'Tiers' | 'Piece' | 'DatePiece' | 'Libelle'>,
    Pick<LigneDuLivre, 'Debit' | 'Credit' | 'Lettrage' | 'DateLettrage' | 'DateEcheance'>,
    Pick<LigneDuLivre, 'Devise' | 'MontantDevise' | 'CleGeneration'>,
    Partial<Pick<LigneDuLivre, 'Exercice' | 'Journal' | 'EcritureNum'>> {
  /** Écriture de l'arrêté en cours, de ligne 0 : la ligne qu'elle a déjà au classeur, si elle y est. */
  readonly enPlace?: number | undefined;
  /** Vrai pour la ligne d'une facture ou d'un avoir, quand ce n'est pas une écriture. */
  readonly estFacture?: boolean;
  /** Les cellules dont la ligne est faite, quand ce n'est pas une écriture. */
  readonly cellules?: readonly CelluleSource[];
}

/** Des lignes d'une même table, dans l'ordre de la feuille : un grand livre n'en fait des objets qu'à la demande. */
export interface Livre {
  readonly table: string;
  readonly n: number;
  /** De quoi lire une colonne, ligne par ligne. */
  lire<C extends keyof LigneAuxiliaire>(colonne: C): (rang: number) => LigneAuxiliaire[C];
  ligne(rang: number): LigneAuxiliaire;
  /** Les lignes sans lettrage soldent le poste de même compte, tiers et pièce (écritures de clôture). */
  readonly parPiece?: boolean;
}

/** Un livre dont les lignes sont déjà des objets. */
export const livreDe = (table: string, lignes: readonly LigneAuxiliaire[], parPiece = false): Livre => ({
  table,
  n: lignes.length,
  lire: colonne => rang => lignes[rang]![colonne],
  ligne: rang => lignes[rang]!,
  parPiece,
});
