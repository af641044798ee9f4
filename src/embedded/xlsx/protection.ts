import { child, element, isTrue, setChild } from './xml';
import type { XmlElement } from './xml';

/** Protection of a sheet, in the words of Office.js (`allowSort`…). */
export interface SheetProtection {
  readonly options: Readonly<Record<string, unknown>>;
  readonly password?: string;
}

/** What a protected sheet may allow; the file says the contrary (`sort="0"`: sorting is not locked). */
const ALLOWED = [
  'formatCells', 'formatColumns', 'formatRows', 'insertColumns', 'insertRows', 'insertHyperlinks',
  'deleteColumns', 'deleteRows', 'sort', 'autoFilter', 'pivotTables',
] as const; // prettier-ignore

const optionOf = (attribute: string): string => `allow${attribute[0]?.toUpperCase()}${attribute.slice(1)}`;

/** A file holds only the trace of a password: no text that a client sends can be told to be it, so none opens the sheet. */
const UNKNOWN_PASSWORD = '\u0000';

const isProtected = (node: XmlElement | undefined): node is XmlElement => isTrue(node?.attrs['sheet']);

/** The protection in force; undefined when the sheet is free. */
export function readProtection(root: XmlElement): SheetProtection | undefined {
  const node = child(root, 'sheetProtection');
  if (!isProtected(node)) return undefined;
  const { attrs } = node;
  const locked = attrs['password'] !== undefined || attrs['hashValue'] !== undefined;
  return {
    options: Object.fromEntries(
      ALLOWED.map(name => [optionOf(name), attrs[name] !== undefined && !isTrue(attrs[name])]),
    ),
    ...(locked ? { password: UNKNOWN_PASSWORD } : {}),
  };
}

/** Says whether the sheet is protected; the element of the file, with its password, stays when nothing changed. */
export function writeProtection(
  root: XmlElement,
  protection: SheetProtection | undefined,
  order: readonly string[],
): void {
  const known = child(root, 'sheetProtection');
  if (isProtected(known) === (protection !== undefined)) return;
  const free = ALLOWED.filter(name => protection?.options[optionOf(name)] === true);
  const attrs = {
    sheet: 1,
    objects: 1,
    scenarios: 1,
    ...Object.fromEntries(free.map(name => [name, 0])),
  };
  setChild(root, 'sheetProtection', protection && element('sheetProtection', attrs), order);
}
