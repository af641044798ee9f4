/** `Excel.Worksheet`, sa protection, ses volets figés ; `Excel.WorksheetCollection`. */
import { LAST_COLUMN, LAST_ROW } from '../../model/address';
import type { SheetVisibility } from '../../model/sheets';
import { asBoolean, asInteger, asText, optionalInteger, optionalText } from '../arguments';
import { ApiError, invalidArgument, itemNotFound } from '../errors';
import { EVENT, eventMethods } from '../event-methods';
import { collectionMethods, define, NULL_OBJECT, type HostContext, type HostObject } from '../objects';
import { nameCollection } from './names';
import { showOutlineLevels } from './range-outline';
import { makeRange, rangeArgument, rangeAt, sheetOf } from './range-target';
import { tableCollection } from './tables';
import { registerWorksheet, type SheetTarget } from './worksheet-target';

const RESERVED = ['history', 'historique'];

/** Vérifie un nom de feuille comme Excel : 31 caractères, signes interdits, unicité. */
export function checkSheetName(name: string, host: HostContext, self?: string): void {
  const bad = name === '' || name.length > 31 || /[:\\/?*[\]]/.test(name) || /^'|'$/.test(name);
  if (bad || RESERVED.includes(name.toLowerCase())) throw invalidArgument();
  const same = host.model.sheetByName(name);
  if (same && same.id !== self) throw new ApiError('ItemAlreadyExists');
}

function setVisibility(t: SheetTarget, value: unknown, host: HostContext): void {
  if (!['Visible', 'Hidden', 'VeryHidden'].includes(String(value))) throw invalidArgument();
  const sheet = sheetOf(t, host);
  const others = host.model.sheets().filter(other => other.id !== sheet.id && other.visibility === 'Visible');
  if (value !== 'Visible' && others.length === 0) throw new ApiError('InvalidOperation');
  host.model.as(host.author, () => {
    if (value !== 'Visible' && sheet.active) others[0]?.activate();
    sheet.visibility = value as SheetVisibility;
  });
}

function remove(t: SheetTarget, host: HostContext): void {
  const sheet = sheetOf(t, host);
  const others = host.model.sheets().filter(other => other.id !== sheet.id);
  if (!others.some(other => other.visibility === 'Visible')) throw new ApiError('InvalidOperation');
  host.model.flush();
  host.model.as(host.author, () => {
    for (const table of host.model.tableBook.onSheet(sheet.id))
      host.model.tableBook.remove(table, host.author);
    host.model.workbook.deleteSheet(sheet.id);
  });
}

const protection = define<SheetTarget>({
  name: 'WorksheetProtection',
  properties: {
    Protected: (t, host) => sheetOf(t, host).protection !== undefined,
    Options: (t, host) => sheetOf(t, host).protection?.options ?? null,
  },
  methods: {
    Protect: (t, [options, password], host) => {
      const sheet = sheetOf(t, host);
      if (sheet.protection) throw new ApiError('InvalidOperation');
      const kept = (options as Record<string, unknown> | null) ?? {};
      const secret = optionalText(password);
      sheet.protection = secret === undefined ? { options: kept } : { options: kept, password: secret };
    },
    Unprotect: (t, [password], host) => {
      const sheet = sheetOf(t, host);
      if (sheet.protection?.password !== undefined && sheet.protection.password !== optionalText(password)) {
        throw new ApiError('AccessDenied');
      }
      sheet.protection = undefined;
    },
  },
});

function freeze(t: SheetTarget, rows: number, columns: number, host: HostContext): void {
  const sheet = sheetOf(t, host);
  host.model.run('sheet.mutation.set-frozen', {
    subUnitId: sheet.id,
    startRow: rows > 0 ? rows : -1,
    startColumn: columns > 0 ? columns : -1,
    ySplit: rows,
    xSplit: columns,
  });
}

const freezePanes = define<SheetTarget>({
  name: 'WorksheetFreezePanes',
  methods: {
    FreezeRows: (t, [count], host) => freeze(t, optionalInteger(count, 1), 0, host),
    FreezeColumns: (t, [count], host) => freeze(t, 0, optionalInteger(count, 1), host),
    FreezeAt: (t, [place], host) => {
      const { area } = rangeArgument(place, t.sheetId, host);
      const rows = area.rows === LAST_ROW ? 0 : area.row + area.rows;
      freeze(t, rows, area.columns === LAST_COLUMN ? 0 : area.column + area.columns, host);
    },
    Unfreeze: (t, _args, host) => freeze(t, 0, 0, host),
    GetLocation: (t, _args, host) => {
      const location = frozen(t, host);
      if (location.isNull) throw itemNotFound();
      return location;
    },
    GetLocationOrNullObject: (t, _args, host) => frozen(t, host),
  },
});

function frozen(t: SheetTarget, host: HostContext): HostObject {
  const { ySplit, xSplit } = sheetOf(t, host).inner.getFreeze();
  if (ySplit === 0 && xSplit === 0) return NULL_OBJECT;
  const rows = ySplit === 0 ? LAST_ROW : ySplit;
  return makeRange(t.sheetId, { row: 0, column: 0, rows, columns: xSplit === 0 ? LAST_COLUMN : xSplit });
}

function used(t: SheetTarget, valuesOnly: unknown, host: HostContext): HostObject {
  const area = sheetOf(t, host).usedArea(valuesOnly === true);
  return area ? makeRange(t.sheetId, area) : NULL_OBJECT;
}

/** `worksheet.autoFilter` : le filtre de feuille, hors tableau, n'existe pas ici ; il se lit « absent ». */
const sheetFilter = define<SheetTarget>({
  name: 'AutoFilter',
  properties: { Enabled: () => false, IsDataFiltered: () => false, Criteria: () => [] },
  methods: { ClearCriteria: () => undefined, Remove: () => undefined, Reapply: () => undefined },
});

export const worksheet = define<SheetTarget>({
  name: 'Worksheet',
  identity: (t, host) => ({ Id: t.sheetId, Name: sheetOf(t, host).name }),
  properties: {
    Id: t => t.sheetId,
    Name: (t, host) => sheetOf(t, host).name,
    Position: (t, host) => sheetOf(t, host).position,
    Visibility: (t, host) => sheetOf(t, host).visibility,
    TabColor: (t, host) => sheetOf(t, host).tabColor,
    EnableCalculation: () => true,
    ShowGridlines: (t, host) => sheetOf(t, host).inner.getConfig().showGridlines !== 0,
    ShowHeadings: () => true,
    StandardWidth: (t, host) => sheetOf(t, host).inner.getConfig().defaultColumnWidth,
  },
  setters: {
    Name: (t, value, host) => {
      const name = asText(value);
      checkSheetName(name, host, t.sheetId);
      host.model.as(host.author, () => sheetOf(t, host).rename(name));
    },
    Position: (t, value, host) => sheetOf(t, host).move(asInteger(value)),
    Visibility: setVisibility,
    TabColor: (t, value, host) => void (sheetOf(t, host).tabColor = asText(value)),
    ShowGridlines: (t, value, host) => {
      host.model.run('sheet.mutation.toggle-gridlines', {
        subUnitId: t.sheetId,
        showGridlines: asBoolean(value) ? 1 : 0,
      });
    },
  },
  links: {
    Tables: t => tableCollection({ sheetId: t.sheetId }),
    Names: t => nameCollection({ sheetId: t.sheetId }),
    Protection: t => protection(t),
    FreezePanes: t => freezePanes(t),
    AutoFilter: t => sheetFilter(t),
  },
  methods: {
    ShowOutlineLevels: showOutlineLevels,
    GetRange: (t, [address], host) => {
      const text = optionalText(address);
      sheetOf(t, host);
      if (text !== undefined) return rangeAt(text, t.sheetId, host);
      return makeRange(t.sheetId, { row: 0, column: 0, rows: LAST_ROW, columns: LAST_COLUMN });
    },
    GetRangeByIndexes: (t, [row, column, rows, columns]) =>
      makeRange(t.sheetId, {
        row: asInteger(row),
        column: asInteger(column),
        rows: asInteger(rows),
        columns: asInteger(columns),
      }),
    GetCell: (t, [row, column]) =>
      makeRange(t.sheetId, { row: asInteger(row), column: asInteger(column), rows: 1, columns: 1 }),
    GetUsedRange: (t, [valuesOnly], host) => {
      const area = used(t, valuesOnly, host);
      return area.isNull ? makeRange(t.sheetId, { row: 0, column: 0, rows: 1, columns: 1 }) : area;
    },
    GetUsedRangeOrNullObject: (t, [valuesOnly], host) => used(t, valuesOnly, host),
    Activate: (t, _args, host) => host.model.as(host.author, () => sheetOf(t, host).activate()),
    Calculate: (_t, _args, host) => void host.model.engine.recalculateAll(),
    Delete: (t, _args, host) => remove(t, host),
    ...eventMethods<SheetTarget>(
      {
        DataChangedEvent: EVENT.sheetChanged,
        ActivatedEvent: EVENT.sheetActivated,
        DeactivatedEvent: EVENT.sheetDeactivated,
        SelectionChangedEvent: EVENT.sheetSelected,
        CalculatedEvent: EVENT.sheetCalculated,
        FormatChangedEvent: EVENT.sheetFormat,
        EventNameChanged: EVENT.sheetRenamed,
        EventVisibilityChanged: EVENT.sheetVisibility,
      },
      t => t.sheetId,
    ),
  },
});

type All = Record<string, never>;

function items(_t: All, host: HostContext): HostObject[] {
  return host.model.sheets().map(sheet => worksheet({ sheetId: sheet.id }));
}

function item(_t: All, key: unknown, host: HostContext): HostObject {
  const text = asText(key);
  const sheet = host.model.sheet(text) ?? host.model.sheetByName(text);
  if (!sheet) throw itemNotFound();
  return worksheet({ sheetId: sheet.id });
}

function add(name: unknown, host: HostContext): HostObject {
  const wanted = optionalText(name) ?? freeName(host);
  checkSheetName(wanted, host);
  host.model.flush();
  const active = host.model.activeSheet;
  const made = host.model.as(host.author, () => host.model.workbook.create(wanted, 200, 26));
  host.model.quietly(() => active.activate());
  return worksheet({ sheetId: made.getSheetId() });
}

function freeName(host: HostContext): string {
  const prefix = host.model.locale === 'fr-FR' ? 'Feuil' : 'Sheet';
  let rank = host.model.sheets().length;
  while (host.model.sheetByName(`${prefix}${++rank}`));
  return `${prefix}${rank}`;
}

const visible = (host: HostContext, only: unknown) =>
  host.model.sheets().filter(sheet => only !== true || sheet.visibility === 'Visible');

export const worksheetCollection = define<All>({
  name: 'WorksheetCollection',
  properties: {},
  items,
  item,
  methods: {
    ...collectionMethods(items, item),
    GetCount: (_t, [only], host) => visible(host, only).length,
    Add: (_t, [name], host) => add(name, host),
    GetActiveWorksheet: (_t, _args, host) => worksheet({ sheetId: host.model.activeSheet.id }),
    GetFirst: (_t, [only], host) => worksheet({ sheetId: visible(host, only)[0]?.id ?? '' }),
    GetLast: (_t, [only], host) => worksheet({ sheetId: visible(host, only).at(-1)?.id ?? '' }),
    ...eventMethods<All>(
      {
        DataChangedEvent: EVENT.sheetChanged,
        ActivatedEvent: EVENT.sheetActivated,
        DeactivatedEvent: EVENT.sheetDeactivated,
        AddedEvent: EVENT.sheetAdded,
        DeletedEvent: EVENT.sheetDeleted,
        SelectionChangedEvent: EVENT.sheetSelected,
        CalculatedEvent: EVENT.sheetCalculated,
        FormatChangedEvent: EVENT.sheetFormat,
        EventNameChanged: EVENT.sheetRenamed,
        EventVisibilityChanged: EVENT.sheetVisibility,
      },
      () => 'Workbook',
    ),
  },
});

registerWorksheet(worksheet);
