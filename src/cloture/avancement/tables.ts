import {
  defineTable,
  montant,
  quantite,
  taux,
  texte,
  type CleColonne,
  type Ligne,
  type Valeurs,
} from '../../workbook/table';
import { CLE_DU_GROUPE, colonnesDuGroupe, regle } from './colonnes-groupe';

const calcule = { calculee: true } as const;

/** La feuille « CA à l'avancement » : une ligne par arrêté, par affaire ou lot, et par règle (domaine §5.4 à §5.9). */
export const CaAvancement = defineTable({
  nom: 'CaAvancement',
  feuille: "CA à l'avancement",
  titre: { fr: "Chiffre d'affaires à l'avancement", en: 'Revenue by stage of completion' },
  description: {
    fr: 'Une ligne par arrêté et par affaire, lot ou règle. Seules « % forcé », « FAE forcée », « PCA forcée » et « Motif » se saisissent.',
    en: 'One row per closing date and project, package or rule. Only “Forced %”, “Forced accrual”, “Forced deferral” and “Reason” are typed.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: CLE_DU_GROUPE,
  colonnes: {
    ...colonnesDuGroupe(),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 30, ...calcule }),
    Client: texte({ entete: 'Client', en: 'Client', largeur: 24, ...calcule }),
    Compte: texte({ entete: 'Compte de vente', en: 'Revenue account', ...calcule }),
    Regle: regle(),
    BudgetInitial: montant({
      entete: 'Budget initial',
      en: 'Initial budget',
      note: "DEV : devis signés au plus tard de l'arrêté ; vide pour une régie vendue.",
      ...calcule,
    }),
    CommandesNonLivrees: montant({
      entete: 'Commandes non livrées',
      en: 'Ordered, not delivered',
      note: 'CDENL : ce qui reste des commandes, avenants compris, ni livré ni à un échéancier.',
      ...calcule,
    }),
    LivraisonsNonFacturees: montant({
      entete: 'Livraisons non facturées',
      en: 'Delivered, not invoiced',
      note: 'BLNF : livré et pas encore facturé.',
      ...calcule,
    }),
    EcheancesNonFacturees: montant({
      entete: 'Échéances non facturées',
      en: 'Scheduled, not invoiced',
      note: "ECHNF : échéancier validé et pas encore facturé, quelle que soit l'échéance sauf Ech_Litteral.",
      ...calcule,
    }),
    Avenants: montant({
      entete: 'dont avenants',
      en: 'of which change orders',
      note: 'AVE : avenants retenus, déjà compris dans le budget de vente.',
      ...calcule,
    }),
    Budget: montant({
      entete: 'Budget de vente',
      en: 'Contract revenue',
      note: 'BUD = commandes non livrées + livraisons et échéances non facturées + facturé ; ou devis signés + avenants.',
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
    Gratuite: taux({
      entete: 'Part gratuite',
      en: 'Free share',
      note: 'Moyenne des lignes pondérée par leur montant, pour information.',
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
    Frais: montant({
      entete: 'Notes de frais',
      en: 'Expenses',
      note: "Frais imputés à l'affaire, refacturables ou non ; comptés avec les achats.",
      ...calcule,
    }),
    Receptions: montant({
      entete: 'Réceptions non facturées',
      en: 'Received, not invoiced',
      note: 'RECNF : reçu et non facturé, en quantité sinon en montant.',
      ...calcule,
    }),
    AchatsIgnores: montant({
      entete: 'Achats ignorés',
      en: 'Purchases ignored',
      note: 'Achats, frais et réceptions que la règle ne compte pas (temps seuls).',
      ...calcule,
    }),
    Charges: montant({
      entete: 'Charges réelles',
      en: 'Actual costs',
      note: 'CH = temps valorisés + achats facturés + frais + réceptions non facturées ; ou charges historisées.',
      ...calcule,
    }),
    Raf: montant({
      entete: 'Reste à faire',
      en: 'Cost to complete',
      note: "RAF = temps après l'arrêté + planning ou tâches + commandes d'achat non reçues + cotations + achats non consommés.",
      ...calcule,
    }),
    Reprevision: montant({
      entete: 'Reprévision',
      en: 'Cost at completion',
      note: 'REP = charges réelles + reste à faire.',
      ...calcule,
    }),
    JoursVendus: quantite({
      entete: 'Jours vendus',
      en: 'Days sold',
      note: 'JV : jours des lignes de commande au budget, heures converties. Régie vendue seulement.',
      ...calcule,
    }),
    JoursRealises: quantite({
      entete: 'Jours réalisés',
      en: 'Days worked',
      note: "JR : jours saisis au plus tard de l'arrêté, dans les états que la règle compte.",
      ...calcule,
    }),
    RafTheorique: quantite({
      entete: 'RAF théorique',
      en: 'Theoretical days left',
      note: 'Jours vendus - jours réalisés.',
      ...calcule,
    }),
    RafReel: quantite({
      entete: 'RAF réel',
      en: 'Planned days left',
      note: "Jours planifiés après l'arrêté.",
      ...calcule,
    }),
    EcartJours: quantite({
      entete: 'Écart de jours',
      en: 'Days gap',
      note: 'RAF théorique - RAF réel : négatif quand l’affaire dérive.',
      ...calcule,
    }),
    ReprevisionJours: quantite({
      entete: 'Reprévision en jours',
      en: 'Days at completion',
      note: 'Jours réalisés + RAF réel.',
      ...calcule,
    }),
    TauxCalcule: taux({
      entete: '% calculé',
      en: 'Computed %',
      note: 'Charges réelles / Reprévision, entre 0 et 100 % ; en jours pour une régie vendue.',
      ...calcule,
    }),
    TauxTheorique: taux({
      entete: '% théorique',
      en: 'Theoretical %',
      note: 'Jours réalisés / jours vendus ; vide sans jours vendus.',
      ...calcule,
    }),
    TauxPropose: taux({
      entete: '% proposé',
      en: 'Proposed %',
      note: 'Ce que la méthode retient sans % forcé : le % calculé, ou le % théorique plafonné à 100 %.',
      ...calcule,
    }),
    TauxForcePrecedent: taux({
      entete: '% forcé précédent',
      en: 'Prior forced %',
      note: "Celui de l'arrêté précédent : il ne vaut plus à celui-ci.",
      ...calcule,
    }),
    TauxForce: taux({
      entete: '% forcé',
      en: 'Forced %',
      bornes: [0, 1],
      note: 'À saisir pour remplacer le % proposé, à cet arrêté seulement ; un motif est exigé (PCG art. 622-3).',
    }),
    Motif: texte({
      entete: 'Motif',
      en: 'Reason',
      largeur: 30,
      note: 'Mesure physique ou fait qui justifie ce qui est forcé.',
    }),
    Auteur: texte({ entete: 'Auteur', en: 'Author', note: 'Qui a forcé ; voir la table Droits.' }),
    TauxRetenu: taux({
      entete: '% retenu',
      en: 'Applied %',
      note: "Le % forcé, sinon le % proposé ; CA / budget en marge nulle, à l'achèvement et au prorata.",
      ...calcule,
    }),
    CaReconnu: montant({
      requis: true,
      entete: 'CA reconnu',
      en: 'Recognised revenue',
      note: 'Cumulé depuis le début : budget × % retenu ; livré ; ou facturé + FAE - PCA.',
      ...calcule,
    }),
    FaeProposee: montant({
      entete: 'FAE proposée',
      en: 'Proposed accrual',
      note: 'Achèvement et prorata, sauf livraisons seules : ce que les lignes livrées ou échues proposent.',
      ...calcule,
    }),
    FaeForcee: montant({
      entete: 'FAE forcée',
      en: 'Forced accrual',
      note: 'À saisir pour remplacer la FAE proposée, à cet arrêté seulement ; un motif est exigé.',
    }),
    Fae: montant({
      entete: 'FAE',
      en: 'Accrued revenue',
      note: 'Retenue, HT : max(0 ; CA reconnu - Facturé), ou la FAE forcée, sinon proposée.',
      ...calcule,
    }),
    PcaProposee: montant({
      entete: 'PCA proposée',
      en: 'Proposed deferral',
      note: 'Achèvement et prorata, sauf livraisons seules : ce que les factures ont de pas encore acquis.',
      ...calcule,
    }),
    PcaForcee: montant({
      entete: 'PCA forcée',
      en: 'Forced deferral',
      note: 'À saisir pour remplacer la PCA proposée, à cet arrêté seulement ; un motif est exigé.',
    }),
    Pca: montant({
      entete: 'PCA',
      en: 'Deferred revenue',
      note: 'Retenue, HT : max(0 ; Facturé - CA reconnu), ou la PCA forcée, sinon proposée.',
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
    ProductionIndicative: montant({
      entete: 'Production indicative',
      en: 'Indicative revenue',
      note: 'Formule d’Akuiteo, budget / reprévision × jours réalisés : un cumul, montré et jamais passé. Régie vendue seulement.',
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
    EnCours: montant({
      entete: 'En-cours de production',
      en: 'Work in progress',
      note: 'Solde du 345 : coût de ce qui n’est pas livré, à l’achèvement (EnCoursAchevement) ; vide sans en-cours.',
      ...calcule,
    }),
    DepreciationEnCours: montant({
      entete: "Dépréciation de l'en-cours",
      en: 'Work in progress allowance',
      note: "Solde du 394 : la part de la perte à terminaison que l'en-cours supporte.",
      ...calcule,
    }),
  },
});

/** Une ligne produite de « CA à l'avancement ». */
export type LigneCaAvancement = Valeurs<typeof CaAvancement>;

/** Une ligne lue de « CA à l'avancement ». */
export type LigneLueCaAvancement = Ligne<typeof CaAvancement>;

/** Colonnes où l'utilisateur saisit. */
export const COLONNES_SAISIES: readonly CleColonne<typeof CaAvancement>[] = [
  'TauxForce',
  'FaeForcee',
  'PcaForcee',
  'Motif',
  'Auteur',
];
