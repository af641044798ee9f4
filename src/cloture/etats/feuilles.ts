import { decrireFeuille, type DescriptionFeuille, type FormatConditionnel } from '../../workbook/feuille';
import * as tables from './tables';
import { LignesEtat, RegroupementComptes } from './tables-saisies';

/** Les comptes s'estompent, les titres et les totaux ressortent. */
const TONS: readonly FormatConditionnel[] = [
  { colonne: 'Nature', quand: { vaut: 'EDITION' }, ton: 'titre' },
  { colonne: 'Nature', quand: { vaut: 'TITRE' }, ton: 'titre' },
  { colonne: 'Nature', quand: { vaut: 'TOTAL' }, ton: 'total' },
  { colonne: 'Nature', quand: { vaut: 'COMPTE' }, ton: 'attenue' },
  { colonne: 'Nature', quand: { vaut: 'DONT' }, ton: 'attenue' },
];
const COMPTES = { colonne: 'Nature', detail: 'COMPTE' } as const;

/** Les feuilles des états, dans l'ordre du classeur. */
export const FEUILLES_ETATS: readonly DescriptionFeuille[] = [
  decrireFeuille(RegroupementComptes),
  decrireFeuille(LignesEtat),
  decrireFeuille(tables.CompteResultat, {
    plan: COMPTES,
    formatsConditionnels: TONS,
    imprimerJusqua: 'MoisN1',
  }),
  decrireFeuille(tables.SoldesGestion, { formatsConditionnels: TONS }),
  decrireFeuille(tables.BilanActif, { plan: COMPTES, formatsConditionnels: TONS, imprimerJusqua: 'NetN1' }),
  decrireFeuille(tables.BilanPassif, {
    plan: COMPTES,
    formatsConditionnels: TONS,
    imprimerJusqua: 'NetN1',
    portrait: true,
  }),
  decrireFeuille(tables.ResultatMensuel, { formatsConditionnels: TONS }),
  decrireFeuille(tables.CompteGestion, { formatsConditionnels: TONS, imprimerJusqua: 'EcartBudget' }),
  decrireFeuille(tables.ResultatParAxe, {
    formatsConditionnels: [
      { colonne: 'Code', quand: { vaut: 'TOTAL' }, ton: 'total' },
      { colonne: 'Code', quand: { vaut: 'NON AFFECTE' }, ton: 'attenue' },
    ],
  }),
  decrireFeuille(tables.HistoriqueEtats),
];
