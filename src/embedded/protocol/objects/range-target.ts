/** La cible d'une plage : feuille et rectangle, qui suit les lignes et colonnes insérées ou supprimées. */
import { bounding, intersect, isValidArea, parseAddress, type Area } from '../../model/address';
import type { SheetModel } from '../../model/sheets';
import { ApiError, invalidArgument, itemNotFound } from '../errors';
import { asInteger } from '../arguments';
import { HostObject, NULL_OBJECT, type HostContext } from '../objects';

export interface RangeTarget {
  readonly sheetId: string;
  area: Area;
}

/** Fabrique de plages ; posée par `range.ts` (les déplacements et le format en ont besoin aussi). */
type RangeFactory = (target: RangeTarget) => HostObject;
let factory: RangeFactory | undefined;

export function registerRange(make: RangeFactory): void {
  factory = make;
}

export function makeRange(sheetId: string, area: Area): HostObject {
  if (!factory) throw new ApiError('GeneralException', 'plages non initialisées');
  if (!isValidArea(area)) throw invalidArgument();
  return factory({ sheetId, area });
}

/** La feuille d'une plage ; supprimée, la plage n'existe plus. */
export function sheetOf(target: { sheetId: string }, host: HostContext): SheetModel {
  const sheet = host.model.sheet(target.sheetId);
  if (!sheet) throw itemNotFound();
  return sheet;
}

/** Plage désignée par une adresse ou un nom, sur cette feuille sauf si l'adresse en cite une autre. */
export function rangeAt(address: string, sheetId: string, host: HostContext): HostObject {
  const parsed = parseAddress(address);
  if (parsed) {
    const sheet = parsed.sheet === undefined ? undefined : host.model.sheetByName(parsed.sheet);
    if (parsed.sheet !== undefined && !sheet) throw invalidArgument();
    return makeRange(sheet?.id ?? sheetId, parsed.area);
  }
  const table = host.model.tableBook.byName(address);
  if (table) return makeRange(table.sheetId, table.body);
  const named = host.model.names.seenFrom(address, sheetId);
  const target = named && parseAddress(named.refersTo.replace(/^=/, ''));
  if (!target) throw invalidArgument();
  const sheet = target.sheet === undefined ? undefined : host.model.sheetByName(target.sheet);
  return makeRange(sheet?.id ?? sheetId, target.area);
}

/** L'argument d'une méthode qui accepte une plage ou une adresse. */
export function rangeArgument(value: unknown, sheetId: string, host: HostContext): RangeTarget {
  const object = typeof value === 'string' ? rangeAt(value, sheetId, host) : value;
  if (!(object instanceof HostObject) || object.name !== 'Range') throw invalidArgument();
  return object.target as RangeTarget;
}

type Move = (area: Area, args: readonly unknown[]) => Area;

const count = (value: unknown): number => (value === undefined || value === null ? 1 : asInteger(value));

/** Les plages voisines : chacune est un calcul de rectangle. */
const MOVES: Record<string, Move> = {
  GetCell: (a, [r, c]) => ({
    row: a.row + asInteger(r),
    column: a.column + asInteger(c),
    rows: 1,
    columns: 1,
  }),
  GetRow: (a, [r]) => ({ ...a, row: a.row + asInteger(r), rows: 1 }),
  GetColumn: (a, [c]) => ({ ...a, column: a.column + asInteger(c), columns: 1 }),
  GetLastRow: a => ({ ...a, row: a.row + a.rows - 1, rows: 1 }),
  GetLastColumn: a => ({ ...a, column: a.column + a.columns - 1, columns: 1 }),
  GetLastCell: a => ({ row: a.row + a.rows - 1, column: a.column + a.columns - 1, rows: 1, columns: 1 }),
  GetOffsetRange: (a, [r, c]) => ({ ...a, row: a.row + asInteger(r), column: a.column + asInteger(c) }),
  GetResizedRange: (a, [r, c]) => ({ ...a, rows: a.rows + asInteger(r), columns: a.columns + asInteger(c) }),
  GetAbsoluteResizedRange: (a, [r, c]) => ({ ...a, rows: asInteger(r), columns: asInteger(c) }),
  GetEntireRow: a => ({ ...a, column: 0, columns: 16384 }),
  GetEntireColumn: a => ({ ...a, row: 0, rows: 1048576 }),
  GetRowsBelow: (a, [n]) => beside(a, count(n), 'below'),
  GetRowsAbove: (a, [n]) => beside(a, -count(n), 'below'),
  GetColumnsAfter: (a, [n]) => beside(a, count(n), 'after'),
  GetColumnsBefore: (a, [n]) => beside(a, -count(n), 'after'),
};

function beside(area: Area, n: number, side: 'below' | 'after'): Area {
  if (n === 0) throw invalidArgument();
  const size = Math.abs(n);
  if (side === 'below') return { ...area, row: n > 0 ? area.row + area.rows : area.row - size, rows: size };
  return { ...area, column: n > 0 ? area.column + area.columns : area.column - size, columns: size };
}

type RangeMethod = (target: RangeTarget, args: readonly unknown[], host: HostContext) => HostObject;

function crossing(target: RangeTarget, other: unknown, host: HostContext): HostObject {
  const second = rangeArgument(other, target.sheetId, host);
  const common = second.sheetId === target.sheetId ? intersect(target.area, second.area) : undefined;
  return common ? makeRange(target.sheetId, common) : NULL_OBJECT;
}

/** Méthodes de déplacement, communes à toutes les plages. */
export const MOVE_METHODS: Record<string, RangeMethod> = {
  ...Object.fromEntries(
    Object.entries(MOVES).map(([name, move]): [string, RangeMethod] => [
      name,
      (target, args) => makeRange(target.sheetId, move(target.area, args)),
    ]),
  ),
  GetBoundingRect: (target, [other], host) => {
    const second = rangeArgument(other, target.sheetId, host);
    if (second.sheetId !== target.sheetId) throw invalidArgument();
    return makeRange(target.sheetId, bounding(target.area, second.area));
  },
  GetIntersection: (target, [other], host) => {
    const common = crossing(target, other, host);
    if (common.isNull) throw itemNotFound();
    return common;
  },
  GetIntersectionOrNullObject: (target, [other], host) => crossing(target, other, host),
};
