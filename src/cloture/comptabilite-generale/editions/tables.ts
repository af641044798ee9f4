/** Les éditions comptables : balances, grand livre, journal, et le contrôle de leurs totaux. */
import { compte, defineTable, enumeration, entier, jour, montant, texte } from '../../../workbook/table';

const COMPTE = { entete: 'Compte', en: 'Account', note: 'Compte mouvementé.' } as const;
const libelle = () => texte({ entete: 'Libellé', en: 'Label', largeur: 38, note: 'Libellé.' });
const debit = (entete: string, en: string, note: string) => montant({ entete, en, note, largeur: 14 });

const ouverture = () => ({
  OuvertureD: debit('À-nouveaux débit', 'Opening debit', 'À-nouveaux, ou solde repris de N-1.'),
  OuvertureC: debit('À-nouveaux crédit', 'Opening credit', 'À-nouveaux, ou solde repris de N-1.'),
});
const mois = () => ({
  MoisD: debit('Mois débit', 'Month debit', 'Mouvements du mois.'),
  MoisC: debit('Mois crédit', 'Month credit', 'Mouvements du mois.'),
});
const cumul = () => ({
  CumulD: debit('Cumul débit', 'To-date debit', 'Mouvements depuis le début de l’exercice.'),
  CumulC: debit('Cumul crédit', 'To-date credit', 'Mouvements depuis le début de l’exercice.'),
});
const solde = () => ({
  SoldeD: debit('Solde débit', 'Debit balance', 'Solde à l’arrêté.'),
  SoldeC: debit('Solde crédit', 'Credit balance', 'Solde à l’arrêté.'),
});

export const BalanceGenerale = defineTable({
  nom: 'BalanceGenerale',
  feuille: 'Balance générale',
  titre: { fr: 'Balance générale', en: 'Trial balance' },
  description: {
    fr: 'Importées et de clôture, validées ou non. À-nouveaux, mouvements du mois, du trimestre et de l’exercice, soldes, et N-1 à la même date.',
    en: 'Imported and closing entries, posted or not. Opening, month, quarter and year movements, balances, and N-1 at the same date.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Niveau', 'Compte'],
  colonnes: {
    Niveau: enumeration(['COMPTE', 'CLASSE', 'TOTAL'], {
      entete: 'Niveau',
      en: 'Level',
      requis: true,
      note: 'Compte, sous-total de classe, ou total.',
    }),
    Compte: texte({ ...COMPTE, largeur: 12 }),
    Libelle: libelle(),
    ...ouverture(),
    ...mois(),
    TrimestreD: debit('Trimestre débit', 'Quarter debit', 'Mouvements du trimestre de l’exercice.'),
    TrimestreC: debit('Trimestre crédit', 'Quarter credit', 'Mouvements du trimestre de l’exercice.'),
    ...cumul(),
    ...solde(),
    SoldeN1: montant({
      entete: 'Solde N-1',
      en: 'N-1 balance',
      note: 'Débit moins crédit un an plus tôt, au compte d’aujourd’hui.',
    }),
  },
});

export const BalanceAuxiliaire = defineTable({
  nom: 'BalanceAuxiliaire',
  feuille: 'Balance auxiliaire',
  titre: { fr: 'Balance auxiliaire', en: 'Subsidiary ledger balance' },
  description: {
    fr: 'La balance des comptes collectifs, tiers par tiers. Le total d’un collectif est son solde au grand livre.',
    en: 'The balance of control accounts, third party by third party. The total of a control account is its ledger balance.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Niveau', 'Compte', 'Tiers'],
  colonnes: {
    Niveau: enumeration(['TIERS', 'COLLECTIF', 'TOTAL'], {
      entete: 'Niveau',
      en: 'Level',
      requis: true,
      note: 'Tiers, total du collectif, ou total.',
    }),
    Compte: texte({ ...COMPTE, entete: 'Collectif', en: 'Control account', largeur: 12 }),
    Tiers: texte({ entete: 'Tiers', en: 'Third party', note: 'Vide : ligne sans tiers.' }),
    Nom: texte({ entete: 'Nom', en: 'Name', largeur: 34, note: 'Nom du tiers.' }),
    ...ouverture(),
    ...mois(),
    ...cumul(),
    ...solde(),
  },
});

export const BalanceDetaillee = defineTable({
  nom: 'BalanceDetaillee',
  feuille: 'Balance détaillée',
  titre: { fr: 'Balance par journal, affaire ou section', en: 'Balance by journal, project or section' },
  description: {
    fr: 'Écrite si EditionsComptables la demande. La somme des codes est la balance générale.',
    en: 'Written when setting EditionsComptables asks for it. The codes add up to the trial balance.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Axe', 'Code', 'Niveau', 'Compte'],
  colonnes: {
    Axe: enumeration(['JOURNAL', 'AFFAIRE', 'SECTION'], {
      entete: 'Axe',
      en: 'Axis',
      requis: true,
      note: 'Ce qui partage la balance.',
    }),
    Code: texte({ entete: 'Code', en: 'Code', note: 'Journal, affaire ou section ; vide : sans code.' }),
    Niveau: enumeration(['COMPTE', 'CODE', 'TOTAL'], {
      entete: 'Niveau',
      en: 'Level',
      requis: true,
      note: 'Compte, total du code, ou total de l’axe.',
    }),
    Compte: texte({ ...COMPTE, largeur: 12 }),
    Libelle: libelle(),
    ...ouverture(),
    ...mois(),
    ...cumul(),
    ...solde(),
  },
});

const piece = () => ({
  Journal: texte({ entete: 'Journal', en: 'Journal', largeur: 9, note: 'Code du journal.' }),
  EcritureNum: texte({ entete: 'N° d’écriture', en: 'Entry no.', note: 'Numéro dans le journal.' }),
  Piece: texte({ entete: 'Pièce', en: 'Document', note: 'Référence de la pièce.' }),
});
const montants = () => ({
  Debit: debit('Débit', 'Debit', 'En euros.'),
  Credit: debit('Crédit', 'Credit', 'En euros.'),
});
const source = () =>
  texte({ entete: 'Source', en: 'Source', largeur: 20, note: 'Table et ligne d’où vient la ligne.' });

export const GrandLivreEdite = defineTable({
  nom: 'GrandLivreEdite',
  feuille: 'Grand livre',
  titre: { fr: 'Grand livre', en: 'General ledger' },
  description: {
    fr: 'Écrit si EditionsComptables le demande. Chaque compte : son ouverture, ses lignes par date, son solde à chaque ligne.',
    en: 'Written when setting EditionsComptables asks for it. Each account: its opening, its rows by date, its running balance.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Compte', 'Rang'],
  colonnes: {
    Compte: texte({ ...COMPTE, requis: true, largeur: 12 }),
    Rang: entier({ entete: 'Rang', en: 'Rank', requis: true, note: 'Rang de la ligne dans le compte.' }),
    Nature: enumeration(['OUVERTURE', 'LIGNE', 'TOTAL'], {
      entete: 'Nature',
      en: 'Kind',
      requis: true,
      note: 'Ouverture, ligne d’écriture, ou total du compte.',
    }),
    Date: jour({ entete: 'Date', en: 'Date', note: 'Date comptable.' }),
    ...piece(),
    Libelle: libelle(),
    Tiers: texte({ entete: 'Tiers', en: 'Third party', note: 'Tiers.' }),
    Lettrage: texte({ entete: 'Lettrage', en: 'Matching', largeur: 9, note: 'Code de lettrage.' }),
    ...montants(),
    Solde: montant({ entete: 'Solde', en: 'Balance', note: 'Débit moins crédit, ligne comprise.' }),
    Source: source(),
  },
});

export const JournalGeneral = defineTable({
  nom: 'JournalGeneral',
  feuille: 'Journal général',
  titre: { fr: 'Journal général', en: 'General journal' },
  description: {
    fr: 'Écrit si EditionsComptables le demande. Les écritures de l’exercice par journal, mois et numéro, avec leurs totaux.',
    en: 'Written when setting EditionsComptables asks for it. Entries of the year by journal, month and number, with totals.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Rang'],
  colonnes: {
    Rang: entier({ entete: 'Rang', en: 'Rank', requis: true, note: 'Rang de la ligne.' }),
    Nature: enumeration(['LIGNE', 'MOIS', 'JOURNAL', 'TOTAL'], {
      entete: 'Nature',
      en: 'Kind',
      requis: true,
      note: 'Ligne d’écriture, ou total du mois, du journal, de tous.',
    }),
    ...piece(),
    Date: jour({ entete: 'Date', en: 'Date', note: 'Date comptable.' }),
    Compte: compte(COMPTE),
    Tiers: texte({ entete: 'Tiers', en: 'Third party', note: 'Tiers.' }),
    Libelle: libelle(),
    ...montants(),
    Source: source(),
  },
});

export const RapprochementLivres = defineTable({
  nom: 'RapprochementLivres',
  feuille: 'Contrôle des livres',
  titre: { fr: 'Contrôle des livres', en: 'Tie-out of the books' },
  description: {
    fr: 'Σ journal = Σ grand livre = Σ balance, chacun compté par son propre chemin ; et Σ auxiliaire = Σ collectifs.',
    en: 'Σ journal = Σ ledger = Σ trial balance, each counted its own way; and Σ subsidiary = Σ control accounts.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Livre'],
  colonnes: {
    Livre: enumeration(['JOURNAL', 'GRAND_LIVRE', 'BALANCE', 'COLLECTIFS', 'AUXILIAIRE'], {
      entete: 'Livre',
      en: 'Book',
      requis: true,
      note: 'Ce qui est totalisé.',
    }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 34, note: 'Ce que c’est.' }),
    Lignes: entier({ entete: 'Lignes', en: 'Rows', note: 'Lignes comptées.' }),
    Debit: debit('Débit', 'Debit', 'À-nouveaux et mouvements de l’exercice.'),
    Credit: debit('Crédit', 'Credit', 'À-nouveaux et mouvements de l’exercice.'),
    Ecart: montant({ entete: 'Écart', en: 'Difference', note: 'Avec le livre du dessus ; doit être nul.' }),
  },
});

/** Toujours écrites, puis celles qui se demandent. */
export const TABLES_BALANCES = [BalanceGenerale, BalanceAuxiliaire, RapprochementLivres] as const;
export const TABLES_DEMANDEES = [BalanceDetaillee, GrandLivreEdite, JournalGeneral] as const;
