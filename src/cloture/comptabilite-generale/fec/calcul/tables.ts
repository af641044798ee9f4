/** D'un FEC lu aux lignes des tables du classeur. */
import {
  debutDeMois,
  fin,
  LIGNES_PAR_TRANCHE,
  periodeDe,
  suivante,
  type Compte,
  type Jour,
  type Montant,
  type Periode,
  type Referentiel,
} from '../../../../comptabilite';
import type { Valeurs } from '../../../../workbook/table';
import type { Ecritures, Exercices, Periodes } from '../../../tables-communes';
import { codeExercice, type Bornes } from './exercice';
import type { LignesFec } from './lignes';

type LigneEcriture = Valeurs<typeof Ecritures>;

/** La ligne i, telle que la table Ecritures la porte. Les champs vides en sont absents. */
function ligneDe(lignes: LignesFec, i: number, exercice: string): LigneEcriture {
  const { pieces, journaux, comptes } = lignes;
  const piece = lignes.piece[i]!;
  const journal = pieces.journal[piece]!;
  const [Journal, numero] = lignes.nomDe(piece);
  const compte = lignes.compte[i]!;
  const date = lignes.date[i]! as Jour;
  const libelleJournal = journaux.libelles[journal]!;
  const [tiers, lettrage, devise] = [lignes.tiers[i]!, lignes.lettrage[i]!, lignes.devise[i]!];
  const [dateLettrage, validation] = [lignes.dateLettrage[i]!, lignes.validation[i]!];
  const ligne: LigneEcriture = {
    Exercice: exercice,
    Journal,
    EcritureNum: numero,
    Ligne: lignes.rang[i]!,
    DateEcriture: date,
    Compte: comptes.textes[compte]! as Compte,
    Piece: lignes.reference(i) || numero,
    DatePiece: (lignes.datePiece[i] || date) as Jour,
    Libelle: lignes.libelle(i) || comptes.libelles[compte] || comptes.textes[compte]!,
    Debit: lignes.debit[i]! as Montant,
    Credit: lignes.credit[i]! as Montant,
    Origine: 'IMPORT',
  };
  if (libelleJournal !== '') ligne.JournalLib = libelleJournal;
  if (tiers >= 0) ligne.Tiers = lignes.auxiliaires.textes[tiers]!;
  if (lettrage >= 0) ligne.Lettrage = lignes.lettrages.textes[lettrage]!;
  if (dateLettrage !== 0) ligne.DateLettrage = dateLettrage as Jour;
  if (validation !== 0) ligne.DateValidation = validation as Jour;
  if (devise >= 0) {
    ligne.Devise = lignes.devises.textes[devise]!;
    ligne.MontantDevise = lignes.montantDevise[i]! as Montant;
  }
  return ligne;
}

/** Les lignes de la table Ecritures, dans l'ordre du fichier ; rend la main entre deux tranches. */
export function* ecrituresDuFec(lignes: LignesFec, exercice: Bornes): Generator<void, LigneEcriture[]> {
  const code = codeExercice(exercice);
  const rendues: LigneEcriture[] = [];
  for (let i = 0; i < lignes.nombre; i++) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    rendues.push(ligneDe(lignes, i, code));
  }
  return rendues;
}

/** La ligne de la table Exercices. */
export const exerciceDuFec = (exercice: Bornes, Referentiel: Referentiel): Valeurs<typeof Exercices> => ({
  Exercice: codeExercice(exercice),
  DateDebut: exercice.debut,
  DateFin: exercice.fin,
  Referentiel,
});

/** Un mois ouvert par mois de l'exercice. */
export function periodesDuFec(exercice: Bornes): Valeurs<typeof Periodes>[] {
  const mois: Periode[] = [];
  for (let p = periodeDe(debutDeMois(exercice.debut)); fin(p) <= exercice.fin; p = suivante(p)) mois.push(p);
  const dernier = periodeDe(exercice.fin);
  if (mois[mois.length - 1] !== dernier) mois.push(dernier);
  return mois.map(Periode => ({ Periode, Exercice: codeExercice(exercice), Etat: 'OUVERTE' }));
}
