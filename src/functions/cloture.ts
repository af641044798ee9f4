import { enSerie } from '../comptabilite';
import { lireArrete } from '../cloture/arguments';
import type { Fonction } from '../cloture/fonction';
import { Parametres, Periodes } from '../cloture/tables-communes';

/** Les fonctions du dossier lui-même. */
export const FONCTIONS_CLOTURE: readonly Fonction[] = [
  {
    id: 'CLOTURE.ARRETE',
    description: {
      fr: "Date d'arrêté du classeur, en numéro de série : appliquez un format de date à la cellule.",
      en: 'Closing date of the workbook, as a serial number: apply a date format to the cell.',
    },
    parametres: [],
    resultat: { type: 'number' },
    flux: true,
    lit: [Parametres, Periodes],
    exemple: {
      formule: '=CLOTURE.ARRETE()',
      arguments: [],
      resultat: 46356,
      source: 'classeur du cas de référence, arrêté au 30/11/2026',
      classeur: 'exemple',
    },
    creer: acces => () => {
      const arrete = lireArrete(null, acces.modele().arrete);
      return enSerie(arrete, acces.base1904);
    },
  },
  {
    id: 'CLOTURE.VERSION',
    description: {
      fr: "Version du complément Clôture ; #NOM? signale que le complément n'est pas chargé.",
      en: 'Version of the Clôture add-in; #NAME? means that the add-in is not loaded.',
    },
    parametres: [],
    resultat: { type: 'string' },
    exemple: { formule: '=CLOTURE.VERSION()', arguments: [], resultat: '0.1.0', source: 'package.json' },
    creer: acces => () => acces.version,
  },
];
