import { decrireFeuille, type DescriptionFeuille, type FormatConditionnel } from '../../workbook/feuille';
import { COLONNES_DECIDEES, RadarCutOff } from './radar/table';
import { COLONNES_SAISIES, FaePca, FnpCca } from './tables';
import { ChargesAPayer, EcheancierAchats } from './tables-saisies';

const formatsConditionnels: readonly FormatConditionnel[] = [
  { colonne: 'Etat', quand: { vaut: 'BASE_MODIFIEE' }, ton: 'erreur' },
  { colonne: 'Etat', quand: { vaut: 'FORCE' }, ton: 'alerte' },
  { colonne: 'Etat', quand: { vaut: 'IGNORE' }, ton: 'attenue' },
];
const totaux = { Propose: 'SOMME', Retenu: 'SOMME', Ecart: 'SOMME' } as const;

/** « FAE et PCA » et « FNP et CCA » : cinq colonnes à saisir, le reste calculé ; et le radar, où l'on décide. */
export const FEUILLES_REGULARISATIONS: readonly DescriptionFeuille[] = [
  ...[FaePca, FnpCca].map(table =>
    decrireFeuille(table, { totaux, retenus: COLONNES_SAISIES, formatsConditionnels }),
  ),
  decrireFeuille(RadarCutOff, { retenus: COLONNES_DECIDEES }),
  ...[EcheancierAchats, ChargesAPayer].map(table => decrireFeuille(table)),
];
