import type { Jour, Montant, Taux } from '../../../comptabilite';
import type { Convention } from './lineaire';

/** Rythme économique d'un bien (domaine §3.1). */
export const MODES = ['LINEAIRE', 'DEGRESSIF', 'NON_AMORTISSABLE'] as const;
export type Mode = (typeof MODES)[number];
/** Ce qui peut être saisi : les unités d'œuvre sont réservées, donc refusées, jamais calculées en linéaire. */
export type ModeSaisi = Mode | 'UNITES_OEUVRE';
/** Rythme du plan fiscal ; absent, il n'y a pas de plan fiscal. */
export type ModeFiscal = 'LINEAIRE' | 'DEGRESSIF';

/** Exercice comptable, bornes comprises. Au-delà de ceux qui sont connus, ils durent douze mois. */
export interface Bornes {
  readonly debut: Jour;
  readonly fin: Jour;
}

/** Reprise d'un ancien logiciel : `date` est le dernier jour déjà amorti, `cumul` ce qui l'est (domaine §3.8). */
export interface Reprise {
  readonly date: Jour;
  readonly cumul: Montant;
  /** Amortissement fiscal repris ; absent, il est réputé égal à `cumul` (aucun dérogatoire d'ouverture). */
  readonly cumulFiscal?: Montant;
}

/** Révision du plan, prospective à partir de `dateEffet` (PCG art. 214-14, domaine §3.7). */
export interface Version<M = Mode> {
  readonly dateEffet: Jour;
  /** Ce qui reste à amortir à `dateEffet` : VNC moins la nouvelle valeur résiduelle. */
  readonly base: Montant;
  readonly dureeRestanteMois: number;
  readonly mode: M;
}

/** Dépréciation à une date : dotation positive (6816), reprise négative (7816). Le plan change le lendemain. */
export interface Depreciation {
  readonly date: Jour;
  readonly montant: Montant;
}

/** Ce qu'il faut d'une fiche pour calculer ses plans. Montants en centimes, dates en jours. */
export interface Fiche<M extends ModeSaisi = Mode> {
  readonly id: string;
  readonly brut: Montant;
  /** Valeur résiduelle : elle réduit le plan économique seul (domaine §3.2). */
  readonly residuelle: Montant;
  readonly acquisition: Jour;
  /** Absente : pas de dotation, le plan est EN_ATTENTE_MES. */
  readonly miseEnService?: Jour;
  /** 1 à 600 ; sans effet pour NON_AMORTISSABLE. */
  readonly dureeMois: number;
  readonly mode: M;
  readonly modeFiscal?: ModeFiscal;
  /** Absente : `dureeMois`. */
  readonly dureeFiscaleMois?: number;
  /** Coefficient dégressif forcé ; absent, celui de la table à la date d'acquisition. */
  readonly coefficient?: Taux;
  readonly convention: Convention;
  readonly reprise?: Reprise;
  readonly versions?: readonly Version<M>[];
  readonly depreciations?: readonly Depreciation[];
  /** Le jour de sortie est encore amorti (domaine §3.11). */
  readonly sortie?: { readonly date: Jour };
}

/** Fiche telle qu'on la tape : ce que `verifierFiche` accepte de lire. */
export type FicheSaisie = Fiche<ModeSaisi>;

/** Coefficient dégressif d'une tranche de durées, pour les biens acquis de `du` à `au` (bornes comprises). */
export interface CoefficientDegressif {
  readonly du?: Jour;
  readonly au?: Jour;
  readonly dureeMinMois: number;
  readonly dureeMaxMois?: number;
  readonly coefficient: Taux;
}

/** Années restantes du dégressif : comptées en exercices (défaut) ou en mois depuis l'acquisition (domaine §3.4). */
export const RESTES = ['EXERCICES', 'MOIS'] as const;
export type Reste = (typeof RESTES)[number];

export interface OptionsFiscales {
  /** EXERCICES par défaut. */
  readonly reste?: Reste;
  /** Régime général de l'art. 39 A du CGI par défaut. */
  readonly coefficients?: readonly CoefficientDegressif[];
}

export interface OptionsEconomiques extends OptionsFiscales {
  /** PROSPECTIF (défaut) : la VNC reprise s'étale sur la durée restante. PLAN : l'écart va dans la première dotation. */
  readonly reprise?: 'PROSPECTIF' | 'PLAN';
}

export interface OptionsDerogatoire extends OptionsEconomiques {
  /** Faux par défaut : l'écart est passé à la clôture de l'exercice. */
  readonly mensuel?: boolean;
}

/** Défaut d'une fiche ou remarque d'un plan : ce qui ne va pas, et quoi faire. */
export interface Defaut {
  readonly code: string;
  readonly gravite: 'BLOQUANT' | 'ALERTE';
  readonly message: string;
  readonly remede: string;
  /** La même chose en anglais. */
  readonly en?: { readonly message: string; readonly remede: string };
}

export type EtatPlan = 'EN_PLAN' | 'EN_ATTENTE_MES' | 'NON_AMORTISSABLE';

/**
 * Plan d'un bien. Le cumul est la seule formule ; toute dotation est la différence de deux cumuls, donc des
 * périodes qui se suivent somment au cumul, au centime (domaine §1.3).
 */
export interface Plan {
  readonly etat: EtatPlan;
  /** Premier jour du plan, ou lendemain de la reprise ; undefined sans plan. */
  readonly debut: Jour | undefined;
  /** Dernier jour où le cumul bouge encore ; la sortie l'avance. */
  readonly fin: Jour | undefined;
  /** Ce que le plan s'est écarté des saisies (plafonds, écart de reprise). */
  readonly alertes: readonly Defaut[];
  /**
   * Amortissement cumulé au soir de `d`. Jusqu'à la reprise : le cumul repris (le passé ne donne pas de dotation).
   * Après la sortie : figé à sa valeur du jour de sortie. `p` : position de `d`, si on la connaît.
   */
  cumul(d: Jour, p?: number): Montant;
  /** Dotation de du..au, bornes comprises ; 0 si au < du. */
  dotation(du: Jour, au: Jour): Montant;
  /** Dépréciations nettes des reprises au soir de `d`, reprises plafonnées ; 0 à partir de la sortie. */
  depreciation(d: Jour): Montant;
  /** Valeur nette comptable au soir de `d` : brut, moins cumul, moins dépréciations ; 0 à partir du jour de sortie. */
  vnc(d: Jour): Montant;
  /** La même, quand le cumul au soir de `d` est déjà connu. */
  net(d: Jour, cumul: Montant): Montant;
  /** Brut moins amortissements au jour de sortie, dépréciations non déduites (le 657, PCG art. 511-2). */
  readonly vncSortie: Montant | undefined;
}

/** Une ligne d'un plan : période entière (exercice, semestre, trimestre ou mois), cumul et VNC au dernier jour. */
export interface LignePlan extends Bornes {
  readonly dotation: Montant;
  readonly cumul: Montant;
  readonly vnc: Montant;
}

export const PERIODICITES = ['ANNUELLE', 'SEMESTRIELLE', 'TRIMESTRIELLE', 'MENSUELLE'] as const;
export type Periodicite = (typeof PERIODICITES)[number];

/** Un exercice du dérogatoire ; `mouvement` positif : D 68725 / C 145 ; négatif : D 145 / C 78725. */
export interface LigneDerogatoire extends Bornes {
  readonly fiscale: Montant;
  readonly economique: Montant;
  readonly ecart: Montant;
  readonly mouvement: Montant;
  readonly solde: Montant;
}

export interface PlanDerogatoire {
  /** Solde du 145 à l'ouverture (reprise), sinon 0. */
  readonly ouverture: Montant;
  /** Un exercice par ligne, jusqu'à la fin des deux plans ou à la sortie ; vide sans plan fiscal. */
  readonly lignes: readonly LigneDerogatoire[];
  readonly alertes: readonly Defaut[];
  /** Solde du 145 au soir de `d` : jamais négatif, nul à partir du jour de sortie. */
  solde(d: Jour): Montant;
  /** Mouvement du 145 sur du..au, bornes comprises, même signe que `LigneDerogatoire.mouvement`. */
  mouvement(du: Jour, au: Jour): Montant;
}
