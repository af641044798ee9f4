/** Affaires, commandes, avenants et échéanciers de vente (domaine §14.2). */
import {
  booleen,
  defineTable,
  enumeration,
  jour,
  montant,
  quantite,
  taux,
  texte,
} from '../../workbook/table';
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

export const Affaires = defineTable({
  nom: 'Affaires',
  feuille: 'Liste des affaires',
  titre: { fr: 'Liste des affaires', en: 'Projects' },
  description: {
    fr: 'Une affaire par ligne : le projet auquel se rattachent commandes, temps et achats.',
    en: 'One project per row: orders, time and purchases are booked on it.',
  },
  famille: 'VENTES',
  requise: true,
  gel: { depuis: { DateFin: 'DateFin' } },
  cle: ['IdAffaire'],
  colonnes: {
    IdAffaire: texte({
      entete: 'Code affaire',
      en: 'Project code',
      requis: true,
      synonymes: ['Affaire', 'N° affaire', 'Code projet'],
      note: "Code unique. C'est un texte : 24E010 et 007 restent tels quels.",
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      synonymes: ['Intitulé', 'Nom'],
      largeur: 36,
      note: "Nom de l'affaire.",
    }),
    IdClient: c.client(),
    Type: enumeration(['EXTERNE', 'INTERNE', 'INVESTISSEMENT'], {
      entete: 'Type',
      en: 'Type',
      requis: true,
      note: 'Pour un client, pour la société, ou à immobiliser.',
    }),
    Statut: enumeration(['PROSPECT', 'OUVERTE', 'SUSPENDUE', 'TERMINEE', 'CLOSE'], {
      entete: 'Statut',
      en: 'Status',
      requis: true,
      note: 'Une affaire CLOSE ne reçoit plus ni temps ni achat.',
    }),
    DateDebut: jour({ entete: 'Date de début', en: 'Start date', note: 'Début prévu ou réel.' }),
    DateFin: jour({ entete: 'Date de fin', en: 'End date', note: 'Fin prévue ou réelle.' }),
    ChefProjet: texte({
      entete: 'Chef de projet',
      en: 'Project manager',
      largeur: 22,
      note: 'Responsable du reste à faire.',
    }),
    BU: texte({
      entete: 'BU',
      en: 'Business unit',
      synonymes: ['Business Unit (BU)', 'Agence'],
      note: 'Entité ou agence.',
    }),
    RegleCA: texte({
      entete: 'Règle de CA',
      en: 'Revenue rule',
      reference: 'ReglesCA',
      largeur: 20,
      note: 'Règle par défaut de ses lignes sans règle.',
    }),
    Groupe: texte({
      entete: 'Groupe',
      en: 'Group',
      calculee: true,
      note: 'Cinq premiers caractères du code.',
    }),
    Contrat: enumeration(['FORFAIT', 'REGIE', 'MAINTENANCE', 'NEGOCE', 'FRAIS'], {
      entete: 'Contrat',
      en: 'Contract type',
      note: 'Forme du contrat.',
    }),
    CLT: booleen({
      entete: 'Contrat à long terme',
      en: 'Long-term contract',
      note: 'O si négocié, complexe et sur deux périodes au moins (PCG art. 622-1).',
    }),
  },
});

export const Commandes = defineTable({
  nom: 'Commandes',
  feuille: 'Commandes clients',
  titre: { fr: 'Commandes clients', en: 'Sales orders' },
  description: {
    fr: 'En-têtes des commandes. Seules VALIDEE et SOLDEE comptent.',
    en: 'Order headers. Only VALIDEE and SOLDEE count.',
  },
  famille: 'VENTES',
  requise: true,
  gel: { mois: ['Date'], depuis: { DateSolde: 'DateSolde' } },
  cle: ['IdCommande'],
  colonnes: {
    IdCommande: texte({ ...commande, requis: true }),
    IdAffaire: c.affaireRequise(),
    IdClient: c.client(),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      synonymes: ['Date de commande'],
      note: 'Date de la commande.',
    }),
    Statut: enumeration(['BROUILLON', 'VALIDEE', 'SOLDEE', 'ANNULEE'], {
      entete: 'Statut',
      en: 'Status',
      requis: true,
      note: 'Une commande ANNULEE ne compte plus.',
    }),
    DateSolde: jour({
      entete: 'Soldée le',
      en: 'Settled on',
      note: 'À partir de ce jour, une commande SOLDEE n’a plus de reste ; vide : à toute date.',
    }),
    Devise: c.devise(),
    AvecEcheancier: booleen({
      entete: 'Avec échéancier',
      en: 'Has billing schedule',
      requis: true,
      note: "O si elle est facturée d'après un échéancier.",
    }),
  },
});

export const LignesCommande = defineTable({
  nom: 'LignesCommande',
  feuille: 'Lignes de commande',
  titre: { fr: 'Lignes de commande', en: 'Sales order lines' },
  description: {
    fr: 'Ce qui est vendu, ligne à ligne : le budget de vente en part.',
    en: 'What is sold, line by line: the sales budget starts here.',
  },
  famille: 'VENTES',
  requise: true,
  cle: ['IdCommande', 'Ligne'],
  colonnes: {
    IdCommande: texte({ ...commande, requis: true, reference: 'Commandes' }),
    Ligne: c.numeroLigne(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    CodeProduit: c.produitRequis(),
    Designation: texte({
      entete: 'Désignation',
      en: 'Description',
      synonymes: ['Libellé'],
      largeur: 36,
      note: 'Texte de la ligne.',
    }),
    Quantite: c.quantiteRequise("Dans l'unité de la ligne."),
    Unite: enumeration(['JOUR', 'HEURE', 'FORFAIT', 'UNITE'], {
      entete: 'Unité',
      en: 'Unit',
      requis: true,
      note: 'Unité de la quantité.',
    }),
    PrixUnitaire: montant({
      entete: 'Prix unitaire',
      en: 'Unit price',
      requis: true,
      synonymes: ['PU', 'PU HT'],
      note: 'En euros HT.',
    }),
    Remise: taux({ entete: 'Remise', en: 'Discount', bornes: [0, 1], note: 'Déjà déduite du montant HT.' }),
    MontantHT: c.montantHT('Montant HT net de remise, en euros.'),
    CodeTVA: c.codeTVA(),
    PeriodeDu: c.periodeDu(),
    PeriodeAu: c.periodeAu(),
    RegleCALigne: texte({
      entete: 'Règle de CA de la ligne',
      en: 'Line revenue rule',
      reference: 'ReglesCA',
      note: 'Utile si la règle se lit sur la ligne.',
    }),
    GratuitePct: taux({
      entete: 'Part gratuite',
      en: 'Free share',
      bornes: [0, 1],
      note: 'Maintenance offerte, pour information.',
    }),
  },
});

export const Avenants = defineTable({
  nom: 'Avenants',
  feuille: 'Avenants aux commandes',
  titre: { fr: 'Avenants', en: 'Change orders' },
  description: {
    fr: "Un avenant déjà inclus dans la commande ne s'ajoute pas une seconde fois.",
    en: 'A change order already included in the order is not added twice.',
  },
  famille: 'VENTES',
  gel: { depuis: { DateValidation: 'DateValidation' } },
  cle: ['IdAvenant'],
  colonnes: {
    IdAvenant: texte({
      entete: 'N° avenant',
      en: 'Change order no.',
      requis: true,
      synonymes: ['Avenant'],
      note: 'Numéro unique.',
    }),
    IdAffaire: c.affaireRequise(),
    IdCommande: texte({ ...commande, reference: 'Commandes' }),
    Type: enumeration(['VENTE', 'BUDGET'], {
      entete: 'Type',
      en: 'Type',
      requis: true,
      note: 'Change le prix de vente, ou le seul budget de charges.',
    }),
    Statut: enumeration(['DEMANDE', 'PROBABLE', 'ACCEPTE', 'REFUSE'], {
      entete: 'Statut',
      en: 'Status',
      requis: true,
      note: 'ACCEPTE compte ; PROBABLE aussi, si les paramètres le disent.',
    }),
    DateValidation: jour({
      entete: 'Date de validation',
      en: 'Approved on',
      note: 'Date à partir de laquelle il compte.',
    }),
    MontantVente: montant({ entete: 'Montant de vente', en: 'Sales amount', note: 'En euros HT.' }),
    MontantCout: montant({ entete: 'Montant de coût', en: 'Cost amount', note: 'En euros.' }),
    Heures: quantite({ entete: 'Heures', en: 'Hours', note: 'Heures ajoutées au budget.' }),
    InclusDansCommande: booleen({
      entete: 'Inclus dans la commande',
      en: 'Included in order',
      requis: true,
      note: "O si l'ERP a déjà mis la commande à jour.",
    }),
  },
});

export const EcheancierFacturation = defineTable({
  nom: 'EcheancierFacturation',
  feuille: 'Échéancier de facturation',
  titre: { fr: 'Échéancier de facturation', en: 'Billing schedule' },
  description: {
    fr: 'Ce qui sera facturé et quand. Seules les lignes validées comptent.',
    en: 'What will be billed and when. Only validated rows count.',
  },
  famille: 'VENTES',
  gel: { depuis: { IdFacture: 'DateFacture', DateFacture: 'DateFacture' } },
  cle: ['IdCommande', 'Ligne'],
  references: [versLigneCommande],
  colonnes: {
    IdCommande: texte({ ...commande, requis: true, reference: 'Commandes' }),
    Ligne: c.numeroLigne("Numéro de la ligne d'échéancier."),
    LigneCommande: texte({ ...ligneCommande, note: 'Vide : répartie sur toutes les lignes de la commande.' }),
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    PeriodeDu: c.periodeDu(),
    PeriodeAu: c.periodeAu(),
    DateEcheance: jour({
      entete: "Date d'échéance",
      en: 'Billing date',
      requis: true,
      synonymes: ['Échéance', 'Date prévue'],
      note: 'Date prévue de la facture.',
    }),
    Nature: enumeration(['ACOMPTE', 'SITUATION', 'SOLDE', 'RG'], {
      entete: 'Nature',
      en: 'Nature',
      requis: true,
      alias: { RETENUE_GARANTIE: 'RG' },
      note: 'Un ACOMPTE ne donne jamais de FAE.',
    }),
    Taux: taux({ entete: 'Taux', en: 'Share', bornes: [0, 1], note: 'Part de la commande.' }),
    MontantHT: c.montantHT(),
    Valide: booleen({
      entete: 'Validé',
      en: 'Validated',
      requis: true,
      note: 'N : ligne prévue, qui ne compte pas.',
    }),
    IdFacture: texte({ ...facture, note: 'Facture émise. Vide : pas encore facturée.' }),
    DateFacture: c.dateFacturee(),
  },
});
