/** `range.copyFrom` : la copie des formats, répétée comme dans Excel quand la cible est plus grande que la source. */
import { parseAddress } from '../../model/address';
import { ApiError, invalidArgument } from '../errors';
import { HostObject, type HostContext } from '../objects';
import { sheetOf, type RangeTarget } from './range-target';

export function copyFrom(target: RangeTarget, [from, type]: readonly unknown[], host: HostContext): void {
  if (type !== 'Formats')
    throw new ApiError('ApiNotFound', 'API absente de l’Excel embarqué : copyFrom hors formats');
  if (sheetOf(target, host).protection) throw new ApiError('AccessDenied');
  const source = sourceOf(from, target);
  const { model, author } = host;
  const styles = Array.from({ length: source.area.rows }, (_r, r) =>
    Array.from(
      { length: source.area.columns },
      (_c, c) => model.read(source.sheetId, source.area.row + r, source.area.column + c).style,
    ),
  );
  const { row: top, column: left, rows, columns } = target.area;
  const area = {
    row: top,
    column: left,
    rows: Math.max(rows, source.area.rows),
    columns: Math.max(columns, source.area.columns),
  };
  model.pending.fill(target.sheetId, area, (row, column) => ({
    s: styles[(row - top) % source.area.rows]?.[(column - left) % source.area.columns] ?? null,
  }));
  model.pending.note({ sheetId: target.sheetId, area, author, formatOnly: true });
}

function sourceOf(from: unknown, target: RangeTarget): RangeTarget {
  if (from instanceof HostObject) return from.target as RangeTarget;
  const area = typeof from === 'string' ? parseAddress(from)?.area : undefined;
  if (!area) throw invalidArgument();
  return { ...target, area };
}
