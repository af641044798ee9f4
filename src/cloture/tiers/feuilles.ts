import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
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
];
