/** Numéros de pièces : dans l'ordre des dates, en passant par ceux du cas de référence. */
import type { Jour } from '../../../comptabilite';

/** Un numéro déjà pris, à sa date. */
export interface Ancre {
  readonly date: Jour;
  readonly numero: number;
}

/**
 * Numérote des pièces datées, triées, sans trou d'une ancre à la suivante : une facture ne se saute pas.
 * @throws Error si le nombre de pièces entre deux ancres n'est pas celui des numéros libres.
 */
export function numeroterSansTrou(dates: readonly Jour[], ancres: readonly Ancre[]): number[] {
  let numero = 0;
  const aPasser = [...ancres];
  const numeros = dates.map(date => {
    for (let ancre = aPasser[0]; ancre && ancre.date <= date; ancre = aPasser[0]) {
      if (++numero !== ancre.numero) throw new Error(`Le numéro ${ancre.numero} tombe au rang ${numero}.`);
      aPasser.shift();
    }
    return ++numero;
  });
  if (aPasser.length > 0) throw new Error('Une pièce du cas de référence est après toutes les autres.');
  return numeros;
}

/** Numérote des pièces datées, triées, à intervalles réguliers entre les ancres : les numéros sautés sont d'autres pièces. */
export function numeroter(dates: readonly Jour[], ancres: readonly Ancre[]): number[] {
  return dates.map((date, rang) => {
    const debut = [...ancres].reverse().find(ancre => ancre.date <= date) ?? { date: 0, numero: 0 };
    const fin = ancres.find(ancre => ancre.date > date);
    const dedans = dates.filter(d => d >= debut.date && (!fin || d < fin.date));
    const place = rang - dates.findIndex(d => d >= debut.date) + 1;
    if (!fin) return debut.numero + place;
    const numero = debut.numero + Math.floor((place * (fin.numero - debut.numero)) / (dedans.length + 1));
    if (dedans.length >= fin.numero - debut.numero)
      throw new Error(`Plus de numéro libre avant ${fin.numero}.`);
    return numero;
  });
}

/** « FC », « 2026 », 142 et quatre chiffres donnent FC-2026-0142. */
export const numeroDe = (prefixe: string, annee: number, numero: number, chiffres: number): string =>
  `${prefixe}-${annee}-${String(numero).padStart(chiffres, '0')}`;
