import type { Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';

export const expliquerChange = (_c: Contexte, _cellule: CelluleGeneree): Explication | undefined => undefined;
