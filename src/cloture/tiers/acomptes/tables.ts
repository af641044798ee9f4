/** Ce qui arrive aux créances et aux dettes hors factures et règlements, et les engagements qui en restent. */
import { compte, defineTable, enumeration, jour, montant, texte } from '../../../workbook/table';
import { codeTVA } from '../../tables-communes/colonnes';
import { TYPES_OPERATION } from './calcul/types';

const calcule = { calculee: true } as const;

export const OperationsTiers = defineTable({
  nom: 'OperationsTiers',
  feuille: 'Opérations tiers',
  titre: { fr: 'Opérations sur les tiers', en: 'Third-party operations' },
  description: {
    fr: 'Acomptes et leur compensation, escomptes, effets, Dailly, affacturage, pertes, rentrées, pénalités facturées : une ligne par opération que la comptabilité n’a pas encore passée. La clôture en fait l’écriture, une fois.',
    en: 'Down payments and their clearing, discounts, bills, factoring, write-offs, recoveries, interest billed: one row per operation not yet booked. The close books it, once.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Date'] },
  cle: ['IdOperation'],
  colonnes: {
    IdOperation: texte({
      entete: 'N° opération',
      en: 'Operation no.',
      requis: true,
      note: 'Unique : il rend l’écriture rejouable.',
    }),
    Date: jour({ entete: 'Date', en: 'Date', requis: true, note: 'Jour de l’opération.' }),
    Type: enumeration(TYPES_OPERATION, {
      entete: 'Type',
      en: 'Type',
      requis: true,
      largeur: 26,
      note: 'Acompte, compensation, escompte, effet, Dailly, affacturage, perte, rentrée ou pénalités.',
    }),
    IdTiers: texte({
      entete: 'Tiers',
      en: 'Third party',
      requis: true,
      reference: 'Tiers',
      note: 'Client ou fournisseur de la pièce.',
    }),
    Piece: texte({
      entete: 'Pièce',
      en: 'Document',
      synonymes: ['Facture', 'N° facture'],
      note: 'Facture soldée, effet, ou référence de l’acompte.',
    }),
    PieceLiee: texte({
      entete: 'Pièce liée',
      en: 'Linked document',
      note: 'Compensation : la pièce de l’acompte. Remboursement ou libération : celle du financement.',
    }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      requis: true,
      note: 'TTC, positif. Perte : toute la créance soldée ; pénalités : indemnités comprises.',
    }),
    CodeTVA: codeTVA(),
    Frais: montant({
      entete: 'Frais',
      en: 'Fees',
      note: 'Commission HT du factor, frais d’effet ; pénalités : part des indemnités de 40 €.',
    }),
    Interets: montant({
      entete: 'Intérêts',
      en: 'Interest',
      note: 'Agios retenus par la banque ou le factor.',
    }),
    Retenue: montant({ entete: 'Retenue', en: 'Retention', note: 'Fonds de garantie gardé par le factor.' }),
    Encaisse: montant({ entete: 'Encaissé', en: 'Received', note: 'Perte : ce qui a été reçu pour solde.' }),
    DateEcheance: jour({
      entete: "Date d'échéance",
      en: 'Due date',
      note: 'Échéance de l’effet ou des pénalités.',
    }),
    CompteBanque: compte({
      entete: 'Compte de banque',
      en: 'Bank account',
      reference: 'PlanComptable',
      note: 'Vide : CPT_BANQUE.',
    }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 40, note: 'Pourquoi, et le justificatif.' }),
  },
});

export const NATURES_ENGAGEMENT = [
  'ACOMPTE_A_COMPENSER',
  'EFFET_ESCOMPTE_NON_ECHU',
  'DAILLY',
  'CREANCE_CEDEE',
  'RETENUE_FACTOR',
] as const;
export type NatureEngagement = (typeof NATURES_ENGAGEMENT)[number];

export const EngagementsTiers = defineTable({
  nom: 'EngagementsTiers',
  feuille: 'Acomptes et engagements',
  titre: { fr: 'Acomptes à compenser et engagements', en: 'Down payments to clear and commitments' },
  description: {
    fr: 'Ce qui reste à l’arrêté des opérations : acomptes à compenser, effets escomptés non échus et Dailly (risque hors bilan), créances cédées au factor.',
    en: 'What remains at the closing date: down payments to clear, discounted bills not yet due and Dailly (off-balance risk), receivables sold to the factor.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Nature', 'IdOperation'],
  colonnes: {
    Nature: enumeration(NATURES_ENGAGEMENT, {
      entete: 'Nature',
      en: 'Nature',
      requis: true,
      largeur: 28,
      ...calcule,
    }),
    IdOperation: texte({ entete: 'N° opération', en: 'Operation no.', requis: true, ...calcule }),
    Tiers: texte({ entete: 'Tiers', en: 'Third party', ...calcule }),
    Piece: texte({ entete: 'Pièce', en: 'Document', ...calcule }),
    Date: jour({ entete: 'Date', en: 'Date', ...calcule }),
    Echeance: jour({ entete: "Date d'échéance", en: 'Due date', ...calcule }),
    Montant: montant({ entete: 'Montant', en: 'Amount', note: 'Montant de l’opération.', ...calcule }),
    Apure: montant({
      entete: 'Apuré',
      en: 'Cleared',
      note: 'Compensé, remboursé ou libéré à l’arrêté.',
      ...calcule,
    }),
    Reste: montant({ entete: 'Reste', en: 'Remaining', note: 'Montant moins apuré.', ...calcule }),
  },
});
