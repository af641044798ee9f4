/** La liste des travaux de fin d'exercice (capacités 24 et 89). */
import { defineTable, entier, enumeration, montant, texte } from '../../../workbook/table';

const calculee = true;

const ETATS_TRAVAIL = ['FAIT', 'A_REVOIR', 'A_FAIRE', 'SANS_OBJET'] as const;

export const TravauxInventaire = defineTable({
  nom: 'TravauxInventaire',
  feuille: "Travaux de fin d'exercice",
  titre: { fr: "Travaux de fin d'exercice", en: 'Year-end checklist' },
  description: {
    fr: "Écrite au dernier arrêté d'un exercice : ce que les contrôles de chaque mois ont dit, puis la chaîne des travaux d'inventaire, avec leurs écritures et leurs montants. La remarque est à vous.",
    en: 'Written at the last close of a year: what the checks of each month said, then the chain of inventory works, with their entries and amounts. The remark is yours.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Exercice', 'Travail'],
  colonnes: {
    Exercice: texte({ entete: 'Exercice', en: 'Fiscal year', requis: true, calculee, note: 'Exercice.' }),
    Rang: entier({
      entete: 'Rang',
      en: 'Rank',
      requis: true,
      bornes: [1, 999],
      calculee,
      note: 'Ordre des travaux.',
    }),
    Travail: texte({
      entete: 'Travail',
      en: 'Task',
      requis: true,
      largeur: 36,
      calculee,
      note: 'Le mois, ou le travail.',
    }),
    Etat: enumeration(ETATS_TRAVAIL, {
      entete: 'État',
      en: 'Status',
      requis: true,
      calculee,
      note: 'A_REVOIR : fait, mais un contrôle ou un solde est à regarder.',
    }),
    Pieces: entier({
      entete: 'Écritures',
      en: 'Entries',
      bornes: [0, 99_999_999],
      calculee,
      note: 'Nombre de pièces ; pour le lettrage, de lignes lettrées.',
    }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      calculee,
      note: "Somme des débits, des crédits pour les décaissements, ou solde des comptes, en euros. Travaux d'inventaire : tout l'exercice, sauf ce qu'une extourne y a annulé.",
    }),
    Constat: texte({ entete: 'Constat', en: 'Finding', largeur: 70, calculee, note: 'Ce qui est à savoir.' }),
    Remarque: texte({ entete: 'Remarque', en: 'Remark', largeur: 40, note: 'À vous.' }),
  },
});
