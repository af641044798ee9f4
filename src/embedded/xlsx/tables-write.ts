import { fullRangeAddress, sameRange } from './a1';
import type { CellRange } from './a1';
import type { FormulaCodec } from './formulas';
import type { TableFilter, TableState } from './state';
import {
  child,
  decodeEscapes,
  element,
  elements,
  encodeEscapes,
  removeChildren,
  setChild,
  textOf,
} from './xml';
import type { XmlElement } from './xml';

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const ORDER = ['autoFilter', 'sortState', 'tableColumns', 'tableStyleInfo', 'extLst'];
const COLUMN_ORDER = ['calculatedColumnFormula', 'totalsRowFormula', 'xmlColumnPr', 'extLst'];

/** Range of a table as the file must have it: at least one row of data. */
export function tableRange(table: TableState): CellRange {
  const least = table.range.startRow + (table.showHeader ? 1 : 0) + (table.showTotals ? 1 : 0);
  return { ...table.range, endRow: Math.max(table.range.endRow, least) };
}

/** Rows of data of a table. */
export function dataRange(table: TableState): CellRange {
  const range = tableRange(table);
  return {
    ...range,
    startRow: range.startRow + (table.showHeader ? 1 : 0),
    endRow: range.endRow - (table.showTotals ? 1 : 0),
  };
}

/** Names of columns from the texts of the header cells: never empty, never twice the same (case apart). */
export function columnNames(headers: readonly string[]): string[] {
  const used = new Set<string>();
  return headers.map((header, i) => {
    const base = header === '' ? `Colonne${i + 1}` : header;
    let name = base;
    for (let n = 2; used.has(name.toLowerCase()); n++) name = `${base}${n}`;
    used.add(name.toLowerCase());
    return name;
  });
}

/** The name of a column as the part of its table stores it: line breaks are escaped there. */
const storedName = (name: string): string =>
  encodeEscapes(name).replace(/\r/g, '_x000D_').replace(/\n/g, '_x000a_').replace(/\t/g, '_x0009_');

/**
 * The part of a table.
 * @param source part of the opened file, undefined for a new table
 * @param names names of the columns (those of the header cells)
 */
export function writeTable(
  table: TableState,
  names: readonly string[],
  id: number,
  source: { root: XmlElement; range: CellRange } | undefined,
  formulas: FormulaCodec,
): XmlElement {
  const root: XmlElement = source
    ? structuredClone(source.root)
    : element('table', { xmlns: SPREADSHEET, id });
  const range = tableRange(table);
  if (root.attrs['displayName'] !== table.name)
    Object.assign(root.attrs, { name: table.name, displayName: table.name });
  root.attrs['id'] = String(id);
  root.attrs['ref'] = fullRangeAddress(range);
  setFlag(root, 'headerRowCount', table.showHeader ? undefined : '0');
  setFlag(root, 'totalsRowCount', table.showTotals ? '1' : undefined);
  if (!source) root.attrs['totalsRowShown'] = table.showTotals ? '1' : '0';
  else if (table.showTotals) delete root.attrs['totalsRowShown'];
  delete root.attrs['insertRow'];
  setFilter(root, table, range, source !== undefined && sameRange(source.range, range));
  setChild(root, 'tableColumns', columnsPart(root, table, names, formulas), ORDER);
  setStyle(root, table, source !== undefined);
  return root;
}

function setFlag(root: XmlElement, name: string, value: string | undefined): void {
  if (value === undefined) delete root.attrs[name];
  else if (root.attrs[name] === undefined || name === 'headerRowCount') root.attrs[name] = value;
}

function setFilter(root: XmlElement, table: TableState, range: CellRange, sameExtent: boolean): void {
  if (!sameExtent) removeChildren(root, 'sortState');
  if (!table.showHeader || table.showFilter === false) {
    setChild(root, 'autoFilter', undefined, ORDER);
    return;
  }
  const filter = child(root, 'autoFilter') ?? element('autoFilter');
  filter.attrs['ref'] = fullRangeAddress({ ...range, endRow: range.endRow - (table.showTotals ? 1 : 0) });
  const width = range.endColumn - range.startColumn + 1;
  if (!sameExtent) removeChildren(filter, 'sortState');
  if (table.filters) {
    removeChildren(filter, 'filterColumn');
    filter.children.unshift(...[...table.filters].sort((a, b) => a.column - b.column).map(filterPart));
  }
  filter.children = filter.children.filter(
    c => typeof c === 'string' || Number(c.attrs['colId'] ?? 0) < width,
  );
  setChild(root, 'autoFilter', filter, ORDER);
}

function filterPart(filter: TableFilter): XmlElement {
  const values = filter.values.map(val => element('filter', { val }));
  const list = element('filters', { blank: filter.blank ? 1 : undefined }, values);
  return element('filterColumn', { colId: filter.column }, [list]);
}

function columnsPart(
  root: XmlElement,
  table: TableState,
  names: readonly string[],
  formulas: FormulaCodec,
): XmlElement {
  const known = elements(child(root, 'tableColumns'), 'tableColumn');
  const byName = new Map(known.map(c => [decodeEscapes(c.attrs['name'] ?? '').toLowerCase(), c]));
  const taken = new Set<XmlElement>();
  const wanted = new Set(names.map(n => n.toLowerCase()));
  let lastId = Math.max(0, ...known.map(c => Number(c.attrs['id'] ?? 0)));
  const columns = names.map((name, i) => {
    const atPlace = known[i];
    const free =
      atPlace && !wanted.has(decodeEscapes(atPlace.attrs['name'] ?? '').toLowerCase()) ? atPlace : undefined;
    const from = byName.get(name.toLowerCase()) ?? (known.length === names.length ? free : undefined);
    const reused = from && !taken.has(from) ? from : undefined;
    if (reused) taken.add(reused);
    const column = reused ? structuredClone(reused) : element('tableColumn', { id: ++lastId, name: '' });
    if (decodeEscapes(column.attrs['name'] ?? '') !== name) column.attrs['name'] = storedName(name);
    setCalculated(column, table.calculatedColumns[i], table.name, formulas);
    return column;
  });
  return element('tableColumns', { count: columns.length }, columns);
}

function setCalculated(
  column: XmlElement,
  formula: string | undefined,
  table: string,
  formulas: FormulaCodec,
): void {
  if (formula === undefined || formula === '') {
    setChild(column, 'calculatedColumnFormula', undefined, COLUMN_ORDER);
    return;
  }
  const stored = formulas.toFile(formula, table);
  const known = child(column, 'calculatedColumnFormula');
  if (known && textOf(known) === stored) return;
  setChild(column, 'calculatedColumnFormula', element('calculatedColumnFormula', {}, [stored]), COLUMN_ORDER);
}

function setStyle(root: XmlElement, table: TableState, known: boolean): void {
  const info = child(root, 'tableStyleInfo');
  if (info) {
    if (table.styleName === undefined) delete info.attrs['name'];
    else info.attrs['name'] = table.styleName;
    return;
  }
  if (known && table.styleName === undefined) return;
  const attrs = {
    name: table.styleName,
    showFirstColumn: 0,
    showLastColumn: 0,
    showRowStripes: 1,
    showColumnStripes: 0,
  };
  setChild(root, 'tableStyleInfo', element('tableStyleInfo', attrs), ORDER);
}
