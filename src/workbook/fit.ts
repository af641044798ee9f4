/**
 * Une cellule d'Excel tient 32 767 caractères. Un texte que le complément écrit et qui grandit avec les données (une liste,
 * un libellé fait d'autres) y est coupé, ici et nulle part ailleurs, et la cellule le dit.
 */
import type { AnyTable } from './table';
import { MAX_TEXT } from './matrix';

/** Fin d'un texte coupé : la même pour le même texte, relancer ne récrit rien. */
const mark = (length: number) =>
  ` … [coupé : ${length} caractères, plus que n’en tient la cellule ; le reste est dans les tables dont ce texte vient]`;
const MARK = / … \[coupé : \d+ caractères, [^\]]*\]$/;

/** Le texte a été coupé : il ne se relit pas comme une donnée. */
export const isCut = (text: string | undefined): boolean => text !== undefined && MARK.test(text);

/**
 * Le texte, coupé s'il ne tient pas dans une cellule, apostrophe de protection comprise.
 * @param limit moins que la cellule, pour un texte qui doit tenir à plusieurs dans une autre
 * @example fitText('x'.repeat(40_000)) // « xxx… [coupé : 40000 caractères, … ] », 32 767 caractères
 */
export function fitText(text: string, limit = MAX_TEXT): string {
  if (text.length < limit) return text;
  const room = /^[=+\-@\t\r']/.test(text) ? limit - 1 : limit;
  if (text.length <= room) return text;
  const end = mark(text.length);
  let kept = room - end.length;
  // Un caractère de deux unités ne se coupe pas en deux.
  if ((text.charCodeAt(kept - 1) & 0xfc00) === 0xd800) kept--;
  return text.slice(0, kept) + end;
}

const textsOf = new WeakMap<AnyTable, readonly string[]>();

function texts(table: AnyTable): readonly string[] {
  const known = textsOf.get(table);
  if (known) return known;
  const names = table.colonnes.flatMap(({ cle, sorte }) => (sorte === 'texte' ? [cle] : []));
  textsOf.set(table, names);
  return names;
}

/** La ligne dont chaque texte tient dans sa cellule ; la même si aucun n'est coupé. Sous la cellule, la clé reste entière. */
export function fitRow<R extends object>(table: AnyTable, row: R, limit = MAX_TEXT): R {
  const known = row as Record<string, unknown>;
  let fitted: Record<string, unknown> | undefined;
  for (const cle of texts(table)) {
    const text = known[cle];
    if (typeof text !== 'string' || text.length < limit) continue;
    if (limit < MAX_TEXT && table.cle.includes(cle)) continue;
    const kept = fitText(text, limit);
    if (kept !== text) (fitted ??= { ...known })[cle] = kept;
  }
  return (fitted as R | undefined) ?? row;
}

/** Ce que tient chaque texte d'une table scellée, à mesure que les sceaux, qui les recopient, ne tiennent pas. */
const LIMITS = [8_000, 2_000, 500, 200] as const;

/**
 * Des lignes et leurs sceaux, qui recopient leurs cellules : si un sceau ne tient pas dans la sienne, les textes libres des
 * lignes qu'il recopie, et d'elles seules, se coupent plus court avant d'être scellés. Un sceau n'est jamais coupé : il ne
 * rendrait plus rien.
 * @param ensemble ce que les lignes scellées ensemble ont en commun ; sans lui, une ligne est scellée seule
 */
export function fitSealed<R extends object>(
  table: AnyTable,
  rows: readonly R[],
  seal: (rows: readonly R[]) => readonly string[],
  ensemble?: (row: R) => unknown,
): { rows: readonly R[]; seals: readonly string[] } {
  let fitted = rows.map(row => fitRow(table, row));
  let seals = seal(fitted);
  for (const limit of LIMITS) {
    const tooLong = new Set<unknown>();
    const groupOf = (rank: number) => ensemble?.(rows[rank]!) ?? rank;
    for (const [rank, { length }] of seals.entries()) if (length > MAX_TEXT) tooLong.add(groupOf(rank));
    if (tooLong.size === 0) break;
    fitted = fitted.map((row, rank) =>
      tooLong.has(groupOf(rank)) ? fitRow(table, rows[rank]!, limit) : row,
    );
    seals = seal(fitted);
  }
  return { rows: fitted, seals };
}
