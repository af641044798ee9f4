import type { Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';

export const expliquerPieces = (_contexte: Contexte, _cellule: CelluleGeneree): Explication | undefined =>
  undefined;
