import type Decimal from 'decimal.js';
import { arrondirProduit, entierSur, enUnites } from './arrondi';
import { montant, type Montant } from './montant';

declare const marqueQuantite: unique symbol;

/** Quantité (jours, heures, unités) en dix-millièmes, entier exact : 0,5 jour vaut 5000. */
export type Quantite = number & { readonly [marqueQuantite]: true };

/** Dix-millièmes dans une unité. */
export const UNITE_QUANTITE = 10_000;

/**
 * Quantité à partir d'un nombre décimal, gardée à 4 décimales (demi éloigné de zéro). Ex. : quantite(0.25).
 * @throws RangeError si la valeur n'est pas un nombre fini.
 */
export function quantite(valeur: number | string | Decimal): Quantite {
  return enUnites(valeur, 4) as Quantite;
}

/** Valeur décimale, pour une cellule ou un affichage. */
export function enNombre(q: Quantite): number {
  return q / UNITE_QUANTITE;
}

/** a + b. @throws RangeError au-delà des entiers exacts. */
export function plusQ(a: Quantite, b: Quantite): Quantite {
  return entierSur(a + b) as Quantite;
}

/** a - b. @throws RangeError au-delà des entiers exacts. */
export function moinsQ(a: Quantite, b: Quantite): Quantite {
  return entierSur(a - b) as Quantite;
}

/** Somme exacte ; zéro pour une suite vide. */
export function sommeQ(quantites: Iterable<Quantite>): Quantite {
  let total = 0;
  for (const q of quantites) total += q;
  return entierSur(total) as Quantite;
}

/**
 * arr(quantité × prix unitaire), arrondi une fois au centime (domaine §6.2).
 * Ex. : 0,5 jour à 500,01 € = 250,01 € (250,005 arrondi).
 */
export function valoriser(q: Quantite, prixUnitaire: Montant): Montant {
  return montant(arrondirProduit(q, prixUnitaire, UNITE_QUANTITE));
}
