import { decrireFeuille } from '../../../workbook/feuille';
import { JournalExecutions } from '../../tables-communes';
import { Lettrages } from '../../tables-communes/lettrages';
import { TABLES_GRAND_LIVRE } from '../../tables-communes/tables-grand-livre';
import type { PresentationPartie } from '../partie';
import { TravauxInventaire } from './tables';

/** La liste des travaux de fin d'exercice. */
export const PRESENTATION_FIN_EXERCICE: PresentationPartie = {
  nom: 'fin-exercice',
  lit: [...TABLES_GRAND_LIVRE, JournalExecutions, Lettrages],
  ecrit: [TravauxInventaire],
  modules: [],
  feuilles: [
    decrireFeuille(TravauxInventaire, {
      retenus: ['Remarque'],
      formatsConditionnels: [
        { colonne: 'Etat', quand: { vaut: 'FAIT' }, ton: 'succes' },
        { colonne: 'Etat', quand: { vaut: 'A_REVOIR' }, ton: 'alerte' },
        { colonne: 'Etat', quand: { vaut: 'A_FAIRE' }, ton: 'erreur' },
        { colonne: 'Etat', quand: { vaut: 'SANS_OBJET' }, ton: 'attenue' },
      ],
    }),
  ],
};
