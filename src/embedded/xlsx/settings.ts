import type { Package } from './package';
import { OFFICE_RELATIONSHIPS } from './package';
import { element, elements, localName, textOf } from './xml';

/**
 * Where `workbook.settings` lives: a custom XML part of our own, which Excel carries without reading it. (Excel
 * keeps the settings of an add-in beside its manifest, under ids that only it gives.)
 */
const SETTINGS = 'urn:cloture:reglages:1';
const DATA_STORE = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';
const ITEM_ID = '{6C1B2F0E-5B0A-4C57-9D53-CA0A0C10D5E1}';
const PROPERTIES_TYPE = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';

/** Name of the part that holds the settings, undefined when there is none. */
function findPart(pack: Package, workbookPart: string): string | undefined {
  return pack.relationships(workbookPart).find(r => {
    if (!r.type.endsWith('/customXml') || !pack.has(r.target)) return false;
    return pack.text(r.target).includes(`"${SETTINGS}"`);
  })?.target;
}

/** Reads the settings; a value that is not JSON is left out. */
export function readSettings(pack: Package, workbookPart: string): Record<string, unknown> {
  const part = findPart(pack, workbookPart);
  const settings: Record<string, unknown> = {};
  if (part === undefined) return settings;
  for (const item of elements(pack.xml(part))) {
    const key = item.attrs['cle'];
    if (localName(item) !== 'reglage' || key === undefined) continue;
    try {
      settings[key] = JSON.parse(textOf(item)) as unknown;
    } catch {
      continue;
    }
  }
  return settings;
}

/** Writes the settings, sorted by key; without any, the part is removed. */
export function writeSettings(
  pack: Package,
  workbookPart: string,
  settings: Readonly<Record<string, unknown>>,
): void {
  const keys = Object.keys(settings)
    .filter(key => settings[key] !== undefined)
    .sort();
  const known = findPart(pack, workbookPart);
  if (keys.length === 0) {
    if (known === undefined) return;
    for (const r of pack.relationships(known)) pack.remove(r.target);
    pack.setRelationships(
      workbookPart,
      pack.relationships(workbookPart).filter(r => r.target !== known),
    );
    pack.remove(known);
    return;
  }
  const items = keys.map(key => element('reglage', { cle: key }, [JSON.stringify(settings[key])]));
  const part = known ?? pack.freeName('customXml/item', '.xml');
  pack.set(part, element('reglages', { xmlns: SETTINGS }, items), 'application/xml');
  if (known !== undefined) return;
  const properties = part.replace('customXml/item', 'customXml/itemProps');
  const references = element('ds:schemaRefs', {}, [element('ds:schemaRef', { 'ds:uri': SETTINGS })]);
  pack.set(
    properties,
    element('ds:datastoreItem', { 'ds:itemID': ITEM_ID, 'xmlns:ds': DATA_STORE }, [references]),
    PROPERTIES_TYPE,
  );
  pack.relate(part, `${OFFICE_RELATIONSHIPS}/customXmlProps`, properties);
  pack.relate(workbookPart, `${OFFICE_RELATIONSHIPS}/customXml`, part);
}
