/** Les lignes d'écriture de chaque opération, équilibrées (domaine §8.6, §8.7, §8.10). */
import { taux, type Compte, type LigneEcriture, type Montant, type Taux } from '../../../../comptabilite';
import { enCentimes, type Arithmetique } from './arithmetique';
import type { ComptesOperation, MontantsOperation, Operation, TypeOperation } from './types';

type Precisions = Pick<LigneEcriture, 'tiers' | 'piece' | 'echeance'>;

/** Une ligne d'écriture dont les montants sont des centimes, ou les arbres qui les expliquent. */
export interface LigneDe<M> extends Precisions {
  readonly compte: Compte;
  readonly debit: M;
  readonly credit: M;
}

/** Ce qui décide des lignes d'une opération : elle-même, ses montants, ses comptes, et de quoi compter. */
class Sujet<M> {
  constructor(
    readonly o: Operation,
    readonly m: MontantsOperation<M>,
    readonly c: ComptesOperation,
    readonly a: Arithmetique<M>,
  ) {}

  debit(compte: Compte, debit: M, precisions: Precisions = {}): LigneDe<M> {
    return { compte, debit, credit: this.a.zero, ...precisions };
  }

  credit(compte: Compte, credit: M, precisions: Precisions = {}): LigneDe<M> {
    return { compte, debit: this.a.zero, credit, ...precisions };
  }

  get duTiers(): Precisions {
    const { tiers, piece } = this.o;
    return piece === '' ? { tiers } : { tiers, piece };
  }

  get duTiersEchu(): Precisions {
    const { echeance } = this.o;
    return { ...this.duTiers, ...(echeance === undefined ? {} : { echeance }) };
  }

  horsTaxe(ttc = this.m.montant): M {
    return this.a.horsTaxe(ttc);
  }

  /** TVA d'un TTC : ce qui reste du HT arrondi. */
  tva(ttc = this.m.montant): M {
    return this.a.moins(ttc, this.a.horsTaxe(ttc));
  }

  /** Seule la commission du factor porte de la TVA. */
  get tvaDesFrais(): M {
    return this.o.type === 'FINANCEMENT_FACTOR' ? this.a.tvaSur(this.m.frais) : this.a.zero;
  }

  /** Ce qui arrive en banque : le montant moins frais, intérêts, retenue et TVA sur frais. */
  get net(): M {
    const { montant, frais, interets, retenue } = this.m;
    return this.a.moins(montant, frais, interets, retenue, this.tvaDesFrais);
  }
}

interface Schema {
  /** Le montant porte de la TVA, au taux de l'opération. */
  readonly tva?: true;
  /** Elle solde une pièce du tiers, qui doit être ouverte d'autant. */
  readonly solde?: true;
  /** Ce qu'elle écrit ; les lignes nulles sont ôtées par l'appelant. */
  lignes<M>(s: Sujet<M>): LigneDe<M>[];
}

const compensation: Schema = {
  tva: true,
  solde: true,
  lignes: s => {
    const { o, m, c } = s;
    const tva = m.tvaRendue ?? s.tva();
    const acompte = { tiers: o.tiers, piece: o.pieceLiee };
    return o.sens === 'CLIENT'
      ? [
          s.debit(c.acompteClient, m.montant, acompte),
          s.credit(c.collectif, m.montant, s.duTiers),
          s.debit(c.tvaCollectee, tva),
          s.credit(c.tvaAcompte, tva),
        ]
      : [
          s.debit(c.collectif, m.montant, s.duTiers),
          s.credit(c.acompteFournisseur, m.montant, acompte),
          s.debit(c.tvaAcompte, tva),
          s.credit(c.tvaDeductible, tva),
        ];
  },
};

const irrecouvrable: Schema = {
  tva: true,
  solde: true,
  lignes: s => {
    const { o, m, c } = s;
    const perdu = s.a.moins(m.montant, m.encaisse);
    return [
      s.debit(c.banque, m.encaisse),
      s.debit(o.anterieure ? c.perteAnterieure : c.perte, s.horsTaxe(perdu)),
      s.debit(c.tvaPerte, s.tva(perdu)),
      s.credit(c.collectif, m.montant, s.duTiers),
    ];
  },
};

const SCHEMAS: Readonly<Record<TypeOperation, Schema>> = {
  ACOMPTE_FACTURE: {
    lignes: s =>
      s.c.acompteALaFacture
        ? [
            s.debit(s.c.collectif, s.m.montant, s.duTiers),
            s.credit(s.c.acompteClient, s.m.montant, s.duTiers),
          ]
        : [],
  },
  ACOMPTE_RECU: {
    tva: true,
    lignes: s => [
      s.debit(s.c.banque, s.m.montant),
      s.credit(s.c.acompteALaFacture ? s.c.collectif : s.c.acompteClient, s.m.montant, s.duTiers),
      s.debit(s.c.tvaAcompte, s.tva()),
      s.credit(s.c.tvaCollectee, s.tva()),
    ],
  },
  ACOMPTE_VERSE: {
    tva: true,
    lignes: s => [
      s.debit(s.c.acompteFournisseur, s.m.montant, s.duTiers),
      s.credit(s.c.banque, s.m.montant),
      s.debit(s.c.tvaDeductible, s.tva()),
      s.credit(s.c.tvaAcompte, s.tva()),
    ],
  },
  COMPENSATION_ACOMPTE: compensation,
  ESCOMPTE_ACCORDE: {
    tva: true,
    solde: true,
    lignes: s => [
      s.debit(s.c.escompteAccorde, s.horsTaxe()),
      s.debit(s.c.tvaCollectee, s.tva()),
      s.credit(s.c.collectif, s.m.montant, s.duTiers),
    ],
  },
  ESCOMPTE_OBTENU: {
    tva: true,
    solde: true,
    lignes: s => [
      s.debit(s.c.collectif, s.m.montant, s.duTiers),
      s.credit(s.c.escompteObtenu, s.horsTaxe()),
      s.credit(s.c.tvaDeductible, s.tva()),
    ],
  },
  EFFET_RECU: {
    solde: true,
    lignes: s => [
      s.debit(s.c.effets, s.m.montant, s.duTiersEchu),
      s.credit(s.c.collectif, s.m.montant, s.duTiers),
    ],
  },
  EFFET_ENCAISSE: {
    solde: true,
    lignes: s => [s.debit(s.c.banque, s.m.montant), s.credit(s.c.collectif, s.m.montant, s.duTiers)],
  },
  EFFET_ESCOMPTE: {
    solde: true,
    lignes: s => [
      s.debit(s.c.effetsEscompte, s.m.montant),
      s.credit(s.c.collectif, s.m.montant, s.duTiers),
      s.debit(s.c.banque, s.net),
      s.debit(s.c.agios, s.m.interets),
      s.debit(s.c.fraisEffets, s.m.frais),
      s.credit(s.c.effetsEscompte, s.m.montant),
    ],
  },
  DAILLY: {
    lignes: s => [
      s.debit(s.c.banque, s.net),
      s.debit(s.c.agios, s.a.plus(s.m.interets, s.m.frais)),
      s.credit(s.c.dailly, s.m.montant),
    ],
  },
  DAILLY_REMBOURSE: {
    lignes: s => [s.debit(s.c.dailly, s.m.montant), s.credit(s.c.banque, s.m.montant)],
  },
  CESSION_FACTOR: {
    solde: true,
    lignes: s => [s.debit(s.c.factor, s.m.montant), s.credit(s.c.collectif, s.m.montant, s.duTiers)],
  },
  FINANCEMENT_FACTOR: {
    tva: true,
    lignes: s => [
      s.debit(s.c.banque, s.net),
      s.debit(s.c.commission, s.m.frais),
      s.debit(s.c.tvaDeductible, s.tvaDesFrais),
      s.debit(s.c.agios, s.m.interets),
      s.debit(s.c.factorGarantie, s.m.retenue),
      s.credit(s.c.factor, s.m.montant),
    ],
  },
  LIBERATION_FACTOR: {
    lignes: s => [s.debit(s.c.banque, s.m.montant), s.credit(s.c.factorGarantie, s.m.montant)],
  },
  IRRECOUVRABLE: irrecouvrable,
  RENTREE: {
    tva: true,
    lignes: s => [
      s.debit(s.c.banque, s.m.montant),
      s.credit(s.c.rentree, s.horsTaxe()),
      s.credit(s.c.tvaCollectee, s.tva()),
    ],
  },
  PENALITES: {
    lignes: s => [
      s.debit(s.c.collectif, s.m.montant, s.duTiersEchu),
      s.credit(s.c.penalites, s.a.moins(s.m.montant, s.m.frais)),
      s.credit(s.c.indemnites, s.m.frais),
    ],
  },
};

/** Vrai si le montant de l'opération porte de la TVA. */
export const porteTVA = (type: TypeOperation): boolean => SCHEMAS[type].tva === true;

/** Vrai si l'opération solde une pièce du tiers : elle doit être ouverte d'autant. */
export const soldeUnePiece = (type: TypeOperation): boolean => SCHEMAS[type].solde === true;

/** Les lignes d'une opération dans une arithmétique, sans ligne nulle. */
export function lignesEn<M>(
  o: Operation,
  m: MontantsOperation<M>,
  c: ComptesOperation,
  a: Arithmetique<M>,
): LigneDe<M>[] {
  const lignes = SCHEMAS[o.type].lignes(new Sujet(o, m, c, a));
  return lignes.filter(l => !a.estNul(l.debit) || !a.estNul(l.credit));
}

/**
 * Les lignes d'une opération, sans ligne nulle ; aucune quand elle ne s'écrit pas (facture d'acompte non payée).
 * @example lignesDe(perte de 12 000 dont 3 600 reçus à 20 %) → 512 3 600, 6541 7 000, 44571 1 400 / 416 12 000 (T-AR-04)
 */
export const lignesDe = (o: Operation, c: ComptesOperation): LigneDe<Montant>[] =>
  lignesEn(o, o, c, enCentimes(o.taux));

/** Ce qui manque à une opération, en une phrase par langue ; undefined si elle est complète. */
export function defaut(o: Operation, c: ComptesOperation): { fr: string; en: string } | undefined {
  if (o.montant <= 0) return { fr: 'le montant doit être positif', en: 'the amount must be positive' };
  if (new Sujet(o, o, c, enCentimes(o.taux)).net < 0 || o.encaisse > o.montant)
    return {
      fr: 'frais, intérêts, retenue ou encaissé dépassent le montant',
      en: 'fees, interest, retention or receipt exceed the amount',
    };
  if (soldeUnePiece(o.type) && o.piece === '')
    return { fr: 'la pièce qu’elle solde manque', en: 'the document it settles is missing' };
  if (o.type === 'COMPENSATION_ACOMPTE' && o.pieceLiee === '')
    return { fr: 'la pièce de l’acompte manque', en: 'the down-payment document is missing' };
  const deFournisseur = o.type === 'ACOMPTE_VERSE' || o.type === 'ESCOMPTE_OBTENU';
  const desDeux = o.type === 'COMPENSATION_ACOMPTE';
  if (!desDeux && deFournisseur !== (o.sens === 'FOURNISSEUR'))
    return deFournisseur
      ? { fr: 'le tiers n’est pas un fournisseur', en: 'the third party is not a supplier' }
      : { fr: 'le tiers n’est pas un client', en: 'the third party is not a customer' };
  return undefined;
}

/** Taux nul, pour ce qui ne porte pas de TVA. */
export const TAUX_NUL: Taux = taux(0);
