/** Les scellés des mois fermés : ce qui dit, après coup, si quelque chose d'un mois figé a bougé (domaine §1.2). */
import { defineTable, entier, enumeration, jour, texte } from '../../workbook/table';

export const Scelles = defineTable({
  nom: 'Scelles',
  feuille: 'Scellés des mois',
  titre: { fr: 'Scellés des mois', en: 'Month seals' },
  description: {
    fr: 'Empreintes SHA-256 de ce qu’un mois fermé a lu et écrit. Chaque scellé porte l’empreinte du précédent.',
    en: 'SHA-256 fingerprints of what a closed month read and wrote. Each seal carries the previous one.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Numero', 'Objet', 'Table'],
  colonnes: {
    Numero: entier({
      entete: 'N° du scellé',
      en: 'Seal no.',
      requis: true,
      bornes: [1, 999_999],
      note: 'Son rang dans la chaîne, à partir de 1.',
    }),
    Arrete: jour({
      entete: 'Arrêté',
      en: 'Closing date',
      requis: true,
      note: 'Dernier jour du mois scellé.',
    }),
    Objet: enumeration(['ENTREE', 'SITUATION', 'RESULTAT', 'SCELLE', 'REOUVERTURE'], {
      entete: 'Objet',
      en: 'Object',
      requis: true,
      note: 'Ce qu’une table avait du mois, et d’après lui ; ce que la clôture a écrit ; le scellé du mois, ou sa réouverture.',
    }),
    Table: texte({
      entete: 'Table',
      en: 'Table',
      largeur: 24,
      note: 'Table scellée. Vide : le mois entier.',
    }),
    Lignes: entier({ entete: 'Lignes', en: 'Rows', note: 'Lignes retenues.' }),
    Empreinte: texte({
      entete: 'Empreinte',
      en: 'Fingerprint',
      requis: true,
      largeur: 68,
      note: 'SHA-256, en hexadécimal, de la forme canonique.',
    }),
    Precedente: texte({
      entete: 'Empreinte précédente',
      en: 'Previous fingerprint',
      largeur: 68,
      note: 'Celle du scellé d’avant : en changer un les détache tous.',
    }),
    ArretePrecedent: jour({
      entete: 'Arrêté précédent',
      en: 'Previous closing date',
      note: 'Celui d’où partait la production du mois.',
    }),
    Colonnes: texte({
      entete: 'Retenu',
      en: 'Kept',
      largeur: 40,
      note: 'Colonnes retenues de la table ; pour le mois entier, les tables regardées.',
    }),
    Version: texte({ entete: 'Version', en: 'Version', note: 'Version du complément qui a calculé.' }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 40, note: 'Pourquoi le mois a été rouvert.' }),
    Par: texte({ entete: 'Par', en: 'By', largeur: 20, note: 'Qui a fermé ou rouvert.' }),
    Horodatage: texte({
      entete: 'Horodatage',
      en: 'Timestamp',
      largeur: 20,
      note: 'Date et heure, en temps universel.',
    }),
  },
});
