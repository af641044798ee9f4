/** Ce que les régularisations lisent et que les autres capacités n'ont pas : échéancier d'achats, charges à payer. */
import { booleen, compte, defineTable, enumeration, jour, taux, texte } from '../../workbook/table';
import * as c from '../tables-communes/colonnes';

export const EcheancierAchats = defineTable({
  nom: 'EcheancierAchats',
  feuille: "Échéancier d'achats",
  titre: { fr: "Échéancier d'achats", en: 'Purchase billing schedule' },
  description: {
    fr: 'Ce que les fournisseurs factureront et quand. Due et pas encore facturée : facture non parvenue.',
    en: 'What suppliers will bill and when. Due and not yet billed: accrued expense.',
  },
  famille: 'ACHATS',
  gel: { depuis: { IdFactF: 'DateFacture', DateFacture: 'DateFacture' } },
  cle: ['IdCdeAchat', 'Ligne'],
  references: [
    { colonnes: ['IdCdeAchat', 'LigneCde'], table: 'CommandesAchat', cible: ['IdCdeAchat', 'Ligne'] },
  ],
  colonnes: {
    IdCdeAchat: texte({
      entete: "Commande d'achat",
      en: 'Purchase order',
      requis: true,
      synonymes: ['N° commande', 'N° commande achat', 'Commande'],
      note: "Numéro de la commande d'achat.",
    }),
    Ligne: c.numeroLigne("Numéro de la ligne d'échéancier."),
    LigneCde: texte({
      entete: 'Ligne de commande',
      en: 'Order line',
      synonymes: ['N° ligne commande'],
      note: 'Ligne de la commande facturée ; vide : la commande entière.',
    }),
    IdAffaire: c.affaire(),
    Compte: c.compteFacultatif('Compte de charge ; vide : celui de la ligne de commande.'),
    DateEcheance: jour({
      entete: "Date d'échéance",
      en: 'Billing date',
      requis: true,
      synonymes: ['Échéance', 'Date prévue'],
      note: 'Date prévue de la facture.',
    }),
    MontantHT: c.montantHT(),
    Valide: booleen({
      entete: 'Validé',
      en: 'Validated',
      requis: true,
      note: 'N : ligne prévue, qui ne compte pas.',
    }),
    IdFactF: texte({
      entete: 'N° facture',
      en: 'Invoice no.',
      synonymes: ['Facture'],
      note: 'Facture du fournisseur. Vide : pas encore facturée.',
    }),
    DateFacture: c.dateFacturee(),
  },
});

/** Natures d'une charge à payer, chacune avec ses comptes (domaine §4.9). */
export const NATURES_A_PAYER = [
  'CONGES_PAYES',
  'PRIMES',
  'TAXES_SUR_CONGES',
  'IMPOTS',
  'INTERETS',
  'IS',
  'PARTICIPATION',
  'ABONNEMENT',
  'AUTRE',
] as const;

export const ChargesAPayer = defineTable({
  nom: 'ChargesAPayer',
  feuille: 'Autres charges à payer',
  titre: { fr: 'Autres charges à payer', en: 'Other accrued charges' },
  description: {
    fr: 'Congés payés, primes, impôts, intérêts, abonnements : un montant par période, acquis au fil du temps.',
    en: 'Paid leave, bonuses, taxes, interest, instalments: an amount per period, accrued over time.',
  },
  famille: 'ACHATS',
  gel: { mois: ['PeriodeDu'], depuis: { SoldeeLe: 'SoldeeLe' } },
  cle: ['IdCharge'],
  colonnes: {
    IdCharge: texte({ entete: 'Code', en: 'Code', requis: true, note: 'Code unique de la charge.' }),
    Libelle: texte({
      entete: 'Libellé',
      en: 'Label',
      requis: true,
      largeur: 32,
      note: "Libellé de l'écriture.",
    }),
    Nature: enumeration(NATURES_A_PAYER, {
      entete: 'Nature',
      en: 'Nature',
      requis: true,
      note: 'Donne les comptes ; un ABONNEMENT se passe par fractions au 488, sans extourne.',
    }),
    MontantHT: c.montantHT('Montant de toute la période, en euros.'),
    PeriodeDu: jour({
      entete: 'Période du',
      en: 'Period from',
      requis: true,
      note: "Premier jour d'acquisition, compris.",
    }),
    PeriodeAu: jour({
      entete: 'Période au',
      en: 'Period to',
      requis: true,
      note: "Dernier jour d'acquisition, compris.",
    }),
    SoldeeLe: jour({
      entete: 'Soldée le',
      en: 'Settled on',
      note: 'Jour du paiement ou de la facture : rien n’est plus à payer depuis.',
    }),
    Compte: c.compteFacultatif('Compte de charge ; vide : celui de la nature.'),
    CompteBilan: compte({
      entete: 'Compte de dette',
      en: 'Liability account',
      reference: 'PlanComptable',
      note: 'Vide : celui de la nature.',
    }),
    TauxCharges: taux({
      entete: 'Taux de charges sociales',
      en: 'Social charges rate',
      bornes: [0, 2],
      note: 'Charges sur le montant, passées à part ; vide : aucune.',
    }),
    IdAffaire: c.affaire(),
  },
});
