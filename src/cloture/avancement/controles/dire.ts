import {
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
  type Gravite,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Dossier } from '../calcul/dossier';
import type { LigneForcee } from '../calcul/donnees';
import type { Mesure } from '../calcul/mesures';

/** Une phrase dans les deux langues. */
export interface Phrase {
  readonly fr: string;
  readonly en: string;
}

/** Où mener : table, ligne d'Excel, clé de colonne, clé métier. */
export type Lieu = Pick<Anomalie, 'table' | 'ligne' | 'colonne' | 'cle'>;

/** Une anomalie : son code, ce qui ne va pas, quoi faire, et où. */
export function anomalie(
  gravite: Gravite,
  code: string,
  message: Phrase,
  remede: Phrase,
  lieu: Lieu,
): Anomalie {
  return {
    code,
    gravite,
    message: message.fr,
    remede: remede.fr,
    ...lieu,
    en: { message: message.en, remede: remede.en },
  };
}

/** Ce qu'il faut savoir d'un groupe (affaire ou lot) pour le juger à un arrêté. */
export interface AffaireJugee {
  readonly dossier: Dossier;
  readonly mesure: Mesure;
  readonly arrete: Jour;
  readonly force: LigneForcee | undefined;
}

/** La ligne du groupe dans la table Affaires. */
export function ligneAffaire({ affaire }: Dossier, colonne: string): Lieu {
  return { table: 'Affaires', ligne: affaire.ligne, colonne, cle: affaire.IdAffaire };
}

export const enMontant = (m: Montant): Phrase => ({ fr: texteMontant(m), en: texteMontant(m, 'en') });
export const enJour = (j: Jour): Phrase => ({ fr: texteJour(j), en: versIso(j) });
