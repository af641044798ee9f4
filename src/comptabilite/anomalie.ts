/** BLOQUANT arrête la clôture, ALERTE se lit et s'accepte, INFO renseigne. */
export type Gravite = 'BLOQUANT' | 'ALERTE' | 'INFO';

/**
 * Ce qui ne peut pas être calculé, ou mérite d'être vu : jamais un faux zéro (conception §1).
 * `message` dit quoi et où, `remede` dit quoi faire.
 */
export interface Anomalie {
  readonly code: string;
  readonly gravite: Gravite;
  readonly table?: string;
  /** Numéro de ligne Excel sur la feuille. */
  readonly ligne?: number;
  /** Clé de la colonne. */
  readonly colonne?: string;
  readonly message: string;
  readonly remede: string;
  /** Clé métier de la ligne, pour la retrouver après un tri. */
  readonly cle?: string;
  /** La même chose en anglais, pour le volet et les cellules ; sans elle, ils montrent le français. */
  readonly en?: Pick<Anomalie, 'message' | 'remede'>;
}

/** Ce qu'une anomalie dit dans la langue de l'affichage. Ex. : direAnomalie(anomalie, 'en').message. */
export function direAnomalie(a: Anomalie, langue: 'fr' | 'en'): Pick<Anomalie, 'message' | 'remede'> {
  return langue === 'en' && a.en ? a.en : a;
}

/** Une phrase dans les deux langues. */
export interface Phrase {
  readonly fr: string;
  readonly en: string;
}

/** Où mener : table, ligne d'Excel, clé de colonne, clé métier. */
export type LieuAnomalie = Pick<Anomalie, 'table' | 'ligne' | 'colonne' | 'cle'>;

/** Une anomalie : sa gravité, son code, ce qui ne va pas, quoi faire, et où. */
export function signaler(
  gravite: Gravite,
  code: string,
  message: Phrase,
  remede: Phrase,
  lieu: LieuAnomalie,
): Anomalie {
  const en = { message: message.en, remede: remede.en };
  return { code, gravite, message: message.fr, remede: remede.fr, ...lieu, en };
}

/** Vrai si l'anomalie empêche de valider. */
export function estBloquante(a: Anomalie): boolean {
  return a.gravite === 'BLOQUANT';
}

/** Les anomalies bloquantes, dans leur ordre. */
export function bloquantes(anomalies: Iterable<Anomalie>): Anomalie[] {
  return [...anomalies].filter(estBloquante);
}
