/** Les tables d'aujourd'hui, vues comme si l'on clôturait encore un mois qui est fermé : de quoi le recalculer. */
import { type Jour, periodeDe, versIso } from '../../comptabilite';
import { EcrituresCloture, Parametres, Periodes } from '../../cloture/tables-communes';
import { avecArretePrecedent } from '../../cloture/tables-communes/mois-sautes';
import { type AnyTable, type Lecture, type Ligne, nomNormalise, type TablesLues } from '../table';
import { type SealBook, tablesSeen } from './book';
import { Canonique, partsOf } from './canonical';
import type { Link } from './chain';

/** Un mois figé, et ce que l'on sait des lignes d'après lui qui existaient à sa fermeture. */
export interface Frozen {
  readonly arrete: Jour;
  /** L'arrêté d'où partait sa production. */
  readonly precedent: Jour | undefined;
  /** Clés des lignes de situation, par table ; une table absente garde les siennes. */
  readonly situation: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * La vue d'un arrêté : sa période se clôture, les suivantes sont ouvertes ; ce que des mois plus récents ont écrit n'y
 * est pas, ni le reste à faire saisi depuis ; ce que lui-même a écrit n'est pas encore validé. Un % forcé ou un montant
 * retenu de l'arrêté y reste.
 */
export function asOf(tables: TablesLues, frozen: Frozen): TablesLues {
  const views = new Map<string, Lecture>();
  return {
    lire<T extends AnyTable>(table: T): Lecture<T> {
      const known = views.get(table.nom) ?? viewOf(tables.lire(table as AnyTable), frozen);
      views.set(table.nom, known);
      return known as unknown as Lecture<T>;
    },
  };
}

type Row = Ligne<AnyTable>;

function viewOf(lecture: Lecture, { arrete, precedent, situation }: Frozen): Lecture {
  const { table } = lecture;
  if (table.nom === Periodes.nom) return withRows(lecture, row => [reopened(row, arrete)]);
  if (table.nom === Parametres.nom) {
    const view = withRows(lecture, row => [dated(row, arrete)]);
    return precedent === undefined ? view : avecArretePrecedent(view, precedent);
  }
  const parts = partsOf(table);
  const written = parts.find(({ objet }) => objet === 'RESULTAT');
  if (written) {
    const canonique = new Canonique(lecture, written, arrete);
    return withRows(lecture, (row, rank) => (canonique.retient(rank) ? [unvalidated(row, arrete)] : []));
  }
  const ahead = parts.find(({ objet }) => objet === 'SITUATION');
  const known = situation.get(table.nom);
  if (!ahead || !known) return lecture;
  const canonique = new Canonique(lecture, ahead, arrete);
  return withRows(lecture, (row, rank) =>
    canonique.retient(rank) && !known.has(canonique.cle(rank)) ? [] : [row],
  );
}

/** Ce qu'un scellé garde d'un mois figé, pour le revoir. */
export async function frozenBy(book: SealBook, link: Link, tables: readonly AnyTable[]): Promise<Frozen> {
  const situation = new Map<string, ReadonlySet<string>>();
  for (const part of tablesSeen(link, tables).flatMap(partsOf)) {
    if (part.objet !== 'SITUATION') continue;
    const index = await book.indexAt(link, part);
    if (index) situation.set(part.table.nom, new Set(index.keys()));
  }
  return { arrete: link.head.Arrete, precedent: link.head.ArretePrecedent, situation };
}

function withRows(lecture: Lecture, view: (row: Row, rank: number) => readonly Row[]): Lecture {
  const { table, anomalies, entetes, absente, ecartees, lignes } = lecture;
  return { table, anomalies, entetes, absente, ecartees, lignes: lignes.flatMap(view) };
}

function reopened(row: Row, arrete: Jour): Row {
  const month = periodeDe(arrete);
  if (String(row['Periode']) < month) return row;
  return { ...row, Etat: row['Periode'] === month ? 'EN_CLOTURE' : 'OUVERTE' };
}

function dated(row: Row, arrete: Jour): Row {
  return nomNormalise(String(row['Cle'])) === 'datearrete' ? { ...row, Valeur: versIso(arrete) } : row;
}

/** Une ligne de l'arrêté, telle qu'avant sa fermeture. */
function unvalidated(row: Row, arrete: Jour): Row {
  const [, of] = String(row['CleGeneration'] ?? '').split('|');
  if (of === versIso(arrete)) return { ...row, DateValidation: undefined };
  return row['Arrete'] === arrete && row['Valide'] === true ? { ...row, Valide: false } : row;
}

/** Les écritures de clôture d'un arrêté, extournes comprises. */
export const entriesOf = (tables: TablesLues, arrete: Jour): readonly Ligne<typeof EcrituresCloture>[] =>
  tables.lire(EcrituresCloture).lignes.filter(l => l.CleGeneration.split('|')[1] === versIso(arrete));
