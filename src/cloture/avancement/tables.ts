import {
  defineTable,
  jour,
  montant,
  taux,
  texte,
  type CleColonne,
  type Ligne,
  type Valeurs,
} from '../../workbook/table';

const calcule = { calculee: true } as const;

/** La feuille « CA à l'avancement » : une ligne par arrêté et par affaire (domaine §5.4 et §5.7). */
export const CaAvancement = defineTable({
  nom: 'CaAvancement',
  feuille: "CA à l'avancement",
  titre: { fr: "Chiffre d'affaires à l'avancement", en: 'Revenue by stage of completion' },
  description: {
    fr: 'Une ligne par arrêté et par affaire au forfait. Seules « % forcé » et « Motif » se saisissent ; le reste est calculé.',
    en: 'One row per closing date and fixed-price project. Only “Forced %” and “Reason” are typed; the rest is computed.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'IdAffaire', 'Lot', 'SousLot'],
  colonnes: {
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
    IdAffaire: texte({ entete: 'Affaire', en: 'Project', requis: true, reference: 'Affaires', ...calcule }),
    Lot: texte({ entete: 'Lot', en: 'Lot', ...calcule }),
    SousLot: texte({ entete: 'Sous-lot', en: 'Sub-lot', ...calcule }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 30, ...calcule }),
    Client: texte({ entete: 'Client', en: 'Client', largeur: 24, ...calcule }),
    Compte: texte({ entete: 'Compte de vente', en: 'Revenue account', ...calcule }),
    Regle: texte({ entete: 'Règle', en: 'Rule', ...calcule }),
    Budget: montant({
      entete: 'Budget de vente',
      en: 'Contract revenue',
      note: "BUD : ce que l'affaire rapportera, HT, d'après commandes, échéanciers et factures, chaque ligne de commande comptée une fois.",
      ...calcule,
    }),
    Facture: montant({
      entete: 'Facturé',
      en: 'Invoiced',
      note: 'FACT : factures validées moins avoirs, HT, hors acomptes.',
      ...calcule,
    }),
    ResteAFacturer: montant({
      entete: 'Reste à facturer',
      en: 'To be invoiced',
      note: 'Budget de vente - Facturé.',
      ...calcule,
    }),
    TauxFacturation: taux({
      entete: '% facturation',
      en: 'Invoiced %',
      note: 'Facturé / Budget de vente ; vide si le budget est nul.',
      ...calcule,
    }),
    TempsValorises: montant({
      entete: 'Temps valorisés',
      en: 'Time at cost',
      note: 'TV : jours validés × coût journalier à la date du temps.',
      ...calcule,
    }),
    Achats: montant({
      entete: 'Achats facturés',
      en: 'Purchases invoiced',
      note: "ACHF : factures d'achat validées, hors lignes exclues de l'avancement.",
      ...calcule,
    }),
    Receptions: montant({
      entete: 'Réceptions non facturées',
      en: 'Received, not invoiced',
      note: 'RECNF : reçu et non facturé, en quantité sinon en montant.',
      ...calcule,
    }),
    Charges: montant({
      entete: 'Charges réelles',
      en: 'Actual costs',
      note: 'CH = temps valorisés + achats facturés + réceptions non facturées.',
      ...calcule,
    }),
    Raf: montant({
      entete: 'Reste à faire',
      en: 'Cost to complete',
      note: "RAF = temps et planning après l'arrêté + commandes d'achat non reçues + achats non consommés.",
      ...calcule,
    }),
    Reprevision: montant({
      entete: 'Reprévision',
      en: 'Cost at completion',
      note: 'REP = charges réelles + reste à faire.',
      ...calcule,
    }),
    TauxCalcule: taux({
      entete: '% calculé',
      en: 'Computed %',
      note: 'Charges réelles / Reprévision, entre 0 et 100 %.',
      ...calcule,
    }),
    TauxForce: taux({
      entete: '% forcé',
      en: 'Forced %',
      bornes: [0, 1],
      note: 'À saisir pour remplacer le % calculé, à cet arrêté seulement ; un motif est exigé (PCG art. 622-3).',
    }),
    Motif: texte({
      entete: 'Motif',
      en: 'Reason',
      largeur: 30,
      note: 'Mesure physique ou fait qui justifie le % forcé.',
    }),
    TauxRetenu: taux({
      entete: '% retenu',
      en: 'Applied %',
      note: 'Le % forcé, sinon le % calculé.',
      ...calcule,
    }),
    CaReconnu: montant({
      requis: true,
      entete: 'CA reconnu',
      en: 'Recognised revenue',
      note: 'Budget de vente × % retenu, cumulé depuis le début.',
      ...calcule,
    }),
    Fae: montant({
      entete: 'FAE',
      en: 'Accrued revenue',
      note: 'max(0 ; CA reconnu - Facturé), HT.',
      ...calcule,
    }),
    Pca: montant({
      entete: 'PCA',
      en: 'Deferred revenue',
      note: 'max(0 ; Facturé - CA reconnu), HT.',
      ...calcule,
    }),
    CaAReconnaitre: montant({
      entete: 'CA à reconnaître',
      en: 'Revenue to recognise',
      note: 'Budget de vente - CA reconnu.',
      ...calcule,
    }),
    CaPrecedent: montant({
      entete: 'CA M-1',
      en: 'Prior revenue',
      note: "CA reconnu historisé à l'arrêté précédent.",
      ...calcule,
    }),
    Production: montant({
      entete: 'Production du mois',
      en: 'Revenue of the month',
      note: 'CA reconnu - CA M-1.',
      ...calcule,
    }),
    MargeADate: montant({
      entete: 'Marge à date',
      en: 'Margin to date',
      note: 'CA reconnu - charges réelles.',
      ...calcule,
    }),
    MargeTerminaison: montant({
      entete: 'Marge à terminaison',
      en: 'Margin at completion',
      note: 'Budget de vente - reprévision.',
      ...calcule,
    }),
    EcartMarge: montant({
      entete: 'Écart de marge',
      en: 'Margin gap',
      note: 'Marge à date moins % retenu × marge à terminaison : nul sans % forcé.',
      ...calcule,
    }),
    Provision: montant({
      entete: 'Provision pour perte',
      en: 'Loss provision',
      note: 'Solde du 1516 : la perte à terminaison, moins ce que le résultat porte déjà ; vide sans perte.',
      ...calcule,
    }),
    VariationProvision: montant({
      entete: 'Dotation ou reprise',
      en: 'Provision change',
      note: "Provision moins celle de l'arrêté précédent : dotation si positive, reprise si négative.",
      ...calcule,
    }),
  },
});

/** Une ligne produite de « CA à l'avancement ». */
export type LigneCaAvancement = Valeurs<typeof CaAvancement>;

/** Une ligne lue de « CA à l'avancement ». */
export type LigneLueCaAvancement = Ligne<typeof CaAvancement>;

/** Colonnes où l'utilisateur saisit. */
export const COLONNES_SAISIES: readonly CleColonne<typeof CaAvancement>[] = ['TauxForce', 'Motif'];
