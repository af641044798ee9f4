import type Decimal from 'decimal.js';
import { arrondirQuotient, lireDecimal, puissance10 } from './arrondi';
import { montant, type Montant } from './montant';

/**
 * Répartit un total selon des poids par arrondi cumulé : part(k) = arr(T × W(k)) - arr(T × W(k-1)), où W
 * est le poids cumulé (domaine §0.1). La somme des parts est toujours le total.
 *
 * L'appelant range les poids avant : par date pour des périodes, sinon par ordre croissant de la clé ;
 * jamais dans l'ordre des lignes, qu'un tri change.
 * Ex. : 100,00 € en trois parts égales → 33,33 ; 33,34 ; 33,33.
 * @throws RangeError si la somme des poids est nulle.
 */
export function repartir(total: Montant, poids: readonly (number | Decimal)[]): Montant[] {
  const lus = poids.map(lireDecimal);
  const decimales = lus.reduce((max, p) => Math.max(max, p.decimales), 0);
  const entiers = lus.map(p => p.entier * puissance10(decimales - p.decimales));
  const somme = entiers.reduce((a, b) => a + b, 0n);
  if (somme === 0n) throw new RangeError('Répartition impossible : la somme des poids est nulle.');
  const t = BigInt(total);
  let cumul = 0n;
  let avant = 0;
  return entiers.map(p => {
    cumul += p;
    const jusquIci = arrondirQuotient(t * cumul, somme);
    const part = montant(jusquIci - avant);
    avant = jusquIci;
    return part;
  });
}
