import type { Compte, Jour, Montant } from '../../../../comptabilite';

/** De quoi est fait un poste : une créance ou une dette commerciale, financière, un acompte, ou de la trésorerie. */
export const NATURES_POSTE = ['COMMERCIAL', 'FINANCIER', 'ACOMPTE', 'TRESORERIE'] as const;
export type NaturePoste = (typeof NATURES_POSTE)[number];
/** Natures dont la perte latente se provisionne. */
export const NATURES_PROVISION = ['COMMERCIAL', 'FINANCIER'] as const;
export type NatureProvision = (typeof NATURES_PROVISION)[number];

/** Une ligne d'écriture d'un compte en devise ; débit positif. */
export interface LigneDevise {
  readonly table: string;
  readonly ligne: number;
  readonly compte: Compte;
  readonly tiers: string;
  readonly piece: string;
  readonly date: Jour;
  readonly echeance: Jour | undefined;
  /** En euros, débit positif. */
  readonly montant: Montant;
  /** Vide : euro. */
  readonly devise: string;
  /** En devise, du signe de la ligne ; undefined si la ligne ne le donne pas. */
  readonly montantDevise: Montant | undefined;
  /** Code du lettrage s'il vaut à l'arrêté. */
  readonly lettrage: string | undefined;
  /** Une écriture de clôture en euros qui solde le poste de sa pièce (douteux, compensation…). */
  readonly solde: boolean;
}

/** Une part d'une ligne que rien n'a encore soldée. */
export interface PartOuverte {
  readonly ligne: LigneDevise;
  readonly devise: Montant;
  readonly valeur: Montant;
}

/** Un poste en devise encore ouvert à l'arrêté. */
export interface PosteDevise {
  readonly cle: string;
  readonly nature: NaturePoste;
  readonly compte: Compte;
  readonly tiers: string;
  readonly piece: string;
  readonly devise: string;
  readonly echeance: Jour | undefined;
  /** En devise, débit positif. */
  readonly residuel: Montant;
  /** Valeur comptable de ce résiduel, en euros, débit positif. */
  readonly valeur: Montant;
  readonly parts: readonly PartOuverte[];
}

/** Un règlement fait à un autre cours que sa facture, dont l'écart n'est pas passé. */
export interface EcartRealise {
  readonly compte: Compte;
  readonly tiers: string;
  readonly piece: string;
  readonly devise: string;
  readonly nature: NaturePoste;
  /** Débit resté sur le compte : une perte s'il est positif. */
  readonly montant: Montant;
}
