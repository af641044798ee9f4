import type { Compte, Jour, Montant, Taux } from '../../../../comptabilite';

/** Ce qui arrive à une créance ou à une dette, hors factures et règlements ordinaires (domaine §8.6, §8.7, §8.10). */
export const TYPES_OPERATION = [
  'ACOMPTE_FACTURE',
  'ACOMPTE_RECU',
  'ACOMPTE_VERSE',
  'COMPENSATION_ACOMPTE',
  'ESCOMPTE_ACCORDE',
  'ESCOMPTE_OBTENU',
  'EFFET_RECU',
  'EFFET_ENCAISSE',
  'EFFET_ESCOMPTE',
  'DAILLY',
  'DAILLY_REMBOURSE',
  'CESSION_FACTOR',
  'FINANCEMENT_FACTOR',
  'LIBERATION_FACTOR',
  'IRRECOUVRABLE',
  'RENTREE',
  'PENALITES',
] as const;
export type TypeOperation = (typeof TYPES_OPERATION)[number];

/** Les montants d'une opération, positifs : en centimes, ou en arbres qui disent d'où ils viennent. */
export interface MontantsOperation<M = Montant> {
  readonly montant: M;
  readonly frais: M;
  readonly interets: M;
  readonly retenue: M;
  readonly encaisse: M;
  /** TVA de l'acompte que cette compensation rend, quand elle ne se déduit pas du taux. */
  readonly tvaRendue: M | undefined;
}

/** Une opération, ses taux et ses comptes trouvés. */
export interface Operation extends MontantsOperation {
  readonly type: TypeOperation;
  readonly tiers: string;
  readonly sens: 'CLIENT' | 'FOURNISSEUR';
  readonly piece: string;
  /** Pièce de l'acompte que l'on compense. */
  readonly pieceLiee: string;
  readonly echeance: Jour | undefined;
  /** Taux de TVA du montant ; zéro quand elle n'est pas facturée. */
  readonly taux: Taux;
  /** La facture est d'un exercice antérieur : perte au 6544. */
  readonly anterieure: boolean;
}

/** Les comptes d'une opération. */
export interface ComptesOperation {
  /** Compte du tiers où la pièce est ouverte : 411, 416, 401… */
  readonly collectif: Compte;
  readonly banque: Compte;
  readonly acompteClient: Compte;
  readonly acompteFournisseur: Compte;
  readonly tvaAcompte: Compte;
  readonly tvaCollectee: Compte;
  readonly tvaDeductible: Compte;
  /** Compte de TVA à débiter sur une perte : 44571, ou la TVA en attente si elle n'était pas exigible. */
  readonly tvaPerte: Compte;
  readonly escompteAccorde: Compte;
  readonly escompteObtenu: Compte;
  readonly effets: Compte;
  readonly effetsEscompte: Compte;
  readonly agios: Compte;
  readonly fraisEffets: Compte;
  readonly factor: Compte;
  readonly factorGarantie: Compte;
  readonly commission: Compte;
  readonly dailly: Compte;
  readonly perte: Compte;
  readonly perteAnterieure: Compte;
  readonly rentree: Compte;
  readonly penalites: Compte;
  readonly indemnites: Compte;
  /** La facture d'acompte est passée au 411 dès son émission. */
  readonly acompteALaFacture: boolean;
}
