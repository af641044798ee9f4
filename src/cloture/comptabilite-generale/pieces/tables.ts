/** Ce que l'utilisateur saisit : pièces, modèles, abonnements, demandes de contrepassation (domaine §9.1, §9.3). */
import {
  booleen,
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  taux,
  texte,
} from '../../../workbook/table';
import { affaire, codeTVA, compteFacultatif, dateEcheance, devise } from '../../tables-communes/colonnes';
import { MODES_ABONNEMENT, MODES_CONTREPASSATION, PERIODICITES, SENS, TYPES_PIECE } from './calcul/types';

const journal = (note: string) => texte({ entete: 'Journal', en: 'Journal', note, largeur: 9 });
const tiers = (note: string) =>
  texte({ entete: 'Tiers', en: 'Third party', reference: 'Tiers', synonymes: ['Compte auxiliaire'], note });
const section = () => texte({ entete: 'Section', en: 'Analytical section', note: 'Section analytique.' });
const libelle = (note: string, requis: boolean) =>
  ({ entete: 'Libellé', en: 'Label', largeur: 36, note, requis }) as const;

export const SaisieEcritures = defineTable({
  nom: 'SaisieEcritures',
  feuille: "Saisie d'écritures",
  titre: { fr: "Saisie d'écritures", en: 'Journal entry input' },
  description: {
    fr: "Une pièce par N° de pièce saisie, une ligne ou plus. ECRITURE : chaque ligne a son débit ou son crédit. Facture ou avoir : une ligne par charge ou produit, HT et code TVA ; la clôture en fait le tiers et la TVA. MODELE : un montant, et le modèle qui le répartit. La simulation montre l'écriture avant qu'elle soit écrite.",
    en: 'One document per input number, one row or more. ECRITURE: each row has its debit or its credit. Invoice or credit note: one row per expense or revenue account, net amount and VAT code; the close adds the third party and the VAT. MODELE: an amount, and the template that splits it. The simulation shows the entry before it is written.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Date'] },
  cle: ['IdPiece', 'Ligne'],
  colonnes: {
    IdPiece: texte({
      entete: 'N° de pièce saisie',
      en: 'Input no.',
      requis: true,
      largeur: 14,
      note: 'Unique : il rend l’écriture rejouable. Les lignes d’une pièce le partagent.',
    }),
    Ligne: entier({
      entete: 'N° ligne',
      en: 'Line no.',
      requis: true,
      bornes: [1, 9_999],
      note: 'Rang de la ligne dans la pièce.',
    }),
    Type: enumeration(TYPES_PIECE, {
      entete: 'Type de pièce',
      en: 'Document type',
      requis: true,
      largeur: 22,
      note: 'Écriture libre, facture ou avoir de client ou de fournisseur, ou modèle.',
    }),
    Date: jour({ entete: 'Date', en: 'Date', requis: true, note: 'Date comptable, dans un mois ouvert.' }),
    Journal: journal('Vide : celui du type de pièce ou du modèle.'),
    Piece: texte({
      entete: 'Pièce',
      en: 'Document',
      requis: true,
      largeur: 18,
      note: 'Référence du justificatif (PCG art. 1032-1).',
    }),
    DatePiece: jour({ entete: 'Date de pièce', en: 'Document date', note: 'Vide : la date comptable.' }),
    Libelle: texte({ ...libelle("Libellé de l'écriture.", true), requis: true }),
    Compte: compteFacultatif('Compte de la ligne ; facture : le compte de charge ou de produit.'),
    Tiers: tiers('Tiers d’un compte collectif ; facture : le client ou le fournisseur.'),
    Debit: montant({ entete: 'Débit', en: 'Debit', note: 'ECRITURE : en euros.' }),
    Credit: montant({ entete: 'Crédit', en: 'Credit', note: 'ECRITURE : en euros.' }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      note: 'Facture ou avoir : le HT, positif. MODELE : le montant à répartir.',
    }),
    CodeTVA: codeTVA(),
    Modele: texte({
      entete: 'Modèle',
      en: 'Template',
      reference: 'ModelesEcritures.Modele',
      note: 'MODELE : le modèle à appliquer.',
    }),
    DateEcheance: dateEcheance(),
    IdAffaire: affaire(),
    Section: section(),
    MontantDevise: montant({
      entete: 'Montant en devise',
      en: 'Currency amount',
      note: 'Facture : TTC en devise. Positif, du côté de la ligne.',
    }),
    Devise: devise(),
    DateSurvenance: jour({
      entete: 'Date de survenance',
      en: 'Date of occurrence',
      note: 'Vraie date, quand le mois était déjà fermé (PCG art. 1031-4).',
    }),
  },
});

export const ModelesEcritures = defineTable({
  nom: 'ModelesEcritures',
  feuille: "Modèles d'écritures",
  titre: { fr: "Modèles d'écritures", en: 'Entry templates' },
  description: {
    fr: "Une ligne par compte. Chaque ligne prend une part du montant, ou un montant fixe ; la ligne sans l'une ni l'autre prend ce qui équilibre.",
    en: 'One row per account. Each row takes a share of the amount, or a fixed amount; the row with neither takes what balances.',
  },
  famille: 'COMPTABILITE',
  gel: { nature: 'HORS' },
  cle: ['Modele', 'Ligne'],
  colonnes: {
    Modele: texte({ entete: 'Modèle', en: 'Template', requis: true, largeur: 16, note: 'Code du modèle.' }),
    Ligne: entier({
      entete: 'N° ligne',
      en: 'Line no.',
      requis: true,
      bornes: [1, 9_999],
      note: 'Rang de la ligne.',
    }),
    Journal: journal('Vide : JOURNAL_CLOTURE.'),
    Compte: compte({
      entete: 'Compte',
      en: 'Account',
      requis: true,
      reference: 'PlanComptable',
      note: 'Compte de la ligne.',
    }),
    Sens: enumeration(SENS, { entete: 'Sens', en: 'Side', requis: true, note: 'DEBIT ou CREDIT.' }),
    Part: taux({
      entete: 'Part',
      en: 'Share',
      bornes: [0, 10],
      note: 'Part du montant : 100 % le prend entier.',
    }),
    Montant: montant({ entete: 'Montant', en: 'Amount', note: 'Montant fixe, à la place d’une part.' }),
    Tiers: tiers('Tiers d’un compte collectif ; vide : celui de la pièce.'),
    Libelle: texte(libelle('Vide : celui de la pièce.', false)),
    IdAffaire: affaire(),
    Section: section(),
  },
});

export const Abonnements = defineTable({
  nom: 'Abonnements',
  feuille: 'Abonnements',
  titre: { fr: 'Écritures d’abonnement', en: 'Recurring entries' },
  description: {
    fr: "Une charge ou un produit qui revient : une écriture par période, jamais deux, à la fin de la période. ETALE répartit un total connu en parts égales ; FIXE passe le même montant. Les abonnements d'une charge que la facture soldera passent par le 488, nul en fin d'exercice.",
    en: 'An expense or revenue that recurs: one entry per period, never twice, at the end of the period. ETALE spreads a known total in equal parts; FIXE books the same amount. What an invoice will settle goes through 488, which is nil at year end.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Debut'], depuis: { ArretLe: 'ArretLe' } },
  cle: ['IdAbonnement'],
  colonnes: {
    IdAbonnement: texte({ entete: 'Abonnement', en: 'Subscription', requis: true, note: 'Code unique.' }),
    Libelle: texte({ ...libelle("Libellé de l'écriture.", true), requis: true }),
    Mode: enumeration(MODES_ABONNEMENT, {
      entete: 'Mode',
      en: 'Mode',
      requis: true,
      note: 'FIXE : le montant à chaque période. ETALE : le montant partagé entre les périodes.',
    }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      requis: true,
      note: 'FIXE : par période. ETALE : en tout. En euros.',
    }),
    Periodicite: enumeration(PERIODICITES, {
      entete: 'Périodicité',
      en: 'Frequency',
      requis: true,
      largeur: 14,
      note: 'Mois, trimestre, semestre ou année.',
    }),
    Debut: jour({
      entete: 'Début',
      en: 'Start',
      requis: true,
      note: 'Dans le premier mois de l’abonnement.',
    }),
    Fin: jour({ entete: 'Fin', en: 'End', note: 'Dans le dernier mois ; exigée en ETALE.' }),
    ArretLe: jour({
      entete: 'Arrêté le',
      en: 'Stopped on',
      note: 'Plus d’écriture pour une période qui finit après ce jour.',
    }),
    Compte: compteFacultatif('Compte de charge ou de produit ; vide : le modèle.'),
    Contrepartie: compte({
      entete: 'Contrepartie',
      en: 'Contra account',
      reference: 'PlanComptable',
      note: 'Vide : CPT_ABONNEMENT (488).',
    }),
    Modele: texte({
      entete: 'Modèle',
      en: 'Template',
      reference: 'ModelesEcritures.Modele',
      note: 'À la place d’un compte : le modèle répartit le montant.',
    }),
    Journal: journal('Vide : celui du modèle, puis JOURNAL_CLOTURE.'),
    Tiers: tiers('Tiers de la contrepartie, si elle est collective.'),
    IdAffaire: affaire(),
    Section: section(),
  },
});

export const Contrepassations = defineTable({
  nom: 'Contrepassations',
  feuille: 'Contrepassations demandées',
  titre: { fr: 'Contrepassations demandées', en: 'Reversals requested' },
  description: {
    fr: "Une demande par ligne : une écriture par sa clé, ou toutes celles que les critères remplis retiennent. La prochaine validation passe les écritures contraires, à la date choisie, dans un mois ouvert ; une écriture ne se contrepasse qu'une fois.",
    en: 'One request per row: one entry by its key, or all those the filled criteria retain. The next validation books the opposite entries, at the chosen date, in an open month; an entry is reversed only once.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['Date'] },
  cle: ['IdDemande'],
  colonnes: {
    IdDemande: texte({ entete: 'Demande', en: 'Request', requis: true, note: 'Code unique de la demande.' }),
    Date: jour({
      entete: 'Date de contrepassation',
      en: 'Reversal date',
      requis: true,
      note: 'Dans un mois qui n’est pas fermé.',
    }),
    Mode: enumeration(MODES_CONTREPASSATION, {
      entete: 'Mode',
      en: 'Mode',
      note: 'INVERSE : débit et crédit échangés. NEGATIF : mêmes côtés, montants négatifs. Vide : ExtourneForme.',
    }),
    Brouillard: booleen({
      entete: 'Ne pas valider',
      en: 'Keep as draft',
      note: 'O : fermer le mois ne valide pas la contrepassation.',
    }),
    Motif: texte({ entete: 'Motif', en: 'Reason', requis: true, largeur: 36, note: 'Pourquoi.' }),
    Cle: texte({
      entete: "Clé de l'écriture",
      en: 'Entry key',
      largeur: 34,
      note: 'Clé de génération, ou exercice|journal|numéro d’une écriture importée.',
    }),
    Exercice: texte({ entete: 'Exercice', en: 'Fiscal year', note: 'Critère.' }),
    Journal: journal('Critère.'),
    EcritureNum: texte({ entete: "N° d'écriture", en: 'Entry no.', note: 'Critère.' }),
    Du: jour({ entete: 'Du', en: 'From', note: 'Critère : date d’écriture, ce jour compris.' }),
    Au: jour({ entete: 'Au', en: 'To', note: 'Critère : date d’écriture, ce jour compris.' }),
    Piece: texte({ entete: 'Pièce', en: 'Document', note: 'Critère : référence exacte.' }),
    Compte: texte({
      entete: 'Compte',
      en: 'Account',
      note: 'Critère : une ligne au moins commence par ce préfixe.',
    }),
    Tiers: texte({ entete: 'Tiers', en: 'Third party', note: 'Critère : une ligne au moins le nomme.' }),
    Origine: texte({ entete: 'Origine', en: 'Source', note: 'Critère : IMPORT, SAISIE, FAE…' }),
  },
});

const calcule = { calculee: true } as const;

export const PiecesContrepassees = defineTable({
  nom: 'PiecesContrepassees',
  feuille: 'Pièces contrepassées',
  titre: { fr: 'Pièces contrepassées', en: 'Reversed documents' },
  description: {
    fr: "Le compte rendu des contrepassations : chaque écriture d'origine et son écriture contraire, dans les deux sens, ou la raison du refus.",
    en: 'The report of reversals: each original entry with its opposite, both ways, or why it was refused.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdDemande', 'Origine'],
  colonnes: {
    Arrete: jour({
      entete: 'Arrêté',
      en: 'Closing date',
      requis: true,
      note: 'Arrêté de la validation.',
      ...calcule,
    }),
    IdDemande: texte({ entete: 'Demande', en: 'Request', requis: true, note: 'La demande.', ...calcule }),
    Origine: texte({
      entete: "Écriture d'origine",
      en: 'Original entry',
      requis: true,
      largeur: 34,
      note: "Clé de l'écriture contrepassée.",
      ...calcule,
    }),
    Contrepassation: texte({
      entete: 'Contrepassation',
      en: 'Reversal',
      largeur: 44,
      note: "Clé de l'écriture contraire ; vide si elle est refusée.",
      ...calcule,
    }),
    Etat: enumeration(['FAITE', 'REFUSEE'], { entete: 'État', en: 'Status', requis: true, ...calcule }),
    Raison: texte({
      entete: 'Raison',
      en: 'Why',
      largeur: 50,
      note: 'Motif, ou raison du refus.',
      ...calcule,
    }),
    Journal: texte({ entete: 'Journal', en: 'Journal', ...calcule }),
    EcritureNum: texte({ entete: "N° d'écriture", en: 'Entry no.', ...calcule }),
    DateOrigine: jour({ entete: "Date d'origine", en: 'Original date', ...calcule }),
    Piece: texte({ entete: 'Pièce', en: 'Document', ...calcule }),
    Date: jour({ entete: 'Date de contrepassation', en: 'Reversal date', ...calcule }),
    Mode: enumeration(MODES_CONTREPASSATION, { entete: 'Mode', en: 'Mode', ...calcule }),
    Montant: montant({ entete: 'Montant', en: 'Amount', note: "Total des débits de l'origine.", ...calcule }),
  },
});

export const TABLES_PIECES = [SaisieEcritures, ModelesEcritures, Abonnements, Contrepassations] as const;
