/** Les tables de la capacité : le suivi que l'utilisateur tient, et ce que la clôture écrit (domaine §8). */
import {
  booleen,
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  quantite,
  taux,
  texte,
  type Valeurs,
} from '../../workbook/table';
import { BORNES, libelles } from './calcul/tranches';

const calcule = { calculee: true } as const;
/** Zéro se lit d'un tiret : une balance âgée a surtout des zéros. */
const TIRET = '#,##0.00;-#,##0.00;"–"';
const m = (entete: string, en: string, note: string, largeur = 13) =>
  montant({ entete, en, note, largeur, format: TIRET, ...calcule });

/** Ce que l'on sait d'une créance et que la comptabilité ne dit pas. */
export const SuiviCreances = defineTable({
  nom: 'SuiviCreances',
  feuille: 'Suivi des créances',
  titre: {
    fr: 'Suivi des créances : litiges et promesses',
    en: 'Receivables follow-up: disputes and promises',
  },
  description: {
    fr: 'Une ligne par pièce suivie : litige, promesse de paiement, prochaine action. Sans pièce, elle vaut pour tout le tiers.',
    en: 'One row per document followed: dispute, promise to pay, next action. Without a document, it covers the third party.',
  },
  famille: 'COMPTABILITE',
  gel: { nature: 'HORS' },
  cle: ['IdTiers', 'Piece'],
  colonnes: {
    IdTiers: texte({
      entete: 'Tiers',
      en: 'Third party',
      requis: true,
      synonymes: ['Code tiers', 'Client'],
      reference: 'Tiers',
      note: 'Code du tiers.',
    }),
    Piece: texte({
      entete: 'Pièce',
      en: 'Document',
      synonymes: ['Facture', 'N° facture'],
      note: 'Pièce suivie ; vide : toutes celles du tiers.',
    }),
    Litige: booleen({ entete: 'Litige', en: 'Dispute', note: 'O : contestée, hors des relances.' }),
    DatePromesse: jour({
      entete: 'Promesse de paiement',
      en: 'Promised on',
      synonymes: ['Date de promesse'],
      note: 'Jour où le client a promis de payer ; hors des relances jusque-là.',
    }),
    MontantPromis: montant({ entete: 'Montant promis', en: 'Promised amount', note: 'Vide : tout.' }),
    ProchaineAction: texte({
      entete: 'Prochaine action',
      en: 'Next action',
      largeur: 30,
      note: 'Ce qu’il faut faire.',
    }),
    DateAction: jour({ entete: "Date de l'action", en: 'Action date', note: 'Quand.' }),
    Responsable: texte({ entete: 'Responsable', en: 'Owner', note: 'Qui.' }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 40, note: 'Ce que le client en dit.' }),
  },
});

/** Ce que porte une ligne de la balance âgée. */
export const NIVEAUX = ['TIERS', 'PIECE', 'COLLECTIF', 'TOTAL'] as const;
export type Niveau = (typeof NIVEAUX)[number];

/** La clé de colonne d'une tranche. */
export const cleTranche = (rang: number) => `Tranche${rang}`;

/** Une colonne par tranche : son en-tête suit les bornes des paramètres. */
function colonnesTranches(bornes: readonly number[]) {
  const noms = libelles(bornes);
  const derniere = bornes.length;
  const en = (rang: number) =>
    rang === 0
      ? bornes[0] === 0
        ? 'Not due'
        : `Up to ${bornes[0]} days`
      : rang === derniere
        ? `Over ${bornes[derniere - 1]} days`
        : `${bornes[rang - 1]! + 1} to ${bornes[rang]} days`;
  const note = (rang: number) =>
    rang === 0 && bornes[0] === 0
      ? 'Échéance à l’arrêté ou après : rien n’est en retard.'
      : 'Jours de retard à l’arrêté ; bornes comprises.';
  const colonne = (rang: number) =>
    montant({
      entete: noms[rang]!,
      en: en(rang),
      note: note(rang),
      largeur: 13,
      format: TIRET,
      mobile: true,
      ...calcule,
    });
  return Object.fromEntries(noms.map((_, rang) => [cleTranche(rang), colonne(rang)])) as Record<
    'Tranche0' | 'Tranche1' | 'Tranche2' | 'Tranche3' | 'Tranche4',
    ReturnType<typeof colonne>
  >;
}

const colonnesBalance = (bornes: readonly number[]) => ({
  Niveau: enumeration(NIVEAUX, {
    entete: 'Niveau',
    en: 'Level',
    requis: true,
    largeur: 11,
    note: 'Un tiers et ses pièces, puis les collectifs et le total.',
    ...calcule,
  }),
  Tiers: texte({ entete: 'Tiers', en: 'Third party', largeur: 11, note: 'Code du tiers.', ...calcule }),
  Nom: texte({ entete: 'Nom', en: 'Name', largeur: 24, note: 'Nom du tiers, ou du collectif.', ...calcule }),
  Compte: compte({ entete: 'Compte', en: 'Account', largeur: 11, note: 'Compte collectif.', ...calcule }),
  Piece: texte({ entete: 'Pièce', en: 'Document', largeur: 14, note: 'Pièce ouverte.', ...calcule }),
  DatePiece: jour({
    entete: 'Date',
    en: 'Date',
    synonymes: ['Date de pièce'],
    largeur: 11,
    note: 'Date de la pièce.',
    ...calcule,
  }),
  Echeance: jour({ entete: 'Échéance', en: 'Due date', largeur: 11, note: 'Date due.', ...calcule }),
  Retard: entier({
    entete: 'Retard',
    en: 'Days late',
    largeur: 9,
    note: 'Jours depuis l’échéance, ou depuis la facture selon BaseBalanceAgee ; négatif : à venir.',
    ...calcule,
  }),
  Total: montant({
    entete: 'Total',
    en: 'Total',
    requis: true,
    largeur: 14,
    note: 'Solde ouvert à l’arrêté : tranches plus non affecté.',
    ...calcule,
  }),
  ...colonnesTranches(bornes),
  NonAffecte: m(
    'Non affecté',
    'Unallocated',
    'Avoirs, règlements et acomptes qui ne soldent encore aucune pièce.',
  ),
  Acomptes: m('Acomptes', 'Down payments', 'Pour information : 4191 ou 4091, hors du total.'),
  Litige: m('En litige', 'Disputed', 'Part du total contestée.'),
  Promesse: m('Promis', 'Promised', 'Part du total dont la promesse de paiement n’est pas échue.'),
  Plafond: m('Plafond', 'Credit limit', 'Encours autorisé.'),
  Depassement: m('Dépassement', 'Over limit', 'Total au-delà du plafond.'),
  Part: taux({ entete: 'Part', en: 'Share', largeur: 9, note: 'Part du tiers dans le total.', ...calcule }),
  EcartChange: m(
    'Écart de change',
    'Exchange gap',
    'Réévaluation comprise dans le total, si DeviseBalanceAgee vaut REEVALUE.',
  ),
  Origine: texte({
    entete: 'Origine',
    en: 'Source',
    largeur: 18,
    note: 'Table et ligne de la feuille d’où vient la pièce.',
    ...calcule,
  }),
  Commentaire: texte({ entete: 'Commentaire', en: 'Comment', largeur: 30, note: 'À vous.' }),
});

const CLE_BALANCE = ['Niveau', 'Tiers', 'Compte', 'Piece', 'Origine'] as const;

type SensBalance = 'CLIENT' | 'FOURNISSEUR';

const TITRES = {
  CLIENT: {
    nom: 'BalanceAgeeClients',
    feuille: 'Balance âgée clients',
    titre: { fr: 'Balance âgée clients', en: 'Aged receivables' },
    description: {
      fr: 'Ce que chaque client doit à l’arrêté, par ancienneté. Les pièces se replient au-dessus de leur client ; le total est le solde des comptes 411, 413 et 416.',
      en: 'What each customer owes at the closing date, by age. Documents fold above their customer; the total is the balance of accounts 411, 413 and 416.',
    },
  },
  FOURNISSEUR: {
    nom: 'BalanceAgeeFournisseurs',
    feuille: 'Balance âgée fournisseurs',
    titre: { fr: 'Balance âgée fournisseurs', en: 'Aged payables' },
    description: {
      fr: 'Ce qui est dû à chaque fournisseur à l’arrêté, par ancienneté. Le total est le solde des comptes 401, 403, 404 et 405.',
      en: 'What is owed to each supplier at the closing date, by age. The total is the balance of accounts 401, 403, 404 and 405.',
    },
  },
} as const;

/** La table d'une balance âgée, une colonne par tranche de ces bornes. */
export function tableBalance(sens: SensBalance, bornes: readonly number[]) {
  return defineTable({
    ...TITRES[sens],
    famille: 'GENEREES',
    generee: true,
    cle: [...CLE_BALANCE],
    colonnes: colonnesBalance(bornes),
  });
}

export const BalanceAgeeClients = tableBalance('CLIENT', BORNES);
export const BalanceAgeeFournisseurs = tableBalance('FOURNISSEUR', BORNES);

export type LigneBalance = Valeurs<typeof BalanceAgeeClients>;

export const IndicateursTiers = defineTable({
  nom: 'IndicateursTiers',
  feuille: 'Indicateurs tiers',
  titre: {
    fr: 'Délais de paiement et besoin en fonds de roulement',
    en: 'Payment delays and working capital',
  },
  description: {
    fr: 'Chaque indicateur avec son numérateur et son dénominateur ; vide quand il ne se calcule pas, et Lecture dit pourquoi.',
    en: 'Each indicator with its numerator and denominator; blank when it cannot be computed, with the reason.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Code'],
  colonnes: {
    Code: texte({ entete: 'Code', en: 'Code', requis: true, largeur: 26, ...calcule }),
    Libelle: texte({ entete: 'Indicateur', en: 'Indicator', largeur: 40, ...calcule }),
    Valeur: quantite({ entete: 'Valeur', en: 'Value', format: '#,##0.00', ...calcule }),
    Unite: texte({ entete: 'Unité', en: 'Unit', ...calcule }),
    Numerateur: m('Numérateur', 'Numerator', 'En euros.', 15),
    Denominateur: m('Dénominateur', 'Denominator', 'En euros.', 15),
    Jours: entier({ entete: 'Jours', en: 'Days', note: 'Jours de la période.', ...calcule }),
    Lecture: texte({ entete: 'Lecture', en: 'Reading', largeur: 84, ...calcule }),
  },
});

export const TendanceTiers = defineTable({
  nom: 'TendanceTiers',
  feuille: 'Tendance des créances',
  titre: { fr: 'Tendance des créances et des dettes sur douze mois', en: 'Twelve-month trend' },
  description: {
    fr: 'Une ligne par fin de mois, recalculée avec les lettrages de l’époque.',
    en: 'One row per month-end, computed with the matching of that day.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['FinDeMois'],
  colonnes: {
    FinDeMois: jour({ entete: 'Fin de mois', en: 'Month-end', requis: true, ...calcule }),
    Creances: m('Créances', 'Receivables', 'Total de la balance âgée clients.', 15),
    Echu: m('Échu', 'Overdue', 'Créances en retard, hors non affecté.', 15),
    Ancien: m('Plus de 90 j', 'Over 90 days', 'Créances en retard de plus de 90 jours.', 15),
    PartEchu: taux({ entete: 'Part échue', en: 'Overdue share', ...calcule }),
    CaTTC: m('CA TTC du mois', 'Billed in month', 'Facturé du mois, TTC.', 15),
    Dso: quantite({ entete: 'DSO (jours)', en: 'DSO (days)', format: '0.00', ...calcule }),
    DsoEpuisement: quantite({
      entete: 'DSO par épuisement',
      en: 'Count-back DSO',
      format: '0.00',
      ...calcule,
    }),
    Dettes: m('Dettes', 'Payables', 'Total de la balance âgée fournisseurs.', 15),
    Dpo: quantite({ entete: 'DPO (jours)', en: 'DPO (days)', format: '0.00', ...calcule }),
    Alerte: texte({ entete: 'Alerte', en: 'Alert', largeur: 40, ...calcule }),
  },
});

export const PrevisionTresorerie = defineTable({
  nom: 'PrevisionTresorerie',
  feuille: 'Prévision de trésorerie',
  titre: { fr: 'Encaissements et paiements prévus', en: 'Expected receipts and payments' },
  description: {
    fr: 'Par semaine, du lundi au dimanche : à l’échéance, puis avec le retard que chaque tiers a montré.',
    en: 'By week, Monday to Sunday: at the due date, then with the delay each third party has shown.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Semaine'],
  colonnes: {
    Semaine: jour({
      entete: 'Semaine du',
      en: 'Week of',
      requis: true,
      note: 'Lundi ; la première porte aussi ce qui est déjà échu.',
      ...calcule,
    }),
    EncaissementsDus: m('Encaissements dus', 'Receipts due', 'Par l’échéance.', 15),
    EncaissementsPrevus: m(
      'Encaissements prévus',
      'Receipts expected',
      'Échéance plus retard moyen observé du client.',
      15,
    ),
    PaiementsDus: m('Paiements dus', 'Payments due', 'Par l’échéance.', 15),
    Net: m('Net prévu', 'Expected net', 'Encaissements prévus moins paiements dus.', 15),
    Cumul: m('Cumul', 'Cumulative', 'Net cumulé depuis l’arrêté.', 15),
  },
});

/** Écrites par la clôture. */
export const TABLES_PRODUITES = [
  BalanceAgeeClients,
  BalanceAgeeFournisseurs,
  IndicateursTiers,
  TendanceTiers,
  PrevisionTresorerie,
] as const;
