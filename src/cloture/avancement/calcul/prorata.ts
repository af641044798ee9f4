import { fraction, nbJours, type Jour, type Montant } from '../../../comptabilite';

/**
 * Part consommée à une date d'un montant couvrant du..au, en jours, bornes comprises (domaine §4.5).
 * 0 avant le début, le tout à partir de la fin.

 */
export function partConsommee(m: Montant, du: Jour, au: Jour, date: Jour): Montant {
  return fraction(m, nbJours(du, date < au ? date : au), nbJours(du, au));
}
