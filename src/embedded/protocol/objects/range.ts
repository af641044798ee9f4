/** `Excel.Range`. */
import { areaText, contains, LAST_COLUMN, LAST_ROW, quoteSheet, type Area } from '../../model/address';
import { ApiError, itemNotFound } from '../errors';
import { define, NULL_OBJECT, type HostContext, type HostObject } from '../objects';
import { copyFrom } from './range-copy';
import { rangeFormat } from './range-format';
import { OUTLINE_METHODS } from './range-outline';
import { deleteCells, insertCells } from './range-shift';
import { makeRange, MOVE_METHODS, registerRange, sheetOf, type RangeTarget } from './range-target';
import {
  clearCells,
  readFormats,
  readFormulas,
  readFormulasLocal,
  readLocalFormats,
  readText,
  readTypes,
  readValues,
  validateSize,
  writeCells,
  writeFormats,
} from './range-values';
import { makeWorksheet } from './worksheet-target';

const address = (t: RangeTarget, host: HostContext): string =>
  `${quoteSheet(sheetOf(t, host).name)}!${areaText(t.area)}`;

/** Débordement de la formule ancrée dans cette cellule. */
const spillOf = ({ sheetId, area }: RangeTarget, host: HostContext): Area | undefined =>
  sheetOf({ sheetId }, host)
    .spills()
    .find(({ row, column }) => row === area.row && column === area.column);

function spillRange(t: RangeTarget, host: HostContext): HostObject {
  const area = spillOf(t, host);
  return area ? makeRange(t.sheetId, area) : NULL_OBJECT;
}

/** La cellule qui porte la formule dont le débordement couvre celle-ci. */
function spillParent(t: RangeTarget, host: HostContext): HostObject {
  const alone = t.area.rows * t.area.columns === 1;
  const spill = alone
    ? sheetOf(t, host)
        .spills()
        .find(area => contains(area, t.area))
    : undefined;
  return spill ? makeRange(t.sheetId, { ...spill, rows: 1, columns: 1 }) : NULL_OBJECT;
}

function used(t: RangeTarget, valuesOnly: unknown, host: HostContext): HostObject {
  const area = sheetOf(t, host).usedArea(valuesOnly === true, t.area);
  return area ? makeRange(t.sheetId, area) : NULL_OBJECT;
}

const found = (object: HostObject): HostObject => {
  if (object.isNull) throw itemNotFound();
  return object;
};

function hide(t: RangeTarget, host: HostContext, rows: boolean, hidden: unknown): void {
  const { facade } = sheetOf(t, host);
  host.model.flush();
  const { row, column } = t.area;
  if (rows && hidden) facade.hideRows(row, t.area.rows);
  else if (rows) facade.showRows(row, t.area.rows);
  else if (hidden) facade.hideColumns(column, t.area.columns);
  else facade.showColumns(column, t.area.columns);
}

export const range = define<RangeTarget>({
  name: 'Range',
  keepsReference: true,
  properties: {
    Address: address,
    AddressLocal: address,
    CellCount: t => t.area.rows * t.area.columns,
    RowCount: t => t.area.rows,
    ColumnCount: t => t.area.columns,
    RowIndex: t => t.area.row,
    ColumnIndex: t => t.area.column,
    IsEntireRow: t => t.area.columns === LAST_COLUMN,
    IsEntireColumn: t => t.area.rows === LAST_ROW,
    Values: readValues,
    Formulas: readFormulas,
    FormulasLocal: readFormulasLocal,
    Text: readText,
    NumberFormat: readFormats,
    NumberFormatLocal: readLocalFormats,
    ValueTypes: readTypes,
    HasSpill: (t, host) => spillOf(t, host) !== undefined,
    RowHidden: (t, host) => !sheetOf(t, host).inner.getRowVisible(t.area.row),
    ColumnHidden: (t, host) => !sheetOf(t, host).inner.getColVisible(t.area.column),
  },
  heavy: ['Text', 'FormulasLocal', 'NumberFormatLocal', 'ValueTypes'],
  setters: {
    Values: (t, value, host) => writeCells(t, value, host),
    Formulas: (t, value, host) => writeCells(t, value, host),
    FormulasLocal: (t, value, host) => writeCells(t, value, host, true),
    NumberFormat: writeFormats,
    RowHidden: (t, value, host) => hide(t, host, true, value),
    ColumnHidden: (t, value, host) => hide(t, host, false, value),
  },
  links: {
    Worksheet: (t, host) => makeWorksheet(sheetOf(t, host).id),
    Format: t => rangeFormat(t),
  },
  methods: {
    ...MOVE_METHODS,
    ...OUTLINE_METHODS,
    _ValidateArraySize: (t, [rows, columns]) => validateSize(t, rows, columns),
    GetUsedRange: (t, [valuesOnly], host) => found(used(t, valuesOnly, host)),
    GetUsedRangeOrNullObject: (t, [valuesOnly], host) => used(t, valuesOnly, host),
    GetSpecialCellsOrNullObject: (t, [type], host) => formulaCells(t, type, host),
    GetSpillingToRange: (t, _args, host) => found(spillRange(t, host)),
    GetSpillingToRangeOrNullObject: (t, _args, host) => spillRange(t, host),
    GetSpillParent: (t, _args, host) => found(spillParent(t, host)),
    GetSpillParentOrNullObject: (t, _args, host) => spillParent(t, host),
    Clear: (t, [applyTo], host) => clearCells(t, applyTo, host),
    CopyFrom: (t, args, host) => copyFrom(t, args, host),
    Insert: (t, [shift], host) => insertCells(t, shift, host),
    Delete: (t, [shift], host) => deleteCells(t, shift, host),
    Select: (t, _args, host) => host.model.as(host.author, () => sheetOf(t, host).select(t.area)),
    Calculate: (t, _args, host) => recalculate(t, host),
    SetDirty: (t, _args, host) => recalculate(t, host),
    Merge: () => {
      throw new ApiError('ApiNotFound', 'Range.Merge : les cellules fusionnées sont hors de cet Excel');
    },
  },
});

registerRange(range);

function recalculate(t: RangeTarget, host: HostContext): void {
  const read = sheetOf(t, host).reader();
  const cells = [];
  const { row, column, rows, columns } = t.area;
  for (let r = row; r < row + rows; r++) {
    for (let c = column; c < column + columns; c++) {
      if (read(r, c).formula) cells.push({ sheetId: t.sheetId, row: r, column: c });
    }
  }
  host.model.recalculate(cells);
}

/** Les cellules à formule d'une plage, dites par le rectangle qui les tient ; rien d'autre n'est demandé. */
function formulaCells(t: RangeTarget, type: unknown, host: HostContext): HostObject {
  if (type !== 'Formulas') throw new ApiError('ApiNotFound');
  const read = sheetOf(t, host).reader();
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (let row = t.area.row; row < t.area.row + t.area.rows; row++)
    for (let column = t.area.column; column < t.area.column + t.area.columns; column++) {
      if (read(row, column).formula === undefined) continue;
      [top, left] = [Math.min(top, row), Math.min(left, column)];
      [bottom, right] = [Math.max(bottom, row), Math.max(right, column)];
    }
  if (bottom < 0) return NULL_OBJECT;
  return makeRange(t.sheetId, { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 });
}
