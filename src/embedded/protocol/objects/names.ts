/** Noms définis : `workbook.names` et `worksheet.names`. */
import { areaText, parseAddress, quoteSheet } from '../../model/address';
import type { NamedItem } from '../../model/names';
import { asText, optionalText } from '../arguments';
import { ApiError, invalidArgument, itemNotFound } from '../errors';
import { collectionMethods, define, HostObject, NULL_OBJECT, orNull, type HostContext } from '../objects';
import { makeRange, type RangeTarget } from './range-target';

export interface NameScope {
  /** Feuille de portée ; absente : le classeur, sans les noms de ses feuilles. */
  readonly sheetId?: string;
}

interface NameTarget extends NameScope {
  readonly name: string;
}

function found(t: NameTarget, host: HostContext): NamedItem {
  const item = host.model.names.find(t.name, t.sheetId);
  if (!item) throw itemNotFound();
  return item;
}

/** La plage du nom, quand il en désigne une. */
function rangeOf(t: NameTarget, host: HostContext): HostObject {
  const target = parseAddress(found(t, host).refersTo.replace(/^=/, ''));
  const sheet = target?.sheet === undefined ? undefined : host.model.sheetByName(target.sheet);
  return target && sheet ? makeRange(sheet.id, target.area) : NULL_OBJECT;
}

function valueOf(t: NameTarget, host: HostContext): unknown {
  const { refersTo } = found(t, host);
  const text = refersTo.replace(/^=/, '');
  const constant = /^"((?:[^"]|"")*)"$/.exec(text);
  if (constant) return constant[1]?.replace(/""/g, '"');
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function typeOf(t: NameTarget, host: HostContext): string {
  if (!rangeOf(t, host).isNull) return 'Range';
  return typeof valueOf(t, host) === 'number' ? 'Double' : 'String';
}

const namedItem = define<NameTarget>({
  name: 'NamedItem',
  identity: t => ({ _Id: t.name, Name: t.name }),
  properties: {
    _Id: t => t.name,
    Name: (t, host) => found(t, host).name,
    Type: typeOf,
    Value: valueOf,
    Formula: (t, host) => found(t, host).refersTo,
    Comment: (t, host) => found(t, host).comment,
    Visible: (t, host) => !found(t, host).hidden,
    Scope: t => (t.sheetId ? 'Worksheet' : 'Workbook'),
  },
  setters: {
    Formula: (t, value, host) => {
      const { comment, hidden } = found(t, host);
      host.model.names.add(t.name, asText(value), comment, hidden, t.sheetId);
    },
    Comment: (t, value, host) => {
      const { refersTo, hidden } = found(t, host);
      host.model.names.add(t.name, refersTo, asText(value), hidden, t.sheetId);
    },
    Visible: (t, value, host) => {
      const { refersTo, comment } = found(t, host);
      host.model.names.add(t.name, refersTo, comment, value !== true, t.sheetId);
    },
  },
  methods: {
    GetRange: (t, _args, host) => {
      const range = rangeOf(t, host);
      if (range.isNull) throw itemNotFound();
      return range;
    },
    GetRangeOrNullObject: (t, _args, host) => rangeOf(t, host),
    Delete: (t, _args, host) => host.model.names.remove(found(t, host)),
  },
});

const items = (scope: NameScope, host: HostContext): HostObject[] =>
  host.model.names
    .all()
    .filter(item => item.sheetId === scope.sheetId)
    .map(({ name }) => namedItem({ ...scope, name }));

function item(scope: NameScope, key: unknown, host: HostContext): HostObject {
  return namedItem({ ...scope, name: found({ ...scope, name: asText(key) }, host).name });
}

function add(
  scope: NameScope,
  [name, reference, comment]: readonly unknown[],
  host: HostContext,
): HostObject {
  const wanted = asText(name);
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(wanted) || parseAddress(wanted)) throw invalidArgument();
  if (host.model.names.find(wanted, scope.sheetId) || host.model.tableBook.byName(wanted))
    throw new ApiError('ItemAlreadyExists');
  host.model.names.add(
    wanted,
    referenceText(reference, host),
    optionalText(comment) ?? '',
    false,
    scope.sheetId,
  );
  return namedItem({ ...scope, name: wanted });
}

function referenceText(reference: unknown, host: HostContext): string {
  if (!(reference instanceof HostObject))
    return typeof reference === 'string' ? reference : String(reference);
  const { sheetId, area } = reference.target as RangeTarget;
  const absolute = areaText(area).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return `=${quoteSheet(host.model.sheet(sheetId)?.name ?? '')}!${absolute}`;
}

export const nameCollection = define<NameScope>({
  name: 'NamedItemCollection',
  items,
  item,
  methods: {
    ...collectionMethods(items, item),
    GetItemOrNullObject: (t, [key], host) => orNull(() => item(t, key, host)),
    Add: add,
  },
});
