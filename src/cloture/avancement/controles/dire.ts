import {
  texteJour,
  texteMontant,
  versIso,
  type Jour,
  type LieuAnomalie,
  type Montant,
  type Phrase,
} from '../../../comptabilite';
import type { Dossier } from '../calcul/dossier';
import type { LigneForcee } from '../calcul/donnees';
import type { Mesure } from '../calcul/mesures';

export { signaler as anomalie } from '../../../comptabilite';
export type { LieuAnomalie as Lieu, Phrase } from '../../../comptabilite';

/** Ce qu'il faut savoir d'un groupe (affaire ou lot) pour le juger à un arrêté. */
export interface AffaireJugee {
  readonly dossier: Dossier;
  readonly mesure: Mesure;
  readonly arrete: Jour;
  readonly force: LigneForcee | undefined;
}

/** La ligne du groupe dans la table Affaires. */
export function ligneAffaire({ affaire }: Dossier, colonne: string): LieuAnomalie {
  return { table: 'Affaires', ligne: affaire.ligne, colonne, cle: affaire.IdAffaire };
}

export const enMontant = (m: Montant): Phrase => ({ fr: texteMontant(m), en: texteMontant(m, 'en') });
export const enJour = (j: Jour): Phrase => ({ fr: texteJour(j), en: versIso(j) });
