import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import { CaAvancement, COLONNES_SAISIES } from './tables';

/** La feuille « CA à l'avancement » : deux colonnes à saisir, le reste calculé. */
export const FEUILLES_AVANCEMENT: readonly DescriptionFeuille[] = [
  decrireFeuille(CaAvancement, {
    retenus: COLONNES_SAISIES,
    formatsConditionnels: [
      { colonne: 'MargeTerminaison', quand: { compare: '<', a: 0 }, ton: 'erreur' },
      { colonne: 'Production', quand: { compare: '<', a: 0 }, ton: 'alerte' },
      { colonne: 'EcartMarge', quand: { compare: '<>', a: 0 }, ton: 'alerte' },
    ],
  }),
];
