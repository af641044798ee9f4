import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import { FEUILLES_TRAVAUX } from './travaux-feuilles';
import {
  BalanceAgeeClients,
  BalanceAgeeFournisseurs,
  IndicateursTiers,
  PrevisionTresorerie,
  SuiviCreances,
  TendanceTiers,
} from './tables';

/** Les feuilles des tiers, dans l'ordre du classeur. */
export const FEUILLES_TIERS: readonly DescriptionFeuille[] = [
  decrireFeuille(SuiviCreances),
  decrireFeuille(BalanceAgeeClients),
  decrireFeuille(BalanceAgeeFournisseurs),
  decrireFeuille(IndicateursTiers),
  decrireFeuille(TendanceTiers),
  decrireFeuille(PrevisionTresorerie),
  ...FEUILLES_TRAVAUX,
];
