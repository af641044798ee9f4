/** Clients, fournisseurs et autres tiers, et ce que les clients ont payé (domaine §14.1, §14.2). */
import { booleen, compte, defineTable, enumeration, jour, montant, taux, texte } from '../../workbook/table';
import * as c from './colonnes';

export const Tiers = defineTable({
  nom: 'Tiers',
  feuille: 'Clients et fournisseurs',
  titre: { fr: 'Clients, fournisseurs et autres tiers', en: 'Customers, suppliers and other third parties' },
  description: {
    fr: 'Un tiers par ligne, avec son compte collectif et ses conditions.',
    en: 'One third party per row, with its control account and terms.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  cle: ['IdTiers'],
  colonnes: {
    IdTiers: texte({
      entete: 'Code tiers',
      en: 'Third-party code',
      requis: true,
      synonymes: ['CompAuxNum', 'Tiers', 'Code auxiliaire'],
      note: 'Code unique du tiers.',
    }),
    Nom: texte({
      entete: 'Nom',
      en: 'Name',
      requis: true,
      synonymes: ['CompAuxLib', 'Raison sociale'],
      largeur: 32,
      note: 'Raison sociale.',
    }),
    Type: enumeration(['CLIENT', 'FOURNISSEUR', 'SALARIE', 'AUTRE'], {
      entete: 'Type',
      en: 'Type',
      requis: true,
      note: 'Un tiers à la fois client et fournisseur a deux codes.',
    }),
    CompteCollectif: compte({
      entete: 'Compte collectif',
      en: 'Control account',
      requis: true,
      reference: 'PlanComptable',
      note: 'Compte 411, 401… où ses factures sont passées.',
    }),
    CompteFAE_FAR: compte({
      entete: 'Compte FAE ou FAR',
      en: 'Accrual account',
      reference: 'PlanComptable',
      note: 'Compte 4181 ou 4081 de ses régularisations ; vide : celui des paramètres.',
    }),
    CompteImmo: compte({
      entete: "Compte d'immobilisations",
      en: 'Fixed assets account',
      reference: 'PlanComptable',
      note: "Compte 404 d'un fournisseur d'immobilisations.",
    }),
    Siren: texte({ entete: 'SIREN', en: 'SIREN', note: 'Neuf chiffres.' }),
    ConditionReglement: texte({
      entete: 'Conditions de règlement',
      en: 'Payment terms',
      synonymes: ['Délai de paiement', 'Condition'],
      note: 'Par exemple 30 J, 45 J FDM, FDM + 45.',
    }),
    ModeReglement: enumeration(['VIR', 'PRLV', 'CHQ', 'LCR', 'CB'], {
      entete: 'Mode de règlement',
      en: 'Payment method',
      alias: { VIREMENT: 'VIR', PRELEVEMENT: 'PRLV', CHEQUE: 'CHQ', CARTE: 'CB' },
      note: 'Virement, prélèvement, chèque, lettre de change ou carte.',
    }),
    Devise: texte({ entete: 'Devise', en: 'Currency', note: 'Code ISO à trois lettres. Vide : euro.' }),
    Plafond: montant({ entete: "Plafond d'encours", en: 'Credit limit', note: 'En euros.' }),
    Bloque: booleen({ entete: 'Bloqué', en: 'Blocked', note: 'O : plus de nouvelle facture.' }),
    Litige: booleen({ entete: 'Litige', en: 'Dispute', note: 'O : créances à suivre de près.' }),
    Payeur: texte({
      entete: 'Payeur',
      en: 'Payer',
      synonymes: ['Tiers payeur'],
      reference: 'Tiers',
      note: 'Tiers qui paie les factures de celui-ci ; vide : lui-même.',
    }),
    Categorie: texte({
      entete: 'Catégorie',
      en: 'Category',
      synonymes: ['Catégorie de tiers', 'Secteur'],
      note: 'Regroupement libre : secteur, canal, grand compte.',
    }),
    TauxPenalites: taux({
      entete: 'Taux de pénalités',
      en: 'Late-payment rate',
      bornes: [0, 1],
      note: 'Taux annuel convenu aux conditions générales ; vide : le plancher légal (C. com. art. L441-10).',
    }),
    TauxEscompte: taux({
      entete: "Taux d'escompte",
      en: 'Discount rate',
      bornes: [0, 1],
      note: 'Réduction accordée au client qui paie avant le délai de l’escompte.',
    }),
    DelaiEscompte: texte({
      entete: "Délai de l'escompte",
      en: 'Discount terms',
      note: 'Payé avant ce délai, l’escompte est acquis ; même écriture que les conditions, par exemple 10 J.',
    }),
    Langue: enumeration(['FR', 'EN'], {
      entete: 'Langue',
      en: 'Language',
      note: 'Langue des courriers de relance ; vide : français.',
    }),
    Contact: texte({ entete: 'Contact', en: 'Contact', largeur: 24, note: 'Personne à relancer.' }),
    Courriel: texte({ entete: 'Courriel', en: 'E-mail', largeur: 28, note: 'Adresse des relances.' }),
    Adresse: texte({ entete: 'Adresse', en: 'Address', largeur: 40, note: 'Adresse postale.' }),
  },
});

export const Encaissements = defineTable({
  nom: 'Encaissements',
  feuille: 'Encaissements clients',
  titre: { fr: 'Encaissements clients', en: 'Customer receipts' },
  description: {
    fr: 'Un encaissement par ligne ; réparti sur plusieurs factures, une ligne par facture, chacune avec sa part. Sert sans écritures importées.',
    en: 'One receipt per row; split over several invoices, one row per invoice with its share. Used when there is no ledger.',
  },
  famille: 'VENTES',
  gel: { mois: ['Date'], depuis: { DateAffectation: 'DateAffectation' } },
  cle: ['IdReglement', 'IdFacture'],
  colonnes: {
    IdReglement: texte({
      entete: 'N° règlement',
      en: 'Receipt no.',
      requis: true,
      synonymes: ['Règlement', 'Référence de règlement'],
      note: 'Numéro de l’encaissement.',
    }),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      synonymes: ['Date de règlement', "Date d'encaissement"],
      note: 'Date de l’encaissement.',
    }),
    IdClient: c.client(),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      requis: true,
      synonymes: ['Montant encaissé'],
      note: 'En euros ; un remboursement est négatif.',
    }),
    Mode: enumeration(['VIR', 'PRLV', 'CHQ', 'LCR', 'CB'], {
      entete: 'Mode de règlement',
      en: 'Payment method',
      alias: { VIREMENT: 'VIR', PRELEVEMENT: 'PRLV', CHEQUE: 'CHQ', CARTE: 'CB' },
      note: 'Virement, prélèvement, chèque, lettre de change ou carte.',
    }),
    IdFacture: texte({
      entete: 'N° facture',
      en: 'Invoice no.',
      synonymes: ['Facture'],
      note: 'Facture réglée. Vide : règlement non affecté.',
    }),
    MontantAffecte: montant({
      entete: 'Montant affecté',
      en: 'Allocated amount',
      note: 'Part qui solde la facture ; vide : tout le montant si une facture est nommée.',
    }),
    DateAffectation: jour({
      entete: "Date d'affectation",
      en: 'Allocated on',
      note: 'Jour du rapprochement avec la facture ; vide : celui de l’encaissement.',
    }),
  },
});
