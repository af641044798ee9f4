/** Colonnes qui reviennent d'une table à l'autre, écrites une fois : mêmes en-têtes, mêmes notes, mêmes synonymes. */
import { compte, enumeration, jour, montant, quantite, texte } from '../../workbook/table';

/** Natures d'un temps passé (domaine §6.1). */
export const NATURES_TEMPS = [
  'PRODUCTION_FACTURABLE',
  'PRODUCTION_NON_FACTURABLE',
  'AVANT_VENTE',
  'INTERNE',
  'FORMATION',
  'INTERCONTRAT',
  'CONGES',
  'MALADIE',
  'AUTRE_ABSENCE',
] as const;

/** Natures de charge d'une affaire (domaine §7.2). */
export const NATURES_CHARGE = [
  'FRAIS_GENERAUX',
  'MP_STOCK',
  'MP_AFFAIRE',
  'OUTILLAGE',
  'SOUS_TRAITANCE',
  'MAIN_OEUVRE',
  'FRAIS_MISSION',
] as const;

/** Ce qui rattache une ligne à sa commande et à sa facture de vente. */
export const COMMANDE = {
  entete: 'Commande',
  en: 'Sales order',
  synonymes: ['N° commande', 'Code commande'],
  note: 'Numéro de la commande client.',
} as const;
export const LIGNE_COMMANDE = {
  entete: 'Ligne de commande',
  en: 'Order line',
  synonymes: ['N° ligne commande'],
  note: 'Ligne de la commande que cette pièce exécute.',
} as const;
export const VERS_LIGNE_COMMANDE = {
  colonnes: ['IdCommande', 'LigneCommande'],
  table: 'LignesCommande',
  cible: ['IdCommande', 'Ligne'],
} as const;
export const FACTURE = {
  entete: 'N° facture',
  en: 'Invoice no.',
  synonymes: ['Numéro de facture', 'Facture'],
} as const;

const AFFAIRE = {
  entete: 'Affaire',
  en: 'Project',
  synonymes: ['Code affaire', 'N° affaire', 'Projet', 'Code projet', 'Dossier'],
  note: "Code de l'affaire, tel qu'écrit dans la liste des affaires. C'est un texte : les zéros de tête comptent.",
  reference: 'Affaires',
} as const;

export const affaireRequise = () => texte({ ...AFFAIRE, requis: true });
export const affaire = () => texte(AFFAIRE);
/** Sans contrôle de référence, pour les tables que le complément écrit. */
export const affaireGeneree = () => texte({ entete: AFFAIRE.entete, en: AFFAIRE.en, note: AFFAIRE.note });

export const lot = () =>
  texte({ entete: 'Lot', en: 'Work package', synonymes: ['Phase'], note: "Lot de l'affaire.", largeur: 9 });
export const sousLot = () =>
  texte({
    entete: 'Sous-lot',
    en: 'Sub-package',
    synonymes: ['Sous-phase'],
    note: 'Subdivision du lot.',
    largeur: 10,
  });

export const client = () =>
  texte({
    entete: 'Client',
    en: 'Customer',
    synonymes: ['Code client', 'N° client', 'IdTiers'],
    requis: true,
    note: 'Code du client dans la table des tiers.',
    reference: 'Tiers',
  });

export const fournisseur = () =>
  texte({
    entete: 'Fournisseur',
    en: 'Supplier',
    synonymes: ['Code fournisseur', 'N° fournisseur', 'IdTiers'],
    requis: true,
    note: 'Code du fournisseur dans la table des tiers.',
    reference: 'Tiers',
  });

const LIGNE = {
  entete: 'N° ligne',
  en: 'Line no.',
  synonymes: ['Ligne n°', 'Num ligne', 'Poste'],
  largeur: 9,
} as const;
export const numeroLigne = (note = 'Numéro de la ligne dans la pièce.') =>
  texte({ ...LIGNE, requis: true, note });

export const codeTVA = () =>
  texte({
    entete: 'Code TVA',
    en: 'VAT code',
    synonymes: ['TVA code'],
    note: 'Code de la table des TVA. Vide : celui du produit, puis du compte, puis le taux par défaut du dossier.',
    reference: 'CodesTVA',
    largeur: 10,
  });

const PRODUIT = {
  entete: 'Produit',
  en: 'Item',
  synonymes: ['Article', 'Code article', 'Réf. article'],
  note: 'Code du produit : il donne le compte de vente et la règle de reconnaissance du CA.',
  reference: 'Produits',
} as const;
export const produitRequis = () => texte({ ...PRODUIT, requis: true });
export const produit = () => texte(PRODUIT);

const COMPTE = {
  entete: 'Compte',
  en: 'Account',
  synonymes: ['CompteNum', 'N° compte', 'Compte général', 'Compte comptable'],
  note: 'Compte du plan comptable.',
  reference: 'PlanComptable',
} as const;
export const compteRequis = (note: string = COMPTE.note) => compte({ ...COMPTE, note, requis: true });
export const compteFacultatif = (note: string = COMPTE.note) => compte({ ...COMPTE, note });

export const montantHT = (note = 'Montant hors taxes, en euros ; un avoir est négatif.') =>
  montant({
    entete: 'Montant HT',
    en: 'Amount excl. VAT',
    synonymes: ['HT', 'Total HT', 'Net HT', 'Montant hors taxes'],
    requis: true,
    note,
  });
export const montantTVA = () =>
  montant({
    entete: 'Montant TVA',
    en: 'VAT amount',
    synonymes: ['TVA', 'Total TVA'],
    note: 'TVA de la ligne, en euros.',
  });

const TTC = {
  entete: 'Montant TTC',
  en: 'Amount incl. VAT',
  synonymes: ['TTC', 'Total TTC', 'Net à payer'],
  note: 'Montant toutes taxes comprises, en euros.',
} as const;
export const montantTTCRequis = () => montant({ ...TTC, requis: true });
export const montantTTC = () => montant(TTC);

const PERIODE_DU = {
  entete: 'Période du',
  en: 'Service from',
  synonymes: ['Début de période', 'Date début prestation', 'Du'],
  note: 'Premier jour de la prestation, compris.',
} as const;
const PERIODE_AU = {
  entete: 'Période au',
  en: 'Service to',
  synonymes: ['Fin de période', 'Date fin prestation', 'Au'],
  note: 'Dernier jour de la prestation, compris.',
} as const;
export const periodeDu = () => jour(PERIODE_DU);
export const periodeAu = () => jour(PERIODE_AU);

export const dateEcheance = () =>
  jour({
    entete: "Date d'échéance",
    en: 'Due date',
    synonymes: ['Échéance', 'Date limite de paiement'],
    note: 'Date à laquelle la facture doit être payée.',
  });

const DATE_FACTURE = {
  entete: 'Date de facture',
  en: 'Invoice date',
  synonymes: ['Date facture', 'Date facturation'],
} as const;
export const dateFactureRequise = () =>
  jour({ ...DATE_FACTURE, requis: true, note: 'Date portée sur la facture.' });
/** Date de la facture qui a soldé la ligne ; vide tant que rien n'est facturé. */
export const dateFacturee = () =>
  jour({ ...DATE_FACTURE, note: 'Date de la facture qui reprend cette ligne. Vide : pas encore facturée.' });

const QUANTITE = { entete: 'Quantité', en: 'Quantity', synonymes: ['Qté', 'Qte'] } as const;
export const quantiteRequise = (note: string) => quantite({ ...QUANTITE, requis: true, note });
export const quantiteFacultative = (note: string) => quantite({ ...QUANTITE, note });

export const devise = () =>
  texte({ entete: 'Devise', en: 'Currency', note: 'Code ISO à trois lettres. Vide : euro.', largeur: 9 });

export const natureCharge = () =>
  enumeration(NATURES_CHARGE, {
    entete: 'Nature',
    en: 'Cost nature',
    synonymes: ['Nature de charge'],
    note: "Nature de la charge sur l'affaire.",
  });

export const sceau = () =>
  texte({
    entete: 'Sceau',
    en: 'Seal',
    note: 'Ce que le complément a écrit sur la ligne : de quoi voir et remettre ce qui serait changé à la main. À laisser.',
  });
