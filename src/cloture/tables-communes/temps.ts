/** Temps passés et temps prévus (domaine §14.3). */
import {
  booleen,
  defineTable,
  enumeration,
  jour,
  montant,
  periode,
  quantite,
  texte,
} from '../../workbook/table';
import * as c from './colonnes';

const collaborateur = () =>
  texte({
    entete: 'Collaborateur',
    en: 'Staff',
    requis: true,
    synonymes: ['Code collaborateur', 'Matricule'],
    reference: 'Collaborateurs',
    note: 'Code du collaborateur.',
  });
const tache = () =>
  texte({ entete: 'Tâche', en: 'Task', synonymes: ['Activité'], largeur: 20, note: "Tâche de l'affaire." });

export const Temps = defineTable({
  nom: 'Temps',
  feuille: 'Temps passés',
  titre: { fr: 'Temps passés', en: 'Time sheets' },
  description: {
    fr: 'Une saisie par ligne. Seuls les états retenus par la règle comptent (VALIDE par défaut).',
    en: 'One entry per row. Only the states kept by the rule count (VALIDE by default).',
  },
  famille: 'TEMPS',
  requise: true,
  gel: { mois: ['PeriodeComptable', 'Date'] },
  cle: ['IdTemps'],
  colonnes: {
    IdTemps: texte({
      entete: 'N° temps',
      en: 'Time ID',
      requis: true,
      synonymes: ['Id saisie', 'N° saisie'],
      note: 'Numéro unique de la saisie.',
    }),
    IdCollab: collaborateur(),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      synonymes: ['Jour', 'Date du temps'],
      note: 'Jour travaillé.',
    }),
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Tache: tache(),
    Nature: enumeration(c.NATURES_TEMPS, {
      entete: 'Nature',
      en: 'Nature',
      requis: true,
      largeur: 28,
      alias: { CP: 'CONGES', RTT: 'CONGES', PRODUCTION: 'PRODUCTION_FACTURABLE', ARRET_MALADIE: 'MALADIE' },
      note: 'Ce que ce temps produit.',
    }),
    Jours: quantite({
      entete: 'Jours',
      en: 'Days',
      requis: true,
      synonymes: ['Nb jours', 'Nombre de jours', 'Durée en jours'],
      note: 'Jours, à quatre décimales au plus ; heures divisées par les heures du jour.',
    }),
    Heures: quantite({
      entete: 'Heures',
      en: 'Hours',
      synonymes: ['Nb heures', 'Durée en heures'],
      note: 'Pour information : les jours font foi.',
    }),
    Etat: enumeration(['BROUILLON', 'SOUMIS', 'VALIDE', 'REFUSE'], {
      entete: 'État',
      en: 'Status',
      requis: true,
      synonymes: ['Statut'],
      note: 'VALIDE une fois approuvé.',
    }),
    Facturable: booleen({
      entete: 'Facturable',
      en: 'Billable',
      requis: true,
      note: 'O si ce temps donne lieu à facturation.',
    }),
    PeriodeComptable: periode({
      entete: 'Période comptable',
      en: 'Accounting period',
      note: 'Mois où il compte, quand il corrige un mois fermé. Vide : celui de sa date.',
    }),
    IdOrigine: texte({
      entete: 'Temps corrigé',
      en: 'Corrected entry',
      synonymes: ['Id origine'],
      note: "Numéro de la saisie qu'il corrige.",
    }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 28, note: 'Pourquoi la correction.' }),
    CoutValorise: montant({
      entete: 'Coût valorisé',
      en: 'Valued cost',
      calculee: true,
      note: 'Calculé : jours × coût journalier à la date.',
    }),
  },
});

export const Planning = defineTable({
  nom: 'Planning',
  feuille: 'Planning prévisionnel',
  titre: { fr: 'Planning prévisionnel', en: 'Staffing plan' },
  description: {
    fr: "Les jours prévus après l'arrêté font le reste à faire ; un temps saisi le même jour les remplace.",
    en: 'Days planned after the closing date make the cost to go; time booked on the same day replaces them.',
  },
  famille: 'TEMPS',
  gel: { nature: 'SITUATION' },
  cle: ['IdPlan'],
  colonnes: {
    IdPlan: texte({
      entete: 'N° prévision',
      en: 'Plan ID',
      requis: true,
      synonymes: ['Id planning'],
      note: 'Numéro unique.',
    }),
    IdCollab: collaborateur(),
    Date: jour({
      entete: 'Date',
      en: 'Date',
      requis: true,
      synonymes: ['Jour', 'Semaine du'],
      note: 'Jour prévu, ou premier jour de la semaine.',
    }),
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Tache: tache(),
    Jours: quantite({
      entete: 'Jours',
      en: 'Days',
      requis: true,
      synonymes: ['Nb jours', 'Charge'],
      note: 'Jours prévus.',
    }),
    Statut: enumeration(['PREVU', 'CONFIRME'], {
      entete: 'Statut',
      en: 'Status',
      note: 'PREVU ou CONFIRME.',
    }),
  },
});

export const TachesAffaire = defineTable({
  nom: 'TachesAffaire',
  feuille: 'Reste à faire par tâche',
  titre: { fr: 'Reste à faire par tâche', en: 'Cost to go by task' },
  description: {
    fr: "Ce qu'il reste à faire, saisi par tâche. La dernière saisie au plus tard de l'arrêté compte.",
    en: 'Work left, entered by task. The latest entry not after the closing date counts.',
  },
  famille: 'TEMPS',
  gel: { mois: ['DateSaisie'] },
  cle: ['IdAffaire', 'Lot', 'SousLot', 'Tache', 'DateSaisie'],
  colonnes: {
    IdAffaire: c.affaireRequise(),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Tache: texte({
      entete: 'Tâche',
      en: 'Task',
      requis: true,
      synonymes: ['Activité'],
      largeur: 24,
      note: "Tâche de l'affaire.",
    }),
    DateSaisie: jour({
      entete: 'Date de saisie',
      en: 'Entered on',
      requis: true,
      synonymes: ['Saisi le'],
      note: 'Jour où ce reste à faire a été estimé.',
    }),
    IdCollab: texte({
      entete: 'Collaborateur',
      en: 'Staff',
      synonymes: ['Code collaborateur', 'Matricule'],
      reference: 'Collaborateurs',
      note: 'Qui fera la tâche : son coût journalier la valorise.',
    }),
    Jours: quantite({
      entete: 'Jours restants',
      en: 'Days left',
      synonymes: ['RAF', 'Reste à faire', 'Jours'],
      note: 'Jours encore à faire après les temps déjà saisis. 0 : la tâche est finie.',
    }),
    MontantCout: montant({
      entete: 'Coût restant',
      en: 'Cost left',
      note: 'En euros, à la place des jours ; il dispense de collaborateur.',
    }),
    Commentaire: texte({
      entete: 'Commentaire',
      en: 'Comment',
      largeur: 28,
      note: 'Pourquoi ce reste à faire.',
    }),
  },
});
