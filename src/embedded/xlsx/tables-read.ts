import { parseRange } from './a1';
import type { CellRange } from './a1';
import type { FormulaCodec } from './formulas';
import type { TableFilter, TableState } from './state';
import { child, decodeEscapes, elements, isTrue, textOf } from './xml';
import type { XmlElement } from './xml';

/** A table of the opened file, in the form of the state, with the names of its columns. */
export interface TableDocument extends TableState {
  columns: readonly string[];
}

/** Values kept by the filter of each column; other kinds of filters are left to the file. */
function readFilters(root: XmlElement): TableFilter[] | undefined {
  const columns = elements(child(root, 'autoFilter'), 'filterColumn');
  if (columns.length === 0) return undefined;
  const filters: TableFilter[] = [];
  for (const column of columns) {
    const list = child(column, 'filters');
    if (!list) return undefined;
    const values = elements(list, 'filter').map(f => f.attrs['val'] ?? '');
    filters.push({ column: Number(column.attrs['colId'] ?? 0), values, blank: isTrue(list.attrs['blank']) });
  }
  return filters;
}

/** Reads one table part; undefined when its range cannot be read. */
export function readTable(
  root: XmlElement,
  id: string,
  sheetId: string,
  formulas: FormulaCodec,
): (TableDocument & { range: CellRange }) | undefined {
  const range = parseRange(root.attrs['ref'] ?? '');
  if (!range) return undefined;
  const columns = elements(child(root, 'tableColumns'), 'tableColumn');
  const calculatedColumns: Record<number, string> = {};
  for (const [i, column] of columns.entries()) {
    const formula = textOf(child(column, 'calculatedColumnFormula'));
    if (formula !== '') calculatedColumns[i] = `=${formulas.fromFile(decodeEscapes(formula))}`;
  }
  return {
    id,
    sheetId,
    name: root.attrs['displayName'] ?? root.attrs['name'] ?? id,
    range,
    showHeader: root.attrs['headerRowCount'] !== '0',
    showTotals: Number(root.attrs['totalsRowCount'] ?? 0) > 0,
    styleName: child(root, 'tableStyleInfo')?.attrs['name'],
    calculatedColumns,
    showFilter: child(root, 'autoFilter') !== undefined,
    filters: readFilters(root),
    columns: columns.map(c => decodeEscapes(c.attrs['name'] ?? '')),
  };
}
