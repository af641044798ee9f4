/** Le plan : regrouper des lignes, et montrer les niveaux. Les colonnes n'ont pas de plan dans cet Excel. */
import { regroup, showLevels } from '../../model/outline';
import { ApiError, invalidArgument } from '../errors';
import type { HostContext } from '../objects';
import { sheetOf, type RangeTarget } from './range-target';
import type { SheetTarget } from './worksheet-target';

function group(target: RangeTarget, option: unknown, host: HostContext, step: 1 | -1): void {
  if (option !== 'ByRows')
    throw new ApiError('ApiNotFound', 'Range.Group : seules les lignes se regroupent ici');
  const sheet = sheetOf(target, host);
  if (sheet.protection) throw new ApiError('AccessDenied');
  host.model.flush();
  // Excel refuse de dissocier ce qui n'est pas groupé.
  if (regroup(sheet, target.area, step) === 0 && step < 0) throw invalidArgument();
}

export const OUTLINE_METHODS = {
  Group: (t: RangeTarget, [option]: readonly unknown[], host: HostContext) => group(t, option, host, 1),
  Ungroup: (t: RangeTarget, [option]: readonly unknown[], host: HostContext) => group(t, option, host, -1),
};

/** `worksheet.showOutlineLevels(rows, columns)` : 0 laisse les colonnes comme elles sont. */
export function showOutlineLevels(t: SheetTarget, [rows]: readonly unknown[], host: HostContext): void {
  const sheet = sheetOf(t, host);
  host.model.flush();
  host.model.as(host.author, () => showLevels(host.model, sheet, Number(rows)));
}
