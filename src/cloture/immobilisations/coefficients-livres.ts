import { jour, taux, type Jour } from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import type { CoefDegressif } from './tables';

/** Durées d'un barème : 3 ou 4 ans, 5 ou 6 ans, au-delà. */
const DUREES = [
  [36, 59],
  [60, 72],
  [73, undefined],
] as const;

function bareme(
  coefficients: readonly [string, string, string],
  DateDebut: Jour,
  DateFin: Jour | undefined,
  Source: string,
): Valeurs<typeof CoefDegressif>[] {
  return DUREES.map(([DureeMin, DureeMax], rang) => ({
    DateDebut,
    DateFin,
    DureeMin,
    DureeMax,
    Coefficient: taux(coefficients[rang]!),
    Source,
  }));
}

/**
 * Les coefficients du dégressif, tels que le classeur vierge les porte : le régime général, et la relance de 2008-2009
 * pour les biens acquis pendant qu'elle valait (celle-ci de mémoire, domaine §20.2 : sa source dit de la vérifier).
 */
export const COEFFICIENTS_LIVRES: readonly Valeurs<typeof CoefDegressif>[] = [
  ...bareme(['1.25', '1.75', '2.25'], jour(2001, 1, 1), undefined, 'CGI art. 39 A, régime général'),
  ...bareme(
    ['1.75', '2.25', '2.75'],
    jour(2008, 12, 4),
    jour(2009, 12, 31),
    'Relance 2008-2009 : à vérifier avec votre comptable',
  ),
];
