import { ajouterJours, date, finDeMois, jour, type Jour } from './jour';

declare const marquePeriode: unique symbol;

/** Période comptable : un mois civil, « AAAA-MM ». Deux périodes se comparent comme des textes. */
export type Periode = string & { readonly [marquePeriode]: true };

const FORME = /^(\d{4})-(0[1-9]|1[0-2])$/;
const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/**
 * Période d'un texte « AAAA-MM ».
 * @throws RangeError pour toute autre forme.
 */
export function periode(texte: string): Periode {
  const propre = texte.trim();
  if (!FORME.test(propre)) throw new RangeError(`« ${texte} » n'est pas une période AAAA-MM.`);
  return propre as Periode;
}

/** Période qui contient ce jour. */
export function periodeDe(j: Jour): Periode {
  const d = date(j);
  return `${String(d.annee).padStart(4, '0')}-${String(d.mois).padStart(2, '0')}` as Periode;
}

/** Premier jour de la période. */
export function debut(p: Periode): Jour {
  return jour(Number(p.slice(0, 4)), Number(p.slice(5)), 1);
}

/** Dernier jour de la période : son arrêté. */
export function fin(p: Periode): Jour {
  return finDeMois(debut(p));
}

/** Période suivante. */
export function suivante(p: Periode): Periode {
  return periodeDe(ajouterJours(fin(p), 1));
}

/** Période précédente. */
export function precedente(p: Periode): Periode {
  return periodeDe(ajouterJours(debut(p), -1));
}

/** Nom du mois en français. Ex. : texteMois(periode('2026-11')) = 'novembre 2026'. */
export function texteMois(p: Periode): string {
  return `${MOIS[Number(p.slice(5)) - 1] ?? ''} ${p.slice(0, 4)}`;
}
