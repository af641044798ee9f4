/** Cours des devises (domaine §14.1). */
import { defineTable, enumeration, jour, taux, texte } from '../../workbook/table';

export const TauxChange = defineTable({
  nom: 'TauxChange',
  feuille: 'Cours des devises',
  titre: { fr: 'Cours des devises', en: 'Exchange rates' },
  description: {
    fr: 'Un euro vaut tant d’unités de la devise. Le cours de clôture d’un arrêté est le dernier du type CLOTURE.',
    en: 'One euro is worth so many units of the currency. The closing rate is the latest one typed CLOTURE.',
  },
  famille: 'REFERENTIELS',
  gel: { mois: ['Date'] },
  cle: ['Devise', 'Date', 'Type'],
  colonnes: {
    Devise: texte({
      entete: 'Devise',
      en: 'Currency',
      requis: true,
      note: 'Code ISO à trois lettres.',
    }),
    Date: jour({ entete: 'Date', en: 'Date', requis: true, note: 'Jour du cours.' }),
    Taux: taux({
      entete: 'Cours',
      en: 'Rate',
      requis: true,
      synonymes: ['Taux de change'],
      format: '0.0000##',
      note: '1 EUR = ce nombre d’unités de la devise.',
    }),
    Type: enumeration(['COURS', 'MOYEN', 'CLOTURE'], {
      entete: 'Type de cours',
      en: 'Rate type',
      note: 'Vide : COURS.',
    }),
  },
});
