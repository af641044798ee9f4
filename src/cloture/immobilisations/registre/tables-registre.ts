/** Le registre des immobilisations : fiches et catégories, saisies par l'utilisateur (domaine §14.5). */
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

export const TYPES_IMMO = ['CORPORELLE', 'INCORPORELLE', 'FINANCIERE'] as const;
/** UNITES_OEUVRE est réservé : la fiche qui le porte est refusée, jamais calculée en linéaire (domaine §3.1). */
export const MODES = ['LINEAIRE', 'DEGRESSIF', 'NON_AMORTISSABLE', 'UNITES_OEUVRE'] as const;
export const MODES_FISCAUX = ['LINEAIRE', 'DEGRESSIF'] as const;
export const CONVENTIONS_JOURS = ['30_360', 'ANNUEL_365', 'REEL_TOTAL'] as const;
/** TRANSFERT : brut, amortissements et VNC passent à une autre fiche, sans résultat (changement de catégorie). */
export const TYPES_SORTIE = ['CESSION', 'REBUT', 'DESTRUCTION', 'TRANSFERT'] as const;

const MODE = {
  entete: "Mode d'amortissement",
  en: 'Depreciation method',
  alias: { LINÉAIRE: 'LINEAIRE', DÉGRESSIF: 'DEGRESSIF', 'NON AMORTISSABLE': 'NON_AMORTISSABLE' },
} as const;
const CONVENTION = {
  entete: 'Convention de jours',
  en: 'Day count',
  alias: { '30/360': '30_360', '365': 'ANNUEL_365', RÉEL: 'REEL_TOTAL' },
  note: '30_360 (défaut), ANNUEL_365 ou REEL_TOTAL ; elle ne change pas pendant la vie du bien.',
} as const;
const DUREE = { entete: 'Durée (mois)', en: 'Life (months)', bornes: [0, 600] } as const;
const MODE_FISCAL = {
  entete: 'Mode fiscal',
  en: 'Tax method',
  alias: { LINÉAIRE: 'LINEAIRE', DÉGRESSIF: 'DEGRESSIF' },
  note: 'Rempli : un plan fiscal double le plan économique et l’écart va au 145. Vide : pas de plan fiscal.',
} as const;
const TYPE = { entete: 'Type', en: 'Type', requis: true } as const;

export const CategoriesImmo = defineTable({
  nom: 'CategoriesImmo',
  feuille: "Catégories d'immobilisations",
  titre: { fr: "Catégories d'immobilisations", en: 'Asset categories' },
  description: {
    fr: 'Une catégorie donne aux fiches leurs comptes et leurs valeurs par défaut ; la fiche garde ce qu’elle écrit elle-même.',
    en: 'A category gives records their accounts and defaults; what the record itself says wins.',
  },
  famille: 'REFERENTIELS',
  cle: ['Categorie'],
  colonnes: {
    Categorie: texte({
      entete: 'Catégorie',
      en: 'Category',
      requis: true,
      note: 'Code court, par exemple INFORMATIQUE.',
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      largeur: 30,
      note: 'Nom de la catégorie.',
    }),
    Type: enumeration(TYPES_IMMO, {
      ...TYPE,
      note: 'Corporelle (21x), incorporelle (20x) ou financière (26x, 27x).',
    }),
    Compte: compte({
      entete: 'Compte',
      en: 'Account',
      requis: true,
      note: "Compte d'immobilisation, classe 2.",
    }),
    CompteEnCours: compte({
      entete: 'Compte des en-cours',
      en: 'In-progress account',
      note: '231 ou 232, avant la mise en service.',
    }),
    CompteAmort: compte({
      entete: "Compte d'amortissement",
      en: 'Depreciation account',
      note: 'Compte 28x.',
    }),
    CompteDotation: compte({
      entete: 'Compte de dotation',
      en: 'Charge account',
      note: 'Compte 68111, 68112…',
    }),
    CompteDepreciation: compte({
      entete: 'Compte de dépréciation',
      en: 'Impairment account',
      note: 'Compte 29x.',
    }),
    Mode: enumeration(MODES, { ...MODE, note: 'Mode proposé aux fiches.' }),
    DureeMois: entier({ ...DUREE, note: 'Durée proposée, de 1 à 600 mois.' }),
    ModeFiscal: enumeration(MODES_FISCAUX, MODE_FISCAL),
    ConventionJours: enumeration(CONVENTIONS_JOURS, CONVENTION),
    Seuil: montant({
      entete: "Seuil d'immobilisation",
      en: 'Capitalisation threshold',
      note: 'En euros HT ; vide : celui des paramètres (500,00).',
    }),
    Prefixe: texte({
      entete: 'Préfixe des numéros',
      en: 'Number prefix',
      largeur: 12,
      note: 'Début du numéro des fiches proposées, par exemple INF-.',
    }),
  },
});

export const Immobilisations = defineTable({
  nom: 'Immobilisations',
  feuille: 'Immobilisations',
  titre: { fr: 'Registre des immobilisations', en: 'Fixed asset register' },
  description: {
    fr: 'Une fiche par ligne. La mise en service fait partir le plan ; la date de sortie y met fin. Un composant a sa propre fiche.',
    en: 'One record per row. The in-service date starts the plan, the exit date ends it. A component has its own record.',
  },
  famille: 'COMPTABILITE',
  gel: {
    mois: ['DateAcquisition'],
    depuis: {
      DateMiseEnService: 'DateMiseEnService',
      DateSortie: 'DateSortie',
      TypeSortie: 'DateSortie',
      PrixCessionHT: 'DateSortie',
    },
  },
  cle: ['IdImmo'],
  colonnes: {
    IdImmo: texte({
      entete: 'N° immobilisation',
      en: 'Asset no.',
      requis: true,
      synonymes: ['Numero', 'N°', 'Code immobilisation', 'N° fiche'],
      note: 'Numéro unique, par exemple INF-0001 ; les numéros d’un même préfixe se suivent.',
    }),
    IdImmoParent: texte({
      entete: 'Immobilisation principale',
      en: 'Parent asset',
      reference: 'Immobilisations',
      note: 'Pour un composant : la fiche de la structure. La somme des composants est le coût du bien (PCG art. 214-9).',
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      synonymes: ['Désignation'],
      largeur: 34,
      note: 'Désignation du bien.',
    }),
    Categorie: texte({
      entete: 'Catégorie',
      en: 'Category',
      reference: 'CategoriesImmo',
      note: 'Donne les comptes et les défauts.',
    }),
    Type: enumeration(TYPES_IMMO, { ...TYPE, note: 'CORPORELLE, INCORPORELLE ou FINANCIERE.' }),
    Compte: compte({
      entete: 'Compte',
      en: 'Account',
      synonymes: ['Compte immo'],
      note: "Compte d'immobilisation, classe 2 ; vide : celui de la catégorie.",
    }),
    CompteAmort: compte({
      entete: "Compte d'amortissement",
      en: 'Depreciation account',
      note: 'Compte 28x ; vide : celui de la catégorie.',
    }),
    CompteDotation: compte({
      entete: 'Compte de dotation',
      en: 'Charge account',
      note: 'Compte 681x ; vide : celui de la catégorie.',
    }),
    DateAcquisition: jour({
      entete: "Date d'acquisition",
      en: 'Acquired on',
      requis: true,
      note: 'Fait partir le dégressif fiscal, au premier du mois.',
    }),
    DateMiseEnService: jour({
      entete: 'Date de mise en service',
      en: 'In service from',
      synonymes: ['Mise en service', 'MES'],
      note: 'Fait partir le plan économique (PCG art. 214-12). Vide : pas de dotation.',
    }),
    ValeurBrute: montant({
      entete: 'Valeur brute',
      en: 'Gross value',
      requis: true,
      note: 'Coût HT. Si le bien a des mouvements, ce sont eux qui la donnent à une date.',
    }),
    ValeurResiduelle: montant({
      entete: 'Valeur résiduelle',
      en: 'Residual value',
      note: 'Seulement si elle est significative et mesurable (PCG art. 214-4). Vide : 0.',
    }),
    Mode: enumeration(MODES, {
      ...MODE,
      note: 'Mode économique ; vide : celui de la catégorie, sinon LINEAIRE. UNITES_OEUVRE n’est pas calculé.',
    }),
    DureeMois: entier({
      ...DUREE,
      note: 'Durée d’utilisation, de 1 à 600 mois ; vide : celle de la catégorie ; 0 si le bien ne s’amortit pas.',
    }),
    ModeFiscal: enumeration(MODES_FISCAUX, MODE_FISCAL),
    DureeFiscaleMois: entier({
      entete: 'Durée fiscale (mois)',
      en: 'Tax life (months)',
      bornes: [1, 600],
      note: 'Vide : la durée économique.',
    }),
    Coefficient: taux({
      entete: 'Coefficient dégressif',
      en: 'Declining coefficient',
      format: '0.00',
      note: 'Vide : celui de la table des coefficients à la date d’acquisition.',
    }),
    ConventionJours: enumeration(CONVENTIONS_JOURS, CONVENTION),
    EnCours: booleen({
      entete: 'Géré en en-cours',
      en: 'In progress',
      note: 'O : porté au 23x jusqu’à la mise en service, puis transféré.',
    }),
    Previsionnel: booleen({
      entete: 'Prévisionnel',
      en: 'Forecast',
      note: 'O : dans les plans et les prévisions, jamais dans les écritures.',
    }),
    DateReprise: jour({
      entete: 'Date de reprise',
      en: 'Taken over on',
      note: 'Dernier jour déjà amorti dans l’ancien outil.',
    }),
    CumulReprise: montant({
      entete: 'Cumul repris',
      en: 'Depreciation taken over',
      note: 'Amortissements économiques à la date de reprise ; figé après la première dotation.',
    }),
    CumulFiscalReprise: montant({
      entete: 'Cumul fiscal repris',
      en: 'Tax depreciation taken over',
      note: 'Amortissements fiscaux à la date de reprise.',
    }),
    DateSortie: jour({ entete: 'Date de sortie', en: 'Disposed on', note: 'Dernier jour amorti, compris.' }),
    TypeSortie: enumeration(TYPES_SORTIE, {
      entete: 'Type de sortie',
      en: 'Disposal type',
      note: 'CESSION, REBUT, DESTRUCTION, ou TRANSFERT vers une autre fiche.',
    }),
    IdImmoVers: texte({
      entete: 'Transférée vers',
      en: 'Transferred to',
      reference: 'Immobilisations',
      note: 'Pour un TRANSFERT : la fiche qui reçoit le bien. Elle reprend, à la date de sortie, le cumul de celle-ci.',
    }),
    PrixCessionHT: montant({
      entete: 'Prix de cession HT',
      en: 'Disposal price excl. VAT',
      note: 'Pour une cession ; vide : rien n’est facturé par la clôture.',
    }),
    CodeTVACession: texte({
      entete: 'Code TVA de cession',
      en: 'Disposal VAT code',
      reference: 'CodesTVA',
      note: 'Vide : taux par défaut du dossier.',
    }),
    IdClientCession: texte({
      entete: 'Acquéreur',
      en: 'Buyer',
      reference: 'Tiers',
      note: 'Tiers du compte 462.',
    }),
    Section: texte({
      entete: 'Section',
      en: 'Analytical section',
      note: 'Section analytique des dotations.',
    }),
    Localisation: texte({
      entete: 'Localisation',
      en: 'Location',
      note: 'Site, bureau ; l’historique est dans les mouvements.',
    }),
    IdCollab: texte({
      entete: 'Collaborateur',
      en: 'Employee',
      reference: 'Collaborateurs',
      note: 'Détenteur du bien.',
    }),
    NoSerie: texte({ entete: 'N° de série', en: 'Serial no.', note: 'Numéro du fabricant.' }),
    IdFactF: texte({
      entete: 'Facture fournisseur',
      en: 'Supplier invoice',
      note: "Numéro interne de la facture d'achat.",
    }),
    LigneFactF: texte({
      entete: 'Ligne de facture',
      en: 'Invoice line',
      largeur: 9,
      note: 'Une fiche par ligne de facture.',
    }),
    Bloquee: booleen({
      entete: 'Bloquée',
      en: 'Locked',
      note: 'O : aucun mouvement ni sortie n’est accepté ; les dotations continuent.',
    }),
  },
});
