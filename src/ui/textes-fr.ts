import { accorder } from '../comptabilite';
import { accueilFr, annulationFr, clotureFr, historiqueFr } from './textes-accueil';
import { aideFr, reglagesFr } from './textes-aide';
import { arretesFr } from './textes-arretes';
import { avancementFr } from './textes-avancement';
import { donneesFr } from './textes-donnees';
import { fecFr } from './textes-fec';
import { explicationFr } from './textes-explication';
import { fonctionsFr } from './textes-fonctions';
import { immobilisationsFr } from './textes-immobilisations';
import { moisFr } from './textes-mois';
import { piecesFr } from './textes-pieces';
import { regularisationsFr } from './textes-regularisations';
import { etatsFr } from './textes-etats';
import { tiersFr } from './textes-tiers';
import { tiersLettrageFr } from './textes-tiers-lettrage';

/** Textes du volet en français : la langue première, dont l'anglais reprend exactement les clés. */
export const fr = {
  commun: {
    annuler: 'Annuler',
    details: 'Détails',
    allerALaCellule: 'Aller à la cellule',
    allerALaTable: 'Aller à la table',
    chargement: 'Chargement…',
    reessayer: 'Réessayer',
    ligne: 'ligne',
    colonne: 'colonne',
    introuvable: 'Cette cellule est introuvable : la table a changé depuis. Relancez la simulation.',
    fait: (fait: string, total: string) => `${fait} sur ${total}`,
    annulation: 'Annulation en cours…',
    saisieEnCours:
      'Excel tarde à répondre. Si une cellule est en cours de saisie, terminez-la (Entrée) ou quittez-la (Échap).',
    annule: 'Opération annulée.',
    auteur: 'Auteur',
    auteurAutorise: 'Ceux que la table « Droits de forcer » nomme.',
    montrerPlus: (n: string) => `Montrer ${n} de plus`,
  },
  gravite: { BLOQUANT: 'Bloquant', ALERTE: 'Alerte', INFO: 'Information' },
  anomalies: {
    titre: 'Anomalies',
    aucune: 'Aucune anomalie.',
    compte: (bloquantes: number, alertes: number, infos: number) =>
      `${bloquantes} bloquante${bloquantes > 1 ? 's' : ''}, ${alertes} alerte${alertes > 1 ? 's' : ''}, ${infos} information${infos > 1 ? 's' : ''}`,
  },
  accueil: accueilFr,
  cloture: clotureFr,
  donnees: donneesFr,
  fec: fecFr,
  arretes: arretesFr,
  mois: moisFr,
  historique: historiqueFr,
  annulation: annulationFr,
  navigation: {
    principale: 'Navigation du volet',
    accueil: 'À faire',
    fonctions: 'Fonctions',
    donnees: 'Données',
    explication: 'Pourquoi ce chiffre ?',
    arretes: 'Arrêtés',
    mois: 'Mois fermés',
    historique: 'Historique',
    diagnostic: 'Diagnostic',
    aide: 'Aide',
    reglages: 'Réglages',
    inconnue: 'Cette page n’existe pas.',
  },
  execution: {
    arrete: 'Arrêté (dernier jour du mois)',
    arreteExemple: 'JJ/MM/AAAA, par exemple 30/11/2026',
    arreteInvalide: 'Date non comprise. Écrivez-la JJ/MM/AAAA, par exemple 30/11/2026.',
    arreteFinDeMois: 'L’arrêté est le dernier jour d’un mois.',
    simuler: 'Simuler',
    valider: 'Valider',
    aideSimuler: 'Simuler n’écrit rien ; Valider écrit les feuilles et les écritures.',
    periodeFermee: 'La période est fermée : elle se consulte, elle ne se recalcule pas.',
    bloque: 'Rien n’a été écrit : des anomalies bloquantes sont à corriger.',
    simulationBloquee: 'En l’état, la validation serait refusée : des anomalies bloquantes sont à corriger.',
    recuSimulation: 'Simulation, rien n’est écrit',
    recuValidation: 'Validé',
    recuFermeture: 'Mois fermé',
    ecritures: (n: number) => accorder(n, 'écriture'),
    equilibre: (debit: string, credit: string) => `Σ\u00a0débit\u00a0${debit} = Σ\u00a0crédit\u00a0${credit}`,
    desequilibre: (debit: string, credit: string) =>
      `Σ\u00a0débit\u00a0${debit} ≠ Σ\u00a0crédit\u00a0${credit}`,
    feuilles: (n: string) => `Voir les ${n} feuilles écrites`,
    ouvrirFeuille: (nom: string) => `Ouvrir la feuille ${nom}`,
    apercu: 'Écritures qui seraient écrites',
    ecrites: 'Écritures écrites',
    voir: (n: string) => `Voir les ${n} écritures`,
    aucuneEcriture: 'Aucune écriture.',
    compteTiers: 'Compte',
    debit: 'Débit',
    credit: 'Crédit',
    suite: (n: number) =>
      `et ${accorder(n, 'autre, visible', 'autres, visibles')} dans la feuille après validation`,
  },
  avancement: avancementFr,
  immobilisations: immobilisationsFr,
  pieces: piecesFr,
  regularisations: regularisationsFr,
  etats: etatsFr,
  tiers: tiersFr,
  tiersLettrage: tiersLettrageFr,
  diagnostic: {
    titre: 'Diagnostic',
    intro:
      'Observe comment cet Excel répond aux essais sur lesquels le complément s’appuie. Les essais qui écrivent le font dans une feuille provisoire, supprimée à la fin.',
    lancer: 'Lancer les essais',
    relancer: 'Relancer les essais',
    resultat: (reussis: number, total: number) => `${reussis} essais menés au bout sur ${total}`,
    reussi: 'Observé',
    echec: 'Erreur',
    copier: 'Copier le résultat (JSON)',
    copie: 'Résultat copié.',
    copieRefusee: 'Le presse-papiers est refusé : sélectionnez le texte ci-dessous et copiez-le.',
    telecharger: 'Télécharger le résultat (JSON)',
    texte: 'Résultat au format JSON',
    duree: (ms: string) => `${ms} ms`,
  },
  fonctions: fonctionsFr,
  explication: explicationFr,
  aide: aideFr,
  reglages: reglagesFr,
  erreur: {
    volet: 'Le volet a rencontré une erreur.',
    chargement: 'Cette partie du volet n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.',
    horsExcel: 'Cette page est le volet du complément Clôture : ouvrez-la depuis Excel (onglet Clôture).',
  },
};

/** Le même dictionnaire, textes quelconques : ce qu'une traduction doit remplir en entier. */
export type Textes = Elargi<typeof fr>;
type Elargi<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Elargi<T[K]> };
