import { depuisSerie, depuisTexte, fin, type Jour } from '../comptabilite';
import type { TablesLues } from './capacite';
import { Parametres, Periodes } from './tables-communes';

/** Les tables dont l'arrêté du classeur se déduit. */
export const TABLES_ARRETE = [Parametres, Periodes] as const;

/**
 * L'arrêté du classeur : le paramètre DateArrete, sinon la fin de la première période EN_CLOTURE. Rend undefined si
 * le classeur ne le dit pas : ni l'horloge ni la dernière écriture n'en décident.
 */
export function arreteDuClasseur(tables: TablesLues, base1904 = false): Jour | undefined {
  const parametre = tables.lire(Parametres).lignes.find(ligne => ligne.Cle === 'DateArrete');
  if (parametre) return lireJour(parametre.Valeur, base1904);
  const enCours = tables
    .lire(Periodes)
    .lignes.filter(ligne => ligne.Etat === 'EN_CLOTURE')
    .map(ligne => fin(ligne.Periode));
  return enCours.length > 0 ? (Math.min(...enCours) as Jour) : undefined;
}

/** Une valeur de paramètre est un texte : une date tapée comme telle, ou le numéro de série d'une cellule de date. */
function lireJour(texte: string, base1904: boolean): Jour | undefined {
  if (!/^\d{4,6}$/.test(texte)) return depuisTexte(texte);
  try {
    return depuisSerie(Number(texte), base1904);
  } catch {
    return undefined;
  }
}
