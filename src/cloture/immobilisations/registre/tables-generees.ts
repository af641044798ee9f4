/** Ce que la clôture écrit des immobilisations : historique, dotations du mois, plans, annexe, propositions. */
import {
  booleen,
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  texte,
} from '../../../workbook/table';

const calcule = { calculee: true } as const;

/** État d'une fiche à un arrêté. */
export const ETATS_IMMO = [
  'EN_SERVICE',
  'AMORTI',
  'EN_COURS',
  'EN_ATTENTE_MES',
  'NON_AMORTISSABLE',
  'PREVISIONNEL',
  'SORTI',
] as const;
export type EtatImmo = (typeof ETATS_IMMO)[number];

/** Une période d'un plan : passée dans les comptes, en cours à l'arrêté, ou seulement prévue. */
export const ETATS_PLAN = ['COMPTABILISE', 'EN_COURS', 'PREVU'] as const;

const arrete = () => jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule });
const immo = () => texte({ entete: 'N° immobilisation', en: 'Asset no.', requis: true, ...calcule });
const libelle = () => texte({ entete: 'Libellé', en: 'Label', largeur: 30, ...calcule });
const compteImmo = () => compte({ entete: 'Compte', en: 'Account', ...calcule });
const section = () => texte({ entete: 'Section', en: 'Analytical section', ...calcule });
const etat = () => enumeration(ETATS_IMMO, { entete: 'État', en: 'Status', ...calcule });
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });

export const Dotations = defineTable({
  nom: 'Dotations',
  feuille: 'Historique des dotations',
  titre: { fr: 'Historique des dotations', en: 'Depreciation history' },
  description: {
    fr: 'Une ligne par bien et par arrêté : ce qui est déjà comptabilisé. Le mois suivant en part.',
    en: 'One row per asset and closing date: what is already booked. The next month starts from it.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdImmo', 'Arrete'],
  colonnes: {
    IdImmo: immo(),
    Arrete: arrete(),
    Economique: m('Dotation économique', 'Economic charge', 'Dotation comptabilisée à cet arrêté.'),
    Fiscale: m(
      'Dotation fiscale',
      'Tax charge',
      'Dotation du plan fiscal depuis l’arrêté précédent ; vide sans plan fiscal.',
    ),
    Derogatoire: m(
      'Dérogatoire',
      'Excess tax charge',
      'Mouvement du 145 : positif, dotation ; négatif, reprise.',
    ),
    Cumul: montant({
      entete: 'Cumul',
      en: 'Accumulated',
      requis: true,
      note: 'Amortissements économiques cumulés à l’arrêté.',
      ...calcule,
    }),
    CumulFiscal: m('Cumul fiscal', 'Accumulated tax', 'Amortissements fiscaux cumulés à l’arrêté.'),
    Solde145: m('Solde du 145', 'Balance of 145', 'Amortissements dérogatoires au bilan à l’arrêté.'),
    Depreciation: m('Dépréciation', 'Impairment', 'Dépréciations au bilan à l’arrêté.'),
    Brut: m('Valeur brute', 'Gross value', 'Valeur brute à l’arrêté ; 0 après la sortie.'),
    VNC: m('VNC', 'Book value', 'Valeur brute moins amortissements et dépréciations.'),
    Etat: etat(),
    Sorties: texte({
      entete: 'Sorties passées',
      en: 'Disposals booked',
      note: 'Sorties déjà comptabilisées : mouvements partiels, ou FICHE.',
      ...calcule,
    }),
    Compte: compteImmo(),
    CompteAmort: compte({ entete: "Compte d'amortissement", en: 'Depreciation account', ...calcule }),
    IdEcriture: texte({
      entete: 'Écriture',
      en: 'Entry',
      largeur: 34,
      note: "Clé de l'écriture qui porte la dotation.",
      ...calcule,
    }),
    Categorie: texte({ entete: 'Catégorie', en: 'Category', ...calcule }),
    Section: section(),
    Localisation: texte({ entete: 'Localisation', en: 'Location', ...calcule }),
    IdCollab: texte({ entete: 'Collaborateur', en: 'Employee', ...calcule }),
    NoSerie: texte({ entete: 'N° de série', en: 'Serial no.', ...calcule }),
    DateMiseEnService: jour({ entete: 'Date de mise en service', en: 'In service from', ...calcule }),
    DateReprise: jour({ entete: 'Date de reprise', en: 'Taken over on', ...calcule }),
    Mode: texte({ entete: "Mode d'amortissement", en: 'Depreciation method', ...calcule }),
    DureeMois: entier({ entete: 'Durée (mois)', en: 'Life (months)', ...calcule }),
  },
});

export const DotationsDuMois = defineTable({
  nom: 'DotationsDuMois',
  feuille: 'Dotations du mois',
  titre: { fr: 'Dotations du mois', en: 'Charges of the month' },
  description: {
    fr: 'Une ligne par bien à l’arrêté. « Période » est ce qui est comptabilisé : le cumul moins ce qui l’était déjà.',
    en: 'One row per asset at the closing date. “Period” is what is booked: cumulative less what already was.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdImmo'],
  colonnes: {
    IdImmo: immo(),
    Libelle: libelle(),
    Categorie: texte({ entete: 'Catégorie', en: 'Category', ...calcule }),
    Compte: compteImmo(),
    CompteDotation: compte({ entete: 'Compte de dotation', en: 'Charge account', ...calcule }),
    CompteAmort: compte({ entete: "Compte d'amortissement", en: 'Depreciation account', ...calcule }),
    Section: section(),
    Etat: etat(),
    Arrete: arrete(),
    Brut: m('Valeur brute', 'Gross value', 'Valeur brute à l’arrêté.'),
    EnCours: m(
      'Immos en cours',
      'In progress',
      'Valeur des biens gérés en en-cours dont la mise en service est après l’arrêté.',
    ),
    Annee: m('Année', 'Year', 'Dotation depuis le premier jour de l’exercice.'),
    Periode: m(
      'Période',
      'Period',
      'Dotation depuis la dernière comptabilisée, ou la mise en service : le montant comptabilisé.',
    ),
    Anterieur: m(
      'Dont exercices antérieurs',
      'Of which prior years',
      'Part de la période qui se rattache à des exercices déjà finis.',
    ),
    Cumul: m('Cumul', 'Accumulated', 'Amortissements économiques cumulés.'),
    Depreciation: m('Dépréciation', 'Impairment', 'Dépréciations à l’arrêté.'),
    VNC: m('VNC', 'Book value', 'Valeur nette comptable.'),
    FiscalAnnee: m(
      'Fiscal de l’année',
      'Tax charge of the year',
      'Dotation fiscale depuis le premier jour de l’exercice.',
    ),
    Derogatoire: m('Dérogatoire', 'Excess tax charge', 'Mouvement du 145 comptabilisé à cet arrêté.'),
    Solde145: m('Solde du 145', 'Balance of 145', 'Amortissements dérogatoires à l’arrêté.'),
  },
});

export const PlanAmortissement = defineTable({
  nom: 'PlanAmortissement',
  feuille: "Plan d'amortissement",
  titre: { fr: "Plan d'amortissement", en: 'Depreciation plan' },
  description: {
    fr: 'De la mise en service à la fin du plan ou à la sortie, prévisionnels compris ; par exercice, semestre, trimestre ou mois selon le paramètre PeriodicitePlan.',
    en: 'From in-service to the end of the plan or the exit, forecasts included; by year, half-year, quarter or month (parameter PeriodicitePlan).',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdImmo', 'Debut'],
  colonnes: {
    IdImmo: immo(),
    Libelle: libelle(),
    Exercice: texte({ entete: 'Exercice', en: 'Fiscal year', ...calcule }),
    Debut: jour({ entete: 'Début', en: 'From', requis: true, ...calcule }),
    Fin: jour({ entete: 'Fin', en: 'To', ...calcule }),
    Economique: m('Dotation économique', 'Economic charge', 'Dotation de la période.'),
    Cumul: m('Cumul', 'Accumulated', 'Cumul à la fin de la période.'),
    VNC: m('VNC', 'Book value', 'Valeur nette comptable à la fin de la période.'),
    Fiscale: m('Dotation fiscale', 'Tax charge', 'Dotation fiscale de la période ; vide sans plan fiscal.'),
    Derogatoire: m('Dérogatoire', 'Excess tax charge', 'Mouvement du 145 de la période.'),
    Solde145: m('Solde du 145', 'Balance of 145', 'Solde du 145 à la fin de la période.'),
    Etat: enumeration(ETATS_PLAN, {
      entete: 'État',
      en: 'Status',
      note: 'COMPTABILISE : finie à l’arrêté. EN_COURS : l’arrêté y tombe. PREVU : simulée.',
      ...calcule,
    }),
    Previsionnel: booleen({ entete: 'Prévisionnel', en: 'Forecast', ...calcule }),
  },
});

export const TableauImmobilisations = defineTable({
  nom: 'TableauImmobilisations',
  feuille: 'Tableau des immobilisations',
  titre: {
    fr: 'Tableaux des immobilisations et des amortissements',
    en: 'Fixed asset and depreciation roll-forward',
  },
  description: {
    fr: "Les deux tableaux de l'annexe, par compte, de l'ouverture de l'exercice à l'arrêté.",
    en: 'The two tables of the notes, by account, from the opening of the fiscal year to the closing date.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Compte'],
  colonnes: {
    Compte: compte({ entete: 'Compte', en: 'Account', requis: true, ...calcule }),
    Nombre: entier({ entete: 'Biens', en: 'Assets', note: 'Biens présents à l’arrêté.', ...calcule }),
    BrutN1: m('Brut N-1', 'Gross, opening', 'Valeur brute à l’ouverture de l’exercice.'),
    Acquisitions: m('Acquisitions', 'Additions', 'Entrées de l’exercice.'),
    Virements: m(
      'Virements',
      'Transfers',
      'Transferts de poste à poste : mise en service des en-cours, changement de catégorie.',
    ),
    Sorties: m('Sorties', 'Disposals', 'Valeur brute sortie dans l’exercice.'),
    BrutN: m('Brut N', 'Gross, closing', 'Brut N-1 + acquisitions + virements - sorties.'),
    AmortN1: m('Amortissements N-1', 'Depreciation, opening', 'Cumul à l’ouverture de l’exercice.'),
    AmortVirements: m(
      'Virements d’amortissements',
      'Depreciation transfers',
      'Amortissements passés d’un poste à l’autre : changement de catégorie.',
    ),
    Dotations: m('Dotations', 'Charges', 'Dotations de l’exercice, sorties comprises.'),
    Reprises: m('Diminutions', 'Reversals', 'Amortissements des biens sortis.'),
    AmortN: m('Amortissements N', 'Depreciation, closing', 'N-1 + virements + dotations - diminutions.'),
    DepreciationN1: m('Dépréciations N-1', 'Impairment, opening', 'Dépréciations à l’ouverture.'),
    DepreciationN: m('Dépréciations N', 'Impairment, closing', 'Dépréciations à l’arrêté.'),
    NetN: m('Net N', 'Net, closing', 'Brut N - amortissements N - dépréciations N.'),
  },
});

export const PropositionsImmo = defineTable({
  nom: 'PropositionsImmo',
  feuille: 'Immobilisations à créer',
  titre: { fr: 'Immobilisations à créer', en: 'Assets to be recorded' },
  description: {
    fr: "Les lignes de factures validées qui s'immobilisent et n'ont pas encore de fiche. Copiez-les au registre : elles disparaissent d'ici.",
    en: 'Posted invoice lines to capitalise that have no record yet. Copy them to the register: they vanish from here.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdFactF', 'Ligne'],
  colonnes: {
    IdFactF: texte({ entete: 'Facture fournisseur', en: 'Supplier invoice', requis: true, ...calcule }),
    Ligne: texte({ entete: 'N° ligne', en: 'Line no.', requis: true, ...calcule }),
    IdImmo: texte({ entete: 'N° proposé', en: 'Suggested no.', ...calcule }),
    Libelle: libelle(),
    Categorie: texte({ entete: 'Catégorie', en: 'Category', ...calcule }),
    Compte: compteImmo(),
    DateAcquisition: jour({ entete: "Date d'acquisition", en: 'Acquired on', ...calcule }),
    ValeurBrute: m('Valeur brute', 'Gross value', 'Montant HT de la ligne.'),
    ValeurUnitaire: m('Valeur unitaire', 'Unit value', 'Montant HT / quantité ; comparée au seuil.'),
    Mode: texte({ entete: "Mode d'amortissement", en: 'Depreciation method', ...calcule }),
    DureeMois: entier({ entete: 'Durée (mois)', en: 'Life (months)', ...calcule }),
    CompteFournisseur: compte({
      entete: 'Compte fournisseur',
      en: 'Supplier account',
      note: 'Créditer ce compte du TTC : 404, jamais 401.',
      ...calcule,
    }),
    CompteTVA: compte({
      entete: 'Compte de TVA',
      en: 'VAT account',
      note: 'TVA déductible sur immobilisations : 44562.',
      ...calcule,
    }),
    MontantTVA: m('TVA', 'VAT', 'TVA de la ligne.'),
    MontantTTC: m('TTC', 'Incl. VAT', 'Crédit du compte fournisseur.'),
    Raison: texte({
      entete: 'Raison',
      en: 'Reason',
      largeur: 44,
      note: 'Pourquoi la ligne s’immobilise.',
      ...calcule,
    }),
  },
});
