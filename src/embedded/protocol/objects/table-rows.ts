/** `table.rows`. Une ligne est une place, pas une donnée : un tri la fait désigner autre chose, comme dans Excel. */
import { fillCalculated } from '../../model/growth';
import { LAST_ROW } from '../../model/address';
import { ApiError, invalidArgument } from '../errors';
import { collectionMethods, define, type HostContext, type HostObject } from '../objects';
import { makeRange, sheetOf } from './range-target';
import { writeInto } from './range-values';
import { tableOf, type TableTarget } from './table-target';

interface RowTarget extends TableTarget {
  readonly index: number;
}

function rowRange(t: RowTarget, host: HostContext): HostObject {
  const { sheetId, body } = tableOf(t, host);
  if (t.index >= body.rows) throw invalidArgument();
  return makeRange(sheetId, { ...body, row: body.row + t.index, rows: 1 });
}

/** Ouvre `count` lignes dans le tableau ; rend le rectangle libre, avec les colonnes calculées déjà remplies. */
function openRows(t: TableTarget, at: number, count: number, host: HostContext) {
  const { model } = host;
  const table = tableOf(t, host);
  const { area, body, sheetId } = table;
  const added = { row: body.row + at, column: area.column, rows: count, columns: area.columns };
  const below = { ...added, row: area.row + area.rows, rows: LAST_ROW - area.row - area.rows - count };
  const used = sheetOf(table, host).usedArea();
  const occupied = used !== undefined && used.row + used.rows > below.row;
  const inside = added.row < area.row + area.rows;
  if (inside || occupied) makeRange(sheetId, added).call('Insert', ['Down'], host);
  table.setArea({ ...area, rows: area.rows + count });
  model.pending.fill(sheetId, added, (_row, column) => {
    const style = model.read(sheetId, Math.max(body.row, added.row - 1), column).style;
    return style ? { s: style } : undefined;
  });
  fillCalculated(model, table, { first: added.row, count });
  return { table, added };
}

function add(t: TableTarget, index: unknown, values: unknown, host: HostContext): HostObject {
  const table = tableOf(t, host);
  if (sheetOf(table, host).protection) throw new ApiError('AccessDenied');
  const { body } = table;
  const lines = Array.isArray(values)
    ? Array.isArray(values[0])
      ? (values as unknown[][])
      : [values as unknown[]]
    : undefined;
  if (lines?.some(line => line.length !== body.columns)) throw invalidArgument();
  const at = typeof index === 'number' && index >= 0 ? Math.min(index, body.rows) : body.rows;
  const { added } = openRows(t, at, lines?.length ?? 1, host);
  if (lines) writeInto({ sheetId: table.sheetId, area: added }, lines, host);
  host.model.pending.note({
    sheetId: table.sheetId,
    area: added,
    author: host.author,
    changeType: 'RowInserted',
  });
  return row({ id: t.id, index: at });
}

function remove(t: TableTarget, first: number, count: number, host: HostContext): void {
  const table = tableOf(t, host);
  const { area, body, sheetId } = table;
  if (first < 0 || count < 1 || first + count > body.rows) throw invalidArgument();
  const gone = { ...body, row: body.row + first, rows: count };
  // La dernière ligne reste, vide, comme dans Excel.
  if (count === body.rows) {
    makeRange(sheetId, { ...gone, rows: 1 }).call('Clear', ['Contents'], host);
    if (count === 1) return;
    gone.row += 1;
    gone.rows -= 1;
  }
  makeRange(sheetId, gone).call('Delete', ['Up'], host);
  table.setArea({ ...area, rows: area.rows - gone.rows });
}

const row = define<RowTarget>({
  name: 'TableRow',
  properties: {
    Index: t => t.index,
    Values: (t, host) => rowRange(t, host).get('Values', host),
  },
  setters: { Values: (t, value, host) => rowRange(t, host).set('Values', value, host) },
  methods: {
    GetRange: (t, _args, host) => rowRange(t, host),
    Delete: (t, _args, host) => remove(t, t.index, 1, host),
  },
});

const items = (t: TableTarget, host: HostContext): HostObject[] =>
  Array.from({ length: tableOf(t, host).body.rows }, (_, index) => row({ id: t.id, index }));

function item(t: TableTarget, key: unknown, host: HostContext): HostObject {
  const index = Number(key);
  if (!Number.isInteger(index) || index < 0 || index >= tableOf(t, host).body.rows) throw invalidArgument();
  return row({ id: t.id, index });
}

export const rowCollection = define<TableTarget>({
  name: 'TableRowCollection',
  properties: { Count: (t, host) => tableOf(t, host).body.rows },
  items,
  item,
  methods: {
    ...collectionMethods(items, item),
    GetCount: (t, _args, host) => tableOf(t, host).body.rows,
    Add: (t, [index, values], host) => add(t, index, values, host),
    DeleteRowsAt: (t, [index, count], host) => remove(t, Number(index), Number(count ?? 1), host),
  },
});
