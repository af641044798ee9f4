/**
 * L'index des lignes scellées, compact : clé et empreinte courte, chaque clé sans ce qu'elle partage avec celle d'avant.
 * Un scellé ne garde que ce qui diffère du précédent : le classeur ne grossit que de ses lignes nouvelles.
 */
import type { RowPrint } from './digest';

/** Clé → empreinte courte. */
export type RowIndex = Map<string, string>;

const PRINT = 7;
const REMOVED = '.'.repeat(PRINT);
const SEPARATOR = ';';
/** Longueur partagée, sur deux caractères en base 36. */
const MAX_SHARED = 36 * 36 - 1;
/** Lignes d'une tranche. */
const SLICE = 4096;

/** Ce qui sépare les colonnes d'une clé, et sa forme gardée : presque toujours le seul caractère à changer. */
const BETWEEN = '\u0001';
const BETWEEN_KEPT = '\\0001';
const RARE = /[^ -~\u0001\u00a0-\ud7ff\ue000-\ufffd]|[\\;]/;

const escaped = (key: string): string =>
  RARE.test(key)
    ? key.replace(/[^ -~\u00a0-\ud7ff\ue000-\ufffd]|[\\;]/g, c =>
        c === '\\' ? '\\\\' : `\\${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : key.replaceAll(BETWEEN, BETWEEN_KEPT);

function unescaped(text: string): string {
  const plain = text.includes('\\\\') ? text : text.replaceAll(BETWEEN_KEPT, BETWEEN);
  if (!plain.includes('\\')) return plain;
  return text.replace(/\\(\\|[0-9a-f]{4})/g, (_, code: string) =>
    code === '\\' ? '\\' : String.fromCharCode(parseInt(code, 16)),
  );
}

/** Ce qui diffère de l'index d'avant, en un texte : lignes ajoutées et changées, puis retirées. */
export function* encodeDelta(before: RowIndex, rows: readonly RowPrint[]): Generator<void, string> {
  const entries: string[] = [];
  const seen = new Set<string>();
  let last = '';
  const add = (key: string, print: string) => {
    const text = escaped(key);
    const shared = sharedLength(last, text);
    last = text;
    entries.push(shared.toString(36).padStart(2, '0') + print + text.slice(shared));
  };
  for (const [i, { key, print }] of rows.entries()) {
    if (i % SLICE === 0) yield;
    seen.add(key);
    if (before.get(key) !== print) add(key, print);
  }
  let gone = 0;
  for (const key of before.keys()) {
    if (gone++ % SLICE === 0) yield;
    if (!seen.has(key)) add(key, REMOVED);
  }
  return entries.join(SEPARATOR);
}

function sharedLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length, MAX_SHARED);
  let i = 0;
  while (i < end && a[i] === b[i]) i++;
  return i;
}

/** Applique à un index ce qu'un scellé a gardé. */
export function* applyRowDelta(index: RowIndex, text: string): Generator<void, void> {
  if (text === '') return;
  let last = '';
  let done = 0;
  for (let at = 0; at <= text.length;) {
    if (done++ % SLICE === 0) yield;
    const next = text.indexOf(SEPARATOR, at);
    const end = next === -1 ? text.length : next;
    const entry = text.slice(at, end);
    at = end + 1;
    const key = last.slice(0, parseInt(entry.slice(0, 2), 36)) + entry.slice(2 + PRINT);
    const print = entry.slice(2, 2 + PRINT);
    last = key;
    if (print === REMOVED) index.delete(unescaped(key));
    else index.set(unescaped(key), print);
  }
}
