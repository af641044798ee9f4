import type { TablesLues } from '../../workbook/reader';
import type { Parametres } from '../tables-communes/parametres';
import { creerModeleAvancement, type ModeleAvancement } from './calcul/modele';
import { lireDonnees, lireOptions } from './lecture';

export { SOCIETE, type AnomalieAffaire, type Mesures, type ModeleAvancement } from './calcul/modele';
export { TABLES_AVANCEMENT } from './lecture';

/**
 * Modèle des fonctions de cellule : les tables sont rangées une fois, puis chaque affaire et chaque arrêté se
 * lisent par recherche.
 * Ex. : creerModele(tables, parametres).mesures('24A010', jour(2026, 11, 30)).
 */
export function creerModele(tables: TablesLues, parametres: Parametres): ModeleAvancement {
  return creerModeleAvancement(lireDonnees(tables), lireOptions(parametres));
}
