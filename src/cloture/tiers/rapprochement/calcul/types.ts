import type { Jour, Montant } from '../../../../comptabilite';

/** Une ligne d'un côté du rapprochement ; débit positif. */
export interface LigneRapprochee {
  readonly table: string;
  readonly ligne: number;
  readonly compte: string;
  readonly tiers: string;
  readonly piece: string;
  readonly date: Jour;
  readonly montant: Montant;
  /** Les lignes d'une même pièce, réunies en celle-ci. */
  readonly membres?: readonly LigneRapprochee[];
}

/** Ce qui peut expliquer un écart, du plus probable au moins probable. */
export const NATURES_ECART = [
  'SANS_TIERS',
  'TIERS_D_UN_AUTRE_COLLECTIF',
  'SENS_INVERSE',
  'CHIFFRES_INVERSES',
  'VIRGULE_DEPLACEE',
  'DOUBLON_GENERAL',
  'DOUBLON_AUXILIAIRE',
  'MAUVAIS_COMPTE',
  'HORS_PERIODE',
  'MAUVAIS_TIERS',
  'MONTANT_DIFFERENT',
  'REGROUPEMENT',
  'ABSENTE_DU_GENERAL',
  'ABSENTE_DE_L_AUXILIAIRE',
] as const;
export type NatureEcart = (typeof NATURES_ECART)[number];

/** Une ligne en cause : ce qu'elle est, et ce qu'elle met dans l'écart. */
export interface Candidat {
  readonly nature: NatureEcart;
  readonly ligne: LigneRapprochee;
  /** La ligne d'en face, quand il y en a une. */
  readonly face: LigneRapprochee | undefined;
  /** Général moins auxiliaire. */
  readonly effet: Montant;
  /** De 0 à 100 : 100 quand elle fait l'écart à elle seule. */
  readonly score: number;
}

/** Ce qu'il faut comparer. */
export interface Comparaison {
  readonly auxiliaire: readonly LigneRapprochee[];
  readonly general: readonly LigneRapprochee[];
  /** Lignes du général sur d'autres comptes, où une pièce a pu s'égarer. */
  readonly ailleurs: readonly LigneRapprochee[];
  /** Lignes du collectif datées d'après l'arrêté. */
  readonly apres: readonly LigneRapprochee[];
  /** Vrai si le tiers est de ce collectif. */
  duCollectif(tiers: string): boolean;
}
