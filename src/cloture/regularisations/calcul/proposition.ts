import {
  moins,
  ZERO,
  type Compte,
  type Etendue,
  type Facturation,
  type Jour,
  type Montant,
  type Phrase,
} from '../../../comptabilite';
import type { Forcage, ModuleRegul, Source } from './types';

/** Ce qu'une règle dit toujours d'une proposition ; ce qu'elle ne dit pas du reste n'a pas lieu. */
type Dites = 'module' | 'table' | 'ligne' | 'id' | 'date' | 'base' | 'propose';
type Tues =
  | 'numero'
  | 'autreCle'
  | 'idAffaire'
  | 'lot'
  | 'sousLot'
  | 'codeProduit'
  | 'tiers'
  | 'compte'
  | 'compteBilan'
  | 'extournee'
  | 'codeTVA'
  | 'etendue'
  | 'facturations'
  | 'ignoree'
  | 'reconnue'
  | 'forcage';
export type Proposee = Pick<Proposition, Dites> & Partial<Pick<Proposition, Tues>>;

const AUCUNE: readonly Facturation[] = [];

/**
 * Ce qu'une règle propose de régulariser d'une ligne de pièce, et ce qui en est retenu. Montants HT, positifs sauf avoir.
 * Un arrêté en compte cent mille : ce qui s'en déduit, sa clé comprise, ne se garde pas.
 */
export class Proposition {
  readonly module: ModuleRegul;
  /** La ligne du classeur d'où elle vient. */
  readonly table: string;
  readonly ligne: number;
  /** La pièce et son numéro de ligne ; undefined pour une pièce d'une ligne. */
  readonly id: string;
  readonly numero: string | undefined;
  /** Sa clé, quand elle ne se déduit pas de la pièce. */
  readonly autreCle: string | undefined;
  readonly idAffaire: string | undefined;
  readonly lot: string | undefined;
  readonly sousLot: string | undefined;
  readonly codeProduit: string | undefined;
  readonly tiers: string | undefined;
  readonly compte: Compte | undefined;
  /** Le compte de bilan que la pièce impose ; undefined : celui du module. */
  readonly compteBilan: Compte | undefined;
  /** Vrai si l'écriture s'extourne le lendemain ; faux pour un abonnement, passé par fractions. */
  readonly extournee: boolean;
  readonly codeTVA: string | undefined;
  /** Période du service, pour une proposition au prorata. */
  readonly etendue: Etendue | undefined;
  /** Le jour de la pièce : réception, livraison, facture ou échéance. */
  readonly date: Jour;
  /** Le montant de la pièce que la règle étale ou retient. */
  readonly base: Montant;
  /** Ce qui facture déjà la pièce à l'arrêté. */
  readonly facturations: readonly Facturation[];
  /** Le montant à l'arrêté ; undefined pour une pièce ignorée, qui dit alors pourquoi. */
  readonly propose: Montant | undefined;
  readonly ignoree: Phrase | undefined;
  /** Vrai si une règle de CA prend déjà la pièce : y forcer un montant la compterait deux fois. */
  readonly reconnue: boolean;
  readonly forcage: Forcage | undefined;

  constructor(p: Proposee) {
    this.module = p.module;
    this.table = p.table;
    this.ligne = p.ligne;
    this.id = p.id;
    this.numero = p.numero;
    this.autreCle = p.autreCle;
    this.idAffaire = p.idAffaire;
    this.lot = p.lot;
    this.sousLot = p.sousLot;
    this.codeProduit = p.codeProduit;
    this.tiers = p.tiers;
    this.compte = p.compte;
    this.compteBilan = p.compteBilan;
    this.extournee = p.extournee ?? true;
    this.codeTVA = p.codeTVA;
    this.etendue = p.etendue;
    this.date = p.date;
    this.base = p.base;
    this.facturations = p.facturations ?? AUCUNE;
    this.propose = p.propose;
    this.ignoree = p.ignoree;
    this.reconnue = p.reconnue ?? false;
    this.forcage = p.forcage;
  }

  /** La même, où ceci change. */
  avec(change: Partial<Proposee>): Proposition {
    return new Proposition({ ...this, ...change });
  }

  /** Table, pièce et ligne : la même d'une exécution à l'autre. Ex. : « Receptions|BR-2026-046|1 ». */
  get cle(): string {
    return this.autreCle ?? cleDe(this.table, this.id, this.numero);
  }

  /** La pièce et son numéro de ligne, tels qu'on les dit. Ex. : « BR-2026-046/1 ». */
  get piece(): string {
    return this.numero === undefined ? this.id : pieceDe(this.id, this.numero);
  }

  get source(): Source {
    return { table: this.table, ligne: this.ligne };
  }

  /** Le montant forcé, sinon le proposé, sinon rien. */
  get retenu(): Montant {
    return this.forcage?.montant ?? this.propose ?? ZERO;
  }

  get ecart(): Montant {
    return moins(this.retenu, this.propose ?? ZERO);
  }

  /** Ce dont la base a bougé depuis le forçage, au-delà du seuil. */
  get baseModifiee(): Montant | undefined {
    return this.forcage?.baseModifiee;
  }
}

/** Clé d'une proposition : table, pièce, ligne. */
export const cleDe = (table: string, piece: string, ligne?: string): string =>
  ligne === undefined ? `${table}|${piece}` : `${table}|${piece}|${ligne}`;

/** Une ligne de pièce, telle qu'on la dit. */
export const pieceDe = (id: string, numero: string): string => `${id}/${numero}`;
