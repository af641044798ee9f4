/** La table que l'import d'un FEC tient : son rapport. */
import { defineTable, entier, enumeration, montant, texte } from '../../../workbook/table';

export const RapportFec = defineTable({
  nom: 'RapportFec',
  feuille: "Rapport d'import FEC",
  titre: { fr: "Rapport d'import du FEC", en: 'FEC import report' },
  description: {
    fr: 'Ce que le dernier import de chaque exercice a lu : le fichier, ses totaux, ses journaux, et les points à lire.',
    en: 'What the last import of each fiscal year read: the file, its totals, its journals, and the points to read.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Exercice', 'Rang'],
  colonnes: {
    Exercice: texte({ entete: 'Exercice', en: 'Fiscal year', requis: true, note: "Exercice de l'import." }),
    Rang: entier({
      entete: 'Rang',
      en: 'Rank',
      requis: true,
      bornes: [1, 9_999_999],
      note: 'Ordre de lecture du rapport.',
    }),
    Rubrique: enumeration(['FICHIER', 'TOTAL', 'JOURNAL', 'CONTROLE'], {
      entete: 'Rubrique',
      en: 'Heading',
      requis: true,
      note: 'De quoi la ligne parle.',
    }),
    Code: texte({ entete: 'Code', en: 'Code', note: 'Code du journal, ou du contrôle.' }),
    LigneFichier: entier({
      entete: 'Ligne du fichier',
      en: 'Line of the file',
      bornes: [1, 99_999_999],
      note: "L'en-tête est la ligne 1.",
    }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      largeur: 80,
      note: 'Fichier, journal, ou ce qui est à lire.',
    }),
    Lignes: entier({
      entete: 'Lignes',
      en: 'Lines',
      bornes: [0, 99_999_999],
      note: "Lignes d'écriture.",
    }),
    Pieces: entier({ entete: 'Pièces', en: 'Entries', bornes: [0, 99_999_999], note: 'Pièces comptables.' }),
    Debit: montant({ entete: 'Débit', en: 'Debit', note: 'Somme des débits, en euros.' }),
    Credit: montant({ entete: 'Crédit', en: 'Credit', note: 'Somme des crédits, en euros.' }),
    Solde: montant({
      entete: 'Solde',
      en: 'Balance',
      note: 'Débit moins crédit ; sur la ligne TOTAL, le résultat : classe 7 moins classe 6.',
    }),
    Remede: texte({ entete: 'Remède', en: 'Remedy', largeur: 60, note: 'Ce qu’il faut faire.' }),
  },
});
