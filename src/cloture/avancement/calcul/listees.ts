import { periodeDe, type Jour } from '../../../comptabilite';
import type { LigneAffaire } from './donnees';
import type { Dossier } from './dossier';
import type { IndexAvancement } from './index-affaires';
import { estVide, mesurer } from './mesures';

/** Une affaire et ce qui la nomme à un arrêté. */
export interface FicheAffaire {
  readonly idAffaire: string;
  readonly libelle: string;
  /** Règles de ses groupes, par ordre croissant ; celles qui ont été historisées si le mois est fermé. */
  readonly regles: readonly string[];
}

export function estFermee(index: IndexAvancement, arrete: Jour): boolean {
  return index.periodes.get(periodeDe(arrete)) === 'FERMEE';
}

/** Ce qui se reconnaît d'une affaire : un profil particulier a son CA ailleurs. */
export const reconnus = (dossiers: readonly Dossier[]): Dossier[] =>
  dossiers.filter(d => d.regle.formule === undefined);

/** Affaires qui ont un chiffre à un jour : celles de l'historique si le mois est fermé, sinon les non vides. */
export function affairesA(index: IndexAvancement, arrete: Jour): string[] {
  if (estFermee(index, arrete)) return index.historique.affairesA(arrete);
  return [...index.parAffaire]
    .filter(([, dossiers]) => !reconnus(dossiers).every(d => estVide(mesurer(d, arrete))))
    .map(([id]) => id);
}

/** Les mêmes, nommées, par ordre croissant. */
export function listerAffaires(
  index: IndexAvancement,
  affaires: readonly LigneAffaire[],
  arrete: Jour,
): FicheAffaire[] {
  const libelles = new Map(affaires.map(a => [a.IdAffaire, a.Libelle]));
  const fermee = estFermee(index, arrete);
  const reglesDe = (id: string): string[] =>
    fermee
      ? index.historique.deAffaire(id, arrete).flatMap(h => h.detail?.Regle ?? [])
      : reconnus(index.parAffaire.get(id) ?? []).map(d => d.regle.code);
  return affairesA(index, arrete)
    .sort()
    .map(id => ({
      idAffaire: id,
      libelle: libelles.get(id) ?? id,
      regles: [...new Set(reglesDe(id))].sort(),
    }));
}
