import { cellAddress, fullRangeAddress, parseRange, rangeAddress } from './a1';
import type { CellRange } from './a1';
import type { Adjuster } from './adjust';
import { fileColor } from './colors';
import { shiftFormula } from './formulas';
import { frozen, pixelsOfWidth, readColumns } from './open';
import type { SheetState } from './state';
import { child, element, elements, isTrue, localName, removeChildren, setChild, textOf, walk } from './xml';
import type { XmlElement } from './xml';

/** Sequence of the children of a sheet (ECMA-376, CT_Worksheet). */
export const SHEET_ORDER = [
  'sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection',
  'protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells',
  'phoneticPr', 'conditionalFormatting', 'dataValidations', 'hyperlinks', 'printOptions', 'pageMargins', 'pageSetup',
  'headerFooter', 'rowBreaks', 'colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors', 'smartTags', 'drawing',
  'legacyDrawing', 'legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems',
  'tableParts', 'extLst',
]; // prettier-ignore

const PROPERTIES_ORDER = ['tabColor', 'outlinePr', 'pageSetUpPr'];
const VIEW_ORDER = ['pane', 'selection', 'pivotSelection', 'extLst'];

/** The tree of a sheet that the file did not have. */
export function newSheetRoot(): XmlElement {
  const root = element('worksheet', { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' });
  root.children.push(
    element('sheetViews', {}, [element('sheetView', { workbookViewId: 0 })]),
    element('sheetFormatPr', { defaultRowHeight: 15 }),
    element('sheetData'),
    element('pageMargins', { left: 0.7, right: 0.7, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 }),
  );
  return root;
}

/** Puts in the tree what the model says of the sheet; what it says the same way as the file is left as it was. */
export function updateSheet(
  root: XmlElement,
  sheet: SheetState,
  used: CellRange | undefined,
  options: { active: boolean; oldTabColor: string | undefined },
): void {
  if ((sheet.tabColor ?? '').toUpperCase() !== (options.oldTabColor ?? '').toUpperCase())
    setTabColor(root, sheet.tabColor);
  const reference = used ? rangeAddress(used) : 'A1';
  setChild(root, 'dimension', element('dimension', { ref: reference }), SHEET_ORDER);
  updateView(root, sheet, options.active);
  updateOutline(root, sheet);
  updateColumns(root, sheet);
  const merges = sheet.merges.map(fullRangeAddress);
  const known = elements(child(root, 'mergeCells'), 'mergeCell').map(m => m.attrs['ref'] ?? '');
  if (merges.length !== known.length || merges.some(m => !known.includes(m))) {
    const parts = merges.map(ref => element('mergeCell', { ref }));
    const list = parts.length > 0 ? element('mergeCells', { count: parts.length }, parts) : undefined;
    setChild(root, 'mergeCells', list, SHEET_ORDER);
  }
}

/** Excel makes room for the outline symbols from the deepest level that the sheet announces. */
function updateOutline(root: XmlElement, sheet: SheetState): void {
  const levels = [...sheet.rows.values()].map(row => row.outline ?? 0);
  const deepest = levels.reduce((max, level) => Math.max(max, level), 0);
  if (deepest === 0) return;
  const kept = child(root, 'sheetFormatPr') ?? element('sheetFormatPr', { defaultRowHeight: 15 });
  kept.attrs['outlineLevelRow'] = String(deepest);
  setChild(root, 'sheetFormatPr', kept, SHEET_ORDER);
}

function setTabColor(root: XmlElement, color: string | undefined): void {
  const properties = child(root, 'sheetPr') ?? element('sheetPr');
  const rgb = fileColor(color);
  setChild(properties, 'tabColor', rgb ? element('tabColor', { rgb }) : undefined, PROPERTIES_ORDER);
  const empty = properties.children.length === 0 && Object.keys(properties.attrs).length === 0;
  setChild(root, 'sheetPr', empty ? undefined : properties, SHEET_ORDER);
}

function updateView(root: XmlElement, sheet: SheetState, active: boolean): void {
  const views =
    child(root, 'sheetViews') ?? element('sheetViews', {}, [element('sheetView', { workbookViewId: 0 })]);
  setChild(root, 'sheetViews', views, SHEET_ORDER);
  const view = child(views, 'sheetView');
  if (!view) return;
  const shown = view.attrs['showGridLines'] === undefined || isTrue(view.attrs['showGridLines']);
  if (shown !== sheet.showGridlines) {
    if (sheet.showGridlines) delete view.attrs['showGridLines'];
    else view.attrs['showGridLines'] = '0';
  }
  if (active) view.attrs['tabSelected'] = '1';
  else delete view.attrs['tabSelected'];
  const now = frozen(view);
  const { rows, columns } = sheet.freeze;
  if (now.rows === rows && now.columns === columns) return;
  removeChildren(view, 'pane');
  removeChildren(view, 'selection');
  if (rows === 0 && columns === 0) return;
  const active2 = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  const pane = element('pane', {
    xSplit: columns > 0 ? columns : undefined,
    ySplit: rows > 0 ? rows : undefined,
    topLeftCell: cellAddress(rows, columns),
    activePane: active2,
    state: 'frozen',
  });
  setChild(view, 'pane', pane, VIEW_ORDER);
  setChild(view, 'selection', element('selection', { pane: active2 }), VIEW_ORDER);
}

/** Columns as the file lists them, cut where the model says another width or visibility. */
function updateColumns(root: XmlElement, sheet: SheetState): void {
  const known = readColumns(root);
  const changed = new Set<number>();
  for (const [c, { width, hidden }] of sheet.columns) {
    const before = known[c];
    const sameWidth = width === undefined ? before?.w === undefined : Math.round(width) === before?.w;
    if (!sameWidth || hidden !== (before?.hd === 1)) changed.add(c);
  }
  for (const c of Object.keys(known).map(Number)) {
    const before = known[c];
    if (!sheet.columns.has(c) && (before?.w !== undefined || before?.hd === 1)) changed.add(c);
  }
  if (changed.size === 0) return;
  const list = elements(child(root, 'cols'), 'col');
  for (const c of [...changed].sort((a, b) => a - b)) {
    const col = isolate(list, c + 1);
    const state = sheet.columns.get(c);
    if (state?.width === undefined)
      for (const key of ['width', 'customWidth', 'bestFit']) delete col.attrs[key];
    else if (pixelsOfWidth(Number(col.attrs['width'] ?? Number.NaN)) !== Math.round(state.width)) {
      col.attrs['width'] = String(Math.round((state.width / 7) * 256) / 256);
      col.attrs['customWidth'] = '1';
    }
    if (state?.hidden) col.attrs['hidden'] = '1';
    else delete col.attrs['hidden'];
  }
  const cols = list
    .filter(col => Object.keys(col.attrs).length > 2)
    .sort((a, b) => Number(a.attrs['min']) - Number(b.attrs['min']));
  setChild(root, 'cols', cols.length > 0 ? element('cols', {}, cols) : undefined, SHEET_ORDER);
}

/** The `<col>` of one column alone, cut out of the one that covers it. */
function isolate(list: XmlElement[], n: number): XmlElement {
  const at = list.findIndex(c => Number(c.attrs['min']) <= n && n <= Number(c.attrs['max']));
  const own = element('col', { min: n, max: n });
  if (at < 0) {
    list.push(own);
    return own;
  }
  const covering = list[at] as XmlElement;
  const [min, max] = [Number(covering.attrs['min']), Number(covering.attrs['max'])];
  const piece = (from: number, to: number): XmlElement[] =>
    from > to ? [] : [{ ...covering, attrs: { ...covering.attrs, min: String(from), max: String(to) } }];
  const middle = { ...own, attrs: { ...covering.attrs, min: String(n), max: String(n) } };
  list.splice(at, 1, ...piece(min, n - 1), middle, ...piece(n + 1, max));
  return middle;
}

/**
 * Formats, validations, links and other ranges that only the file knows follow the sheet.
 * @param name name the sheet had in the file
 */
export function adjustSheet(root: XmlElement, name: string, adjuster: Adjuster): void {
  for (const part of elements(root)) {
    const kind = localName(part);
    if (kind === 'sheetData' || kind === 'sheetViews' || kind === 'mergeCells') continue;
    const lost = kind === 'conditionalFormatting' ? lostRows(part.attrs['sqref'] ?? '', name, adjuster) : 0;
    walk(part, node => {
      for (const key of ['sqref', 'ref']) {
        const value = node.attrs[key];
        if (value === undefined || (key === 'ref' && parseRange(value) === undefined)) continue;
        node.attrs[key] = adjuster.list(name, value);
      }
      const local = localName(node);
      if (['formula', 'formula1', 'formula2', 'f'].includes(local)) {
        const before = textOf(node);
        const after = adjuster.formula(name, shiftFormula(before, lost, 0));
        if (after !== before) node.children = [after];
      } else if (local === 'sqref') {
        const after = adjuster.list(name, textOf(node));
        if (after !== textOf(node)) node.children = [after];
      }
      if (local === 'hyperlink' && node.attrs['location']) {
        node.attrs['location'] = adjuster.formula(name, node.attrs['location']);
      }
    });
  }
  dropDeleted(root, 'conditionalFormatting', 'sqref');
  dropEmptyIn(root, 'dataValidations', 'sqref');
  dropEmptyIn(root, 'hyperlinks', 'ref');
}

/** Rows deleted at the top of a range: its formulas, written for its first cell, are then read from the first one left. */
function lostRows(sqref: string, sheet: string, adjuster: Adjuster): number {
  const range = parseRange(sqref.split(/\s+/)[0] ?? '');
  if (!range) return 0;
  for (let row = range.startRow; row <= range.endRow; row++)
    if (adjuster.range(sheet, { ...range, startRow: row, endRow: row })) return row - range.startRow;
  return 0;
}

/** Removes the parts whose range was deleted. */
function dropDeleted(root: XmlElement, name: string, key: string): void {
  root.children = root.children.filter(
    c => typeof c === 'string' || localName(c) !== name || c.attrs[key] !== '',
  );
}

function dropEmptyIn(root: XmlElement, list: string, key: string): void {
  const holder = child(root, list);
  if (!holder) return;
  const before = elements(holder).length;
  holder.children = holder.children.filter(c => typeof c === 'string' || c.attrs[key] !== '');
  const after = elements(holder).length;
  if (after === before) return;
  if (after === 0) setChild(root, list, undefined, SHEET_ORDER);
  else if (holder.attrs['count'] !== undefined) holder.attrs['count'] = String(after);
}
