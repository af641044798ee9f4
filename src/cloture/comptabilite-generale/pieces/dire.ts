/** Ce que les pièces disent quand quelque chose ne va pas, dans les deux langues. */
import {
  signaler,
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
  type Jour,
  type LieuAnomalie,
  type Montant,
  type Phrase,
} from '../../../comptabilite';

/** La chose en cause : « La pièce P12 », « L'abonnement LOYER ». */
export type Chose = Phrase;

export const laPiece = (id: string): Chose => ({ fr: `La pièce ${id}`, en: `Document ${id}` });
export const lAbonnement = (id: string): Chose => ({ fr: `L'abonnement ${id}`, en: `Subscription ${id}` });
export const laDemande = (id: string): Chose => ({ fr: `La demande ${id}`, en: `Request ${id}` });

type Dire = (quoi: Chose, lieu: LieuAnomalie) => Anomalie;
type DireCompte = (quoi: Chose, compte: string, lieu: LieuAnomalie) => Anomalie;

const bloque = (
  code: string,
  quoi: Chose,
  fr: string,
  en: string,
  remede: Phrase,
  lieu: LieuAnomalie,
): Anomalie => signaler('BLOQUANT', code, { fr: `${quoi.fr} ${fr}`, en: `${quoi.en} ${en}` }, remede, lieu);

export const moisFerme = (quoi: Chose, date: Jour, ouvert: Jour, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-GEN-04',
    quoi,
    `est datée du ${texteJour(date)}, dans un mois fermé.`,
    `is dated ${versIso(date)}, in a closed month.`,
    {
      fr: `Datez-la du ${texteJour(ouvert)} ou après, et portez la vraie date en date de survenance (PCG art. 1031-4).`,
      en: `Date it ${versIso(ouvert)} or later, and put the true date in the date of occurrence (PCG art. 1031-4).`,
    },
    lieu,
  );

export const moisInconnu = (quoi: Chose, date: Jour, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-PIE-01',
    quoi,
    `est datée du ${texteJour(date)} : ce mois n'est pas dans les périodes.`,
    `is dated ${versIso(date)}: this month is not among the periods.`,
    {
      fr: 'Ajoutez le mois à la table Periodes, ou corrigez la date.',
      en: 'Add the month to table Periodes, or correct the date.',
    },
    lieu,
  );

export const exerciceInconnu = (quoi: Chose, date: Jour, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-PIE-01',
    quoi,
    `est datée du ${texteJour(date)}, hors de tout exercice.`,
    `is dated ${versIso(date)}, outside any fiscal year.`,
    {
      fr: "Ajoutez l'exercice à la table Exercices, ou corrigez la date.",
      en: 'Add the year to table Exercices, or correct the date.',
    },
    lieu,
  );

export const datesDifferentes: Dire = (quoi, lieu) =>
  bloque(
    'C-PIE-02',
    quoi,
    'a des lignes de dates, de types, de journaux ou de tiers de facture différents.',
    'has rows with different dates, types, journals or invoice third parties.',
    {
      fr: 'Une pièce a une date, un type et un journal ; séparez-la en deux.',
      en: 'A document has one date, type and journal; split it in two.',
    },
    lieu,
  );

export const desequilibre = (quoi: Chose, debit: Montant, credit: Montant, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-CPT-01',
    quoi,
    `n'est pas équilibrée : débit ${texteMontant(debit)}, crédit ${texteMontant(credit)}.`,
    `does not balance: debit ${texteMontant(debit, 'en')}, credit ${texteMontant(credit, 'en')}.`,
    {
      fr: 'Corrigez un montant ou ajoutez la ligne qui manque.',
      en: 'Correct an amount or add the missing row.',
    },
    lieu,
  );

export const tropCourte: Dire = (quoi, lieu) =>
  bloque(
    'C-PIE-03',
    quoi,
    'a moins de deux lignes.',
    'has fewer than two lines.',
    {
      fr: 'Une écriture a un débit et un crédit au moins.',
      en: 'An entry has at least one debit and one credit.',
    },
    lieu,
  );

export const coteInvalide: Dire = (quoi, lieu) =>
  bloque(
    'C-PIE-04',
    quoi,
    'a une ligne sans débit ni crédit, avec les deux, ou négative.',
    'has a row with neither debit nor credit, with both, or negative.',
    {
      fr: 'Donnez un débit ou un crédit, positif, et un seul.',
      en: 'Give a debit or a credit, positive, and only one.',
    },
    lieu,
  );

export const champManquant = (quoi: Chose, champ: Phrase, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-PIE-05',
    quoi,
    `n'a pas de ${champ.fr} sur une ligne qui en demande.`,
    `has no ${champ.en} on a row that needs one.`,
    { fr: 'Remplissez la cellule.', en: 'Fill in the cell.' },
    lieu,
  );

export const compteInconnu: DireCompte = (quoi, compte, lieu) =>
  bloque(
    'C-PIE-06',
    quoi,
    `passe par le compte ${compte}, absent du plan comptable.`,
    `uses account ${compte}, missing from the chart of accounts.`,
    { fr: 'Ajoutez le compte au plan, ou corrigez-le.', en: 'Add the account to the chart, or correct it.' },
    lieu,
  );

export const compteBloque: DireCompte = (quoi, compte, lieu) =>
  bloque(
    'C-PIE-07',
    quoi,
    `passe par le compte ${compte}, bloqué.`,
    `uses account ${compte}, which is blocked.`,
    {
      fr: 'Choisissez un autre compte, ou débloquez-le dans le plan.',
      en: 'Choose another account, or unblock it in the chart.',
    },
    lieu,
  );

export const compteDeRegroupement: DireCompte = (quoi, compte, lieu) =>
  bloque(
    'C-PIE-07',
    quoi,
    `passe par le compte ${compte}, qui ne reçoit pas d'écriture (Imputable N).`,
    `uses account ${compte}, which takes no entry (Imputable N).`,
    { fr: 'Choisissez une de ses subdivisions.', en: 'Choose one of its subdivisions.' },
    lieu,
  );

export const tiersManquant: DireCompte = (quoi, compte, lieu) =>
  bloque(
    'C-CPT-03',
    quoi,
    `passe par le compte collectif ${compte} sans nommer de tiers.`,
    `uses control account ${compte} without a third party.`,
    { fr: 'Nommez le tiers de la ligne.', en: 'Name the third party of the row.' },
    lieu,
  );

export const tiersDeTrop: DireCompte = (quoi, compte, lieu) =>
  bloque(
    'C-CPT-03',
    quoi,
    `nomme un tiers sur le compte ${compte}, qui n'est pas collectif.`,
    `names a third party on account ${compte}, which is not a control account.`,
    {
      fr: 'Ôtez le tiers, ou choisissez son compte collectif.',
      en: 'Remove the third party, or choose its control account.',
    },
    lieu,
  );

export const modeleInconnu = (quoi: Chose, modele: string, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-PIE-08',
    quoi,
    `demande le modèle ${modele}, qui n'existe pas.`,
    `asks for template ${modele}, which does not exist.`,
    {
      fr: 'Ajoutez-le aux modèles, ou corrigez son code.',
      en: 'Add it to the templates, or correct its code.',
    },
    lieu,
  );

export const modeleFaux = (quoi: Chose, modele: string, pourquoi: string, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-PIE-08',
    quoi,
    `: le modèle ${modele} ne fait pas une écriture (${pourquoi}).`,
    `: template ${modele} does not make an entry (${pourquoi}).`,
    {
      fr: 'Laissez une seule ligne du modèle sans part ni montant : elle équilibre.',
      en: 'Leave exactly one template row without share or amount: it balances.',
    },
    lieu,
  );

export const tvaInconnue = (quoi: Chose, code: string, date: Jour, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-PIE-09',
    quoi,
    `demande le code TVA ${code}, sans taux au ${texteJour(date)}.`,
    `asks for VAT code ${code}, with no rate at ${versIso(date)}.`,
    { fr: 'Ajoutez le taux à la table CodesTVA.', en: 'Add the rate to table CodesTVA.' },
    lieu,
  );

export const codeReserve: Dire = (quoi, lieu) =>
  bloque(
    'C-PIE-11',
    quoi,
    'a un code qui contient | ou #, réservés aux clés.',
    'has a code containing | or #, which are reserved for keys.',
    { fr: 'Changez ce code.', en: 'Change this code.' },
    lieu,
  );

/** C-PIE-10 : ce qui est saisi ne dit plus ce qui est validé (PCG art. 1031-3). */
export const valideeAutrement: Dire = (quoi, lieu) =>
  bloque(
    'C-PIE-10',
    quoi,
    'est validée, et sa saisie dit maintenant un autre montant, un autre compte ou une autre date.',
    'is posted, and its input now says another amount, account or date.',
    {
      fr: 'Rétablissez la saisie ; pour corriger, contrepassez la pièce et saisissez-en une autre.',
      en: 'Restore the input; to correct, reverse the document and enter another.',
    },
    lieu,
  );

export const abonnementFaux = (quoi: Chose, pourquoi: string, lieu: LieuAnomalie): Anomalie =>
  bloque(
    'C-ABO-01',
    quoi,
    `ne se calcule pas : ${pourquoi}.`,
    `cannot be computed: ${pourquoi}.`,
    { fr: 'Corrigez ses dates.', en: 'Correct its dates.' },
    lieu,
  );

export const abonnementSansCompte: Dire = (quoi, lieu) =>
  bloque(
    'C-ABO-01',
    quoi,
    "n'a ni compte ni modèle, ou a les deux.",
    'has neither account nor template, or both.',
    { fr: 'Donnez un compte, ou un modèle.', en: 'Give an account, or a template.' },
    lieu,
  );

export const rattrapage = (quoi: Chose, nombre: number, total: Montant, lieu: LieuAnomalie): Anomalie =>
  signaler(
    'ALERTE',
    'C-ABO-02',
    {
      fr: `${quoi.fr} rattrape ${nombre} période${nombre > 1 ? 's' : ''} de mois fermés, ${texteMontant(total)} : passé au premier jour ouvert, avec sa date de survenance.`,
      en: `${quoi.en} catches up ${nombre} period${nombre > 1 ? 's' : ''} of closed months, ${texteMontant(total, 'en')}: booked on the first open day, with its date of occurrence.`,
    },
    {
      fr: 'Si ces mois sont déjà dans la comptabilité, avancez le début de l’abonnement.',
      en: 'If these months are already in the ledger, move the start of the subscription forward.',
    },
    lieu,
  );

export const abonnementNonSolde = (compte: string, solde: Montant): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-ABO-03',
    {
      fr: `Le compte d'abonnement ${compte} n'est pas nul en fin d'exercice : ${texteMontant(solde)} (PCG art. 1214-48).`,
      en: `Subscription account ${compte} is not nil at year end: ${texteMontant(solde, 'en')} (PCG art. 1214-48).`,
    },
    {
      fr: 'Saisissez la facture, une charge à payer ou une charge constatée d’avance qui le solde.',
      en: 'Enter the invoice, an accrual or a prepayment that settles it.',
    },
    { cle: compte },
  );

export const demandeSansCritere: Dire = (quoi, lieu) =>
  bloque(
    'C-CTP-01',
    quoi,
    'ne dit pas quoi contrepasser.',
    'does not say what to reverse.',
    { fr: 'Remplissez la clé, ou un critère au moins.', en: 'Fill in the key, or at least one criterion.' },
    lieu,
  );

export const demandeSansEcriture: Dire = (quoi, lieu) =>
  bloque(
    'C-CTP-02',
    quoi,
    'ne trouve aucune écriture.',
    'finds no entry.',
    { fr: 'Vérifiez la clé ou les critères.', en: 'Check the key or the criteria.' },
    lieu,
  );

/** Pourquoi une écriture ne se contrepasse pas. */
export const REFUS = {
  DEJA: (par: string): Phrase => ({ fr: `déjà contrepassée par ${par}`, en: `already reversed by ${par}` }),
  EXTOURNE: (): Phrase => ({
    fr: "c'est déjà une extourne ou une contrepassation",
    en: 'it is itself a reversal',
  }),
  NON_VALIDEE: (): Phrase => ({
    fr: 'écriture de cet arrêté, pas encore validée : corrigez sa source et relancez',
    en: 'entry of this close, not yet posted: correct its source and run again',
  }),
  DESEQUILIBREE: (): Phrase => ({
    fr: "pièce déséquilibrée ou d'une seule ligne",
    en: 'unbalanced or single-line document',
  }),
  AVANT: (): Phrase => ({
    fr: "la date demandée précède l'écriture",
    en: 'the requested date is before the entry',
  }),
} as const;

export const refusee = (
  gravite: 'BLOQUANT' | 'ALERTE',
  quoi: Chose,
  origine: string,
  pourquoi: Phrase,
  lieu: LieuAnomalie,
): Anomalie =>
  signaler(
    gravite,
    'C-CTP-03',
    {
      fr: `${quoi.fr} ne peut pas contrepasser ${origine} : ${pourquoi.fr}.`,
      en: `${quoi.en} cannot reverse ${origine}: ${pourquoi.en}.`,
    },
    {
      fr: 'Ôtez la demande, ou corrigez ses critères.',
      en: 'Remove the request, or correct its criteria.',
    },
    lieu,
  );
