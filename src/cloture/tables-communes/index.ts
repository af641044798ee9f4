/** Les tables que plusieurs capacités lisent, dans l'ordre des feuilles du classeur. */
import type { AnyTable } from '../../workbook/table';
import { CommandesAchat, FacturesFournisseurs, Receptions } from './achats';
import { Ecritures, EcrituresCloture } from './ecritures';
import { Collaborateurs, CoutsCollaborateurs } from './equipe';
import { FacturesClients, Livraisons } from './factures-clients';
import { Historique, JournalControles, JournalExecutions } from './generees';
import * as r from './referentiels';
import { CodesTVA, Produits, ReglesCA } from './regles';
import { Planning, Temps } from './temps';
import * as v from './ventes';

export * from './achats';
export * from './ecritures';
export * from './equipe';
export * from './factures-clients';
export * from './generees';
export * from './referentiels';
export * from './regles';
export * from './temps';
export * from './ventes';
export { NATURES_CHARGE, NATURES_TEMPS } from './colonnes';

export const TABLES_COMMUNES: readonly AnyTable[] = [
  r.Parametres,
  r.Exercices,
  r.Periodes,
  r.PlanComptable,
  r.Tiers,
  Collaborateurs,
  CoutsCollaborateurs,
  Produits,
  ReglesCA,
  CodesTVA,
  v.Affaires,
  v.Commandes,
  v.LignesCommande,
  v.Avenants,
  v.EcheancierFacturation,
  Livraisons,
  FacturesClients,
  Temps,
  Planning,
  CommandesAchat,
  Receptions,
  FacturesFournisseurs,
  Ecritures,
  EcrituresCloture,
  Historique,
  JournalControles,
  JournalExecutions,
];
