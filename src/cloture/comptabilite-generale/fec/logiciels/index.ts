/** Les logiciels dont le format d'import est décrit publiquement. Un de plus : un fichier ici, et une ligne. */
import type { Disposition } from '../calcul/disposition';
import { ACD } from './acd';
import { CEGID } from './cegid';
import { CIEL } from './ciel';
import { EBP } from './ebp';
import { ISACOMPTA } from './isacompta';
import { QUADRA } from './quadra';
import { SAGE_100 } from './sage-100';
import { SAGE_COALA } from './sage-coala';

export const LOGICIELS: readonly Disposition[] = [
  ACD,
  CEGID,
  CIEL,
  EBP,
  ISACOMPTA,
  QUADRA,
  SAGE_100,
  SAGE_COALA,
];
