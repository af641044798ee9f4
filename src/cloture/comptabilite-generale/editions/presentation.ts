import { decrireFeuille, type FormatConditionnel } from '../../../workbook/feuille';
import { Parametres, PlanComptable, Tiers } from '../../tables-communes';
import { PassagePlan } from '../../tables-communes/passage-plan';
import { TABLES_GRAND_LIVRE } from '../../tables-communes/tables-grand-livre';
import type { PresentationPartie } from '../partie';
import * as t from './tables';

const niveau = (colonne: string, sousTotal: string): FormatConditionnel[] => [
  { colonne, quand: { vaut: sousTotal }, ton: 'attenue' },
  { colonne, quand: { vaut: 'TOTAL' }, ton: 'succes' },
];

/** Balances à chaque clôture ; grand livre, journal et balances détaillées à la demande. */
export const PRESENTATION_EDITIONS: PresentationPartie = {
  nom: 'editions',
  lit: [...TABLES_GRAND_LIVRE, Parametres, PlanComptable, Tiers, PassagePlan],
  ecrit: [...t.TABLES_BALANCES, ...t.TABLES_DEMANDEES],
  modules: [],
  feuilles: [
    decrireFeuille(t.BalanceGenerale, {
      formatsConditionnels: niveau('Niveau', 'CLASSE'),
      imprimerJusqua: 'SoldeN1',
    }),
    decrireFeuille(t.BalanceAuxiliaire, {
      formatsConditionnels: niveau('Niveau', 'COLLECTIF'),
      imprimerJusqua: 'SoldeC',
    }),
    decrireFeuille(t.RapprochementLivres, {
      formatsConditionnels: [{ colonne: 'Ecart', quand: { compare: '<>', a: 0 }, ton: 'erreur' }],
    }),
    decrireFeuille(t.BalanceDetaillee, {
      formatsConditionnels: niveau('Niveau', 'CODE'),
      imprimerJusqua: 'SoldeC',
    }),
    decrireFeuille(t.GrandLivreEdite, {
      formatsConditionnels: niveau('Nature', 'OUVERTURE'),
      imprimerJusqua: 'Solde',
    }),
    decrireFeuille(t.JournalGeneral, {
      formatsConditionnels: niveau('Nature', 'JOURNAL'),
      imprimerJusqua: 'Credit',
    }),
  ],
};
