import type { AnyTable } from '../../workbook/table';
import * as t from '../tables-communes';
import { EngagementsTiers, OperationsTiers } from './acomptes/tables';
import {
  CreancesDouteuses,
  CreancesNettes,
  Depreciations,
  ProvisionsClients,
  TauxDepreciation,
} from './douteuses/tables';
import { LettragesProposes, PostesALettrer } from './lettrage/tables';
import { Lettrages } from '../tables-communes/lettrages';
import { RapprochementTiers } from './rapprochement/tables';
import { NiveauxRelance, PiecesRelancees, Relances } from './relances/tables';
import { SuiviCreances } from './tables';

/** Les tables dont les postes ouverts dépendent. */
const TABLES_POSTES = [
  t.Parametres,
  t.Exercices,
  t.PlanComptable,
  t.Tiers,
  t.FacturesClients,
  t.Encaissements,
  t.FacturesFournisseurs,
  t.Ecritures,
  t.EcrituresCloture,
  Lettrages,
] as const;

/** Les tables d'où viennent la balance âgée et les délais. */
export const TABLES_TIERS = [...TABLES_POSTES, t.TauxChange, SuiviCreances] as const;

/** Ce que l'utilisateur saisit pour ces travaux. */
const TABLES_SAISIES_TRAVAUX = [
  NiveauxRelance,
  OperationsTiers,
  CreancesDouteuses,
  TauxDepreciation,
] as const satisfies readonly AnyTable[];

/** Ce que ces travaux écrivent. */
export const TABLES_TRAVAUX = [
  LettragesProposes,
  PostesALettrer,
  Lettrages,
  EngagementsTiers,
  ProvisionsClients,
  CreancesNettes,
  Depreciations,
  Relances,
  PiecesRelancees,
  RapprochementTiers,
] as const satisfies readonly AnyTable[];

/** Ce que ces travaux lisent, en plus de ce que lisent les postes ouverts. */
export const TABLES_LUES_TRAVAUX: readonly AnyTable[] = [
  t.Periodes,
  t.CodesTVA,
  t.Produits,
  t.FacturesClients,
  ...TABLES_SAISIES_TRAVAUX,
  ...TABLES_TRAVAUX,
];
