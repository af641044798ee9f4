/** Ce que le complément tient : historique des arrêtés, contrôles, exécutions (domaine §14.5). */
import { booleen, compte, defineTable, enumeration, jour, montant, taux, texte } from '../../workbook/table';
import * as c from './colonnes';

/** Ce que porte, pour règle, une ligne de produit rattachée hors des règles de CA. */
export const RATTACHEMENT = 'RATTACHEMENT';

export const Historique = defineTable({
  nom: 'Historique',
  feuille: 'Historique des arrêtés',
  titre: { fr: 'Historique des arrêtés', en: 'History of closes' },
  description: {
    fr: "Ce qui est figé à chaque arrêté. Une reprise s'y saisit avec le type REPRISE, une correction avec le type MANUEL.",
    en: 'What each close froze. Opening figures are typed REPRISE, corrections MANUEL.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: [
    'Arrete',
    'Module',
    'IdAffaire',
    'Lot',
    'SousLot',
    'Compte',
    'CodeProduit',
    'IdTiers',
    'CodeTVA',
    'DateEffet',
    'TypeLigne',
    'Regle',
  ],
  colonnes: {
    Arrete: jour({
      entete: 'Arrêté',
      en: 'Closing date',
      requis: true,
      synonymes: ["Date d'arrêté"],
      note: 'Dernier jour du mois arrêté.',
    }),
    Module: enumeration(
      ['CA', 'FAE', 'PCA', 'FNP', 'CCA', 'CHARGES', 'P1516', 'AAE', 'AAR', 'CAP', 'ENCOURS', 'P394'],
      {
        entete: 'Module',
        en: 'Module',
        requis: true,
        note: 'Ce que mesure la ligne. CA est un cumul ; P1516, P394 et ENCOURS sont des soldes.',
      },
    ),
    IdAffaire: texte({
      entete: 'Affaire',
      en: 'Project',
      reference: 'Affaires',
      note: "Code de l'affaire ; vide pour une charge de structure.",
    }),
    Lot: c.lot(),
    SousLot: c.sousLot(),
    Compte: compte({ entete: 'Compte', en: 'Account', note: 'Compte de produit ou de charge.' }),
    CodeProduit: texte({ entete: 'Produit', en: 'Item', note: 'Produit, si la règle détaille jusque-là.' }),
    IdTiers: texte({ entete: 'Tiers', en: 'Third party', note: 'Client ou fournisseur.' }),
    DateEffet: jour({
      entete: "Date d'effet",
      en: 'Effective date',
      requis: true,
      note: "L'arrêté, ou le lendemain pour une extourne.",
    }),
    Montant: montant({
      entete: 'Montant',
      en: 'Amount',
      requis: true,
      note: 'En euros HT ; une extourne est de signe contraire.',
    }),
    TypeLigne: enumeration(['ARRETE', 'EXTOURNE', 'MANUEL', 'REPRISE'], {
      entete: 'Type de ligne',
      en: 'Row type',
      requis: true,
      note: 'ARRETE et EXTOURNE viennent du complément.',
    }),
    BUD: montant({ entete: 'Budget de vente', en: 'Sales budget', note: 'Ventes prévues à terminaison.' }),
    FACT: montant({ entete: 'Facturé', en: 'Billed', note: 'Facturé cumulé.' }),
    CH: montant({ entete: 'Charges', en: 'Costs to date', note: 'Charges cumulées.' }),
    RAF: montant({ entete: 'Reste à faire', en: 'Cost to go', note: 'Charges encore à venir.' }),
    REP: montant({
      entete: 'Charges à terminaison',
      en: 'Cost at completion',
      note: 'Charges plus reste à faire.',
    }),
    PctCalcule: taux({
      entete: '% calculé',
      en: 'Computed %',
      note: 'Charges divisées par les charges à terminaison.',
    }),
    PctTheorique: taux({
      entete: '% théorique',
      en: 'Theoretical %',
      note: 'Jours réalisés divisés par les jours vendus.',
    }),
    PctForce: taux({
      entete: '% forcé',
      en: 'Forced %',
      note: 'Pourcentage retenu par décision, pour ce seul arrêté.',
    }),
    CodeTVA: texte({ entete: 'Code TVA', en: 'VAT code', note: 'TVA de la régularisation.' }),
    MontantTVA: montant({
      entete: 'Montant TVA',
      en: 'VAT amount',
      note: 'En euros, même signe que le montant.',
    }),
    Regle: texte({
      entete: 'Règle',
      en: 'Rule',
      note: 'Règle de CA appliquée ; RATTACHEMENT : produit rattaché à la période, hors des règles de CA.',
    }),
    Valide: booleen({ entete: 'Validé', en: 'Validated', note: 'O : ligne figée.' }),
    Par: texte({ entete: 'Par', en: 'By', note: 'Qui a validé.' }),
    Horodatage: texte({
      entete: 'Horodatage',
      en: 'Timestamp',
      largeur: 20,
      note: 'Quand la ligne a été écrite.',
    }),
    Sceau: c.sceau(),
  },
});

export const JournalControles = defineTable({
  nom: 'JournalControles',
  feuille: 'Contrôles',
  titre: { fr: 'Contrôles de la clôture', en: 'Closing checks' },
  description: {
    fr: 'Ce que la dernière exécution de chaque travail a trouvé à l’arrêté. Une alerte acceptée demande un motif.',
    en: 'What the last run of each task found at the closing date. An accepted warning needs a reason.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Code', 'Table', 'Ligne', 'Colonne', 'Message'],
  colonnes: {
    Code: texte({ entete: 'Code', en: 'Code', requis: true, largeur: 12, note: 'Code du contrôle.' }),
    Gravite: enumeration(['BLOQUANT', 'ALERTE', 'INFO'], {
      entete: 'Gravité',
      en: 'Severity',
      requis: true,
      note: 'BLOQUANT empêche de valider.',
    }),
    Table: texte({ entete: 'Table', en: 'Table', largeur: 22, note: 'Où.' }),
    Ligne: texte({ entete: 'Ligne', en: 'Row', libre: true, note: 'Numéro de ligne de la feuille.' }),
    Colonne: texte({ entete: 'Colonne', en: 'Column', note: 'Clé de la colonne.' }),
    Cle: texte({
      entete: 'Clé',
      en: 'Key',
      largeur: 22,
      note: 'Clé de la ligne : elle la retrouve après un tri.',
    }),
    Message: texte({ entete: 'Message', en: 'Message', largeur: 80, note: 'Ce qui ne va pas.' }),
    Remede: texte({ entete: 'Remède', en: 'Remedy', largeur: 60, note: 'Ce qu’il faut faire.' }),
    Statut: enumeration(['OUVERT', 'ACCEPTE', 'CORRIGE'], {
      entete: 'Statut',
      en: 'Status',
      note: 'À choisir : ACCEPTE avec un motif, ou CORRIGE.',
    }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 40, note: 'Pourquoi le point est accepté.' }),
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', note: 'Mois arrêté.' }),
    Travail: texte({
      entete: 'Travail',
      en: 'Task',
      largeur: 22,
      note: 'Le travail qui le dit, et qui seul l’ôte. Vide : la lecture des tables, ou un contrôle commun.',
    }),
  },
});

export const JournalExecutions = defineTable({
  nom: 'JournalExecutions',
  feuille: 'Journal des exécutions',
  titre: { fr: 'Journal des exécutions', en: 'Run log' },
  description: {
    fr: 'Une ligne par exécution : commencée, terminée, annulée ou interrompue, et ce qu’elle a remplacé.',
    en: 'One row per run: begun, done, cancelled or interrupted, and what it replaced.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['IdExecution'],
  colonnes: {
    IdExecution: texte({
      entete: "N° d'exécution",
      en: 'Run ID',
      requis: true,
      largeur: 34,
      note: 'Identifiant unique.',
    }),
    Debut: texte({ entete: 'Début', en: 'Begun', requis: true, largeur: 20, note: 'Date et heure.' }),
    Fin: texte({ entete: 'Fin', en: 'Ended', largeur: 20, note: 'Date et heure. Vide : pas terminée.' }),
    Module: texte({
      entete: 'Module',
      en: 'Module',
      requis: true,
      largeur: 24,
      note: 'Capacités exécutées.',
    }),
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, note: 'Mois arrêté.' }),
    Mode: enumeration(['SIMULER', 'VALIDER', 'FERMER', 'ANNULER', 'ROUVRIR', 'CORRIGER'], {
      entete: 'Mode',
      en: 'Mode',
      requis: true,
      note: 'Ce qui a été demandé.',
    }),
    Etat: enumeration(['COMMENCEE', 'TERMINEE', 'ANNULEE', 'INTERROMPUE'], {
      entete: 'État',
      en: 'Status',
      requis: true,
      note: 'Une exécution COMMENCEE sans fin est à terminer ou à annuler.',
    }),
    Par: texte({ entete: 'Par', en: 'By', largeur: 22, note: 'Qui a lancé.' }),
    Empreinte: texte({
      entete: 'Empreinte',
      en: 'Hash',
      largeur: 22,
      note: 'Empreinte de ce qui a été écrit.',
    }),
    Remplace: texte({
      entete: 'Remplacé',
      en: 'Replaced',
      largeur: 24,
      note: 'Ce que l’exécution a remplacé, pour pouvoir annuler (JSON).',
    }),
    Message: texte({ entete: 'Message', en: 'Message', largeur: 60, note: 'Bilan en une ligne.' }),
    Controles: texte({
      entete: 'Contrôles',
      en: 'Checks',
      largeur: 40,
      note: 'Les alertes de l’exécution, par code : ce qu’un mois a laissé à revoir.',
    }),
  },
});
