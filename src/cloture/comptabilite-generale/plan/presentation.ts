import { decrireFeuille } from '../../../workbook/feuille';
import { Parametres, PlanComptable } from '../../tables-communes';
import { PassagePlan } from '../../tables-communes/passage-plan';
import { TABLES_GRAND_LIVRE } from '../../tables-communes/tables-grand-livre';
import type { PresentationPartie } from '../partie';
import { BalanceGroupe, ComptesAbsents, ComptesGroupe } from './tables';

/** Le plan de comptes : ce qui lui manque, le passage de N-1, les plans de groupe. */
export const PRESENTATION_PLAN: PresentationPartie = {
  nom: 'plan',
  lit: [...TABLES_GRAND_LIVRE, Parametres, PlanComptable, ComptesGroupe, PassagePlan],
  ecrit: [ComptesAbsents, PassagePlan, BalanceGroupe],
  modules: [],
  feuilles: [
    decrireFeuille(ComptesGroupe),
    decrireFeuille(ComptesAbsents, {
      formatsConditionnels: [
        { colonne: 'DansLePlan', quand: { vaut: 'ALERTE' }, ton: 'alerte' },
        { colonne: 'DansLePlan', quand: { vaut: 'BLOQUANT_ETATS' }, ton: 'erreur' },
      ],
    }),
    decrireFeuille(PassagePlan, {
      retenus: ['Retenu'],
      formatsConditionnels: [
        { colonne: 'Etat', quand: { vaut: 'A_DECIDER' }, ton: 'erreur' },
        { colonne: 'Etat', quand: { vaut: 'A_CONFIRMER' }, ton: 'alerte' },
      ],
    }),
    decrireFeuille(BalanceGroupe, {
      formatsConditionnels: [
        { colonne: 'Niveau', quand: { vaut: 'NON_RATTACHE' }, ton: 'alerte' },
        { colonne: 'Niveau', quand: { vaut: 'TOTAL' }, ton: 'succes' },
      ],
    }),
  ],
};
