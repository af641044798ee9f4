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

/** Les pièces se replient ; le retard, le litige et le dépassement se voient ; l'impression s'arrête au non affecté. */
const ASPECT_BALANCE = {
  plan: { colonne: 'Niveau', detail: 'PIECE' },
  imprimerJusqua: 'NonAffecte',
  formatsConditionnels: [
    { colonne: 'Niveau', quand: { vaut: 'PIECE' }, ton: 'attenue' },
    { colonne: 'Niveau', quand: { vaut: 'TOTAL' }, ton: 'succes' },
    { colonne: 'Tranche4', quand: { compare: '>', a: 0 }, ton: 'erreur' },
    { colonne: 'Tranche3', quand: { compare: '>', a: 0 }, ton: 'alerte' },
    { colonne: 'Litige', quand: { compare: '>', a: 0 }, ton: 'alerte' },
    { colonne: 'Depassement', quand: { compare: '>', a: 0 }, ton: 'erreur' },
  ],
} as const;

/** Les feuilles des tiers, dans l'ordre du classeur. */
export const FEUILLES_TIERS: readonly DescriptionFeuille[] = [
  decrireFeuille(SuiviCreances),
  decrireFeuille(BalanceAgeeClients, ASPECT_BALANCE),
  decrireFeuille(BalanceAgeeFournisseurs, ASPECT_BALANCE),
  decrireFeuille(IndicateursTiers),
  decrireFeuille(TendanceTiers),
  decrireFeuille(PrevisionTresorerie),
  ...FEUILLES_TRAVAUX,
];
