/** Contrepasser une écriture : la pièce contraire, aux mêmes comptes, dans un des deux modes (domaine §9.3). */
import { ecriture, oppose, type Ecriture, type Jour, type LigneEcriture } from '../../../../comptabilite';
import type { Ligne } from '../../../../workbook/table';
import type { Ecritures } from '../../../tables-communes';
import type { ModeContrepassation } from './types';

/** Une ligne d'écriture du classeur, importée ou de clôture. */
export type LigneDuLivre = Ligne<typeof Ecritures>;

/** Une pièce du livre : ses lignes, sous sa clé. */
export interface PieceDuLivre {
  readonly cle: string;
  readonly table: string;
  readonly lignes: readonly LigneDuLivre[];
}

/** La clé d'une pièce : celle de génération, sinon exercice, journal et numéro. */
export const cleDePiece = (
  l: Pick<LigneDuLivre, 'CleGeneration' | 'Exercice' | 'Journal' | 'EcritureNum'>,
): string => l.CleGeneration ?? [l.Exercice, l.Journal, l.EcritureNum].join('|');

/** Où et comment contrepasser. */
export interface Facon {
  readonly cle: string;
  readonly date: Jour;
  readonly mode: ModeContrepassation;
  readonly libelle: string;
}

/**
 * L'écriture contraire d'une pièce : toutes ses lignes, contrepartie automatique comprise, chacune avec sa pièce, son
 * tiers, son échéance et sa devise. INVERSE échange débit et crédit ; NEGATIF garde les côtés et change les signes, si
 * bien que les mouvements du mois reviennent à ce qu'ils étaient. Une ligne à zéro n'a pas de contraire.
 * @throws RangeError si la pièce a moins de deux lignes mouvementées ou n'est pas équilibrée
 */
export function contrepasser(piece: PieceDuLivre, facon: Facon): Ecriture {
  const [premiere] = piece.lignes;
  return ecriture({
    cle: facon.cle,
    origine: 'EXTOURNE',
    journal: premiere?.Journal ?? '',
    date: facon.date,
    piece: premiere?.Piece ?? '',
    libelle: facon.libelle,
    lignes: piece.lignes.filter(l => l.Debit !== 0 || l.Credit !== 0).map(l => contraire(l, facon.mode)),
    extourneDe: piece.cle,
  });
}

function contraire(l: LigneDuLivre, mode: ModeContrepassation): LigneEcriture {
  const [debit, credit] = mode === 'INVERSE' ? [l.Credit, l.Debit] : [oppose(l.Debit), oppose(l.Credit)];
  return {
    compte: l.Compte,
    debit,
    credit,
    piece: l.Piece,
    datePiece: l.DatePiece,
    ...(l.Tiers === undefined ? {} : { tiers: l.Tiers }),
    ...(l.IdAffaire === undefined ? {} : { idAffaire: l.IdAffaire }),
    ...(l.Section === undefined ? {} : { section: l.Section }),
    ...(l.DateEcheance === undefined ? {} : { echeance: l.DateEcheance }),
    ...(l.Devise === undefined ? {} : { devise: l.Devise }),
    ...(l.MontantDevise === undefined ? {} : { montantDevise: l.MontantDevise }),
  };
}

/** Ce qu'une demande retient : une clé, ou des critères tous tenus ensemble. */
export interface Criteres {
  readonly Cle?: string | undefined;
  readonly Exercice?: string | undefined;
  readonly Journal?: string | undefined;
  readonly EcritureNum?: string | undefined;
  readonly Du?: Jour | undefined;
  readonly Au?: Jour | undefined;
  readonly Piece?: string | undefined;
  readonly Compte?: string | undefined;
  readonly Tiers?: string | undefined;
  readonly Origine?: string | undefined;
}

const CRITERES = [
  'Exercice',
  'Journal',
  'EcritureNum',
  'Du',
  'Au',
  'Piece',
  'Compte',
  'Tiers',
  'Origine',
] as const;

/** Vrai si la demande ne dit pas ce qu'elle contrepasse : elle ne prendrait pas tout le livre. */
export const sansCritere = (c: Criteres): boolean =>
  c.Cle === undefined && CRITERES.every(cle => c[cle] === undefined);

/** Vrai si la demande vise une seule écriture : sa clé, ou exercice, journal et numéro. */
export const viseUneEcriture = (c: Criteres): boolean =>
  c.Cle !== undefined || (c.Journal !== undefined && c.EcritureNum !== undefined);

/** Vrai si la pièce tient tous les critères ; compte et tiers se cherchent parmi ses lignes. */
export function retient(c: Criteres, { cle, lignes }: PieceDuLivre): boolean {
  const [l] = lignes;
  if (!l) return false;
  const egal = (voulu: string | undefined, lu: string | undefined) => voulu === undefined || voulu === lu;
  return (
    egal(c.Cle, cle) &&
    egal(c.Exercice, l.Exercice) &&
    egal(c.Journal, l.Journal) &&
    egal(c.EcritureNum, l.EcritureNum) &&
    egal(c.Origine, l.Origine ?? 'IMPORT') &&
    (c.Du === undefined || l.DateEcriture >= c.Du) &&
    (c.Au === undefined || l.DateEcriture <= c.Au) &&
    (c.Piece === undefined || lignes.some(x => x.Piece === c.Piece)) &&
    (c.Compte === undefined || lignes.some(x => x.Compte.startsWith(c.Compte!))) &&
    (c.Tiers === undefined || lignes.some(x => x.Tiers === c.Tiers))
  );
}
