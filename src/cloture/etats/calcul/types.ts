/** Ce que les états manipulent : lignes officielles, soldes, mouvements. */
import type { Montant, Phrase } from '../../../comptabilite';

/** De quel côté du bilan ou du compte de résultat une ligne se lit : le signe qu'on lui montre. */
export type Cote = 'ACTIF' | 'PASSIF' | 'PRODUIT' | 'CHARGE';

/** Le côté où penche un solde. */
export type Sens = 'D' | 'C';

/** Une ligne d'un état officiel, et les préfixes des comptes qu'elle reçoit, séparés par des blancs. */
export interface LigneOfficielle extends Phrase {
  readonly code: string;
  readonly cote: Cote;
  /** Quel que soit le signe du solde. */
  readonly tous?: string;
  /** Seulement si le solde est débiteur. */
  readonly siD?: string;
  /** Seulement si le solde est créditeur. */
  readonly siC?: string;
  /** En moins de la valeur brute : amortissements et dépréciations. */
  readonly contra?: string;
  /** Case de la liasse fiscale (2052, 2053), pour recouper. */
  readonly liasse?: string;
}

/** Le solde d'un compte, d'un seul tiers pour un compte de tiers. Débit moins crédit. */
export interface Solde {
  readonly compte: string;
  readonly tiers: string;
  readonly montant: Montant;
  /** Le compte des écritures, quand la table de passage l'a changé. */
  readonly ancien?: string;
}

/** Où un solde se présente. */
export interface Place {
  readonly ligne: LigneOfficielle;
  /** Dans la colonne des amortissements et dépréciations. */
  readonly contra: boolean;
  /** Le préfixe qui l'a rangé ; le compte lui-même quand l'utilisateur en a décidé. */
  readonly prefixe: string;
}

/** Montant tel que la ligne le montre : actif et charge au débit, passif et produit au crédit. */
export const montrer = (cote: Cote, debitMoinsCredit: number): number =>
  cote === 'ACTIF' || cote === 'CHARGE' ? debitMoinsCredit : 0 - debitMoinsCredit;

/** Le sens d'un solde non nul. */
export const sensDe = (debitMoinsCredit: number): Sens => (debitMoinsCredit > 0 ? 'D' : 'C');

/** Classe de gestion : charges et produits. */
export const estGestion = (compte: string): boolean => compte.startsWith('6') || compte.startsWith('7');
