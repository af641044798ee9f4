import { taux, type Jour, type Taux } from '../../../comptabilite';
import type { CoefficientDegressif, Fiche, OptionsFiscales } from './types';

/** Coefficients dégressifs du régime général (CGI art. 39 A) : 3 ou 4 ans, 5 ou 6 ans, plus de 6 ans. */
export const COEFFICIENTS_39A: readonly CoefficientDegressif[] = [
  { dureeMinMois: 36, dureeMaxMois: 59, coefficient: taux('1.25') },
  { dureeMinMois: 60, dureeMaxMois: 72, coefficient: taux('1.75') },
  { dureeMinMois: 73, coefficient: taux('2.25') },
];

/**
 * Coefficient d'une durée pour un bien acquis ce jour : il est fixé à l'acquisition pour toute la vie. Entre deux
 * lignes qui conviennent, celle qui commence le plus tard. undefined : durée non éligible.
 */
export function coefficientDegressif(
  table: readonly CoefficientDegressif[],
  acquisition: Jour,
  dureeMois: number,
): Taux | undefined {
  let trouve: CoefficientDegressif | undefined;
  for (const ligne of table) {
    const { du = -Infinity, au = Infinity, dureeMinMois, dureeMaxMois = Infinity } = ligne;
    if (acquisition < du || acquisition > au || dureeMois < dureeMinMois || dureeMois > dureeMaxMois)
      continue;
    if (!trouve || du > (trouve.du ?? -Infinity)) trouve = ligne;
  }
  return trouve?.coefficient;
}

/** Le coefficient d'une fiche : le sien, sinon celui de la table. @throws RangeError si la durée n'est pas éligible. */
export function coefficientDe(
  fiche: Pick<Fiche, 'id' | 'acquisition' | 'coefficient'>,
  dureeMois: number,
  options: OptionsFiscales,
): Taux {
  if (dureeMois < 36 || dureeMois % 12 !== 0)
    throw new RangeError(
      `${fiche.id} : ${dureeMois} mois, le dégressif demande des années entières, trois au moins.`,
    );
  const table = options.coefficients ?? COEFFICIENTS_39A;
  const coefficient = fiche.coefficient ?? coefficientDegressif(table, fiche.acquisition, dureeMois);
  if (coefficient === undefined)
    throw new RangeError(`${fiche.id} : aucun coefficient dégressif pour ${dureeMois} mois à cette date.`);
  return coefficient;
}
