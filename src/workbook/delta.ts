import { estBloquante } from '../comptabilite';
import { decoder } from './decode';
import type { Area } from './events';
import type { Location } from './reader';
import type { AnyTable, Lecture } from './table';
import { cleTexte } from './tables/doublons';
import { relire, parColonne, type LigneLue } from './tables/par-colonne';

/** Lignes d'une table à relire, en rangs de feuille à partir de 0, bornes comprises. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * Les lignes du corps de la table que la zone touche, si elle n'en sort ni par l'en-tête ni par le bas ; 'all' si la
 * table doit être relue, undefined si elle n'est pas concernée. La ligne juste sous la table compte : y écrire l'agrandit.
 */
export function rowsTouched(location: Location, area: Area): RowSpan | 'all' | undefined {
  const lastRow = location.row + location.rows - 1;
  const lastColumn = location.column + location.columns - 1;
  if (area.right < location.column || area.left > lastColumn + 1) return undefined;
  if (area.bottom < location.row || area.top > lastRow + 1) return undefined;
  if (area.top <= location.row || area.bottom > lastRow || area.right > lastColumn) return 'all';
  return { first: area.top, last: area.bottom };
}

/** Réunit des plages qui se touchent : mille éditions d'une colonne font une lecture. */
export function mergeSpans(spans: readonly RowSpan[]): RowSpan[] {
  const merged: RowSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.first - b.first)) {
    const last = merged[merged.length - 1];
    if (last && span.first <= last.last + 1)
      merged[merged.length - 1] = { first: last.first, last: Math.max(last.last, span.last) };
    else merged.push(span);
  }
  return merged;
}

/** Premier rang dont le numéro de ligne est au moins `numero`. */
function lowerBound(numeros: readonly number[], numero: number): number {
  let low = 0;
  let high = numeros.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numeros[middle]! < numero) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Remplace dans une lecture les lignes relues. Rend undefined quand la table entière doit être relue : une anomalie
 * en jeu, une clé changée (un doublon a pu naître ou disparaître), une ligne apparue ou vidée, ou une convention
 * d'avoirs, qui se décide sur toute la table, ou des colonnes de l'utilisateur, qu'une formule lit.
 * @param header ligne d'en-tête telle que lue ; `rows` les lignes de `span`
 */
export function applyDelta<T extends AnyTable>(
  lecture: Lecture<T>,
  span: RowSpan,
  header: readonly unknown[],
  rows: readonly (readonly unknown[])[],
  base1904: boolean,
): Lecture<T> | undefined {
  const { table } = lecture;
  if (table.avoirs || lecture.libres || lecture.ecartees.length > 0 || lecture.anomalies.some(estBloquante))
    return undefined;
  const delta = decoder(table, [header, ...rows], { premiereLigne: span.first, base1904 });
  if (delta.ecartees.length > 0 || delta.anomalies.some(a => estBloquante(a) || a.ligne !== undefined))
    return undefined;
  const known = parColonne(lecture);
  const read = parColonne(delta);
  const from = lowerBound(known.numeros, span.first + 1);
  const to = lowerBound(known.numeros, span.last + 2);
  const sameRows =
    read.n === to - from &&
    read.numeros.every((_, index) => sameKey(table, read.ligne(index), known.ligne(from + index)));
  if (!sameRows) return undefined;
  return relire(lecture, known.remplacer(from, read));
}

function sameKey(table: AnyTable, a: LigneLue, b: LigneLue): boolean {
  return a.ligne === b.ligne && cleTexte(a, table.cle) === cleTexte(b, table.cle);
}
