import type { Montant, Taux } from '../../../comptabilite';

/** Une raison de ne pas donner de chiffre, dans les deux langues. */
export interface Raison {
  readonly fr: string;
  readonly en: string;
}

/** Ce qui remplace les mesures quand elles ne peuvent pas être données. */
export interface AnomalieAffaire extends Raison {
  readonly type: 'ANOMALIE';
  readonly cause: 'INCONNUE' | 'SANS_REGLE' | 'BLOQUEE' | 'SANS_HISTORIQUE' | 'PAR_FORMULE';
}

/**
 * Mesures cumulées d'une affaire, ou de la société, à un arrêté. Une mesure absente est undefined, et `manques`
 * dit pourquoi : jamais zéro.
 */
export interface Mesures {
  readonly type: 'MESURES';
  /** Calculées sur les pièces, ou lues dans l'historique d'un mois fermé. */
  readonly source: 'CALCUL' | 'HISTORIQUE';
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
  /** % retenu d'une affaire ; CA / budget pour la société. */
  readonly taux: Taux | undefined;
  readonly budget: Montant | undefined;
  readonly facture: Montant | undefined;
  readonly charges: Montant | undefined;
  readonly raf: Montant | undefined;
  readonly production: Montant | undefined;
  readonly manques: Partial<Record<'taux' | 'budget' | 'facture' | 'charges' | 'raf' | 'production', Raison>>;
}
