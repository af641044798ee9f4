/** Le rapport d'un import : le fichier, ses totaux, ses journaux, puis ce qu'il faut y lire. */
import { type Anomalie, texteJour, type Montant } from '../../../../comptabilite';
import type { Valeurs } from '../../../../workbook/table';
import type { RapportFec } from '../tables';
import type { Totaux } from './controles';
import { codeExercice, type Bornes } from './exercice';
import type { LignesFec } from './lignes';

type LigneRapport = Valeurs<typeof RapportFec>;

/** Ce que le rapport résume. */
export interface ARapporter {
  readonly fichier: string;
  readonly lignes: LignesFec;
  readonly exercice: Bornes;
  readonly totaux: Totaux;
  readonly anomalies: readonly Anomalie[];
}

/** Totaux par journal, dans l'ordre où ils paraissent. */
export interface TotalJournal {
  readonly code: string;
  readonly libelle: string;
  readonly lignes: number;
  readonly pieces: number;
  readonly debit: number;
  readonly credit: number;
}

/** Lignes, pièces et totaux de chaque journal du fichier. */
export function totauxParJournal({ journaux, pieces }: LignesFec): TotalJournal[] {
  const totaux = journaux.textes.map((code, rang) => ({
    code,
    libelle: journaux.libelles[rang]!,
    lignes: 0,
    pieces: 0,
    debit: 0,
    credit: 0,
  }));
  for (let p = 0; p < pieces.journal.length; p++) {
    const total = totaux[pieces.journal[p]!]!;
    total.pieces++;
    total.lignes += pieces.lignes[p]!;
    total.debit += pieces.debit[p]!;
    total.credit += pieces.credit[p]!;
  }
  return totaux;
}

/** Les lignes du rapport de l'exercice : FICHIER, TOTAL, JOURNAL, puis CONTROLE. */
export function rapportDuFec({ fichier, lignes, exercice, totaux, anomalies }: ARapporter): LigneRapport[] {
  const Exercice = codeExercice(exercice);
  const sans: Omit<LigneRapport, 'Rang'>[] = [
    {
      Exercice,
      Rubrique: 'FICHIER',
      Libelle: `${fichier} : exercice du ${texteJour(exercice.debut)} au ${texteJour(exercice.fin)}`,
    },
    {
      Exercice,
      Rubrique: 'TOTAL',
      Libelle: 'Fichier entier ; le solde est le résultat (classe 7 moins classe 6)',
      Lignes: lignes.nombre,
      Pieces: totaux.nombre,
      Debit: totaux.debit as Montant,
      Credit: totaux.credit as Montant,
      Solde: totaux.resultat as Montant,
    },
    ...totauxParJournal(lignes).map(total => ({
      Exercice,
      Rubrique: 'JOURNAL' as const,
      Code: total.code,
      Libelle: total.libelle === '' ? total.code : total.libelle,
      Lignes: total.lignes,
      Pieces: total.pieces,
      Debit: total.debit as Montant,
      Credit: total.credit as Montant,
      Solde: (total.debit - total.credit) as Montant,
    })),
  ];
  return [
    ...sans.map((ligne, index) => ({ ...ligne, Rang: index + 1 })),
    ...lignesControle(Exercice, anomalies, sans.length),
  ];
}

/** Les lignes CONTROLE du rapport, après celles qu'il a déjà. */
export const lignesControle = (
  Exercice: string,
  anomalies: readonly Anomalie[],
  avant: number,
): LigneRapport[] =>
  anomalies.map(({ code, ligne, message, remede }, index) => ({
    Exercice,
    Rang: avant + index + 1,
    Rubrique: 'CONTROLE',
    Code: code,
    ...(ligne === undefined ? {} : { LigneFichier: ligne }),
    Libelle: message,
    Remede: remede,
  }));
