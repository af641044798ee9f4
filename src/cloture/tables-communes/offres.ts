/** Ce qui découpe et précède une commande : lots de l'affaire, devis (domaine §14.2). */
import { defineTable, enumeration, jour, texte } from '../../workbook/table';
import * as c from './colonnes';

export const Lots = defineTable({
  nom: 'Lots',
  feuille: 'Lots des affaires',
  titre: { fr: 'Lots et sous-lots', en: 'Work packages' },
  description: {
    fr: "Le découpage d'une affaire, quand sa règle reconnaît le chiffre d'affaires par lot ou sous-lot.",
    en: 'How a project is split, when its rule recognises revenue by package.',
  },
  famille: 'VENTES',
  cle: ['IdAffaire', 'Lot', 'SousLot'],
  colonnes: {
    IdAffaire: c.affaireRequise(),
    Lot: texte({
      entete: 'Lot',
      en: 'Work package',
      requis: true,
      synonymes: ['Phase'],
      largeur: 9,
      note: "Code du lot, tel qu'écrit sur les pièces et les temps.",
    }),
    SousLot: c.sousLot(),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 36, note: 'Nom du lot.' }),
  },
});

export const Devis = defineTable({
  nom: 'Devis',
  feuille: 'Devis clients',
  titre: { fr: 'Devis', en: 'Quotes' },
  description: {
    fr: "Les devis signés au plus tard de l'arrêté font le budget initial, et le budget de vente si la règle le dit.",
    en: 'Quotes signed by the closing date make the initial budget, and the contract revenue when the rule says so.',
  },
  famille: 'VENTES',
  gel: { mois: ['Date'], depuis: { DateSignature: 'DateSignature' } },
  cle: ['IdDevis'],
  colonnes: {
    IdDevis: texte({
      entete: 'N° devis',
      en: 'Quote no.',
      requis: true,
      synonymes: ['Devis', 'Proposition'],
      note: 'Numéro unique.',
    }),
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      synonymes: ['Date de devis'],
      note: 'Date du devis.',
    }),
    DateSignature: jour({
      entete: 'Date de signature',
      en: 'Signed on',
      synonymes: ['Signé le'],
      note: "Il compte à partir de ce jour. Vide : il n'est pas signé.",
    }),
    Statut: enumeration(['EN_COURS', 'SIGNE', 'PERDU'], {
      entete: 'Statut',
      en: 'Status',
      requis: true,
      note: 'Seul SIGNE compte.',
    }),
    MontantHT: c.montantHT('Montant HT du devis, en euros.'),
  },
});
