/** Les échéances d'un abonnement : une par période, son jour et son montant. */
import {
  ajouterMois,
  date,
  debutDeMois,
  finDeMois,
  fraction,
  moins,
  periodeDe,
  type Jour,
  type Montant,
  type Periode,
} from '../../../../comptabilite';
import type { Abonnement, Periodicite } from './types';

const MOIS: Readonly<Record<Periodicite, number>> = {
  MENSUELLE: 1,
  TRIMESTRIELLE: 3,
  SEMESTRIELLE: 6,
  ANNUELLE: 12,
};

export interface Echeance {
  /** Le mois où la période finit : avec le code de l'abonnement, ce qui rend l'écriture unique. */
  readonly periode: Periode;
  /** Dernier jour de la période. */
  readonly date: Jour;
  readonly montant: Montant;
  /** Rang de la période, de 1, et nombre de périodes (ETALE). */
  readonly rang: number;
  readonly total: number | undefined;
}

const rangDuMois = (j: Jour): number => date(j).annee * 12 + date(j).mois;

/** Nombre de périodes d'un abonnement borné, la dernière pouvant être plus courte ; undefined sans fin. */
export function nombreDePeriodes({ Debut, Fin, Periodicite: p }: Abonnement): number | undefined {
  if (Fin === undefined) return undefined;
  return Math.ceil((rangDuMois(Fin) - rangDuMois(Debut) + 1) / MOIS[p]);
}

/**
 * Les échéances jusqu'à l'arrêté, chacune à la fin de sa période ; la dernière à la fin de son dernier mois. ETALE :
 * parts égales du total, à l'arrondi cumulé ; 100,00 sur trois mois donne 33,33, 33,34 et 33,33 (domaine §0.1).
 * @throws RangeError si la fin précède le début, ou manque en ETALE
 */
export function echeances(a: Abonnement, arrete: Jour): Echeance[] {
  const total = nombreDePeriodes(a);
  if (total !== undefined && total < 1) throw new RangeError('la fin précède le début');
  if (a.Mode === 'ETALE' && total === undefined)
    throw new RangeError('la fin manque : un étalement en a une');
  const liste: Echeance[] = [];
  for (let k = 1; total === undefined || k <= total; k++) {
    const naturelle = finDeMois(ajouterMois(debutDeMois(a.Debut), k * MOIS[a.Periodicite] - 1));
    const borne = a.Fin === undefined ? naturelle : finDeMois(a.Fin);
    const jour = naturelle < borne ? naturelle : borne;
    if (jour > arrete || (a.ArretLe !== undefined && jour > a.ArretLe)) break;
    const montant = a.Mode === 'FIXE' || total === undefined ? a.Montant : part(a.Montant, k, total);
    liste.push({ periode: periodeDe(jour), date: jour, montant, rang: k, total });
  }
  return liste;
}

/** La k-ième part égale de n : arr(T × k / n) − arr(T × (k − 1) / n). */
const part = (total: Montant, k: number, n: number): Montant =>
  moins(fraction(total, k, n), fraction(total, k - 1, n));
