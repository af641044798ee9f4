/** Insertion et suppression de cellules, lignes et colonnes entières. */
import { LAST_COLUMN, LAST_ROW } from '../../model/address';
import { closeBlock, openBlock } from '../../model/shift';
import { ApiError, invalidArgument } from '../errors';
import type { HostContext, HostObject } from '../objects';
import { makeRange, sheetOf, type RangeTarget } from './range-target';

function guarded(target: RangeTarget, host: HostContext) {
  const sheet = sheetOf(target, host);
  if (sheet.protection) throw new ApiError('AccessDenied');
  host.model.flush();
  return sheet;
}

/** `range.insert(shift)` : lignes ou colonnes entières, ou décalage d'un bloc ; rend la place libérée. */
export function insertCells(target: RangeTarget, shift: unknown, host: HostContext): HostObject {
  const sheet = guarded(target, host);
  const { row, column, rows, columns } = target.area;
  const area = { ...target.area };
  host.model.as(host.author, () => {
    if (columns === LAST_COLUMN) sheet.insertRows(row, rows);
    else if (rows === LAST_ROW) sheet.insertColumns(column, columns);
    else {
      const down = shift === 'Down';
      if (!down && shift !== 'Right') throw invalidArgument();
      openBlock(host.model, sheet.id, area, down);
      const event = { sheetId: sheet.id, area, author: host.author, changeType: 'CellInserted' as const };
      host.model.emit('changed', { ...event, shift: down ? 'Down' : 'Right' });
    }
  });
  return makeRange(target.sheetId, area);
}

/** `range.delete(shift)`. */
export function deleteCells(target: RangeTarget, shift: unknown, host: HostContext): void {
  const sheet = guarded(target, host);
  const { row, column, rows, columns } = target.area;
  const area = { ...target.area };
  host.model.as(host.author, () => {
    if (columns === LAST_COLUMN) sheet.deleteRows(row, rows);
    else if (rows === LAST_ROW) sheet.deleteColumns(column, columns);
    else {
      const up = shift === 'Up';
      if (!up && shift !== 'Left') throw invalidArgument();
      closeBlock(host.model, sheet.id, area, up);
      const event = { sheetId: sheet.id, area, author: host.author, changeType: 'CellDeleted' as const };
      host.model.emit('changed', { ...event, shift: up ? 'Up' : 'Left' });
    }
  });
}
