/** Les logiciels dont le format d'import est décrit publiquement. Un de plus : un fichier ici, et une ligne. */
import type { Disposition } from '../calcul/disposition';
import { CEGID } from './cegid';
import { CIEL } from './ciel';
import { EBP } from './ebp';
import { QUADRA } from './quadra';
import { SAGE_100 } from './sage-100';
import { SAGE_COALA } from './sage-coala';

export const LOGICIELS: readonly Disposition[] = [CEGID, CIEL, EBP, QUADRA, SAGE_100, SAGE_COALA];
