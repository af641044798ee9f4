/** `Excel.Workbook` et ce qui s'y rattache directement. */
import type { CalculationMode } from '../../model/engine';
import { asBoolean, asText } from '../arguments';
import { invalidArgument, itemNotFound } from '../errors';
import { EVENT, eventMethods } from '../event-methods';
import { collectionMethods, define, HostObject, NULL_OBJECT, type HostContext } from '../objects';
import { worksheetFunctions } from './functions';
import { nameCollection } from './names';
import { makeRange } from './range-target';
import { tableCollection } from './tables';
import { worksheetCollection } from './worksheet';
import './range';

type Root = Record<string, never>;
const ROOT: Root = {};

const MODES: readonly string[] = ['Automatic', 'AutomaticExceptTables', 'Manual'];
const SEPARATORS = { 'fr-FR': [',', '\u202f'], 'en-US': ['.', ','] } as const;

const numberFormatInfo = define<Root>({
  name: 'NumberFormatInfo',
  properties: {
    NumberDecimalSeparator: (_t, { model }) => SEPARATORS[model.locale][0],
    NumberGroupSeparator: (_t, { model }) => SEPARATORS[model.locale][1],
    CurrencySymbol: (_t, { model }) => (model.locale === 'fr-FR' ? '€' : '$'),
  },
});

const cultureInfo = define<Root>({
  name: 'CultureInfo',
  properties: { Name: (_t, { model }) => model.locale },
  links: { NumberFormat: () => numberFormatInfo(ROOT) },
});

const application = define<Root>({
  name: 'Application',
  properties: {
    CalculationMode: (_t, { model }) => model.engine.mode,
    CalculationState: (_t, { model }) => (model.engine.busy ? 'Calculating' : 'Done'),
    CalculationEngineVersion: () => 191029,
    DecimalSeparator: (_t, { model }) => SEPARATORS[model.locale][0],
    ThousandsSeparator: (_t, { model }) => SEPARATORS[model.locale][1],
    UseSystemSeparators: () => true,
  },
  setters: {
    CalculationMode: (_t, value, { model }) => {
      if (!MODES.includes(String(value))) throw invalidArgument();
      model.engine.mode = value as CalculationMode;
    },
  },
  links: { CultureInfo: () => cultureInfo(ROOT) },
  methods: {
    Calculate: (_t, _args, { model }) => {
      model.flush();
      void model.engine.recalculateAll();
    },
    SuspendApiCalculationUntilNextSync: (_t, _args, { session }) => session.suspendCalculation(),
    SuspendScreenUpdatingUntilNextSync: () => undefined,
  },
});

const runtime = define<Root>({
  name: 'Runtime',
  properties: { EnableEvents: (_t, { session }) => session.enableEvents },
  setters: { EnableEvents: (_t, value, { session }) => void (session.enableEvents = asBoolean(value)) },
});

const setting = define<{ key: string }>({
  name: 'Setting',
  identity: t => ({ _Id: t.key }),
  properties: {
    _Id: t => t.key,
    Key: t => t.key,
    Value: (t, { model }) => model.settings.get(t.key) ?? null,
  },
  setters: { Value: (t, value, host) => putSetting(t.key, value, host) },
  methods: {
    Delete: (t, _args, { model, author }) => {
      model.settings.delete(t.key);
      model.emit('settingsChanged', { author });
    },
  },
});

function putSetting(key: string, value: unknown, { model, author }: HostContext): void {
  model.settings.set(key, value);
  model.emit('settingsChanged', { author });
}

const settingItems = (_t: Root, { model }: HostContext): HostObject[] =>
  [...model.settings.keys()].map(key => setting({ key }));

function settingItem(_t: Root, key: unknown, { model }: HostContext): HostObject {
  const text = asText(key);
  const known = [...model.settings.keys()].find(other => other.toLowerCase() === text.toLowerCase());
  if (known === undefined) throw itemNotFound();
  return setting({ key: known });
}

const settings = define<Root>({
  name: 'SettingCollection',
  items: settingItems,
  item: settingItem,
  methods: {
    ...collectionMethods(settingItems, settingItem),
    Add: (_t, [key, value], host) => {
      putSetting(asText(key), value, host);
      return setting({ key: asText(key) });
    },
  },
});

const properties = define<Root>({
  name: 'DocumentProperties',
  properties: {
    Author: () => '',
    Title: (_t, { model }) => model.fileName.replace(/\.xlsx$/i, ''),
    Subject: () => '',
    Category: () => '',
    Company: () => '',
    LastAuthor: () => '',
    RevisionNumber: () => 1,
  },
});

const selection = ({ model }: HostContext): HostObject => {
  const sheet = model.activeSheet;
  return makeRange(sheet.id, sheet.selection);
};

function activeCell(host: HostContext): HostObject {
  const sheet = host.model.activeSheet;
  return makeRange(sheet.id, { ...sheet.selection, rows: 1, columns: 1 });
}

function eventRange(id: unknown, { session }: HostContext): HostObject {
  return session.referenced(asText(id)) ?? NULL_OBJECT;
}

export const workbook = define<Root>({
  name: 'Workbook',
  properties: {
    Name: (_t, { model }) => model.fileName,
    AutoSave: () => true,
    IsDirty: () => false,
    ReadOnly: () => false,
    PreviouslySaved: () => true,
    CalculationEngineVersion: () => 191029,
    Use1904DateSystem: (_t, { model }) => model.date1904,
  },
  setters: { AutoSave: () => undefined, IsDirty: () => undefined },
  links: {
    Worksheets: () => worksheetCollection(ROOT),
    Tables: () => tableCollection({}),
    Names: () => nameCollection({}),
    Functions: () => worksheetFunctions(ROOT),
    Application: () => application(ROOT),
    Settings: () => settings(ROOT),
    Properties: () => properties(ROOT),
    _Runtime: () => runtime(ROOT),
  },
  methods: {
    GetSelectedRange: (_t, _args, host) => selection(host),
    GetActiveCell: (_t, _args, host) => activeCell(host),
    Save: () => undefined,
    _GetReferenceCount: (_t, _args, { session }) => session.referenceCount(),
    _RemoveReference: (_t, args, { session }) => session.release(args.map(String)),
    _GetRangeForEventByReferenceId: (_t, [id], host) => {
      const kept = eventRange(id, host);
      if (kept.isNull) throw itemNotFound();
      return kept;
    },
    _GetRangeOrNullObjectForEventByReferenceId: (_t, [id], host) => eventRange(id, host),
    ...eventMethods<Root>(
      { ActivatedEvent: EVENT.workbookActivated, AutoSaveSettingChangedEvent: EVENT.autoSave },
      () => 'Workbook',
    ),
  },
});

/** La racine de tous les chemins d'objets. */
export const rootObject = (): HostObject => workbook(ROOT);

/** Un objet de service (`Microsoft.ExcelServices.CustomFunctions`…) : ses appels vont aux abonnés de la session. */
export function serviceObject(typeName: string): HostObject {
  const methods = new Proxy<Record<string, never>>(
    {},
    {
      get:
        (_unused, method: string | symbol) =>
        (_target: unknown, args: readonly unknown[], { session }: HostContext) =>
          typeof method === 'string' ? session.service(typeName, method, args) : undefined,
    },
  );
  return new HostObject({ name: typeName, properties: {}, methods: methods as never }, ROOT);
}
