/** Le grand livre et le journal de l'exercice, ligne à ligne, et leurs totaux. */
import {
  debut,
  LIGNES_PAR_TRANCHE,
  periodeDe,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { LigneLivre } from '../../tables-communes/grand-livre';
import { libelleDe } from './balances';
import type { Edition } from './edition';
import type { GrandLivreEdite, JournalGeneral } from './tables';

export type LigneGrandLivre = Valeurs<typeof GrandLivreEdite>;
export type LigneJournal = Valeurs<typeof JournalGeneral>;

const texteDe = (l: LigneLivre, colonne: string) => l.livre.textes(colonne)[l.rang];

/** D'où vient une ligne : table et ligne, ou clé d'une écriture de clôture, que sa ligne ne nomme pas toujours. */
function sourceDe(l: LigneLivre): string {
  const cle = l.table.generee ? texteDe(l, 'CleGeneration') : undefined;
  const rang = l.livre.colonnes.colonne('Ligne')[l.rang];
  return cle === undefined ? `${l.table.nom} ${l.ligne}` : `${cle}|${String(rang)}`;
}

const commun = (l: LigneLivre) => ({
  Journal: texteDe(l, 'Journal'),
  EcritureNum: texteDe(l, 'EcritureNum'),
  Piece: texteDe(l, 'Piece'),
  Date: l.jour,
  Libelle: texteDe(l, 'Libelle'),
  Tiers: texteDe(l, 'Tiers'),
  Debit: l.debit,
  Credit: l.credit,
  Source: sourceDe(l),
});

/** Le grand livre : chaque compte choisi, son ouverture, ses lignes, son total. Rend la main par tranches. */
export function* grandLivre(
  edition: Edition,
  convient: (compte: string) => boolean,
): Generator<void, LigneGrandLivre[]> {
  const { livre, arrete, exercice } = edition;
  const balance = yield* livre.balance({ au: arrete });
  const rendues: LigneGrandLivre[] = [];
  let depuis = 0;
  for (const { compte, ouverture } of balance) {
    if (!convient(compte)) continue;
    const lignes = livre.lignes(compte, exercice.DateDebut, arrete, livre.courants());
    const solde = (ouverture.debit - ouverture.credit) as Montant;
    for (const ligne of compteEdite(edition, compte, lignes, solde)) rendues.push(ligne);
    depuis += lignes.length;
    if (depuis < LIGNES_PAR_TRANCHE) continue;
    depuis = 0;
    yield;
  }
  return rendues;
}

function* compteEdite(
  edition: Edition,
  compte: Compte,
  lignes: readonly LigneLivre[],
  ouverture: Montant,
): Generator<LigneGrandLivre> {
  const { exercice } = edition;
  let solde = ouverture;
  let rang = 0;
  yield {
    Compte: compte,
    Rang: rang++,
    Nature: 'OUVERTURE',
    Date: exercice.DateDebut,
    Libelle: `${libelleDe(compte, edition) ?? compte} : à-nouveaux`,
    Solde: ouverture,
  };
  for (const l of lignes) {
    solde = (solde + l.debit - l.credit) as Montant;
    yield {
      Compte: compte,
      Rang: rang++,
      Nature: 'LIGNE',
      ...commun(l),
      Lettrage: texteDe(l, 'Lettrage'),
      Solde: solde,
    };
  }
  yield {
    Compte: compte,
    Rang: rang,
    Nature: 'TOTAL',
    Date: edition.arrete,
    Libelle: `Total ${compte}`,
    Debit: lignes.reduce((s, l) => s + l.debit, 0) as Montant,
    Credit: lignes.reduce((s, l) => s + l.credit, 0) as Montant,
    Solde: solde,
  };
}

/** Une ligne rangée au journal. */
export interface LigneRangee {
  readonly l: LigneLivre;
  readonly journal: string;
  readonly mois: Jour;
  readonly numero: string;
  /** Son rang dans l'édition, totaux compris. */
  rang: number;
}

/** Les lignes de l'exercice, à-nouveaux compris, par journal, mois, date et numéro. */
export function* lignesJournal(edition: Edition): Generator<void, readonly LigneRangee[]> {
  const { livre, arrete, exercice } = edition;
  const rangees: LigneRangee[] = [];
  const genres = new Set([...livre.courants(), 'AN' as const]);
  for (const compte of livre.comptes()) {
    for (const l of livre.lignes(compte, exercice.DateDebut, arrete, genres))
      rangees.push({
        l,
        journal: texteDe(l, 'Journal') ?? '',
        mois: debut(periodeDe(l.jour)),
        numero: texteDe(l, 'EcritureNum') ?? '',
        rang: 0,
      });
    if (rangees.length % LIGNES_PAR_TRANCHE < 200) yield;
  }
  rangees.sort(
    (a, b) =>
      comparer(a.journal, b.journal) ||
      a.mois - b.mois ||
      a.l.jour - b.l.jour ||
      comparer(a.numero, b.numero) ||
      comparer(a.l.table.nom, b.l.table.nom) ||
      a.l.rang - b.l.rang,
  );
  yield;
  numeroter(rangees);
  return rangees;
}

/** Le journal de l'exercice, avec les totaux de chaque mois et de chaque journal. */
export function* journalGeneral(edition: Edition): Generator<void, LigneJournal[]> {
  return totaliser(yield* lignesJournal(edition));
}

const finDeJournal = (rangees: readonly LigneRangee[], i: number) =>
  rangees[i + 1]?.journal !== rangees[i]?.journal;
const finDeMois = (rangees: readonly LigneRangee[], i: number) =>
  finDeJournal(rangees, i) || rangees[i + 1]?.mois !== rangees[i]?.mois;

/** Donne à chaque ligne son rang, en comptant les totaux qui la précèdent. */
function numeroter(rangees: readonly LigneRangee[]): void {
  let rang = 0;
  rangees.forEach((r, i) => {
    r.rang = ++rang;
    if (finDeMois(rangees, i)) rang++;
    if (finDeJournal(rangees, i)) rang++;
  });
}

const comparer = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function totaliser(rangees: readonly LigneRangee[]): LigneJournal[] {
  const lignes: LigneJournal[] = [];
  const total = { mois: [0, 0], journal: [0, 0], tout: [0, 0] };
  const poser = (
    Nature: LigneJournal['Nature'],
    [debit, credit]: number[],
    journal?: string,
    Libelle?: string,
  ) =>
    lignes.push({
      Rang: lignes.length + 1,
      Nature,
      Journal: journal,
      Libelle,
      Debit: debit as Montant,
      Credit: credit as Montant,
    });
  rangees.forEach(({ l, journal, mois }, i) => {
    lignes.push({ Rang: lignes.length + 1, Nature: 'LIGNE', ...commun(l), Compte: l.compte as Compte });
    for (const cumul of Object.values(total)) {
      cumul[0]! += l.debit;
      cumul[1]! += l.credit;
    }
    if (finDeMois(rangees, i)) {
      poser('MOIS', total.mois, journal, `Total ${journal} ${periodeDe(mois)}`);
      total.mois = [0, 0];
    }
    if (!finDeJournal(rangees, i)) return;
    poser('JOURNAL', total.journal, journal, `Total ${journal}`);
    total.journal = [0, 0];
  });
  if (rangees.length > 0) poser('TOTAL', total.tout, undefined, 'Total');
  return lignes;
}
