import type { Jour, Phrase } from '../../../comptabilite';

type Textes = readonly (string | undefined)[];

/** Les écritures d'une table, par colonnes, telles que les contrôles les parcourent. */
export interface LivreControle {
  readonly table: string;
  readonly n: number;
  /** Numéros de ligne d'Excel. */
  readonly ligne: readonly number[];
  readonly Exercice: Textes;
  readonly Journal: Textes;
  readonly EcritureNum: Textes;
  readonly Compte: readonly string[];
  readonly Tiers: Textes;
  readonly Periode: Textes;
  readonly DateEcriture: readonly Jour[];
  readonly DateValidation: readonly (Jour | undefined)[];
  /** Écrit par le complément : ses numéros ne sont définitifs qu'une fois validés, et ses tiers viennent de la règle. */
  readonly genere: boolean;
  readonly Debit: readonly number[];
  readonly Credit: readonly number[];
}

/** Au-delà, les anomalies d'un même contrôle se comptent au lieu de se lister. */
export const MAX_PAR_CONTROLE = 50;

/** « 3 lignes », « 1 ligne » : le nombre et son nom, dans les deux langues. */
export const compter = (n: number, fr: readonly [string, string], en: readonly [string, string]): Phrase => ({
  fr: `${n} ${n > 1 ? fr[1] : fr[0]}`,
  en: `${n} ${n > 1 ? en[1] : en[0]}`,
});
export const lignesEcrites = (n: number) => compter(n, ['ligne', 'lignes'], ['row', 'rows']);
