/** `table.sort.apply` : trie les lignes du corps, formules comprises. */
import { formulaPatch, valuePatch, type CellView, type Scalar } from '../../model/cells';
import { asRecord } from '../arguments';
import { invalidArgument } from '../errors';
import { define, type HostContext } from '../objects';
import { assertWritable } from './range-values';
import { tableOf, type TableTarget } from './table-target';

interface SortField {
  readonly key: number;
  readonly ascending: boolean;
}

const RANK = { number: 0, string: 1, boolean: 2 } as const;

function compare(a: Scalar, b: Scalar): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  const kinds = RANK[typeof a as keyof typeof RANK] - RANK[typeof b as keyof typeof RANK];
  if (kinds !== 0) return kinds;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'fr');
}

function fieldsOf(value: unknown, columns: number): SortField[] {
  if (!Array.isArray(value)) throw invalidArgument();
  return value.map(raw => {
    const field = asRecord(raw);
    const key = Number(field.key);
    if (!Number.isInteger(key) || key < 0 || key >= columns) throw invalidArgument();
    return { key, ascending: field.ascending !== false };
  });
}

function apply(t: TableTarget, fields: readonly SortField[], host: HostContext): void {
  const { model, author } = host;
  const { body, sheetId } = tableOf(t, host);
  assertWritable({ sheetId, area: body }, host);
  const read = model.pending.reader(sheetId);
  const lines = Array.from({ length: body.rows }, (_, i) => ({
    from: body.row + i,
    cells: Array.from({ length: body.columns }, (_unused, j): CellView =>
      read(body.row + i, body.column + j),
    ),
  }));
  lines.sort((a, b) => {
    for (const { key, ascending } of fields) {
      const [x, y] = [a.cells[key]?.value ?? '', b.cells[key]?.value ?? ''];
      const order = compare(x, y);
      // Les cellules vides restent en bas dans les deux sens.
      if (order !== 0) return ascending || x === '' || y === '' ? order : -order;
    }
    return 0;
  });
  model.pending.write(sheetId, body, author, (row, column) => {
    const line = lines[row - body.row];
    const cell = line?.cells[column - body.column];
    if (!line || !cell) return undefined;
    if (cell.formula) return formulaPatch(model.formulaForRow(cell.formula, line.from, row));
    return valuePatch(cell.value, cell.forcedText);
  });
}

export const tableSort = define<TableTarget>({
  name: 'TableSort',
  properties: { Fields: () => [], MatchCase: () => false, Method: () => 'PinYin' },
  methods: {
    Apply: (t, [fields], host) => apply(t, fieldsOf(fields, tableOf(t, host).area.columns), host),
    Clear: () => undefined,
    Reapply: () => undefined,
  },
});
