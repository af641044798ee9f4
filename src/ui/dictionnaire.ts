import type { Langue } from './proprietes';
import { en } from './textes-en';
import { fr, type Textes } from './textes-fr';

export const TEXTES: Readonly<Record<Langue, Textes>> = { fr, en };

/** Langue du volet d'après celle de l'affichage d'Excel : le français, sauf si Excel est en une autre langue. */
export function langueDe(affichage: string | undefined): Langue {
  return !affichage || /^fr\b/i.test(affichage) ? 'fr' : 'en';
}
