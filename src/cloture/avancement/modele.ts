import { estBloquante, type Anomalie } from '../../comptabilite';
import type { TablesLues } from '../../workbook/table';
import type { Lecture } from '../../workbook/table';
import type { Parametres } from '../tables-communes/parametres';
import { creerModeleAvancement, SOCIETE, type AnomalieAffaire, type ModeleAvancement } from './calcul/modele';
import { lireDonnees, lireOptions, TABLES_AVANCEMENT } from './lecture';

export { SOCIETE, type AnomalieAffaire, type Mesures, type ModeleAvancement } from './calcul/modele';
export { TABLES_AVANCEMENT } from './lecture';

/**
 * Modèle des fonctions de cellule : les tables sont rangées une fois, puis chaque affaire et chaque arrêté se
 * lisent par recherche. Une ligne illisible tait les chiffres de son affaire (de toutes si elle n'en nomme
 * aucune) : un chiffre sans elle serait faux.
 * Ex. : creerModele(tables, parametres).mesures('24A010', jour(2026, 11, 30)).
 */
export function creerModele(tables: TablesLues, parametres: Parametres): ModeleAvancement {
  const modele = creerModeleAvancement(lireDonnees(tables), lireOptions(parametres));
  const illisibles = lignesIllisibles(tables, parametres);
  if (illisibles.size === 0) return modele;
  return {
    affaires: modele.affaires,
    mesures: (affaire, arrete) => {
      const toutes = affaire === SOCIETE ? [...illisibles.values()][0] : undefined;
      const anomalie = toutes ?? illisibles.get(SOCIETE) ?? illisibles.get(affaire);
      return anomalie ? taire(anomalie) : modele.mesures(affaire, arrete);
    },
  };
}

/** Première anomalie bloquante de lecture par affaire ; sous SOCIETE, celles qui n'en nomment aucune. */
function lignesIllisibles(tables: TablesLues, parametres: Parametres): Map<string, Anomalie> {
  const illisibles = new Map<string, Anomalie>();
  for (const table of TABLES_AVANCEMENT) {
    const lecture: Lecture = tables.lire(table);
    const bloquantes = lecture.anomalies.filter(estBloquante);
    if (bloquantes.length === 0) continue;
    const affaires = new Map([...lecture.lignes, ...lecture.ecartees].map(l => [l['ligne'], l['IdAffaire']]));
    for (const anomalie of bloquantes) {
      const affaire = affaires.get(anomalie.ligne);
      const cle = typeof affaire === 'string' ? affaire : SOCIETE;
      if (!illisibles.has(cle)) illisibles.set(cle, anomalie);
    }
  }
  const parametre = parametres.anomalies.find(estBloquante);
  if (parametre) illisibles.set(SOCIETE, parametre);
  return illisibles;
}

function taire(a: Anomalie): AnomalieAffaire {
  return {
    type: 'ANOMALIE',
    cause: 'BLOQUEE',
    fr: `${a.code} : ${a.message} ${a.remede}`,
    en: `${a.code} : see row ${a.ligne ?? '?'} of table ${a.table ?? '?'}`,
  };
}
