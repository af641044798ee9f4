/** Les lignes d'écriture de chaque opération, équilibrées (domaine §8.6, §8.7, §8.10). */
import {
  fraction,
  moins,
  plus,
  somme,
  taux,
  ZERO,
  type Compte,
  type LigneEcriture,
  type Montant,
  type Taux,
} from '../../../../comptabilite';
import type { ComptesOperation, Operation, TypeOperation } from './types';

/** HT d'un TTC : arr(TTC / (1 + t)). */
export const horsTaxe = (ttc: Montant, t: Taux): Montant => fraction(ttc, 1, t.plus(1));

/** TVA d'un TTC : ce qui reste du HT arrondi. */
export const tvaDe = (ttc: Montant, t: Taux): Montant => moins(ttc, horsTaxe(ttc, t));

/** TVA d'un HT, arrondie. */
const tvaSur = (ht: Montant, t: Taux): Montant => fraction(ht, t, 1);

type Precisions = Pick<LigneEcriture, 'tiers' | 'piece' | 'echeance'>;

const debit = (compte: Compte, montant: Montant, precisions: Precisions = {}): LigneEcriture => ({
  compte,
  debit: montant,
  credit: ZERO,
  ...precisions,
});
const credit = (compte: Compte, montant: Montant, precisions: Precisions = {}): LigneEcriture => ({
  compte,
  debit: ZERO,
  credit: montant,
  ...precisions,
});

/** Ce qu'une opération écrit ; les lignes nulles sont ôtées par l'appelant. */
type Schema = (o: Operation, c: ComptesOperation) => LigneEcriture[];

const duTiers = ({ tiers, piece }: Operation): Precisions => (piece === '' ? { tiers } : { tiers, piece });

/** Ce qui arrive en banque : le montant moins frais, intérêts, retenue et TVA sur frais. */
export function net(o: Operation): Montant {
  return moins(o.montant, somme([o.frais, o.interets, o.retenue, tvaDesFrais(o)]));
}

/** Seule la commission du factor porte de la TVA. */
const tvaDesFrais = (o: Operation): Montant =>
  o.type === 'FINANCEMENT_FACTOR' ? tvaSur(o.frais, o.taux) : ZERO;

const compensation: Schema = (o, c) => {
  const tva = o.tvaRendue ?? tvaDe(o.montant, o.taux);
  const acompte = { tiers: o.tiers, piece: o.pieceLiee };
  return o.sens === 'CLIENT'
    ? [
        debit(c.acompteClient, o.montant, acompte),
        credit(c.collectif, o.montant, duTiers(o)),
        debit(c.tvaCollectee, tva),
        credit(c.tvaAcompte, tva),
      ]
    : [
        debit(c.collectif, o.montant, duTiers(o)),
        credit(c.acompteFournisseur, o.montant, acompte),
        debit(c.tvaAcompte, tva),
        credit(c.tvaDeductible, tva),
      ];
};

const irrecouvrable: Schema = (o, c) => {
  const perdu = moins(o.montant, o.encaisse);
  return [
    debit(c.banque, o.encaisse),
    debit(o.anterieure ? c.perteAnterieure : c.perte, horsTaxe(perdu, o.taux)),
    debit(c.tvaPerte, tvaDe(perdu, o.taux)),
    credit(c.collectif, o.montant, duTiers(o)),
  ];
};

const SCHEMAS: Readonly<Record<TypeOperation, Schema>> = {
  ACOMPTE_FACTURE: (o, c) =>
    c.acompteALaFacture
      ? [debit(c.collectif, o.montant, duTiers(o)), credit(c.acompteClient, o.montant, duTiers(o))]
      : [],
  ACOMPTE_RECU: (o, c) => [
    debit(c.banque, o.montant),
    credit(c.acompteALaFacture ? c.collectif : c.acompteClient, o.montant, duTiers(o)),
    debit(c.tvaAcompte, tvaDe(o.montant, o.taux)),
    credit(c.tvaCollectee, tvaDe(o.montant, o.taux)),
  ],
  ACOMPTE_VERSE: (o, c) => [
    debit(c.acompteFournisseur, o.montant, duTiers(o)),
    credit(c.banque, o.montant),
    debit(c.tvaDeductible, tvaDe(o.montant, o.taux)),
    credit(c.tvaAcompte, tvaDe(o.montant, o.taux)),
  ],
  COMPENSATION_ACOMPTE: compensation,
  ESCOMPTE_ACCORDE: (o, c) => [
    debit(c.escompteAccorde, horsTaxe(o.montant, o.taux)),
    debit(c.tvaCollectee, tvaDe(o.montant, o.taux)),
    credit(c.collectif, o.montant, duTiers(o)),
  ],
  ESCOMPTE_OBTENU: (o, c) => [
    debit(c.collectif, o.montant, duTiers(o)),
    credit(c.escompteObtenu, horsTaxe(o.montant, o.taux)),
    credit(c.tvaDeductible, tvaDe(o.montant, o.taux)),
  ],
  EFFET_RECU: (o, c) => [
    debit(c.effets, o.montant, {
      ...duTiers(o),
      ...(o.echeance === undefined ? {} : { echeance: o.echeance }),
    }),
    credit(c.collectif, o.montant, duTiers(o)),
  ],
  EFFET_ENCAISSE: (o, c) => [debit(c.banque, o.montant), credit(c.collectif, o.montant, duTiers(o))],
  EFFET_ESCOMPTE: (o, c) => [
    debit(c.effetsEscompte, o.montant),
    credit(c.collectif, o.montant, duTiers(o)),
    debit(c.banque, net(o)),
    debit(c.agios, o.interets),
    debit(c.fraisEffets, o.frais),
    credit(c.effetsEscompte, o.montant),
  ],
  DAILLY: (o, c) => [
    debit(c.banque, net(o)),
    debit(c.agios, plus(o.interets, o.frais)),
    credit(c.dailly, o.montant),
  ],
  DAILLY_REMBOURSE: (o, c) => [debit(c.dailly, o.montant), credit(c.banque, o.montant)],
  CESSION_FACTOR: (o, c) => [debit(c.factor, o.montant), credit(c.collectif, o.montant, duTiers(o))],
  FINANCEMENT_FACTOR: (o, c) => [
    debit(c.banque, net(o)),
    debit(c.commission, o.frais),
    debit(c.tvaDeductible, tvaDesFrais(o)),
    debit(c.agios, o.interets),
    debit(c.factorGarantie, o.retenue),
    credit(c.factor, o.montant),
  ],
  LIBERATION_FACTOR: (o, c) => [debit(c.banque, o.montant), credit(c.factorGarantie, o.montant)],
  IRRECOUVRABLE: irrecouvrable,
  RENTREE: (o, c) => [
    debit(c.banque, o.montant),
    credit(c.rentree, horsTaxe(o.montant, o.taux)),
    credit(c.tvaCollectee, tvaDe(o.montant, o.taux)),
  ],
  PENALITES: (o, c) => [
    debit(c.collectif, o.montant, {
      ...duTiers(o),
      ...(o.echeance === undefined ? {} : { echeance: o.echeance }),
    }),
    credit(c.penalites, moins(o.montant, o.frais)),
    credit(c.indemnites, o.frais),
  ],
};

/**
 * Les lignes d'une opération, sans ligne nulle ; aucune quand elle ne s'écrit pas (facture d'acompte non payée).
 * @example lignesDe(perte de 12 000 dont 3 600 reçus à 20 %) → 512 3 600, 6541 7 000, 44571 1 400 / 416 12 000 (T-AR-04)
 */
export function lignesDe(o: Operation, c: ComptesOperation): LigneEcriture[] {
  return SCHEMAS[o.type](o, c).filter(l => l.debit !== 0 || l.credit !== 0);
}

/** Opérations qui soldent une pièce du tiers : elle doit être ouverte d'autant. */
export const SOLDE_UNE_PIECE: ReadonlySet<TypeOperation> = new Set<TypeOperation>([
  'COMPENSATION_ACOMPTE',
  'ESCOMPTE_ACCORDE',
  'ESCOMPTE_OBTENU',
  'EFFET_RECU',
  'EFFET_ENCAISSE',
  'EFFET_ESCOMPTE',
  'CESSION_FACTOR',
  'IRRECOUVRABLE',
]);

/** Opérations dont le montant ne porte pas de TVA. */
export const SANS_TVA: ReadonlySet<TypeOperation> = new Set<TypeOperation>([
  'ACOMPTE_FACTURE',
  'EFFET_RECU',
  'EFFET_ENCAISSE',
  'EFFET_ESCOMPTE',
  'DAILLY',
  'DAILLY_REMBOURSE',
  'CESSION_FACTOR',
  'LIBERATION_FACTOR',
  'PENALITES',
]);

/** Ce qui manque à une opération, en une phrase par langue ; undefined si elle est complète. */
export function defaut(o: Operation): { fr: string; en: string } | undefined {
  if (o.montant <= 0) return { fr: 'le montant doit être positif', en: 'the amount must be positive' };
  if (net(o) < 0 || o.encaisse > o.montant)
    return {
      fr: 'frais, intérêts, retenue ou encaissé dépassent le montant',
      en: 'fees, interest, retention or receipt exceed the amount',
    };
  if (SOLDE_UNE_PIECE.has(o.type) && o.piece === '')
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
