import type { Adjuster } from './adjust';
import { sheetPrefix } from './formulas';
import { relationshipId } from './open';
import { OFFICE_RELATIONSHIPS } from './package';
import type { Package } from './package';
import type { WorkbookSource } from './source';
import type { WorkbookState } from './state';
import {
  child,
  decodeEscapes,
  element,
  elements,
  encodeEscapes,
  isTrue,
  localName,
  setChild,
  textOf,
} from './xml';
import type { XmlElement } from './xml';

/** Sequence of the children of a workbook (ECMA-376, CT_Workbook). */
const ORDER = [
  'fileVersion', 'fileSharing', 'workbookPr', 'AlternateContent', 'revisionPtr', 'absPath', 'workbookProtection',
  'bookViews', 'sheets', 'functionGroups', 'externalReferences', 'definedNames', 'calcPr', 'oleSize',
  'customWorkbookViews', 'pivotCaches', 'smartTagPr', 'smartTagTypes', 'webPublishing', 'fileRecoveryPr',
  'webPublishObjects', 'extLst',
]; // prettier-ignore

/** Our calculation engine: an identifier below any that Excel gave itself. */
const OWN_ENGINE = '1';

/** Prefix that a tree gives to the relationships, declared when it was not. */
export function relationshipPrefix(root: XmlElement): string {
  const known = Object.entries(root.attrs).find(
    ([key, value]) => key.startsWith('xmlns:') && /\/officeDocument\/(2006\/)?relationships$/.test(value),
  );
  if (known) return known[0].slice('xmlns:'.length);
  root.attrs['xmlns:r'] = OFFICE_RELATIONSHIPS;
  return 'r';
}

/** A tab of the file being written: a sheet of the model, or a chart sheet that only the file knows. */
interface Tab {
  node: XmlElement;
  sheetId: string | undefined;
  sourceIndex: number | undefined;
}

/**
 * Writes the list of tabs, the names and the active tab.
 * @param parts part of each sheet of the model, by id
 */
export function writeWorkbook(
  pack: Package,
  source: WorkbookSource,
  root: XmlElement,
  state: WorkbookState,
  parts: ReadonlyMap<string, string>,
  adjuster: Adjuster,
): void {
  const tabs = listTabs(pack, source, root, state, parts);
  setChild(
    root,
    'sheets',
    element(
      'sheets',
      {},
      tabs.map(t => t.node),
    ),
    ORDER,
  );
  writeNames(root, source, state, tabs, adjuster);
  setActive(root, state, tabs);
  signCalculation(root);
  pack.set(source.part, root);
}

/**
 * Says which engine calculated the values last. Excel takes ours for one older than its own and calculates the file whole
 * when it opens it; we know our own work and do not (`mustRecalculate` in `open.ts`).
 */
function signCalculation(root: XmlElement): void {
  const calculation = child(root, 'calcPr') ?? element('calcPr');
  calculation.attrs['calcId'] = OWN_ENGINE;
  delete calculation.attrs['fullCalcOnLoad'];
  setChild(root, 'calcPr', calculation, ORDER);
}

function listTabs(
  pack: Package,
  source: WorkbookSource,
  root: XmlElement,
  state: WorkbookState,
  parts: ReadonlyMap<string, string>,
): Tab[] {
  const links = new Map(pack.relationships(source.part).map(r => [r.id, r]));
  const partToId = new Map([...parts].map(([id, part]) => [part, id]));
  const known = elements(child(root, 'sheets'), 'sheet').map((node, index) => {
    const link = links.get(relationshipId(node));
    return { node, index, sheetId: link ? partToId.get(link.target) : undefined, kind: link?.type ?? '' };
  });
  let lastId = Math.max(0, ...known.map(k => Number(k.node.attrs['sheetId'] ?? 0)));
  const prefix = relationshipPrefix(root);
  const tabs: Tab[] = state.sheets.map(sheet => {
    const from = known.find(k => k.sheetId === sheet.id);
    let node = from?.node;
    if (!node) {
      const link = [...links.values()].find(r => r.target === parts.get(sheet.id));
      node = element('sheet', { name: sheet.name, sheetId: ++lastId, [`${prefix}:id`]: link?.id });
    }
    node.attrs['name'] = sheet.name;
    if (sheet.visibility === 'visible') delete node.attrs['state'];
    else node.attrs['state'] = sheet.visibility;
    return { node, sheetId: sheet.id, sourceIndex: from?.index };
  });
  for (const other of known) {
    if (other.kind.endsWith('/worksheet') || other.kind === '') continue;
    const before = tabs.findIndex(t => t.sourceIndex !== undefined && t.sourceIndex > other.index);
    const tab: Tab = { node: other.node, sheetId: undefined, sourceIndex: other.index };
    if (before < 0) tabs.push(tab);
    else tabs.splice(before, 0, tab);
  }
  return tabs;
}

function writeNames(
  root: XmlElement,
  source: WorkbookSource,
  state: WorkbookState,
  tabs: readonly Tab[],
  adjuster: Adjuster,
): void {
  const oldNames = source.sheets.map(s => s.name);
  const tabNames = elements(child(source.root, 'sheets'), 'sheet').map(s => s.attrs['name'] ?? '');
  const places = new Map(tabs.map((t, i) => [t.sourceIndex, i]));
  const sheetPlaces = new Map(tabs.map((t, i) => [t.sheetId, i]));
  const nodes: XmlElement[] = [];
  const sourceByName = new Map<string, XmlElement>();
  for (const node of elements(child(root, 'definedNames'), 'definedName')) {
    const local = node.attrs['localSheetId'];
    const place = local === undefined ? undefined : places.get(Number(local));
    if (!node.attrs['name']?.startsWith('_xlnm.')) {
      sourceByName.set(`${place ?? ''}|${(node.attrs['name'] ?? '').toLowerCase()}`, node);
      continue;
    }
    if (local !== undefined && place === undefined) continue;
    if (place !== undefined) node.attrs['localSheetId'] = String(place);
    const owner = local === undefined ? undefined : tabNames[Number(local)];
    node.children = [adjuster.formula(oldNames[0] ?? '', quoted(textOf(node), owner))];
    if (!/#REF!/.test(textOf(node))) nodes.push(node);
  }
  for (const name of state.names) {
    const place = name.sheetId === undefined ? undefined : sheetPlaces.get(name.sheetId);
    if (name.sheetId !== undefined && place === undefined) continue;
    const known = sourceByName.get(`${place ?? ''}|${name.name.toLowerCase()}`);
    const node = known ?? element('definedName', { name: name.name });
    node.attrs['name'] = name.name;
    if (place !== undefined) node.attrs['localSheetId'] = String(place);
    if (name.hidden) node.attrs['hidden'] = '1';
    else if (isTrue(node.attrs['hidden'])) delete node.attrs['hidden'];
    if (name.comment !== undefined) node.attrs['comment'] = name.comment;
    const text = source.formulas.toFile(name.refersTo);
    if (decodeEscapes(textOf(node)) !== text) node.children = [encodeEscapes(text)];
    nodes.push(node);
  }
  const key = (n: XmlElement): string =>
    `${(n.attrs['name'] ?? '').toLowerCase()}|${n.attrs['localSheetId'] ?? ''}`;
  nodes.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  setChild(root, 'definedNames', nodes.length > 0 ? element('definedNames', {}, nodes) : undefined, ORDER);
}

/** Some writers forget the quotes of a sheet name that needs them (`Temps passés!$1:$1`): they are put back. */
function quoted(text: string, sheet: string | undefined): string {
  if (sheet === undefined || sheetPrefix(sheet) === `${sheet}!`) return text;
  return text
    .split(',')
    .map(part => (part.startsWith(`${sheet}!`) ? sheetPrefix(sheet) + part.slice(sheet.length + 1) : part))
    .join(',');
}

/** The active tab must be one that is seen. */
function setActive(root: XmlElement, state: WorkbookState, tabs: readonly Tab[]): void {
  const views = child(root, 'bookViews') ?? element('bookViews', {}, [element('workbookView')]);
  const view = child(views, 'workbookView') ?? element('workbookView');
  const id = state.sheets[activeSheet(state)]?.id;
  const place = Math.max(
    0,
    tabs.findIndex(t => t.sheetId === id),
  );
  if (place === 0) delete view.attrs['activeTab'];
  else view.attrs['activeTab'] = String(place);
  if (Number(view.attrs['firstSheet'] ?? 0) >= tabs.length) delete view.attrs['firstSheet'];
  setChild(root, 'bookViews', views, ORDER);
}

/** Index of the active sheet: the one asked for when it is visible, else the first visible one. */
export function activeSheet(state: WorkbookState): number {
  const asked = state.active ?? 0;
  if (state.sheets[asked]?.visibility === 'visible') return asked;
  return Math.max(
    0,
    state.sheets.findIndex(s => s.visibility === 'visible'),
  );
}

/** The list of sheets in `docProps/app.xml` is only informative: it goes when it is no longer true. */
export function dropTitles(pack: Package): void {
  const part = pack.related('', 'extended-properties')?.target;
  if (part === undefined || !pack.has(part)) return;
  const root = pack.xml(part);
  const kept = root.children.filter(
    c => typeof c === 'string' || !['TitlesOfParts', 'HeadingPairs'].includes(localName(c)),
  );
  if (kept.length === root.children.length) return;
  root.children = kept;
  pack.set(part, root);
}
