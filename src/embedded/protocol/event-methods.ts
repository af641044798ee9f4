/** Numéros d'événements du fil et méthodes d'abonnement (`_Register…` / `_Unregister…`). */
import type { HostContext } from './objects';

export const EVENT = {
  settings: 1,
  documentSelection: 2,
  sheetChanged: 10,
  sheetActivated: 11,
  sheetDeactivated: 12,
  sheetAdded: 13,
  sheetSelected: 14,
  sheetDeleted: 15,
  sheetCalculated: 16,
  sheetFormat: 18,
  sheetRenamed: 25,
  sheetVisibility: 26,
  tableSelected: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  workbookActivated: 2203,
  autoSave: 2200,
} as const;

type Method<T> = (target: T, args: readonly unknown[], host: HostContext) => unknown;

/** Les paires d'abonnement d'un objet ; `targetOf` donne la cible que les entrées poussées porteront. */
export function eventMethods<T>(
  events: Readonly<Record<string, number>>,
  targetOf: (target: T) => string,
): Record<string, Method<T>> {
  const methods: Record<string, Method<T>> = {};
  for (const [name, type] of Object.entries(events)) {
    methods[`_Register${name}`] = (target, _args, { session }) => session.subscribe(type, targetOf(target));
    methods[`_Unregister${name}`] = (target, _args, { session }) =>
      session.unsubscribe(type, targetOf(target));
  }
  return methods;
}
