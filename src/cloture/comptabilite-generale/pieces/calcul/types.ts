import type { Compte, Jour, Montant, Taux } from '../../../../comptabilite';

export const TYPES_PIECE = [
  'ECRITURE',
  'FACTURE_CLIENT',
  'AVOIR_CLIENT',
  'FACTURE_FOURNISSEUR',
  'AVOIR_FOURNISSEUR',
  'MODELE',
] as const;
export type TypePiece = (typeof TYPES_PIECE)[number];

export const SENS = ['DEBIT', 'CREDIT'] as const;
export type Sens = (typeof SENS)[number];

export const MODES_ABONNEMENT = ['FIXE', 'ETALE'] as const;
export const PERIODICITES = ['MENSUELLE', 'TRIMESTRIELLE', 'SEMESTRIELLE', 'ANNUELLE'] as const;
export type Periodicite = (typeof PERIODICITES)[number];

export const MODES_CONTREPASSATION = ['INVERSE', 'NEGATIF'] as const;
export type ModeContrepassation = (typeof MODES_CONTREPASSATION)[number];

/** Une ligne d'un modèle : une part du montant, un montant fixe, ou ce qui équilibre. */
export interface LigneModele {
  readonly Ligne: number;
  readonly Journal?: string | undefined;
  readonly Compte: Compte;
  readonly Sens: Sens;
  readonly Part?: Taux | undefined;
  readonly Montant?: Montant | undefined;
  readonly Tiers?: string | undefined;
  readonly Libelle?: string | undefined;
  readonly IdAffaire?: string | undefined;
  readonly Section?: string | undefined;
}

/** Une écriture qui revient. */
export interface Abonnement {
  readonly Mode: (typeof MODES_ABONNEMENT)[number];
  readonly Montant: Montant;
  readonly Periodicite: Periodicite;
  readonly Debut: Jour;
  readonly Fin?: Jour | undefined;
  readonly ArretLe?: Jour | undefined;
}

/** Une ligne de facture saisie : HT, et ce que sa TVA en fait. */
export interface LigneDeFacture {
  readonly compte: Compte;
  readonly ht: Montant;
  readonly tva: TvaDeLigne;
  readonly idAffaire?: string;
  readonly section?: string;
}

/** La TVA d'une ligne : aucune, à un compte, dans la charge, ou due et déductible à la fois. */
export type TvaDeLigne =
  | { readonly regime: 'AUCUNE' }
  | { readonly regime: 'NORMALE'; readonly taux: Taux; readonly compte: Compte }
  | { readonly regime: 'DANS_LA_CHARGE'; readonly taux: Taux }
  | {
      readonly regime: 'AUTOLIQUIDEE';
      readonly taux: Taux;
      readonly deductible: Compte;
      readonly collectee: Compte;
    };
