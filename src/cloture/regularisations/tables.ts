/** Les deux feuilles de propositions : une ligne par pièce à régulariser et par arrêté (domaine §0.4, §4). */
import {
  compte,
  defineTable,
  enumeration,
  jour,
  montant,
  texte,
  type Ligne,
  type Valeurs,
} from '../../workbook/table';
import { affaireGeneree } from '../tables-communes/colonnes';

const calcule = { calculee: true } as const;

/** Où en est une proposition : telle que calculée, forcée, forcée sur une base qui a bougé, ou laissée de côté. */
const ETATS = ['PROPOSE', 'FORCE', 'BASE_MODIFIEE', 'IGNORE'] as const;

const identite = () => ({
  Cle: texte({
    entete: 'Clé',
    en: 'Key',
    requis: true,
    largeur: 30,
    note: 'Table, pièce et ligne de la pièce : ce qui retrouve la ligne à la prochaine exécution.',
    ...calcule,
  }),
  Etat: enumeration(ETATS, {
    entete: 'État',
    en: 'Status',
    requis: true,
    note: 'BASE_MODIFIEE : la base a bougé depuis que le montant a été forcé. IGNORE : voir « Pourquoi ignorée ».',
    ...calcule,
  }),
  Piece: texte({ entete: 'Pièce', en: 'Document', requis: true, largeur: 20, ...calcule }),
  IdTiers: texte({ entete: 'Code tiers', en: 'Third-party code', ...calcule }),
  Tiers: texte({ entete: 'Tiers', en: 'Third party', largeur: 26, ...calcule }),
  IdAffaire: affaireGeneree(),
  Lot: texte({ entete: 'Lot', en: 'Lot', ...calcule }),
  SousLot: texte({ entete: 'Sous-lot', en: 'Sub-lot', ...calcule }),
  CodeProduit: texte({ entete: 'Produit', en: 'Item', ...calcule }),
  Compte: compte({ entete: 'Compte', en: 'Account', note: 'Compte de produit ou de charge.', ...calcule }),
  CodeTVA: texte({ entete: 'Code TVA', en: 'VAT code', ...calcule }),
  PeriodeDu: jour({ entete: 'Période du', en: 'Service from', ...calcule }),
  PeriodeAu: jour({ entete: 'Période au', en: 'Service to', ...calcule }),
});

const chiffres = () => ({
  Base: montant({
    entete: 'Base HT',
    en: 'Base excl. VAT',
    requis: true,
    note: 'Le montant de la pièce que la règle étale ou retient.',
    ...calcule,
  }),
  Propose: montant({
    entete: 'Proposé',
    en: 'Proposed',
    note: 'Ce que la règle calcule à l’arrêté ; vide pour une ligne ignorée.',
    ...calcule,
  }),
  Force: montant({
    entete: 'Montant forcé',
    en: 'Forced amount',
    note: 'À saisir pour remplacer le proposé, avec un motif ; 0 pour ne rien retenir.',
  }),
  Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 30, note: 'Pourquoi le proposé ne convient pas.' }),
  Auteur: texte({ entete: 'Auteur', en: 'Author', note: 'Qui a forcé le montant.' }),
  DateForcage: jour({ entete: 'Forcé le', en: 'Forced on', note: 'Jour de la décision.' }),
  Expire: jour({
    entete: 'Expire le',
    en: 'Expires on',
    note: 'Dernier arrêté où le forçage vaut. Vide : celui-ci seulement.',
  }),
  Retenu: montant({
    entete: 'Retenu',
    en: 'Retained',
    note: 'Le montant forcé, sinon le proposé : ce que les écritures passent.',
    ...calcule,
  }),
  Ecart: montant({ entete: 'Écart', en: 'Difference', note: 'Retenu - Proposé.', ...calcule }),
  BaseForcee: montant({
    entete: 'Base au forçage',
    en: 'Base when forced',
    note: 'La base quand le montant a été forcé.',
    ...calcule,
  }),
  BaseModifiee: montant({
    entete: 'Base modifiée',
    en: 'Base change',
    note: 'Base - Base au forçage, si l’écart dépasse SeuilBaseModifiee.',
    ...calcule,
  }),
  Ignoree: texte({
    entete: 'Pourquoi ignorée',
    en: 'Why ignored',
    largeur: 44,
    note: 'Ce qui manque à la pièce pour être régularisée.',
    ...calcule,
  }),
});

const ARRETE = { entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule } as const;
const MODULE = { entete: 'Module', en: 'Module', requis: true, ...calcule } as const;
const CLE = ['Arrete', 'Module', 'Cle'] as const;

/** Produits : factures à établir, produits constatés d'avance, avoirs à établir. */
export const FaePca = defineTable({
  nom: 'FaePca',
  feuille: 'FAE et PCA',
  titre: { fr: 'Produits à rattacher : FAE et PCA', en: 'Revenue cut-off: accrued and deferred' },
  description: {
    fr: 'Une ligne par pièce. Montant forcé, motif, auteur et dates se saisissent ; le reste est calculé.',
    en: 'One row per document. Forced amount, reason, author and dates are typed; the rest is computed.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: CLE,
  colonnes: {
    Arrete: jour(ARRETE),
    Module: enumeration(['FAE', 'PCA', 'AAE'], { ...MODULE, note: 'AAE : avoir à établir.' }),
    ...identite(),
    ...chiffres(),
  },
});

/** Charges : factures non parvenues, charges constatées d'avance, avoirs à recevoir, autres charges à payer. */
export const FnpCca = defineTable({
  nom: 'FnpCca',
  feuille: 'FNP et CCA',
  titre: { fr: 'Charges à rattacher : FNP et CCA', en: 'Expense cut-off: accrued and prepaid' },
  description: {
    fr: 'Une ligne par pièce. Montant forcé, motif, auteur et dates se saisissent ; le reste est calculé.',
    en: 'One row per document. Forced amount, reason, author and dates are typed; the rest is computed.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: CLE,
  colonnes: {
    Arrete: jour(ARRETE),
    Module: enumeration(['FNP', 'CCA', 'AAR', 'CAP'], {
      ...MODULE,
      note: 'AAR : avoir à recevoir. CAP : autre charge à payer.',
    }),
    ...identite(),
    ...chiffres(),
  },
});

/** Une ligne produite de l'une des deux feuilles. */
export type LignePropositions = Valeurs<typeof FaePca> | Valeurs<typeof FnpCca>;

/** Une ligne lue de l'une des deux feuilles. */
export type LigneLuePropositions = Ligne<typeof FaePca> | Ligne<typeof FnpCca>;

/** Colonnes où l'utilisateur saisit. */
export const COLONNES_SAISIES = ['Force', 'Motif', 'Auteur', 'DateForcage', 'Expire'] as const;

/** Modules de chaque feuille. */
export type ModuleProduits = Valeurs<typeof FaePca>['Module'];
export type ModuleCharges = Valeurs<typeof FnpCca>['Module'];

/** Où en est une ligne de l'une des deux feuilles. */
export type Etat = Valeurs<typeof FaePca>['Etat'];
