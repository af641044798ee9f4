/** Ce que le radar lit et rend (usages §3-7). Il ne décide rien : il montre, chiffre, et propose. */
import type { Anomalie, Compte, Jour, ModeEtalement, Montant } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type * as t from '../../tables-communes';
import type { Dit, ModuleRegul } from '../calcul/types';
import type { Enjeu } from './expliquer';

/** Ce que chaque code cherche (domaine §15 : C-CUT-01 à 04 sont ceux de l'extourne et des périodes). */
export const CODES_RADAR = {
  NON_FACTURE: 'C-CUT-10',
  FACTURE_TARDIVE: 'C-CUT-11',
  RECURRENT_ABSENT: 'C-CUT-12',
  PERIODE_DU_LIBELLE: 'C-CUT-13',
  DOUBLE: 'C-CUT-14',
  PERIODE_SUSPECTE: 'C-CUT-15',
} as const;
export type CodeRadar = (typeof CODES_RADAR)[keyof typeof CODES_RADAR];

/** Les régularisations qu'un constat peut proposer (domaine §4.1). */
export type ModuleRadar = Exclude<ModuleRegul, 'CAP'>;

/** La régularisation proposée : hors taxes, positive dans le sens de son module. */
export interface RegularisationProposee {
  readonly module: ModuleRadar;
  readonly montant: Montant;
  readonly compte: Compte;
  readonly idTiers?: string | undefined;
  readonly idAffaire?: string | undefined;
  readonly codeTVA?: string | undefined;
}

/** Une trouvaille du radar. */
export interface Constat {
  readonly code: CodeRadar;
  readonly gravite: Exclude<Anomalie['gravite'], 'BLOQUANT'>;
  /** Où mener : la ligne et la colonne en cause. */
  readonly table: string;
  readonly ligne: number;
  readonly colonne: string;
  /** Clé métier de la ligne en cause : avec le code, elle retrouve le constat d'une exécution à l'autre. */
  readonly cle: string;
  readonly message: Dit;
  readonly remede: Dit;
  /** Ce que le résultat du mois aurait de faux, en valeur absolue. */
  readonly risque: Montant;
  /** Pourquoi : l'arbre de ce qui est en jeu, de la proposition quand il y en a une. */
  readonly enjeu: Enjeu;
  /** Absente quand rien n'est à écrire, ou quand la régularisation est déjà proposée. */
  readonly proposition?: RegularisationProposee;
}

/** Les tables où le radar cherche. */
export interface DonneesRadar {
  readonly livraisons: readonly Ligne<typeof t.Livraisons>[];
  readonly facturesClients: readonly Ligne<typeof t.FacturesClients>[];
  readonly receptions: readonly Ligne<typeof t.Receptions>[];
  readonly commandesAchat: readonly Ligne<typeof t.CommandesAchat>[];
  readonly facturesFournisseurs: readonly Ligne<typeof t.FacturesFournisseurs>[];
  readonly ecritures: readonly Ligne<typeof t.Ecritures>[];
}

export interface OptionsRadar {
  readonly arrete: Jour;
  readonly mode: ModeEtalement;
  /** Jours au-delà desquels une livraison non facturée se montre. */
  readonly delaiFacturation: number;
  /** Mois d'affilée qui font un fournisseur régulier. */
  readonly moisRecurrence: number;
  /** Jours qui séparent au plus deux factures suspectes d'être la même. */
  readonly joursDouble: number;
  /** Mois au-delà desquels une période de service ne se croit plus sans être relue. */
  readonly periodeMaxMois: number;
  readonly exclureNonValidees: boolean;
  /** L'ERP passe lui-même le 408 à chaque réception. */
  readonly fnpPerpetuel: boolean;
  /** Ce que la clôture propose déjà pour une ligne du classeur ; undefined si elle n'en fait rien. */
  propose(table: string, cle: string): Montant | undefined;
  /** La vente de cette affaire se régularise-t-elle ici ? Sinon une méthode de reconnaissance s'en charge. */
  venteRattachee(idAffaire: string | undefined, codeProduit: string | undefined): boolean;
  /** Compte de vente d'un produit. */
  compteVente(codeProduit: string | undefined): Compte;
}

/** Clé d'une ligne de pièce, telle que la table l'écrit. */
export const cleLigne = (piece: string, ligne: string): string => `${piece}/${ligne}`;
