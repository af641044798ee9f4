/** Budgets de charges, par affaire ou par centre (domaine §14.5). */
import { defineTable, enumeration, montant, periode, quantite, texte } from '../../workbook/table';

export const Budgets = defineTable({
  nom: 'Budgets',
  feuille: 'Budgets de charges',
  titre: { fr: 'Budgets de charges', en: 'Cost budgets' },
  description: {
    fr: "Ce qu'une affaire ou un centre doit coûter. La version INITIAL d'une affaire garde son reste à faire d'un oubli.",
    en: 'What a project or a cost centre should cost. The INITIAL version of a project guards its cost to go.',
  },
  famille: 'REFERENTIELS',
  cle: ['Version', 'Exercice', 'Periode', 'Axe', 'Code', 'NatureOuCompte'],
  colonnes: {
    Version: texte({ entete: 'Version', en: 'Version', requis: true, note: 'INITIAL, ou une révision.' }),
    Exercice: texte({ entete: 'Exercice', en: 'Financial year', requis: true, note: "Code de l'exercice." }),
    Periode: periode({ entete: 'Période', en: 'Period', note: "Mois. Vide : l'année." }),
    Axe: enumeration(['AFFAIRE', 'CENTRE'], {
      entete: 'Axe',
      en: 'Axis',
      requis: true,
      note: 'Ce que le code désigne.',
    }),
    Code: texte({
      entete: 'Code',
      en: 'Code',
      requis: true,
      synonymes: ['Affaire', 'Centre'],
      note: "Code de l'affaire ou du centre.",
    }),
    NatureOuCompte: texte({
      entete: 'Nature ou compte',
      en: 'Nature or account',
      requis: true,
      synonymes: ['Nature', 'Compte'],
      note: 'Nature de charge, ou compte.',
    }),
    Montant: montant({ entete: 'Montant', en: 'Amount', requis: true, note: 'En euros.' }),
    Heures: quantite({ entete: 'Heures', en: 'Hours', note: "Heures de main-d'œuvre." }),
    CleMensualisation: texte({
      entete: 'Clé de mensualisation',
      en: 'Spread key',
      note: "Clé qui étale l'année sur les mois.",
    }),
  },
});
