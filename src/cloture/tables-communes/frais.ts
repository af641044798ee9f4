/** Coûts d'une affaire hors temps et hors achats commandés : cotations, notes de frais (domaine §14.4). */
import { booleen, defineTable, enumeration, jour, montant, texte } from '../../workbook/table';
import * as c from './colonnes';

export const Cotations = defineTable({
  nom: 'Cotations',
  feuille: 'Cotations fournisseurs',
  titre: { fr: 'Cotations fournisseurs', en: 'Supplier quotations' },
  description: {
    fr: 'Achats prévus et pas encore commandés. Validés, ils entrent au reste à faire si la règle le dit.',
    en: 'Purchases expected and not yet ordered. Once validated they join the cost to go, if the rule says so.',
  },
  famille: 'ACHATS',
  gel: { mois: ['Date'] },
  cle: ['IdCotation'],
  colonnes: {
    IdCotation: texte({
      entete: 'N° cotation',
      en: 'Quotation no.',
      requis: true,
      synonymes: ['Cotation', 'Demande de prix'],
      note: 'Numéro unique.',
    }),
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Date: jour({ entete: 'Date', en: 'Date', requis: true, note: 'Date de la cotation.' }),
    MontantHT: c.montantHT('Montant HT coté, en euros.'),
    Statut: enumeration(['EN_COURS', 'VALIDEE', 'COMMANDEE'], {
      entete: 'Statut',
      en: 'Status',
      note: 'VALIDEE compte ; COMMANDEE compte déjà par sa commande. Vide : EN_COURS.',
    }),
  },
});

export const NotesFrais = defineTable({
  nom: 'NotesFrais',
  feuille: 'Notes de frais',
  titre: { fr: 'Notes de frais', en: 'Expense claims' },
  description: {
    fr: "Frais des collaborateurs, une ligne par ligne. Ceux d'une affaire entrent dans ses charges.",
    en: 'Staff expenses, one line per row. Those of a project are part of its costs.',
  },
  famille: 'ACHATS',
  gel: { mois: ['Date'] },
  cle: ['IdNdf', 'Ligne'],
  colonnes: {
    IdNdf: texte({
      entete: 'N° note de frais',
      en: 'Claim no.',
      requis: true,
      synonymes: ['Note de frais', 'NDF'],
      note: 'Numéro de la note.',
    }),
    Ligne: c.numeroLigne(),
    IdCollab: texte({
      entete: 'Collaborateur',
      en: 'Staff',
      requis: true,
      synonymes: ['Code collaborateur', 'Matricule'],
      reference: 'Collaborateurs',
      note: 'Qui a engagé le frais.',
    }),
    Date: jour({ entete: 'Date', en: 'Date', requis: true, note: 'Date du frais.' }),
    IdAffaire: c.affaire(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    MontantHT: c.montantHT('Montant HT du frais, en euros.'),
    TVA: montant({ entete: 'Montant TVA', en: 'VAT amount', note: 'TVA du frais, en euros.' }),
    Refacturable: booleen({
      entete: 'Refacturable',
      en: 'Rebillable',
      note: 'O : il sera refacturé au client. Vide : N.',
    }),
  },
});
