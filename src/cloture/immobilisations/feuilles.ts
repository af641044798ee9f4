import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import {
  Dotations,
  DotationsDuMois,
  PlanAmortissement,
  PropositionsImmo,
  TableauImmobilisations,
  TABLES_SAISIES,
} from './tables';

/** Les feuilles des immobilisations, dans l'ordre du classeur : registre, calcul du mois, plans, annexe. */
export const FEUILLES_IMMOBILISATIONS: readonly DescriptionFeuille[] = [
  ...TABLES_SAISIES.map(table => decrireFeuille(table)),
  decrireFeuille(DotationsDuMois, {
    formatsConditionnels: [
      { colonne: 'Etat', quand: { vaut: 'SORTI' }, ton: 'attenue' },
      { colonne: 'Etat', quand: { vaut: 'PREVISIONNEL' }, ton: 'attenue' },
      { colonne: 'Etat', quand: { vaut: 'EN_ATTENTE_MES' }, ton: 'alerte' },
      { colonne: 'Periode', quand: { compare: '<', a: 0 }, ton: 'alerte' },
      { colonne: 'VNC', quand: { compare: '<', a: 0 }, ton: 'erreur' },
    ],
  }),
  decrireFeuille(PlanAmortissement),
  decrireFeuille(TableauImmobilisations),
  decrireFeuille(PropositionsImmo),
  decrireFeuille(Dotations, {
    formatsConditionnels: [{ colonne: 'Etat', quand: { vaut: 'SORTI' }, ton: 'attenue' }],
  }),
];
