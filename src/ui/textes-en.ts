import { accorder } from '../comptabilite';
import type { Textes } from './textes-fr';
import { accueilEn, annulationEn, clotureEn, historiqueEn } from './textes-accueil';
import { aideEn, reglagesEn } from './textes-aide';
import { arretesEn } from './textes-arretes';
import { avancementEn } from './textes-avancement';
import { donneesEn } from './textes-donnees';
import { fecEn } from './textes-fec';
import { explicationEn } from './textes-explication';
import { fonctionsEn } from './textes-fonctions';
import { immobilisationsEn } from './textes-immobilisations';
import { moisEn } from './textes-mois';
import { piecesEn } from './textes-pieces';
import { regularisationsEn } from './textes-regularisations';
import { etatsEn } from './textes-etats';
import { tiersEn } from './textes-tiers';
import { tiersLettrageEn } from './textes-tiers-lettrage';

/** Textes du volet en anglais ; les noms de tables, de comptes et les sigles du métier ne se traduisent pas. */
export const en: Textes = {
  commun: {
    annuler: 'Cancel',
    details: 'Details',
    allerALaCellule: 'Go to cell',
    allerALaTable: 'Go to table',
    chargement: 'Loading…',
    reessayer: 'Try again',
    ligne: 'row',
    colonne: 'column',
    introuvable: 'This cell cannot be found: the table has changed since. Run the simulation again.',
    fait: (fait, total) => `${fait} of ${total}`,
    annulation: 'Cancelling…',
    saisieEnCours: 'Excel is slow to answer. If a cell is being edited, finish it (Enter) or leave it (Esc).',
    annule: 'Operation cancelled.',
    auteur: 'Author',
    auteurAutorise: 'Those the table “Droits de forcer” names.',
    montrerPlus: n => `Show ${n} more`,
  },
  gravite: { BLOQUANT: 'Blocking', ALERTE: 'Warning', INFO: 'Notice' },
  anomalies: {
    titre: 'Issues',
    aucune: 'No issue.',
    compte: (bloquantes, alertes, infos) =>
      `${bloquantes} blocking, ${alertes} warning${alertes === 1 ? '' : 's'}, ${infos} notice${infos === 1 ? '' : 's'}`,
  },
  accueil: accueilEn,
  cloture: clotureEn,
  donnees: donneesEn,
  fec: fecEn,
  arretes: arretesEn,
  mois: moisEn,
  historique: historiqueEn,
  annulation: annulationEn,
  navigation: {
    principale: 'Pane navigation',
    accueil: 'To do',
    fonctions: 'Functions',
    donnees: 'Data',
    explication: 'Why this figure?',
    arretes: 'Closes',
    mois: 'Closed months',
    historique: 'History',
    diagnostic: 'Diagnostics',
    aide: 'Help',
    reglages: 'Settings',
    inconnue: 'This page does not exist.',
  },
  execution: {
    arrete: 'Closing date (last day of the month)',
    arreteExemple: 'DD/MM/YYYY, for example 30/11/2026',
    arreteInvalide: 'Date not understood. Type it DD/MM/YYYY, for example 30/11/2026.',
    arreteFinDeMois: 'The closing date is the last day of a month.',
    simuler: 'Simulate',
    valider: 'Post',
    aideSimuler: 'Simulate writes nothing; Post writes the sheets and the entries.',
    periodeFermee: 'The period is closed: it can be read, not recomputed.',
    bloque: 'Nothing was written: blocking issues must be corrected.',
    simulationBloquee: 'As it stands, posting would be refused: blocking issues must be corrected.',
    recuSimulation: 'Simulation, nothing written',
    recuValidation: 'Posted',
    recuFermeture: 'Month closed',
    ecritures: n => accorder(n, 'entry', 'entries', 'en'),
    equilibre: (debit, credit) => `Σ\u00a0debit\u00a0${debit} = Σ\u00a0credit\u00a0${credit}`,
    desequilibre: (debit, credit) => `Σ\u00a0debit\u00a0${debit} ≠ Σ\u00a0credit\u00a0${credit}`,
    feuilles: n => `See the ${n} sheets written`,
    ouvrirFeuille: nom => `Open sheet ${nom}`,
    apercu: 'Entries that would be written',
    ecrites: 'Entries written',
    voir: n => `See the ${n} entries`,
    aucuneEcriture: 'No entry.',
    compteTiers: 'Account',
    debit: 'Debit',
    credit: 'Credit',
    suite: n => `and ${n} more, to be seen in the sheet once posted`,
  },
  avancement: avancementEn,
  immobilisations: immobilisationsEn,
  pieces: piecesEn,
  regularisations: regularisationsEn,
  etats: etatsEn,
  tiers: tiersEn,
  tiersLettrage: tiersLettrageEn,
  diagnostic: {
    titre: 'Diagnostics',
    intro:
      'Observes how this Excel answers the checks the add-in relies on. Checks that write do so in a scratch sheet, deleted at the end.',
    lancer: 'Run the checks',
    relancer: 'Run the checks again',
    resultat: (reussis, total) => `${reussis} of ${total} checks completed`,
    reussi: 'Observed',
    echec: 'Error',
    copier: 'Copy the result (JSON)',
    copie: 'Result copied.',
    copieRefusee: 'The clipboard is refused: select the text below and copy it.',
    telecharger: 'Download the result (JSON)',
    texte: 'Result as JSON',
    duree: ms => `${ms} ms`,
  },
  fonctions: fonctionsEn,
  explication: explicationEn,
  aide: aideEn,
  reglages: reglagesEn,
  erreur: {
    volet: 'The pane met an error.',
    chargement: 'This part of the pane could not be loaded. Check the connection, then try again.',
    horsExcel: 'This page is the task pane of the Clôture add-in: open it from Excel (tab Clôture).',
  },
};
