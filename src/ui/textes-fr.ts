import { immobilisationsFr } from './textes-immobilisations';

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
    annule: 'Opération annulée.',
  },
  gravite: { BLOQUANT: 'Bloquant', ALERTE: 'Alerte', INFO: 'Information' },
  anomalies: {
    titre: 'Anomalies',
    aucune: 'Aucune anomalie.',
    compte: (bloquantes: number, alertes: number, infos: number) =>
      `${bloquantes} bloquante${bloquantes > 1 ? 's' : ''}, ${alertes} alerte${alertes > 1 ? 's' : ''}, ${infos} information${infos > 1 ? 's' : ''}`,
    suivantes: (n: number) => `Afficher les ${n} suivantes`,
  },
  accueil: {
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
    rienAFaire: 'Rien ne manque pour cet arrêté.',
    choisirArrete:
      'Indiquez DateArrete dans la table Parametres, ou mettez une période EN_CLOTURE dans Periodes.',
    tableAbsente: (table: string) => `Il manque la table ${table}.`,
    structure: (table: string, n: number) =>
      n > 1 ? `Table ${table}, ${n} anomalies bloquantes ; la première :` : `Table ${table} :`,
    inacheve: 'Une exécution a commencé sans se terminer : relancez-la pour ce même arrêté.',
    travaux: 'Travaux de clôture',
    etat: {
      fait: 'Validé pour cet arrêté',
      aFaire: 'À valider',
      bloquant: 'Bloqué par une table à corriger',
    },
    relire: 'Relire le classeur',
  },
  navigation: {
    principale: 'Navigation du volet',
    accueil: 'À faire',
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
    ecritures: (n: number) => (n > 1 ? `${n} écritures` : `${n} écriture`),
    equilibre: (debit: string, credit: string) => `Σ\u00a0débit\u00a0${debit} = Σ\u00a0crédit\u00a0${credit}`,
    desequilibre: (debit: string, credit: string) =>
      `Σ\u00a0débit\u00a0${debit} ≠ Σ\u00a0crédit\u00a0${credit}`,
    ouvrirFeuille: (nom: string) => `Ouvrir la feuille ${nom}`,
    apercu: 'Écritures qui seraient écrites',
    ecrites: 'Écritures écrites',
    aucuneEcriture: 'Aucune écriture.',
    compteTiers: 'Compte',
    debit: 'Débit',
    credit: 'Crédit',
    suite: (n: number) => `et ${n} autres, visibles dans la feuille après validation`,
  },
  avancement: {
    affaires: 'Affaires',
    affaire: 'Affaire',
    retenu: '% retenu',
    ca: 'CA reconnu',
    fae: 'FAE',
    pca: 'PCA',
    facture: 'Facturé',
    production: 'Production du mois',
    budget: 'Budget',
    sansAffaire: 'Aucune affaire à l’avancement pour cet arrêté.',
  },
  immobilisations: immobilisationsFr,
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
  aide: {
    titre: 'Aide',
    intro: 'La clôture d’un mois se fait dans cet ordre : remplir les tables, simuler, corriger, valider.',
    etapes: [
      'Remplissez les tables du classeur (temps, commandes, factures, réceptions, planning).',
      'Ouvrez un travail de clôture, vérifiez l’arrêté, puis Simuler : rien n’est écrit.',
      'Corrigez les anomalies bloquantes ; chacune mène à sa cellule.',
      'Valider écrit les feuilles et les écritures ; recommencer remplace, sans doubler.',
    ],
    fonctions: 'Fonctions de cellule',
    fonctionExemple: 'Chiffre d’affaires reconnu à ce jour pour une affaire :',
    complete: 'Aide complète',
    clavier:
      'Au clavier : Tab pour avancer, Maj+Tab pour reculer, Entrée pour agir, Échap pour annuler un calcul.',
    version: (v: string) => `Version ${v}`,
  },
  reglages: {
    titre: 'Réglages',
    langue: 'Langue du volet',
    langues: { auto: 'Celle d’Excel', fr: 'Français', en: 'English' },
    theme: 'Apparence',
    themes: { auto: 'Celle d’Excel', clair: 'Claire', sombre: 'Sombre' },
    conserve: 'Conservé sur ce poste, pas dans le classeur.',
    nonConserve: 'Ce navigateur refuse de conserver les réglages : ils valent jusqu’à la fermeture du volet.',
  },
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
