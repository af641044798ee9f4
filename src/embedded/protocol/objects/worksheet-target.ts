/** La cible d'une feuille, et de quoi en faire une sans que tableaux et feuilles s'importent l'un l'autre. */
import { ApiError } from '../errors';
import type { HostObject } from '../objects';

export interface SheetTarget {
  readonly sheetId: string;
}

type WorksheetFactory = (target: SheetTarget) => HostObject;
let factory: WorksheetFactory | undefined;

export function registerWorksheet(make: WorksheetFactory): void {
  factory = make;
}

export function makeWorksheet(sheetId: string): HostObject {
  if (!factory) throw new ApiError('GeneralException', 'feuilles non initialisées');
  return factory({ sheetId });
}
