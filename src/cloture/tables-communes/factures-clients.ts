/** Ce qui est livré et facturé aux clients (domaine §14.2). */
import { booleen, defineTable, enumeration, jour, taux, texte } from '../../workbook/table';
import * as c from './colonnes';

const commande = {
  entete: 'Commande',
  en: 'Sales order',
  synonymes: ['N° commande', 'Code commande'],
  note: 'Numéro de la commande client.',
} as const;
const ligneCommande = {
  entete: 'Ligne de commande',
  en: 'Order line',
  synonymes: ['N° ligne commande'],
  note: 'Ligne de la commande que cette pièce exécute.',
} as const;
const versLigneCommande = {
  colonnes: ['IdCommande', 'LigneCommande'],
  table: 'LignesCommande',
  cible: ['IdCommande', 'Ligne'],
} as const;
const facture = {
  entete: 'N° facture',
  en: 'Invoice no.',
  synonymes: ['Numéro de facture', 'Facture'],
} as const;

export const Livraisons = defineTable({
  nom: 'Livraisons',
  feuille: 'Livraisons clients',
  titre: { fr: 'Livraisons et bons de prestation', en: 'Deliveries' },
  description: {
    fr: 'Ce qui est livré ou rendu, facturé ou non.',
    en: 'What is delivered or performed, billed or not.',
  },
  famille: 'VENTES',
  gel: { mois: ['DateLivraison'], depuis: { IdFacture: 'DateFacture', DateFacture: 'DateFacture' } },
  cle: ['IdBL', 'Ligne'],
  references: [versLigneCommande],
  colonnes: {
    IdBL: texte({
      entete: 'N° BL',
      en: 'Delivery no.',
      requis: true,
      synonymes: ['Bon de livraison', 'BL'],
      note: 'Numéro du bon.',
    }),
    Ligne: c.numeroLigne(),
    IdCommande: texte({ ...commande, reference: 'Commandes' }),
    LigneCommande: texte(ligneCommande),
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    CodeProduit: c.produit(),
    CodeTVA: c.codeTVA(),
    DateLivraison: jour({
      entete: 'Date de livraison',
      en: 'Delivery date',
      requis: true,
      synonymes: ['Livré le'],
      note: 'Date de la livraison ou de la prestation.',
    }),
    Quantite: c.quantiteFacultative('Quantité livrée.'),
    MontantHT: c.montantHT(),
    AFacturerLe: jour({
      entete: 'À facturer le',
      en: 'To be billed on',
      note: 'Date de facturation prévue.',
    }),
    PeriodeDu: c.periodeDu(),
    PeriodeAu: c.periodeAu(),
    IdFacture: texte({ ...facture, note: 'Facture émise. Vide : pas encore facturée.' }),
    DateFacture: c.dateFacturee(),
  },
});

export const FacturesClients = defineTable({
  nom: 'FacturesClients',
  feuille: 'Factures clients',
  titre: { fr: 'Factures clients', en: 'Customer invoices' },
  description: {
    fr: 'Une ligne de facture par ligne. Un avoir est négatif, ou porte le type AVOIR : une seule convention par table.',
    en: 'One invoice line per row. A credit note is negative, or typed AVOIR: one convention per table.',
  },
  famille: 'VENTES',
  requise: true,
  gel: { mois: ['DateFacture'] },
  cle: ['IdFacture', 'Ligne'],
  references: [versLigneCommande],
  avoirs: {
    colonne: 'TypePiece',
    valeur: 'AVOIR',
    montants: ['MontantHT', 'MontantTVA', 'MontantTTC', 'Quantite'],
  },
  colonnes: {
    IdFacture: texte({
      ...facture,
      requis: true,
      synonymes: [...facture.synonymes, 'PieceRef'],
      note: 'Numéro de la facture.',
    }),
    Ligne: c.numeroLigne(),
    TypePiece: enumeration(['FACTURE', 'AVOIR', 'ACOMPTE'], {
      entete: 'Type de pièce',
      en: 'Document type',
      requis: true,
      alias: { FAC: 'FACTURE', AV: 'AVOIR', "FACTURE D'ACOMPTE": 'ACOMPTE' },
      note: "Un ACOMPTE n'est pas du chiffre d'affaires.",
    }),
    DateFacture: c.dateFactureRequise(),
    DateEcheance: c.dateEcheance(),
    IdClient: c.client(),
    IdAffaire: c.affaire(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    IdCommande: texte({ ...commande, reference: 'Commandes' }),
    LigneCommande: texte(ligneCommande),
    CodeProduit: c.produit(),
    Compte: c.compteFacultatif('Compte de vente ; vide : celui du produit.'),
    Quantite: c.quantiteFacultative('Quantité facturée.'),
    CodeTVA: c.codeTVA(),
    MontantHT: c.montantHT(),
    MontantTVA: c.montantTVA(),
    MontantTTC: c.montantTTCRequis(),
    PeriodeDu: c.periodeDu(),
    PeriodeAu: c.periodeAu(),
    Validee: booleen({
      entete: 'Validée',
      en: 'Posted',
      requis: true,
      synonymes: ['Comptabilisée'],
      note: "Toute facture antérieure à l'arrêté doit être validée.",
    }),
    Devise: c.devise(),
    Avancement: taux({
      entete: 'Avancement',
      en: 'Progress',
      bornes: [0, 1],
      note: "Avancement porté sur la facture, s'il y en a un.",
    }),
    IdImmo: texte({
      entete: 'Immobilisation',
      en: 'Fixed asset',
      note: 'Immobilisation cédée par cette facture.',
    }),
  },
});
