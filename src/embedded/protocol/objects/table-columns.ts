/** `table.columns`. Une colonne est désignée par son identifiant : elle suit ses déplacements. */
import { columnFilter } from './table-filter';
import type { Area } from '../../model/address';
import { nameNewColumns } from '../../model/growth';
import { asText } from '../arguments';
import { ApiError, invalidArgument, itemNotFound } from '../errors';
import { collectionMethods, define, type HostContext, type HostObject } from '../objects';
import { makeRange, sheetOf } from './range-target';
import { columnIndexOf, tableOf, type ColumnTarget, type TableTarget } from './table-target';

function columnArea(
  t: ColumnTarget,
  host: HostContext,
  of: 'area' | 'body' | 'header' | 'totals',
): HostObject {
  const table = tableOf(t, host);
  const area = table[of];
  if (!area) throw itemNotFound();
  return makeRange(table.sheetId, { ...area, column: area.column + columnIndexOf(t, host), columns: 1 });
}

function rename(t: ColumnTarget, value: unknown, host: HostContext): void {
  const name = asText(value);
  const table = tableOf(t, host);
  const names = table.columnNames();
  const index = columnIndexOf(t, host);
  if (name === '') throw invalidArgument();
  if (names.some((other, i) => i !== index && other.toLowerCase() === name.toLowerCase())) {
    throw new ApiError('ItemAlreadyExists');
  }
  columnArea(t, host, 'header').set('Values', name.startsWith('=') ? `'${name}` : name, host);
}

const column = define<ColumnTarget>({
  name: 'TableColumn',
  identity: t => ({ Id: t.columnId }),
  properties: {
    Id: t => t.columnId,
    Index: columnIndexOf,
    Name: (t, host) => tableOf(t, host).columnNames()[columnIndexOf(t, host)] ?? '',
    Values: (t, host) => columnArea(t, host, 'area').get('Values', host),
  },
  heavy: ['Values'],
  setters: {
    Name: rename,
    Values: (t, value, host) => columnArea(t, host, 'area').set('Values', value, host),
  },
  links: { Filter: t => columnFilter(t) },
  methods: {
    GetRange: (t, _args, host) => columnArea(t, host, 'area'),
    GetDataBodyRange: (t, _args, host) => columnArea(t, host, 'body'),
    GetHeaderRowRange: (t, _args, host) => columnArea(t, host, 'header'),
    GetTotalRowRange: (t, _args, host) => columnArea(t, host, 'totals'),
    Delete: (t, _args, host) => removeColumn(t, host),
  },
});

function removeColumn(t: ColumnTarget, host: HostContext): void {
  const table = tableOf(t, host);
  if (table.area.columns === 1) throw new ApiError('InvalidOperation');
  const index = columnIndexOf(t, host);
  const range = columnArea(t, host, 'area');
  const { area } = table;
  range.call('Delete', ['Left'], host);
  table.shiftColumnIds(index, -1);
  table.setArea({ ...area, columns: area.columns - 1 });
}

/** `columns.add(index, values, name)` : à la fin, ou à une place (les colonnes suivantes se décalent). */
function add(t: TableTarget, index: unknown, values: unknown, name: unknown, host: HostContext): HostObject {
  const table = tableOf(t, host);
  if (sheetOf(table, host).protection) throw new ApiError('AccessDenied');
  const { area } = table;
  const at = typeof index === 'number' && index >= 0 ? Math.min(index, area.columns) : area.columns;
  const added: Area = { row: area.row, column: area.column + at, rows: area.rows, columns: 1 };
  if (at < area.columns) makeRange(table.sheetId, added).call('Insert', ['Right'], host);
  const grown = { ...area, columns: area.columns + 1 };
  table.shiftColumnIds(at, 1);
  nameNewColumns(host.model, table, added);
  table.setArea(grown);
  const made = column({ id: t.id, columnId: table.columnIds()[at] ?? 0 });
  if (Array.isArray(values)) made.set('Values', fit(values as unknown[], area.rows), host);
  if (typeof name === 'string' && name !== '') made.set('Name', name, host);
  return made;
}

function fit(values: unknown[], rows: number): unknown[] {
  if (values.length !== rows) throw invalidArgument();
  return values.map(line => (Array.isArray(line) ? (line as unknown[]) : [line]));
}

const items = (t: TableTarget, host: HostContext): HostObject[] =>
  tableOf(t, host)
    .columnIds()
    .map(columnId => column({ id: t.id, columnId }));

function item(t: TableTarget, key: unknown, host: HostContext): HostObject {
  const table = tableOf(t, host);
  const ids = table.columnIds();
  if (typeof key === 'number') {
    if (!ids.includes(key)) throw itemNotFound();
    return column({ id: t.id, columnId: key });
  }
  const wanted = asText(key).toLocaleLowerCase();
  const index = table.columnNames().findIndex(name => name.toLocaleLowerCase() === wanted);
  if (index < 0) throw itemNotFound();
  return column({ id: t.id, columnId: ids[index] ?? 0 });
}

export const columnCollection = define<TableTarget>({
  name: 'TableColumnCollection',
  properties: { Count: (t, host) => tableOf(t, host).area.columns },
  items,
  item,
  methods: {
    ...collectionMethods(items, item),
    Add: (t, [index, values, name], host) => add(t, index, values, name, host),
  },
});
