/** Du classeur au client : chaque événement du modèle devient des entrées poussées, si quelqu'un les attend. */
import { areaText, intersect, type Area } from '../model/address';
import { valueTypeOf } from '../model/cells';
import type { Author, ModelEvents } from '../model/events';
import type { WorkbookModel } from '../model/workbook';
import { EVENT } from './event-methods';
import { Category, type PushEntry } from './wire';

/** Ce que la boîte d'envoi demande à la session. */
export interface Outlet {
  readonly id: string;
  readonly user: string;
  readonly enableEvents: boolean;
  /** Ce client sait-il qui a écrit (`triggerSource`) ? Un Excel d'avant ExcelApi 1.14 ne le dit pas. */
  readonly saysWho: boolean;
  listens(messageType: number, targetId: string): boolean;
  /** Garde la plage d'un événement pour `event.getRange(context)`. */
  keepEventRange(sheetId: string, area: Area): string;
  push(entry: PushEntry): void;
}

/** Source et déclencheur vus de cette connexion. */
function origin(author: Author, outlet: Outlet): { source: string; triggerSource?: string } {
  const mine = author.clientId === outlet.id;
  const known = author.user !== undefined ? author.user === outlet.user : author.source === 'Local';
  const source = mine || known ? 'Local' : 'Remote';
  return outlet.saysWho ? { source, triggerSource: mine ? 'ThisLocalAddin' : 'Unknown' } : { source };
}

/** Branche une connexion sur les événements du classeur ; rend de quoi la débrancher. */
export function connectOutbox(model: WorkbookModel, outlet: Outlet): () => void {
  const send = (type: number, targets: readonly string[], message: () => Record<string, unknown>): void => {
    if (!outlet.enableEvents) return;
    const wanted = targets.filter(target => outlet.listens(type, target));
    if (wanted.length === 0) return;
    const text = JSON.stringify(message());
    for (const targetId of wanted) {
      outlet.push({ messageCategory: Category.Event, messageType: type, targetId, message: text });
    }
  };
  const simple = <K extends keyof ModelEvents>(
    name: K,
    type: number,
    message: (event: ModelEvents[K]) => Record<string, unknown>,
  ) =>
    model.on(name, event => {
      const { sheetId } = event as { sheetId: string };
      send(type, [sheetId, 'Workbook'], () => message(event));
    });
  const offs = [
    model.on('changed', event => changed(model, outlet, send, event)),
    simple('formatChanged', EVENT.sheetFormat, e => ({
      address: areaText(e.area),
      worksheetId: e.sheetId,
      ...origin(e.author, outlet),
    })),
    simple('calculated', EVENT.sheetCalculated, e => ({ worksheetId: e.sheetId, address: areaText(e.area) })),
    simple('sheetAdded', EVENT.sheetAdded, e => ({ worksheetId: e.sheetId, ...origin(e.author, outlet) })),
    simple('sheetDeleted', EVENT.sheetDeleted, e => ({
      worksheetId: e.sheetId,
      ...origin(e.author, outlet),
    })),
    simple('sheetActivated', EVENT.sheetActivated, e => ({ worksheetId: e.sheetId })),
    simple('sheetRenamed', EVENT.sheetRenamed, e => ({
      worksheetId: e.sheetId,
      nameBefore: e.before,
      nameAfter: e.after,
      ...origin(e.author, outlet),
    })),
    simple('sheetVisibility', EVENT.sheetVisibility, e => ({
      worksheetId: e.sheetId,
      visibilityBefore: e.before,
      visibilityAfter: e.after,
      ...origin(e.author, outlet),
    })),
    simple('tableAdded', EVENT.tableAdded, e => ({
      tableId: e.tableId,
      worksheetId: e.sheetId,
      ...origin(e.author, outlet),
    })),
    simple('tableDeleted', EVENT.tableDeleted, e => ({
      tableId: e.tableId,
      tableName: e.name,
      worksheetId: e.sheetId,
      ...origin(e.author, outlet),
    })),
    model.on('selected', event => selected(model, outlet, send, event)),
    model.on('settingsChanged', ({ author }) => {
      if (author.clientId !== outlet.id) oldStyle(outlet, EVENT.settings);
    }),
  ];
  return () => offs.forEach(off => off());
}

type Send = (type: number, targets: readonly string[], message: () => Record<string, unknown>) => void;

function oldStyle(outlet: Outlet, messageType: number): void {
  if (outlet.enableEvents)
    outlet.push({ messageCategory: Category.Event, messageType, targetId: '', message: '{}' });
}

function changed(model: WorkbookModel, outlet: Outlet, send: Send, event: ModelEvents['changed']): void {
  const { sheetId, area, author, changeType, details, shift } = event;
  let base: Record<string, unknown> | undefined;
  const message = () =>
    (base ??= {
      changeType,
      ...origin(author, outlet),
      worksheetId: sheetId,
      address: areaText(area),
      referenceId: outlet.keepEventRange(sheetId, area),
      shiftDirection: shift ?? 'None',
      ...(details
        ? {
            valueBefore: details.valueBefore,
            valueAfter: details.valueAfter,
            valueTypeBefore: valueTypeOf(details.valueBefore),
            valueTypeAfter: valueTypeOf(details.valueAfter),
          }
        : {}),
    });
  send(EVENT.sheetChanged, [sheetId, 'Workbook'], message);
  for (const table of model.tableBook.onSheet(sheetId)) {
    const common = intersect(table.area, area);
    if (!common) continue;
    const address = areaText(common);
    const targets = [table.id, sheetId, 'Workbook'];
    send(EVENT.tableChanged, targets, () => ({ ...message(), address, tableId: table.id }));
  }
}

function selected(model: WorkbookModel, outlet: Outlet, send: Send, event: ModelEvents['selected']): void {
  const { sheetId, area } = event;
  const address = areaText(area);
  send(EVENT.sheetSelected, [sheetId, 'Workbook'], () => ({ worksheetId: sheetId, address }));
  for (const table of model.tableBook.onSheet(sheetId)) {
    const common = intersect(table.area, area);
    send(EVENT.tableSelected, [table.id], () => ({
      tableId: table.id,
      worksheetId: sheetId,
      isInsideTable: common !== undefined,
      address: common ? areaText(common) : '',
    }));
  }
  oldStyle(outlet, EVENT.documentSelection);
}
