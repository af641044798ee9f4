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

/** Ce que dit d'elle-même la ligne de pièce d'où vient une proposition ; ce qu'elle ne dit pas n'a pas lieu. */
export interface Origine {
  /** La ligne du classeur. */
  readonly table: string;
  readonly ligne: number;
  /** La pièce et son numéro de ligne ; undefined pour une pièce d'une ligne. */
  readonly id: string;
  readonly numero?: string | undefined;
  /** La clé de la proposition, quand elle ne se déduit pas de la pièce. */
  readonly autreCle?: string;
  readonly idAffaire?: string | undefined;
  readonly lot?: string | undefined;
  readonly sousLot?: string | undefined;
  readonly codeProduit?: string | undefined;
  readonly tiers?: string | undefined;
  readonly compte?: Compte | undefined;
  /** Le compte de bilan que la pièce impose ; undefined : celui du module. */
  readonly compteBilan?: Compte | undefined;
  /** Faux pour un abonnement, passé par fractions : son écriture ne s'extourne pas le lendemain. */
  readonly extournee?: boolean;
  readonly codeTVA?: string | undefined;
  /** Période du service, pour une proposition au prorata. */
  readonly etendue?: Etendue | undefined;
  /** Le jour de la pièce : réception, livraison, facture ou échéance. */
  readonly date: Jour;
  /** Ce qui facture déjà la pièce à l'arrêté. */
  readonly facturations?: readonly Facturation[];
  /** Pourquoi la pièce ne se propose pas, si c'est le cas. */
  readonly ignoree?: Phrase | undefined;
  /** Vrai si une règle de CA prend déjà la pièce : y forcer un montant la compterait deux fois. */
  readonly reconnue?: boolean;
}

/**
 * Les origines d'une règle, relues à la demande par leur rang : un arrêté compte cent mille propositions, qui n'en
 * gardent pas la copie. La dernière lue reste, car on demande d'une proposition plusieurs choses à la suite.
 */
export class Origines {
  private rang = -1;
  private lue: Origine | undefined;

  constructor(private readonly lire: (rang: number) => Origine) {}

  de(rang: number): Origine {
    if (this.lue === undefined || this.rang !== rang) {
      this.lue = this.lire(rang);
      this.rang = rang;
    }
    return this.lue;
  }
}

/** Ce que la règle calcule d'une ligne de pièce ; propose est undefined pour une pièce ignorée. */
export type Calculee = Pick<Proposition, 'module' | 'base' | 'propose'>;

const AUCUNE: readonly Facturation[] = [];

/** Ce qu'une règle propose de régulariser d'une ligne de pièce, et ce qui en est retenu. Montants HT, positifs sauf avoir. */
export class Proposition {
  readonly module: ModuleRegul;
  /** Le montant de la pièce que la règle étale ou retient. */
  readonly base: Montant;
  /** Le montant à l'arrêté ; undefined pour une pièce ignorée, qui dit alors pourquoi. */
  readonly propose: Montant | undefined;

  constructor(
    private readonly origines: Origines,
    private readonly rang: number,
    { module, base, propose }: Calculee,
    readonly forcage?: Forcage,
  ) {
    this.module = module;
    this.base = base;
    this.propose = propose;
  }

  /** Celle d'une pièce seule. */
  static de(origine: Origine, calculee: Calculee): Proposition {
    return new Proposition(new Origines(() => origine), 0, calculee);
  }

  /** La même, où un montant est forcé. */
  forcee(forcage: Forcage): Proposition {
    return new Proposition(this.origines, this.rang, this, forcage);
  }

  /** Ce que dit sa pièce. */
  get origine(): Origine {
    return this.origines.de(this.rang);
  }

  /** Table, pièce et ligne : la même d'une exécution à l'autre. Ex. : « Receptions|BR-2026-046|1 ». */
  get cle(): string {
    const { autreCle, table, id, numero } = this.origine;
    return autreCle ?? cleDe(table, id, numero);
  }

  /** La pièce et son numéro de ligne, tels qu'on les dit. Ex. : « BR-2026-046/1 ». */
  get piece(): string {
    const { id, numero } = this.origine;
    return numero === undefined ? id : pieceDe(id, numero);
  }

  get source(): Source {
    const { table, ligne } = this.origine;
    return { table, ligne };
  }

  get table(): string {
    return this.origine.table;
  }

  get ligne(): number {
    return this.origine.ligne;
  }

  get date(): Jour {
    return this.origine.date;
  }

  get idAffaire(): string | undefined {
    return this.origine.idAffaire;
  }

  get lot(): string | undefined {
    return this.origine.lot;
  }

  get sousLot(): string | undefined {
    return this.origine.sousLot;
  }

  get codeProduit(): string | undefined {
    return this.origine.codeProduit;
  }

  get tiers(): string | undefined {
    return this.origine.tiers;
  }

  get compte(): Compte | undefined {
    return this.origine.compte;
  }

  get compteBilan(): Compte | undefined {
    return this.origine.compteBilan;
  }

  get codeTVA(): string | undefined {
    return this.origine.codeTVA;
  }

  get etendue(): Etendue | undefined {
    return this.origine.etendue;
  }

  get extournee(): boolean {
    return this.origine.extournee ?? true;
  }

  get facturations(): readonly Facturation[] {
    return this.origine.facturations ?? AUCUNE;
  }

  get ignoree(): Phrase | undefined {
    return this.origine.ignoree;
  }

  get reconnue(): boolean {
    return this.origine.reconnue ?? false;
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
