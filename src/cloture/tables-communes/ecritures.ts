/** Écritures importées et écritures de clôture, aux mêmes colonnes (domaine §14.5). */
import { compte, defineTable, entier, enumeration, jour, montant, texte } from '../../workbook/table';
import * as c from './colonnes';

/** Origines d'une écriture. */
export const ORIGINES = [
  'IMPORT',
  'SAISIE',
  'FAE',
  'PCA',
  'FNP',
  'CCA',
  'AMORT',
  'DEROGATOIRE',
  'CESSION',
  'PROV',
  'ENCOURS',
  'CHANGE',
  'EXTOURNE',
  'REPARTITION',
  'AN',
] as const;

const CLE_GENERATION = {
  entete: 'Clé de génération',
  en: 'Generation key',
  largeur: 34,
  note: 'Module, arrêté, source et sens : la retrouve à la prochaine exécution.',
} as const;
const TIERS = {
  entete: 'Tiers',
  en: 'Third party',
  synonymes: ['CompAuxNum', 'Compte auxiliaire', 'Code tiers'],
  note: 'Tiers d’un compte collectif.',
} as const;
const COMPTE = {
  entete: 'Compte',
  en: 'Account',
  requis: true,
  synonymes: ['CompteNum', 'N° compte', 'Compte général'],
  note: 'Compte du plan comptable.',
} as const;
const ORIGINE = { entete: 'Origine', en: 'Source', note: "Ce qui a produit l'écriture." } as const;

const PERIODE = {
  entete: 'Période spéciale',
  en: 'Special period',
  note: 'De AAAA-13 à AAAA-16 pour un ajustement daté du dernier jour de l’exercice. Vide : le mois de la date.',
} as const;
/** Lettrer après l'arrêté ne change pas le mois (domaine §8.2). */
const LETTRAGE = { Lettrage: 'DateLettrage', DateLettrage: 'DateLettrage' } as const;

/** Les colonnes du début d'une écriture, jusqu'à la date. */
const debut = () => ({
  Exercice: texte({ entete: 'Exercice', en: 'Fiscal year', requis: true, note: "Exercice de l'écriture." }),
  Journal: texte({
    entete: 'Journal',
    en: 'Journal',
    requis: true,
    synonymes: ['JournalCode', 'Code journal'],
    note: 'Code du journal.',
  }),
  EcritureNum: texte({
    entete: "N° d'écriture",
    en: 'Entry no.',
    requis: true,
    synonymes: ['N° écriture', 'N° mouvement'],
    note: 'Numéro dans le journal.',
  }),
  Ligne: entier({
    entete: 'N° ligne',
    en: 'Line no.',
    requis: true,
    bornes: [1, 9_999_999],
    note: "Rang de la ligne dans l'écriture.",
  }),
  JournalLib: texte({
    entete: 'Libellé du journal',
    en: 'Journal name',
    largeur: 22,
    note: 'Nom du journal.',
  }),
  DateEcriture: jour({
    entete: 'Date',
    en: 'Date',
    requis: true,
    synonymes: ['EcritureDate', 'Date comptable', "Date d'écriture"],
    note: 'Date comptable.',
  }),
});

const piece = () => ({
  Piece: texte({
    entete: 'Pièce',
    en: 'Document',
    requis: true,
    synonymes: ['PieceRef', 'N° pièce'],
    largeur: 22,
    note: 'Référence de la pièce justificative.',
  }),
  DatePiece: jour({
    entete: 'Date de pièce',
    en: 'Document date',
    requis: true,
    synonymes: ['PieceDate'],
    note: 'Date de la pièce.',
  }),
  Libelle: texte({
    entete: 'Libellé',
    en: 'Label',
    requis: true,
    synonymes: ['EcritureLib'],
    largeur: 40,
    note: "Libellé de l'écriture.",
  }),
  Debit: montant({
    entete: 'Débit',
    en: 'Debit',
    requis: true,
    note: 'En euros ; zéro si la ligne est au crédit.',
  }),
  Credit: montant({
    entete: 'Crédit',
    en: 'Credit',
    requis: true,
    note: 'En euros ; zéro si la ligne est au débit.',
  }),
  Lettrage: texte({
    entete: 'Lettrage',
    en: 'Matching',
    synonymes: ['EcritureLet'],
    note: 'Lettre qui rapproche facture et règlement.',
  }),
  DateLettrage: jour({
    entete: 'Date de lettrage',
    en: 'Matched on',
    synonymes: ['DateLet'],
    note: 'Date du rapprochement.',
  }),
  DateValidation: jour({
    entete: 'Date de validation',
    en: 'Validated on',
    synonymes: ['ValidDate'],
    note: "Remplie : l'écriture ne se modifie plus.",
  }),
  MontantDevise: montant({
    entete: 'Montant en devise',
    en: 'Currency amount',
    note: 'Dans la devise de la pièce.',
  }),
  Devise: texte({ entete: 'Devise', en: 'Currency', synonymes: ['Idevise'], note: 'Code ISO. Vide : euro.' }),
  DateEcheance: c.dateEcheance(),
});

const fin = () => ({
  Section: texte({ entete: 'Section', en: 'Analytical section', note: 'Section analytique.' }),
  Origine: enumeration(ORIGINES, ORIGINE),
});

/** D'où vient une écriture, et quand son fait est vraiment arrivé. */
const liens = () => ({
  IdExtourneDe: texte({
    entete: 'Extourne de',
    en: 'Reversal of',
    largeur: 34,
    note: "Clé de l'écriture contrepassée.",
  }),
  DateSurvenance: jour({
    entete: 'Date de survenance',
    en: 'Date of occurrence',
    note: 'Vraie date, quand le mois était déjà fermé (PCG art. 1031-4).',
  }),
  Periode: texte(PERIODE),
});

export const Ecritures = defineTable({
  nom: 'Ecritures',
  feuille: 'Écritures importées',
  titre: { fr: 'Écritures importées', en: 'Imported journal entries' },
  description: {
    fr: "Les écritures de la comptabilité, telles que le FEC ou l'ERP les donne. Les états les lisent avec celles de la clôture.",
    en: 'The entries of the ledger, as exported. Statements read them with the closing entries.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['DateEcriture'], depuis: { ...LETTRAGE, DateValidation: 'DateValidation' } },
  cle: ['Exercice', 'Journal', 'EcritureNum', 'Ligne'],
  colonnes: {
    ...debut(),
    Compte: compte({ ...COMPTE, reference: 'PlanComptable' }),
    Tiers: texte({ ...TIERS, reference: 'Tiers' }),
    ...piece(),
    IdAffaire: c.affaire(),
    ...fin(),
    CleGeneration: texte(CLE_GENERATION),
    ...liens(),
  },
});

export const EcrituresCloture = defineTable({
  nom: 'EcrituresCloture',
  feuille: 'Ecritures de clôture',
  titre: { fr: 'Écritures de clôture', en: 'Closing entries' },
  description: {
    fr: 'Écrites par le complément. Relancer le même arrêté les remplace, tant que la date de validation est vide.',
    en: 'Written by the add-in. Running the same close again replaces them while the validation date is empty.',
  },
  famille: 'GENEREES',
  generee: true,
  gel: {
    mois: ['CleGeneration', 'DateEcriture'],
    depuis: LETTRAGE,
    seulement: 'DateValidation',
    sauf: { colonnes: ['Sceau'] },
  },
  cle: ['CleGeneration', 'Ligne'],
  colonnes: {
    ...debut(),
    Compte: compte(COMPTE),
    Tiers: texte(TIERS),
    ...piece(),
    IdAffaire: c.affaireGeneree(),
    ...fin(),
    CleGeneration: texte({ ...CLE_GENERATION, requis: true }),
    ...liens(),
    Sceau: c.sceau(),
  },
});
