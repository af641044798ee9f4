import { depuisEuros, type Montant } from '../comptabilite';

/** « 1 234,56 » ou « 750 » : un montant en euros ; rien d'autre. */
export function lireEuros(texte: string): Montant | undefined {
  const nu = texte.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,2})?$/.test(nu) ? depuisEuros(nu) : undefined;
}
