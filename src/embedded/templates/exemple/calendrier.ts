/** Les jours que la société travaille : du lundi au vendredi, hors jours fériés. */
import { ajouterJours, jour, nbJours, type Jour } from '../../../comptabilite';

/** Jours fériés qui tombent en semaine, du premier temps saisi au dernier jour planifié. */
const FERIES: ReadonlySet<Jour> = new Set([
  jour(2025, 11, 11),
  jour(2025, 12, 25),
  jour(2026, 1, 1),
  jour(2026, 4, 6),
  jour(2026, 5, 1),
  jour(2026, 5, 8),
  jour(2026, 5, 14),
  jour(2026, 5, 25),
  jour(2026, 7, 14),
  jour(2026, 11, 11),
  jour(2026, 12, 25),
  jour(2027, 1, 1),
  jour(2027, 3, 29),
  jour(2027, 5, 6),
  jour(2027, 5, 17),
]);

/** Rang du jour dans la semaine, 1 pour lundi, 7 pour dimanche. */
export const jourDeSemaine = (j: Jour): number => ((j + 5) % 7) + 1;

export const estOuvre = (j: Jour): boolean => jourDeSemaine(j) <= 5 && !FERIES.has(j);

/** Jours ouvrés de `du` à `au`, bornes comprises. */
export function joursOuvres(du: Jour, au: Jour): Jour[] {
  return Array.from({ length: nbJours(du, au) }, (_, n) => ajouterJours(du, n)).filter(estOuvre);
}

/** Le premier jour ouvré à partir de celui-ci. */
export function ouvreSuivant(j: Jour): Jour {
  let jour = j;
  while (!estOuvre(jour)) jour = ajouterJours(jour, 1);
  return jour;
}

/** Lundi de la semaine de ce jour. */
export const lundi = (j: Jour): Jour => ajouterJours(j, 1 - jourDeSemaine(j));

/** Lit une date du fichier d'exemple, écrite « AAAA-MM-JJ ». */
export function le(iso: string): Jour {
  const [annee = 0, mois = 0, jourDuMois = 0] = iso.split('-').map(Number);
  return jour(annee, mois, jourDuMois);
}
