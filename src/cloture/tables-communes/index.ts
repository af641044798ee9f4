/** Les tables que plusieurs capacités lisent, dans l'ordre des feuilles du classeur. */
import type { AnyTable } from '../../workbook/table';
import { CommandesAchat, FacturesFournisseurs, Receptions } from './achats';
import { Budgets } from './budgets';
import { ChangementsTardifs } from './changements-tardifs';
import { Ecritures, EcrituresCloture } from './ecritures';
import { Collaborateurs, CoutsCollaborateurs } from './equipe';
import { FacturesClients, Livraisons } from './factures-clients';
import { Cotations, NotesFrais } from './frais';
import { Historique, JournalControles, JournalExecutions } from './generees';
import { Devis, Lots } from './offres';
import * as r from './referentiels';
import { CodesTVA, Produits, ReglesCA } from './regles';
import { Scelles } from './scelles';
import { Droits } from './droits';
import { FamillesProduits } from './familles';
import { TauxChange } from './taux-change';
import { Planning, TachesAffaire, Temps } from './temps';
import { Encaissements, Tiers } from './tiers';
import * as v from './ventes';

export * from './achats';
export * from './budgets';
export { Droits } from './droits';
export * from './changements-tardifs';
export * from './ecritures';
export * from './equipe';
export * from './factures-clients';
export * from './frais';
export { FamillesProduits } from './familles';
export * from './generees';
export * from './offres';
export * from './referentiels';
export * from './regles';
export * from './scelles';
export * from './taux-change';
export * from './temps';
export * from './tiers';
export * from './ventes';
export { NATURES_CHARGE, NATURES_TEMPS } from './colonnes';

export const TABLES_COMMUNES: readonly AnyTable[] = [
  r.Parametres,
  r.Exercices,
  r.Periodes,
  r.PlanComptable,
  Tiers,
  Collaborateurs,
  CoutsCollaborateurs,
  Produits,
  FamillesProduits,
  ReglesCA,
  CodesTVA,
  TauxChange,
  Budgets,
  Droits,
  v.Affaires,
  Lots,
  Devis,
  v.Commandes,
  v.LignesCommande,
  v.Avenants,
  v.EcheancierFacturation,
  Livraisons,
  FacturesClients,
  Encaissements,
  Temps,
  Planning,
  TachesAffaire,
  Cotations,
  CommandesAchat,
  Receptions,
  FacturesFournisseurs,
  NotesFrais,
  Ecritures,
  EcrituresCloture,
  Historique,
  JournalControles,
  JournalExecutions,
  Scelles,
  ChangementsTardifs,
];
