import { plus, ZERO, type Jour, type Montant } from '../../../../comptabilite';
import type { Codes } from './codes';
import { dateDe, portee } from './groupes';
import type { PosteALettrer, Proposition } from './types';

/** Une ligne lettrée : ce qui en est pris, débit positif, et depuis quand. */
export interface MembreLettre {
  readonly cle: string;
  readonly montant: Montant;
  readonly date: Jour;
}

/** Des lignes qui portent le même code ; leurs montants et l'écart soldé font zéro. */
export interface GroupeLettre {
  readonly proposition: Proposition;
  readonly code: string;
  readonly membres: readonly MembreLettre[];
  /** Date de la dernière ligne : celle de l'écriture d'écart. */
  readonly date: Jour;
}

export interface EtatLettrage {
  readonly postes: ReadonlyMap<string, PosteALettrer>;
  /** Les lignes du lettrage partiel dont celle-ci fait déjà partie, elle comprise ; vide sinon. */
  readonly dejaLettrees: (cle: string) => readonly MembreLettre[];
  readonly codes: Codes;
  /** Premier jour qui n'est pas dans un mois fermé : un lettrage n'y change rien avant. */
  readonly ouvert: Jour;
}

/**
 * Donne un code et une date à des propositions retenues. La date est celle de la ligne la plus récente (domaine §9.4),
 * ou le premier jour ouvert si elle est dans un mois fermé. Une ligne déjà lettrée en partie amène tout son groupe sous
 * le nouveau code ; les autres lignes gardent leur date. Le code est en minuscules tant qu'un reste demeure.
 */
export function appliquer(propositions: readonly Proposition[], etat: EtatLettrage): GroupeLettre[] {
  const servies = new Map<string, MembreLettre[]>();
  const anciens = (cle: string) => servies.get(cle) ?? etat.dejaLettrees(cle);
  const groupes: GroupeLettre[] = [];
  for (const proposition of propositions) {
    const postes = proposition.parts.map(p => etat.postes.get(p.cle));
    if (postes.some(p => p === undefined)) continue;
    const derniere = dateDe(postes as PosteALettrer[]);
    const date = derniere < etat.ouvert ? etat.ouvert : derniere;
    const membres = new Map<string, MembreLettre>();
    for (const { cle } of proposition.parts) for (const m of anciens(cle)) membres.set(m.cle, m);
    for (const { cle, montant } of proposition.parts) {
      const avant = membres.get(cle);
      membres.set(cle, { cle, montant: plus(avant?.montant ?? ZERO, montant), date: avant?.date ?? date });
    }
    const lignes = [...membres.values()];
    for (const m of lignes) servies.set(m.cle, lignes);
    groupes.push({
      proposition,
      code: etat.codes.suivant(portee(proposition), proposition.partielle),
      membres: lignes,
      date,
    });
  }
  return groupes;
}
