/** Filtres d'un tableau : critères gardés tels quels, lignes masquées par Univer. */
import { sheetsTable } from '#vendor';
import type { TableModel } from '../../model/tables';
import { asInteger, asRecord } from '../arguments';
import { invalidArgument } from '../errors';
import { define, type HostContext, type HostObject } from '../objects';
import { makeRange } from './range-target';
import { columnIndexOf, tableOf, type ColumnTarget, type TableTarget } from './table-target';

type Criteria = Record<string, unknown>;

/** Le prédicat d'un critère « comparaison » (`>=10`, `<>abc`, `=abc*`). */
function matches(criterion: string, text: string, value: unknown): boolean {
  const [, operator = '=', wanted = ''] = /^(<=|>=|<>|=|<|>)?(.*)$/.exec(criterion) ?? [];
  const number = Number(wanted);
  const numeric = typeof value === 'number' && wanted !== '' && Number.isFinite(number);
  if (numeric) {
    const order = value - number;
    const results: Record<string, boolean> = {
      '<=': order <= 0,
      '>=': order >= 0,
      '<': order < 0,
      '>': order > 0,
      '=': order === 0,
      '<>': order !== 0,
    };
    return results[operator] ?? false;
  }
  const escaped = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const same = new RegExp(`^${escaped}$`, 'i').test(text);
  return operator === '<>' ? !same : operator === '=' && same;
}

function passes(criteria: Criteria, text: string, value: unknown): boolean {
  if (Array.isArray(criteria.values)) return criteria.values.some(wanted => String(wanted) === text);
  const first = typeof criteria.criterion1 === 'string' ? matches(criteria.criterion1, text, value) : true;
  if (typeof criteria.criterion2 !== 'string') return first;
  const second = matches(criteria.criterion2, text, value);
  return criteria.operator === 'Or' ? first || second : first && second;
}

function apply(table: TableModel, index: number, criteria: Criteria | undefined, host: HostContext): void {
  const { model } = host;
  const { body, sheetId } = table;
  if (index < 0 || index >= body.columns) throw invalidArgument();
  model.flush();
  if (criteria) table.criteria.set(index, criteria);
  else table.criteria.delete(index);
  const values = new Set<string>();
  if (criteria) {
    const read = model.pending.reader(sheetId);
    for (let row = body.row; row < body.row + body.rows; row++) {
      const { value } = read(row, body.column + index);
      if (passes(criteria, String(value), value)) values.add(String(value));
    }
  }
  const filterType = sheetsTable.TableColumnFilterTypeEnum.manual;
  const tableFilter = criteria ? { filterType, values: [...values] } : undefined;
  model.run('sheet.mutation.set-table-filter', {
    subUnitId: sheetId,
    tableId: table.id,
    column: index,
    tableFilter,
  });
}

export function clearFilters(t: TableTarget, host: HostContext): void {
  const table = tableOf(t, host);
  for (const index of [...table.criteria.keys()]) apply(table, index, undefined, host);
}

export const autoFilter: (t: TableTarget) => HostObject = define<TableTarget>({
  name: 'AutoFilter',
  properties: {
    Enabled: (t, host) => tableOf(t, host).showFilterButton,
    IsDataFiltered: (t, host) => tableOf(t, host).criteria.size > 0,
    Criteria: (t, host) => {
      const table = tableOf(t, host);
      if (table.criteria.size === 0) return [];
      return Array.from({ length: table.area.columns }, (_, i) => table.criteria.get(i) ?? { filterOn: '' });
    },
  },
  methods: {
    Apply: (t, [, index, criteria], host) => {
      if (criteria === undefined || criteria === null) return;
      apply(tableOf(t, host), asInteger(index), asRecord(criteria), host);
    },
    ClearCriteria: (t, _args, host) => clearFilters(t, host),
    ClearColumnCriteria: (t, [index], host) => apply(tableOf(t, host), asInteger(index), undefined, host),
    Reapply: (t, _args, host) => {
      const table = tableOf(t, host);
      for (const [index, criteria] of table.criteria) apply(table, index, criteria, host);
    },
    Remove: (t, _args, host) => clearFilters(t, host),
    GetRange: (t, _args, host) => makeRange(tableOf(t, host).sheetId, tableOf(t, host).area),
    GetRangeOrNullObject: (t, _args, host) => makeRange(tableOf(t, host).sheetId, tableOf(t, host).area),
  },
});

const put = (t: ColumnTarget, criteria: Criteria | undefined, host: HostContext): void =>
  apply(tableOf(t, host), columnIndexOf(t, host), criteria, host);

export const columnFilter: (t: ColumnTarget) => HostObject = define<ColumnTarget>({
  name: 'Filter',
  properties: { Criteria: (t, host) => tableOf(t, host).criteria.get(columnIndexOf(t, host)) ?? null },
  methods: {
    Apply: (t, [criteria], host) => put(t, asRecord(criteria), host),
    ApplyValuesFilter: (t, [values], host) => put(t, { filterOn: 'Values', values }, host),
    ApplyCustomFilter: (t, [criterion1, criterion2, operator], host) =>
      put(t, { filterOn: 'Custom', criterion1, criterion2, operator }, host),
    Clear: (t, _args, host) => put(t, undefined, host),
  },
});
