import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import { HistoriqueParticulier } from './particulier/tables';
import { CaAvancement, COLONNES_SAISIES } from './tables';
import { CaDetail } from './tables-detail';

/** La feuille « CA à l'avancement » : deux colonnes à saisir, le reste calculé ; et son détail par ligne de pièce. */
export const FEUILLES_AVANCEMENT: readonly DescriptionFeuille[] = [
  decrireFeuille(CaAvancement, {
    retenus: COLONNES_SAISIES,
    formatsConditionnels: [
      { colonne: 'MargeTerminaison', quand: { compare: '<', a: 0 }, ton: 'erreur' },
      { colonne: 'Production', quand: { compare: '<', a: 0 }, ton: 'alerte' },
      { colonne: 'EcartMarge', quand: { compare: '<>', a: 0 }, ton: 'alerte' },
    ],
  }),
  decrireFeuille(CaDetail),
  decrireFeuille(HistoriqueParticulier),
];
