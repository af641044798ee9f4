/** Ce qui est arrivé à un mois fermé après coup, son effet, et où il est repris (domaine §1.2, PCG art. 1031-4). */
import { defineTable, enumeration, jour, montant, texte } from '../../workbook/table';

export const ChangementsTardifs = defineTable({
  nom: 'ChangementsTardifs',
  feuille: 'Changements tardifs',
  titre: { fr: 'Changements tardifs', en: 'Late changes' },
  description: {
    fr: 'Ce qui a changé dans un mois déjà fermé, son effet, et comment le mois ouvert le reprend, à sa date de survenance.',
    en: 'What changed in a month already closed, its effect, and how the open month takes it, at its date of occurrence.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'ArreteOrigine', 'Objet', 'Source', 'Cle', 'Colonne'],
  colonnes: {
    Arrete: jour({
      entete: 'Arrêté',
      en: 'Closing date',
      requis: true,
      note: 'Mois ouvert qui reprend l’effet.',
    }),
    ArreteOrigine: jour({
      entete: 'Arrêté d’origine',
      en: 'Original closing date',
      requis: true,
      note: 'Mois fermé que le changement concerne.',
    }),
    Objet: enumeration(['LIGNE', 'COMPTE', 'CHIFFRE'], {
      entete: 'Objet',
      en: 'Object',
      requis: true,
      note: 'La ligne changée, son effet sur un compte, ou sur un chiffre d’une feuille générée.',
    }),
    Source: texte({
      entete: 'Source',
      en: 'Source',
      requis: true,
      largeur: 22,
      note: 'Table de la ligne ou du chiffre ; module de l’écriture.',
    }),
    Cle: texte({ entete: 'Clé', en: 'Key', requis: true, largeur: 40, note: 'Ligne, ou compte et affaire.' }),
    Colonne: texte({ entete: 'Colonne', en: 'Column', note: 'Clé de la colonne du chiffre.' }),
    Changement: enumeration(['AJOUTEE', 'CHANGEE', 'RETIREE', 'ILLISIBLE', 'EFFET'], {
      entete: 'Changement',
      en: 'Change',
      requis: true,
      note: 'Ce qui est arrivé à la ligne ; EFFET pour ce qui en découle.',
    }),
    DateSurvenance: jour({
      entete: 'Date de survenance',
      en: 'Date of occurrence',
      requis: true,
      note: 'Date de la ligne ; à défaut, l’arrêté d’origine.',
    }),
    Fige: montant({ entete: 'Figé', en: 'Frozen', note: 'En euros, débit positif pour un compte.' }),
    Recalcule: montant({
      entete: 'Recalculé',
      en: 'Recomputed',
      note: 'Le mois fermé, recalculé aujourd’hui.',
    }),
    Ecart: montant({ entete: 'Écart', en: 'Difference', note: 'Recalculé moins figé.' }),
    Traitement: enumeration(['CUMUL', 'REDATEE', 'A_PASSER'], {
      entete: 'Traitement',
      en: 'Treatment',
      requis: true,
      note: 'CUMUL : le cumul du mois ouvert le porte. REDATEE : écriture au premier jour ouvert. A_PASSER : pièce à saisir.',
    }),
    Par: texte({ entete: 'Par', en: 'By', largeur: 20, note: 'Qui a consigné.' }),
    Horodatage: texte({
      entete: 'Horodatage',
      en: 'Timestamp',
      largeur: 20,
      note: 'Quand, en temps universel.',
    }),
  },
});
