/** `Excel.TableCollection` et `Excel.Table`. */
import { intersect, parseAddress, type Area } from '../../model/address';
import { forgetTable } from '../../model/citations';
import { fillCalculated, nameNewColumns } from '../../model/growth';
import type { TableModel } from '../../model/tables';
import { asBoolean, asText, optionalText } from '../arguments';
import { ApiError, invalidArgument, itemNotFound } from '../errors';
import { EVENT, eventMethods } from '../event-methods';
import { collectionMethods, define, type HostContext, type HostObject } from '../objects';
import { makeRange, rangeArgument, sheetOf, type RangeTarget } from './range-target';
import { columnCollection } from './table-columns';
import { autoFilter, clearFilters } from './table-filter';
import { rowCollection } from './table-rows';
import { tableSort } from './table-sort';
import { tableOf, type TableTarget } from './table-target';
import { makeWorksheet } from './worksheet-target';

/** Portée d'une collection : une feuille, ou le classeur. */
export interface TableScope {
  readonly sheetId?: string;
}

function checkName(name: string, host: HostContext, self?: TableModel): void {
  const good = /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) && name.length <= 255 && !parseAddress(name);
  if (!good || /^[rc]$/i.test(name)) throw invalidArgument();
  const same = host.model.tableBook.byName(name);
  if ((same && same.id !== self?.id) || host.model.names.find(name)) throw new ApiError('ItemAlreadyExists');
}

function assertFree(area: Area, sheetId: string, host: HostContext, self?: TableModel): void {
  const clash = host.model.tableBook.onSheet(sheetId).some(t => t.id !== self?.id && intersect(t.area, area));
  if (clash) throw new ApiError('InvalidArgument', 'A table can’t overlap another table.');
}

function add(scope: TableScope, place: unknown, hasHeaders: unknown, host: HostContext): HostObject {
  const { model } = host;
  const target = rangeArgument(place, scope.sheetId ?? model.activeSheet.id, host);
  const sheet = sheetOf(target, host);
  if (sheet.protection) throw new ApiError('AccessDenied');
  let area = target.area;
  if (hasHeaders !== true) area = insertHeaderRow(target, host);
  // Un tableau a toujours une ligne de données, même vide.
  if (area.rows === 1) area = { ...area, rows: 2 };
  assertFree(area, sheet.id, host);
  uniqueHeaders(area, sheet.id, host);
  const made = model.tableBook.add(
    { sheetId: sheet.id, name: model.tableBook.freeName(), area },
    host.author,
  );
  return table({ id: made.id });
}

/** Sans en-tête annoncé, Excel décale les données d'une ligne et invente les titres. */
function insertHeaderRow(target: RangeTarget, host: HostContext): Area {
  const { area, sheetId } = target;
  const read = host.model.pending.reader(sheetId);
  const rows: unknown[][] = [];
  for (let r = 0; r < area.rows; r++) {
    rows.push(
      Array.from({ length: area.columns }, (_, c) => {
        const cell = read(area.row + r, area.column + c);
        return cell.formula ?? cell.value;
      }),
    );
  }
  const grown = { ...area, rows: area.rows + 1 };
  const titles = Array.from({ length: area.columns }, () => '');
  const body = makeRange(sheetId, grown);
  body.set('Values', [titles, ...rows], host);
  return grown;
}

/** Titres vides complétés et doublons numérotés, comme le fait Excel. */
function uniqueHeaders(area: Area, sheetId: string, host: HostContext): void {
  const prefix = host.model.locale === 'fr-FR' ? 'Colonne' : 'Column';
  const taken = new Set<string>();
  host.model.pending.fill(sheetId, { ...area, rows: 1 }, (row, column) => {
    const value = host.model.read(sheetId, row, column).value;
    const base = value === '' ? `${prefix}${column - area.column + 1}` : String(value);
    let name = base;
    for (let i = 2; taken.has(name.toLocaleLowerCase()); i++) name = `${base}${i}`;
    taken.add(name.toLocaleLowerCase());
    return name === value ? undefined : { v: name, t: 1, f: null, si: null, p: null };
  });
}

/** `table.resize` : même ligne d'en-tête, étendues qui se recoupent, au moins une ligne de données. */
function resize(t: TableTarget, place: unknown, host: HostContext): void {
  const model = tableOf(t, host);
  const { area, sheetId } = rangeArgument(place, model.sheetId, host);
  const before = model.area;
  if (sheetOf(model, host).protection) throw new ApiError('AccessDenied');
  const sameHead = area.row === before.row && intersect(area, before) !== undefined;
  if (sheetId !== model.sheetId || !sameHead || area.rows < 2) throw invalidArgument();
  assertFree(area, sheetId, host, model);
  const end = before.column + before.columns;
  const added = area.column + area.columns - end;
  if (added > 0)
    nameNewColumns(host.model, model, { row: area.row, column: end, rows: area.rows, columns: added });
  model.setArea(area);
  const more = area.rows - before.rows;
  if (more > 0) {
    const read = host.model.pending.reader(sheetId);
    const first = before.row + before.rows;
    fillCalculated(
      host.model,
      model,
      { first, count: more },
      (row, column) => read(row, column).value !== '',
    );
  }
}

function setTotals(t: TableTarget, value: unknown, host: HostContext): void {
  const model = tableOf(t, host);
  const wanted = asBoolean(value);
  if (wanted === model.showTotals) return;
  const { area } = model;
  // Le moteur relit les parties du tableau en même temps que son étendue.
  model.showTotals = wanted;
  model.setArea({ ...area, rows: area.rows + (wanted ? 1 : -1) });
}

export const table: (target: TableTarget) => HostObject = define<TableTarget>({
  name: 'Table',
  identity: (t, host) => ({ Id: t.id, Name: tableOf(t, host).name }),
  properties: {
    Id: t => t.id,
    Name: (t, host) => tableOf(t, host).name,
    LegacyId: t => t.id,
    Style: (t, host) => tableOf(t, host).styleName,
    ShowHeaders: (t, host) => tableOf(t, host).showHeaders,
    ShowTotals: (t, host) => tableOf(t, host).showTotals,
    ShowFilterButton: (t, host) => tableOf(t, host).showFilterButton,
    ShowBandedRows: () => true,
    ShowBandedColumns: () => false,
    HighlightFirstColumn: () => false,
    HighlightLastColumn: () => false,
  },
  setters: {
    Name: (t, value, host) => {
      const name = asText(value);
      checkName(name, host, tableOf(t, host));
      host.model.flush();
      host.model.as(host.author, () => tableOf(t, host).rename(name));
    },
    Style: (t, value, host) => void (tableOf(t, host).styleName = asText(value)),
    ShowHeaders: (t, value, host) => void (tableOf(t, host).showHeaders = asBoolean(value)),
    ShowTotals: setTotals,
    ShowFilterButton: (t, value, host) => void (tableOf(t, host).showFilterButton = asBoolean(value)),
  },
  links: {
    Columns: t => columnCollection(t),
    Rows: t => rowCollection(t),
    Worksheet: (t, host) => makeWorksheet(tableOf(t, host).sheetId),
    AutoFilter: t => autoFilter(t),
    Sort: t => tableSort(t),
  },
  methods: {
    GetDataBodyRange: (t, _args, host) => makeRange(tableOf(t, host).sheetId, tableOf(t, host).body),
    GetHeaderRowRange: (t, _args, host) => part(t, host, 'header'),
    GetTotalRowRange: (t, _args, host) => part(t, host, 'totals'),
    GetRange: (t, _args, host) => makeRange(tableOf(t, host).sheetId, tableOf(t, host).area),
    Resize: (t, [place], host) => resize(t, place, host),
    ClearFilters: (t, _args, host) => clearFilters(t, host),
    ConvertToRange: (t, _args, host) => {
      const model = tableOf(t, host);
      const { area, sheetId } = model;
      host.model.tableBook.remove(model, host.author);
      return makeRange(sheetId, area);
    },
    Delete: (t, _args, host) => {
      const model = tableOf(t, host);
      const { area, sheetId, name } = model;
      makeRange(sheetId, area).call('Clear', ['Contents'], host);
      host.model.flush();
      host.model.tableBook.remove(model, host.author);
      forgetTable(host.model, name);
    },
    ...eventMethods<TableTarget>(
      { DataChangedEvent: EVENT.tableChanged, SelectionChangedEvent: EVENT.tableSelected },
      t => t.id,
    ),
  },
});

function part(t: TableTarget, host: HostContext, which: 'header' | 'totals'): HostObject {
  const model = tableOf(t, host);
  const area = model[which];
  if (!area) throw itemNotFound();
  return makeRange(model.sheetId, area);
}

const items = (scope: TableScope, host: HostContext): HostObject[] =>
  host.model
    .tables()
    .filter(t => scope.sheetId === undefined || t.sheetId === scope.sheetId)
    .map(t => table({ id: t.id }));

function item(scope: TableScope, key: unknown, host: HostContext): HostObject {
  const text = String(key);
  const found = host.model.tableBook.byId(text) ?? host.model.tableBook.byName(text);
  if (!found || (scope.sheetId !== undefined && found.sheetId !== scope.sheetId)) throw itemNotFound();
  return table({ id: found.id });
}

export const tableCollection: (scope: TableScope) => HostObject = define<TableScope>({
  name: 'TableCollection',
  properties: { Count: (t, host) => items(t, host).length },
  items,
  item,
  methods: {
    ...collectionMethods(items, item),
    Add: (t, [place, hasHeaders], host) => add(t, place, hasHeaders, host),
    GetFirst: (t, _args, host) => items(t, host)[0] ?? item(t, optionalText('') ?? '', host),
    ...eventMethods<TableScope>(
      {
        DataChangedEvent: EVENT.tableChanged,
        AddedEvent: EVENT.tableAdded,
        DeletedEvent: EVENT.tableDeleted,
      },
      t => t.sheetId ?? 'Workbook',
    ),
  },
});
