/** Les tables des immobilisations : ce que l'utilisateur saisit, puis ce que la clôture écrit. */
import type { AnyTable, Ligne, Valeurs } from '../../workbook/table';
import { CoefDegressif, DepreciationsImmo, MouvementsImmo, PlanVersions } from './registre/tables-mouvements';
import {
  Dotations,
  DotationsDuMois,
  PlanAmortissement,
  PropositionsImmo,
  TableauImmobilisations,
} from './registre/tables-generees';
import {
  DotationsParCompte,
  ModificationsImmo,
  RapprochementImmo,
  RegistreImmo,
} from './registre/tables-editions';
import { CategoriesImmo, Immobilisations } from './registre/tables-registre';

export * from './registre/tables-editions';
export * from './registre/tables-generees';
export * from './registre/tables-mouvements';
export * from './registre/tables-registre';

/** Saisies par l'utilisateur. */
export const TABLES_SAISIES = [
  CategoriesImmo,
  Immobilisations,
  MouvementsImmo,
  PlanVersions,
  DepreciationsImmo,
  CoefDegressif,
] as const satisfies readonly AnyTable[];

/** Écrites par la clôture. */
export const TABLES_PRODUITES = [
  DotationsDuMois,
  DotationsParCompte,
  RegistreImmo,
  PlanAmortissement,
  TableauImmobilisations,
  RapprochementImmo,
  PropositionsImmo,
  ModificationsImmo,
  Dotations,
] as const satisfies readonly AnyTable[];

export type LigneImmobilisation = Ligne<typeof Immobilisations>;
export type LigneDotation = Valeurs<typeof Dotations>;
