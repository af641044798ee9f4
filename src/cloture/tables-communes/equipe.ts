/** Les personnes et leur coût (domaine §14.1). */
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

export const Collaborateurs = defineTable({
  nom: 'Collaborateurs',
  feuille: 'Équipe',
  titre: { fr: 'Collaborateurs et intervenants', en: 'Staff and contractors' },
  description: {
    fr: "Salariés et sous-traitants qui passent du temps. Le coût d'un EXTERNE vient de ses factures, jamais de ses jours.",
    en: 'Employees and contractors who book time. The cost of an EXTERNE comes from invoices, never from days.',
  },
  famille: 'REFERENTIELS',
  gel: { mois: ['DateEntree'], depuis: { DateSortie: 'DateSortie' } },
  cle: ['IdCollab'],
  colonnes: {
    IdCollab: texte({
      entete: 'Code collaborateur',
      en: 'Staff code',
      requis: true,
      synonymes: ['Matricule', 'Collaborateur'],
      note: 'Matricule ou trigramme.',
    }),
    Nom: texte({
      entete: 'Nom',
      en: 'Name',
      requis: true,
      synonymes: ['Nom et prénom'],
      largeur: 26,
      note: 'Prénom et nom.',
    }),
    DateEntree: jour({
      entete: "Date d'entrée",
      en: 'Hired on',
      requis: true,
      synonymes: ['Entrée'],
      note: 'Premier jour de présence.',
    }),
    DateSortie: jour({
      entete: 'Date de sortie',
      en: 'Left on',
      synonymes: ['Sortie'],
      note: 'Dernier jour de présence. Vide : présent.',
    }),
    Statut: enumeration(['SALARIE', 'EXTERNE'], {
      entete: 'Statut',
      en: 'Status',
      alias: { INTERNE: 'SALARIE', SOUS_TRAITANT: 'EXTERNE', FREELANCE: 'EXTERNE' },
      note: 'Vide : SALARIE.',
    }),
    Productif: booleen({
      entete: 'Productif',
      en: 'Productive',
      requis: true,
      note: "N : hors du taux d'activité.",
    }),
    Quotite: taux({
      entete: 'Quotité',
      en: 'Working share',
      bornes: [0, 1],
      note: '100 % pour un temps plein.',
    }),
    Centre: texte({
      entete: 'Centre',
      en: 'Cost centre',
      requis: true,
      synonymes: ['Service', 'Centre de coûts'],
      note: 'Équipe ou centre de coûts.',
    }),
    Profil: texte({
      entete: 'Profil',
      en: 'Profile',
      synonymes: ['Fonction', 'Poste'],
      largeur: 24,
      note: 'Métier ou grade.',
    }),
    HeuresJour: quantite({
      entete: 'Heures par jour',
      en: 'Hours per day',
      note: 'Vide : celles des paramètres (7,00).',
    }),
  },
});

export const CoutsCollaborateurs = defineTable({
  nom: 'CoutsCollaborateurs',
  feuille: 'Coûts journaliers',
  titre: { fr: 'Coûts journaliers', en: 'Daily cost rates' },
  description: {
    fr: "Le coût d'un jour à sa date : le dernier taux dont la date d'effet ne dépasse pas le jour.",
    en: 'The cost of a day at its date: the last rate whose effective date is not after that day.',
  },
  famille: 'REFERENTIELS',
  requise: true,
  gel: { mois: ['DateEffet'] },
  cle: ['IdCollab', 'DateEffet'],
  colonnes: {
    IdCollab: texte({
      entete: 'Collaborateur',
      en: 'Staff',
      requis: true,
      synonymes: ['Code collaborateur', 'Matricule'],
      reference: 'Collaborateurs',
      note: 'Code du collaborateur.',
    }),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      requis: true,
      synonymes: ['Valable depuis'],
      note: 'Premier jour où ce coût vaut.',
    }),
    CoutJour: montant({
      entete: 'Coût journalier',
      en: 'Daily cost',
      requis: true,
      synonymes: ['CJM', 'Coût jour', 'Coût moyen journalier'],
      note: "Coût complet d'un jour, en euros.",
    }),
    TJM: montant({
      entete: 'Prix de vente journalier',
      en: 'Daily selling rate',
      note: "Prix de vente d'un jour (TJM), en euros HT.",
    }),
  },
});
