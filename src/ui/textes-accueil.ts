import { accorder } from '../comptabilite';
/** Textes de l'accueil, de la clôture d'ensemble et de l'historique, dans les deux langues. */
export const accueilFr = {
  titre: 'À faire maintenant',
  arrete: (mois: string) => `Clôture de ${mois}`,
  sansArrete: 'Ce classeur n’indique pas d’arrêté.',
  periode: {
    OUVERTE: 'Période ouverte',
    EN_CLOTURE: 'Période en cours de clôture',
    FERMEE: 'Période fermée',
    REOUVERTE: 'Période rouverte',
    INCONNUE: 'Période absente de la table Periodes',
  },
  prochaine: 'Ensuite',
  prochaines: {
    arrete: 'Indiquez l’arrêté du mois à clôturer.',
    donnees: 'Corrigez les tables signalées ci-dessous.',
    bloque: (n: string, pluriel: boolean) =>
      pluriel ? `Corrigez les ${n} anomalies bloquantes.` : `Corrigez l’anomalie bloquante.`,
    simuler: 'Simulez la clôture du mois, puis lisez les alertes.',
    valider: 'La simulation est bonne : validez la clôture du mois.',
    fermer: (mois: string) => `Tout est validé : relisez, puis fermez ${mois}.`,
    fermee: (mois: string) =>
      `${mois} est fermé : rien n’en bouge plus. Indiquez l’arrêté suivant pour continuer.`,
  },
  choisirArrete:
    'Indiquez DateArrete dans la table Parametres, ou mettez une période EN_CLOTURE dans Periodes.',
  tableAbsente: (table: string) => `Il manque la table ${table}.`,
  structure: (table: string, n: number) =>
    n > 1 ? `Table ${table}, ${n} anomalies bloquantes ; la première :` : `Table ${table} :`,
  inacheve:
    'Une exécution a commencé sans se terminer : relancez-la, elle sera d’abord défaite, ou annulez-la.',
  etapes: 'Étapes de la clôture',
  donnees: 'Données du classeur',
  controles: 'Contrôles de la dernière validation',
  fermeture: 'Fermeture du mois',
  etat: {
    fait: 'Validé pour cet arrêté',
    aFaire: 'À valider',
    bloquant: 'Bloqué',
  },
  donneesEtat: {
    fait: (tables: string) => accorder(tables, 'table reconnue', 'tables reconnues'),
    bloquant: 'Une table à corriger',
    aFaire: 'À remplir',
  },
  controlesEtat: {
    aucun: 'Après la première validation',
    fait: 'Aucune alerte à lire',
    alertes: (n: string) => `${accorder(n, 'alerte')} à lire`,
  },
  pret: 'Tout est prêt',
  apres: 'Après la validation de chaque travail',
  relire: 'Relire le classeur',
  cache: (travail: string, reglage: string) => `${travail} : masqué par ${reglage}.`,
  bienvenue: {
    titre: 'Bienvenue',
    texte:
      'Clôture lit des tables d’Excel (temps, commandes, factures, achats, planning, immobilisations) et écrit le chiffre d’affaires reconnu, les FAE, les PCA, les dotations et leurs écritures. Ce classeur n’a pas encore ces tables.',
    exemple: 'Ouvrir le classeur d’exemple',
    exempleTexte: 'Une société fictive : de quoi clôturer un mois en trois minutes, sans rien saisir.',
    exempleFichier: 'Télécharger le classeur d’exemple',
    tables: 'Insérer les tables dans ce classeur',
    tablesTexte: (n: string) =>
      `${n} feuilles s’ajoutent à la fin, une par table, avec leurs colonnes prêtes à remplir. Rien d’autre ne change.`,
  },
};

export const accueilEn: typeof accueilFr = {
  titre: 'To do now',
  arrete: mois => `Close of ${mois}`,
  sansArrete: 'This workbook states no closing date.',
  periode: {
    OUVERTE: 'Open period',
    EN_CLOTURE: 'Period being closed',
    FERMEE: 'Closed period',
    REOUVERTE: 'Reopened period',
    INCONNUE: 'Period missing from table Periodes',
  },
  prochaine: 'Next',
  prochaines: {
    arrete: 'State the closing date of the month.',
    donnees: 'Correct the tables listed below.',
    bloque: (n, pluriel) => (pluriel ? `Correct the ${n} blocking issues.` : `Correct the blocking issue.`),
    simuler: 'Simulate the close of the month, then read the warnings.',
    valider: 'The simulation is clean: post the close of the month.',
    fermer: mois => `Everything is posted: review, then close ${mois}.`,
    fermee: mois => `${mois} is closed: nothing in it moves. State the next closing date to go on.`,
  },
  choisirArrete: 'State DateArrete in table Parametres, or set a period to EN_CLOTURE in Periodes.',
  tableAbsente: table => `Table ${table} is missing.`,
  structure: (table, n) => (n > 1 ? `Table ${table}, ${n} blocking issues; the first:` : `Table ${table}:`),
  inacheve: 'A run started and did not finish: run it again (it is undone first) or undo it.',
  etapes: 'Steps of the close',
  donnees: 'Workbook data',
  controles: 'Checks of the last posting',
  fermeture: 'Closing the month',
  etat: { fait: 'Posted for this closing date', aFaire: 'To be posted', bloquant: 'Blocked' },
  donneesEtat: {
    fait: tables => `${accorder(tables, 'table', 'tables', 'en')} recognised`,
    bloquant: 'A table to correct',
    aFaire: 'To be filled',
  },
  controlesEtat: {
    aucun: 'After the first posting',
    fait: 'No warning to read',
    alertes: n => `${accorder(n, 'warning', 'warnings', 'en')} to read`,
  },
  pret: 'Everything is ready',
  apres: 'After every task is posted',
  relire: 'Read the workbook again',
  cache: (travail, reglage) => `${travail}: hidden by ${reglage}.`,
  bienvenue: {
    titre: 'Welcome',
    texte:
      'Clôture reads Excel tables (time, orders, invoices, purchases, planning, fixed assets) and writes recognised revenue, accrued and deferred income, depreciation and their entries. This workbook does not hold these tables yet.',
    exemple: 'Open the example workbook',
    exempleTexte: 'A fictitious company: close a month in three minutes, with nothing to type.',
    exempleFichier: 'Download the example workbook',
    tables: 'Insert the tables into this workbook',
    tablesTexte: n =>
      `${n} sheets are added at the end, one per table, with their columns ready to fill. Nothing else changes.`,
  },
};

export const clotureFr = {
  titre: 'Tout clôturer',
  intro: 'Tous les travaux du mois, dans l’ordre, en une exécution.',
  parTravail: 'Par travail',
  travail: 'Travail',
  ecritures: 'Écritures',
  duree: (secondes: string) => `Calculé en ${secondes} s.`,
  fermer: (mois: string) => `Fermer ${mois}`,
  fermerTitre: 'Fermer le mois',
  fermerTexte:
    'Fermer recalcule une dernière fois, date les écritures et fige le mois : une correction tardive s’écrit ensuite dans le mois ouvert.',
  avecSautes: (mois: string) =>
    `Fermer aussi ${mois}, où rien n’a été validé : la production du mois part du dernier mois fermé.`,
  confirmer: (mois: string) => `Fermer ${mois} définitivement ?`,
  oui: 'Oui, fermer le mois',
  non: 'Non, pas encore',
  entraves: 'Pas encore possible :',
  entrave: {
    arrete: 'l’arrêté n’est pas indiqué',
    periode: 'le mois est absent de la table Periodes',
    fermee: 'le mois est déjà fermé',
    donnees: 'des tables sont à corriger',
    inacheve: 'une exécution ne s’est pas terminée',
    bloquantes: (n: string, pluriel: boolean, codes: string) =>
      `le dernier calcul a ${n} anomalie${pluriel ? 's' : ''} bloquante${pluriel ? 's' : ''} (${codes})`,
    anterieur: (mois: string) => `${mois} n’est pas fermé`,
    aValider: (travail: string) => `« ${travail} » n’est pas validé pour cet arrêté`,
  },
};

export const clotureEn: typeof clotureFr = {
  titre: 'Run the close',
  intro: 'Every task of the month, in order, in one run.',
  parTravail: 'By task',
  travail: 'Task',
  ecritures: 'Entries',
  duree: secondes => `Computed in ${secondes} s.`,
  fermer: mois => `Close ${mois}`,
  fermerTitre: 'Close the month',
  fermerTexte:
    'Closing computes one last time, dates the entries and freezes the month: a late correction is then written in the open month.',
  avecSautes: mois =>
    `Also close ${mois}, where nothing was posted: the month’s revenue starts from the last closed month.`,
  confirmer: mois => `Close ${mois} for good?`,
  oui: 'Yes, close the month',
  non: 'No, not yet',
  entraves: 'Not possible yet:',
  entrave: {
    arrete: 'the closing date is not stated',
    periode: 'the month is missing from table Periodes',
    fermee: 'the month is already closed',
    donnees: 'some tables must be corrected',
    inacheve: 'a run did not finish',
    bloquantes: (n, pluriel, codes) => `the last run has ${n} blocking issue${pluriel ? 's' : ''} (${codes})`,
    anterieur: mois => `${mois} is not closed`,
    aValider: travail => `“${travail}” is not posted for this closing date`,
  },
};

export const historiqueFr = {
  titre: 'Historique des exécutions',
  aucune: 'Aucune exécution dans ce classeur. La première validation ouvrira le journal.',
  mode: {
    SIMULER: 'Simulation',
    VALIDER: 'Validation',
    FERMER: 'Fermeture',
    ANNULER: 'Annulation',
    ROUVRIR: 'Réouverture',
    CORRIGER: 'Changements tardifs',
  },
  etat: {
    COMMENCEE: 'Commencée, pas terminée',
    TERMINEE: 'Terminée',
    ANNULEE: 'Annulée',
    INTERROMPUE: 'Interrompue',
  },
  /** Ce que le journal nomme et qui n'est pas un travail de la clôture. */
  module: { 'import-fec': 'Import d’un FEC' } as Readonly<Record<string, string>>,
  par: (qui: string) => `par ${qui}`,
  arrete: (jour: string) => `Arrêté du ${jour}`,
  voir: 'Voir la ligne du journal',
};

export const historiqueEn: typeof historiqueFr = {
  titre: 'History of runs',
  aucune: 'No run in this workbook yet. The first posting opens the log.',
  mode: {
    SIMULER: 'Simulation',
    VALIDER: 'Posting',
    FERMER: 'Month closed',
    ANNULER: 'Undo',
    ROUVRIR: 'Reopening',
    CORRIGER: 'Late changes',
  },
  etat: {
    COMMENCEE: 'Started, not finished',
    TERMINEE: 'Done',
    ANNULEE: 'Undone',
    INTERROMPUE: 'Interrupted',
  },
  module: { 'import-fec': 'FEC import' },
  par: qui => `by ${qui}`,
  arrete: jour => `Closing date ${jour}`,
  voir: 'See the row of the log',
};

export const annulationFr = {
  titre: 'Annuler la dernière exécution',
  laquelle: (mode: string, jour: string, debut: string, par: string) =>
    `Dernière exécution : ${mode} au ${jour}, le ${debut} par ${par}.`,
  inachevee: 'Elle ne s’est pas terminée.',
  effet: 'Chaque table reviendra à ce qu’elle était avant ; vos cellules restent.',
  confirmer: 'Oui, l’annuler',
  garder: 'Non, la garder',
  enCours: 'Annulation en cours…',
  faite: 'Exécution annulée : les tables sont revenues à ce qu’elles étaient.',
};

export const annulationEn: typeof annulationFr = {
  titre: 'Undo the last run',
  laquelle: (mode, jour, debut, par) => `Last run: ${mode}, closing date ${jour}, on ${debut} by ${par}.`,
  inachevee: 'It did not finish.',
  effet: 'Each table will be as it was before; your cells stay.',
  confirmer: 'Yes, undo it',
  garder: 'No, keep it',
  enCours: 'Undoing…',
  faite: 'Run undone: the tables are as they were.',
};
