/** Commandes, réceptions et factures d'achat (domaine §14.4). */
import { booleen, defineTable, enumeration, jour, montant, texte } from '../../workbook/table';
import * as c from './colonnes';

const commande = {
  entete: "Commande d'achat",
  en: 'Purchase order',
  synonymes: ['N° commande', 'N° commande achat', 'Commande'],
  note: "Numéro de la commande d'achat.",
} as const;
const ligneCommande = () =>
  texte({
    entete: 'Ligne de commande',
    en: 'Order line',
    synonymes: ['N° ligne commande'],
    note: "Ligne de la commande d'achat reçue ou facturée.",
  });
const versCommande = {
  colonnes: ['IdCdeAchat', 'LigneCde'],
  table: 'CommandesAchat',
  cible: ['IdCdeAchat', 'Ligne'],
} as const;

export const CommandesAchat = defineTable({
  nom: 'CommandesAchat',
  feuille: 'Commandes fournisseurs',
  titre: { fr: 'Commandes fournisseurs', en: 'Purchase orders' },
  description: {
    fr: "Une ligne de commande par ligne. Ce qui n'est pas encore reçu entre dans le reste à faire de l'affaire.",
    en: 'One order line per row. What is not yet received is part of the cost to go.',
  },
  famille: 'ACHATS',
  gel: { mois: ['Date'] },
  cle: ['IdCdeAchat', 'Ligne'],
  colonnes: {
    IdCdeAchat: texte({ ...commande, requis: true }),
    Ligne: c.numeroLigne(),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      synonymes: ['Date de commande'],
      note: 'Date de la commande.',
    }),
    IdFournisseur: c.fournisseur(),
    IdAffaire: c.affaire(),
    LigneAffaire: texte({
      entete: "Ligne d'affaire",
      en: 'Project line',
      note: "Ligne de l'affaire que l'achat sert.",
    }),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Nature: c.natureCharge(),
    CodeProduit: c.produit(),
    Compte: c.compteFacultatif('Compte de charge ; vide : celui du produit.'),
    Quantite: c.quantiteRequise('Quantité commandée.'),
    PrixUnitaire: montant({
      entete: 'Prix unitaire',
      en: 'Unit price',
      requis: true,
      synonymes: ['PU', 'PU HT'],
      note: 'En euros HT.',
    }),
    MontantHT: c.montantHT(),
    Statut: enumeration(['BROUILLON', 'VALIDEE', 'SOLDEE'], {
      entete: 'Statut',
      en: 'Status',
      requis: true,
      note: 'Une commande SOLDEE ne recevra plus rien.',
    }),
    CodeTVA: c.codeTVA(),
  },
});

export const Receptions = defineTable({
  nom: 'Receptions',
  feuille: 'Réceptions fournisseurs',
  titre: { fr: 'Réceptions fournisseurs', en: 'Goods and service receipts' },
  description: {
    fr: "Reçu et pas encore facturé à l'arrêté : facture non parvenue.",
    en: 'Received and not yet invoiced at the closing date: accrued expense.',
  },
  famille: 'ACHATS',
  gel: { mois: ['DateReception'], depuis: { IdFacture: 'DateFacture', DateFacture: 'DateFacture' } },
  cle: ['IdReception', 'Ligne'],
  references: [versCommande],
  colonnes: {
    IdReception: texte({
      entete: 'N° réception',
      en: 'Receipt no.',
      requis: true,
      synonymes: ['Bon de réception', 'BR'],
      note: 'Numéro du bon de réception.',
    }),
    Ligne: c.numeroLigne(),
    IdCdeAchat: texte(commande),
    LigneCde: ligneCommande(),
    DateReception: jour({
      entete: 'Date de réception',
      en: 'Receipt date',
      requis: true,
      synonymes: ['Reçu le'],
      note: 'Date de la réception ou du service rendu.',
    }),
    IdFournisseur: c.fournisseur(),
    IdAffaire: c.affaire(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Nature: c.natureCharge(),
    Compte: c.compteRequis('Compte de charge.'),
    CodeTVA: c.codeTVA(),
    Quantite: c.quantiteFacultative('Quantité reçue.'),
    MontantHT: c.montantHT(),
    PeriodeDu: c.periodeDu(),
    PeriodeAu: c.periodeAu(),
    IdFacture: texte({
      entete: 'N° facture',
      en: 'Invoice no.',
      synonymes: ['Facture'],
      note: 'Facture du fournisseur. Vide : pas encore facturée.',
    }),
    DateFacture: c.dateFacturee(),
    Consommee: booleen({
      entete: 'Consommée',
      en: 'Consumed',
      note: 'N : reçue mais pas encore employée. Vide : O.',
    }),
  },
});

export const FacturesFournisseurs = defineTable({
  nom: 'FacturesFournisseurs',
  feuille: 'Factures fournisseurs',
  titre: { fr: 'Factures fournisseurs', en: 'Supplier invoices' },
  description: {
    fr: 'Une ligne de facture par ligne ; un avoir est négatif.',
    en: 'One invoice line per row; a credit note is negative.',
  },
  famille: 'ACHATS',
  gel: { mois: ['DateFacture'], depuis: { DateReglement: 'DateReglement' } },
  cle: ['IdFactF', 'Ligne'],
  references: [
    versCommande,
    { colonnes: ['IdReception', 'LigneReception'], table: 'Receptions', cible: ['IdReception', 'Ligne'] },
  ],
  colonnes: {
    IdFactF: texte({
      entete: 'N° facture',
      en: 'Invoice no.',
      requis: true,
      synonymes: ['Facture', 'N° pièce'],
      note: 'Numéro interne de la facture.',
    }),
    Ligne: c.numeroLigne(),
    Reference: texte({
      entete: 'Référence fournisseur',
      en: 'Supplier reference',
      requis: true,
      synonymes: ['PieceRef', 'Réf. fournisseur'],
      note: 'Numéro donné par le fournisseur.',
    }),
    DateFacture: c.dateFactureRequise(),
    DateEcheance: c.dateEcheance(),
    IdFournisseur: c.fournisseur(),
    IdAffaire: c.affaire(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    IdReception: texte({
      entete: 'Réception',
      en: 'Receipt',
      synonymes: ['N° réception', 'BR'],
      note: 'Réception que la facture solde.',
    }),
    LigneReception: texte({
      entete: 'Ligne de réception',
      en: 'Receipt line',
      note: 'Ligne de cette réception.',
    }),
    IdCdeAchat: texte(commande),
    LigneCde: ligneCommande(),
    Compte: c.compteRequis('Compte de charge ou d’immobilisation.'),
    CodeTVA: c.codeTVA(),
    Quantite: c.quantiteFacultative('Quantité facturée.'),
    MontantHT: c.montantHT(),
    MontantTVA: c.montantTVA(),
    MontantTTC: c.montantTTC(),
    PeriodeDu: c.periodeDu(),
    PeriodeAu: c.periodeAu(),
    Validee: booleen({
      entete: 'Validée',
      en: 'Posted',
      requis: true,
      synonymes: ['Comptabilisée'],
      note: 'N : en attente, hors des charges.',
    }),
    Immobilisee: booleen({
      entete: 'Immobilisée',
      en: 'Capitalised',
      note: 'O : achat d’immobilisation. Vide : N.',
    }),
    HorsAvancement: booleen({
      entete: 'Hors avancement',
      en: 'Excluded from progress',
      note: "O : livrée mais pas consommée, hors des charges de l'avancement. Vide : N.",
    }),
    StatutBAP: enumeration(['A_VALIDER', 'BON_A_PAYER', 'LITIGE', 'PAYE'], {
      entete: 'Bon à payer',
      en: 'Payment approval',
      note: 'Où en est le paiement.',
    }),
    DateReglement: jour({ entete: 'Date de règlement', en: 'Paid on', note: 'Date du paiement.' }),
  },
});
