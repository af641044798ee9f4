/** Les créances douteuses : ce que l'utilisateur constate, ce que la clôture en déduit (domaine §8.7). */
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
import { codeTVA } from '../../tables-communes/colonnes';

const calcule = { calculee: true } as const;
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });
const t = (entete: string, en: string, note: string, largeur?: number) =>
  texte({ entete, en, note, ...calcule, ...(largeur === undefined ? {} : { largeur }) });

export const CreancesDouteuses = defineTable({
  nom: 'CreancesDouteuses',
  feuille: 'Créances douteuses',
  titre: { fr: 'Créances douteuses', en: 'Doubtful receivables' },
  description: {
    fr: 'Une ligne par client douteux et par date d’effet, ou par pièce si le risque diffère. Toute la créance du client passe au 416 ; le taux de perte donne la dépréciation, sur le HT.',
    en: 'One row per doubtful customer and effective date, or per document when the risk differs. The whole claim moves to 416; the loss rate gives the allowance, net of VAT.',
  },
  famille: 'COMPTABILITE',
  gel: { mois: ['DateEffet'] },
  cle: ['IdTiers', 'Piece', 'DateEffet'],
  colonnes: {
    IdTiers: texte({
      entete: 'Client',
      en: 'Customer',
      requis: true,
      synonymes: ['Tiers', 'Code client'],
      reference: 'Tiers',
      note: 'Code du client.',
    }),
    Piece: texte({
      entete: 'Pièce',
      en: 'Document',
      synonymes: ['Facture', 'N° facture'],
      note: 'Vide : toutes les pièces du client.',
    }),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      requis: true,
      note: 'Premier arrêté où ce taux vaut.',
    }),
    TauxPerte: taux({
      entete: 'Taux de perte',
      en: 'Loss rate',
      requis: true,
      bornes: [0, 1],
      note: 'Part HT que l’on s’attend à perdre.',
    }),
    Saine: booleen({
      entete: 'Redevenue saine',
      en: 'No longer doubtful',
      note: 'O : la créance revient au 411 et sa dépréciation est reprise.',
    }),
    CodeTVA: codeTVA(),
    Motif: texte({
      entete: 'Motif',
      en: 'Reason',
      requis: true,
      largeur: 44,
      note: 'Procédure, litige, relances sans effet : ce qui justifie le taux.',
    }),
  },
});

export const TauxDepreciation = defineTable({
  nom: 'TauxDepreciation',
  feuille: 'Taux de dépréciation',
  titre: { fr: 'Taux de dépréciation par âge', en: 'Allowance rates by age' },
  description: {
    fr: 'Sert si DepreciationStatistique vaut O : le taux d’une créance échue est celui de la dernière borne atteinte. En général non déductible.',
    en: 'Used when DepreciationStatistique is O: the rate of an overdue item is that of the last bound reached. Usually not tax-deductible.',
  },
  famille: 'REFERENTIELS',
  cle: ['JoursDu'],
  colonnes: {
    JoursDu: entier({
      entete: 'À partir de (jours)',
      en: 'From (days)',
      requis: true,
      bornes: [1, 3650],
      note: 'Jours de retard.',
    }),
    Taux: taux({ entete: 'Taux', en: 'Rate', requis: true, bornes: [0, 1], note: 'Part HT dépréciée.' }),
  },
});

export const ORIGINES_DEPRECIATION = ['INDIVIDUELLE', 'STATISTIQUE'] as const;

const colonnesDepreciation = () => ({
  IdTiers: texte({ entete: 'Client', en: 'Customer', requis: true, ...calcule }),
  IdFacture: t('Pièce', 'Document', 'Facture dépréciée.', 18),
  Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
  Compte: compte({ entete: 'Compte', en: 'Account', note: '416, ou 411 par âge.', ...calcule }),
  CreanceTTC: m('Créance TTC', 'Claim incl. VAT', 'Reste dû, avoirs et règlements imputés.'),
  BaseHT: montant({
    entete: 'Base HT',
    en: 'Base excl. VAT',
    requis: true,
    note: 'TTC / (1 + taux de TVA de la facture).',
    ...calcule,
  }),
  Taux: taux({ entete: 'Taux de perte', en: 'Loss rate', requis: true, ...calcule }),
  Montant: montant({
    entete: 'Dépréciation',
    en: 'Allowance',
    requis: true,
    note: 'arr(TTC × taux / (1 + TVA)).',
    ...calcule,
  }),
  Origine: enumeration(ORIGINES_DEPRECIATION, {
    entete: 'Origine',
    en: 'Basis',
    note: 'Constatée sur la créance, ou par âge.',
    ...calcule,
  }),
  Motif: t('Motif', 'Reason', 'Ce qui justifie le taux.', 40),
});

export const Depreciations = defineTable({
  nom: 'Depreciations',
  feuille: 'Historique des dépréciations',
  titre: { fr: 'Historique des dépréciations de créances', en: 'History of receivable allowances' },
  description: {
    fr: 'Ce que chaque arrêté a laissé au 491, pièce par pièce. L’arrêté suivant n’en passe que la différence. Une reprise d’ancien logiciel s’y saisit à la date de son dernier arrêté.',
    en: 'What each close left in 491, item by item. The next one books the difference only. Opening figures are typed at the date of the last close.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdTiers', 'IdFacture', 'Compte', 'Arrete'],
  colonnes: {
    ...colonnesDepreciation(),
    Valide: booleen({ entete: 'Validé', en: 'Validated', note: 'O : ligne figée.', ...calcule }),
  },
});

export const ProvisionsClients = defineTable({
  nom: 'ProvisionsClients',
  feuille: 'Provisions clients',
  titre: { fr: 'Provisions clients', en: 'Allowance for doubtful receivables' },
  description: {
    fr: 'Les créances dépréciées à l’arrêté, leur base HT, et ce qui change depuis l’arrêté précédent.',
    en: 'Receivables impaired at the closing date, their base net of VAT, and the change since the previous close.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdTiers', 'IdFacture', 'Compte'],
  colonnes: {
    ...colonnesDepreciation(),
    Nom: t('Nom', 'Name', 'Raison sociale.', 28),
    TauxTVA: t('TVA', 'VAT', 'Taux de la facture.', 12),
    Precedent: m('Arrêté précédent', 'Previous close', 'Dépréciation de la pièce à l’arrêté précédent.'),
    Dotation: m('Dotation', 'Charge', 'Hausse : débit 68174, crédit 491.'),
    Reprise: m('Reprise', 'Release', 'Baisse : débit 491, crédit 78174.'),
    NetTTC: m('Créance nette', 'Net claim', 'Créance TTC moins dépréciation.'),
  },
});

export const CreancesNettes = defineTable({
  nom: 'CreancesNettes',
  feuille: 'Créances nettes',
  titre: { fr: 'Créances clients nettes, trois présentations', en: 'Net receivables, three presentations' },
  description: {
    fr: '1 simple, 2 avec dépréciation, 3 détaillée par compte : le même net. Les clients créditeurs sont présentés au passif, sans écriture (PCG art. 1214-40).',
    en: '1 simple, 2 with allowance, 3 detailed by account: the same net. Customers in credit are shown in liabilities, without an entry.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Presentation', 'Ordre'],
  colonnes: {
    Presentation: entier({ entete: 'Présentation', en: 'Presentation', requis: true, ...calcule }),
    Ordre: entier({ entete: 'Ordre', en: 'Order', requis: true, ...calcule }),
    Libelle: t('Libellé', 'Label', 'Ligne du bilan.', 48),
    Compte: t('Compte', 'Account', 'Comptes de la ligne.', 14),
    Montant: m('Montant', 'Amount', 'À l’arrêté.'),
    Net: booleen({ entete: 'Total', en: 'Total', note: 'O : la ligne du net.', ...calcule }),
  },
});
