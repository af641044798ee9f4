/** Mise en forme d'une plage : fond, police, alignement, dimensions, bordures. */
import type { IStyleData } from '#vendor';
import { patchOfColor } from '../../model/colors';
import { ApiError, invalidArgument } from '../errors';
import { define, type HostContext, type HostObject } from '../objects';
import { boundedTarget } from './range-values';
import { sheetOf, type RangeTarget } from './range-target';

const POINT = 96 / 72;

/** Pose un morceau de style Univer sur la plage. */
function paint(target: RangeTarget, host: HostContext, style: IStyleData | Record<string, null>): void {
  if (sheetOf(target, host).protection) throw new ApiError('AccessDenied');
  const bounded = boundedTarget(target, host);
  if (!bounded) return;
  host.model.pending.write(
    bounded.sheetId,
    bounded.area,
    host.author,
    () => ({ s: style as IStyleData }),
    true,
  );
}

/** La valeur commune à toute la plage, ou `null` si elle varie (comme Excel). */
function common<T>(
  target: RangeTarget,
  host: HostContext,
  of: (style: IStyleData | undefined) => T,
): T | null {
  const bounded = boundedTarget(target, host) ?? { ...target, area: { ...target.area, rows: 1, columns: 1 } };
  const { row, column, rows, columns } = bounded.area;
  const read = sheetOf(target, host).reader();
  const first = of(read(row, column).style);
  for (let r = row; r < row + rows; r++) {
    for (let c = column; c < column + columns; c++) if (of(read(r, c).style) !== first) return null;
  }
  return first;
}

const colorText = (rgb: string | null | undefined | void, otherwise: string): string =>
  rgb ? patchOfColor(rgb).toUpperCase() : otherwise;

const asColor = (value: unknown): { rgb: string } => {
  if (typeof value !== 'string') throw invalidArgument();
  return { rgb: patchOfColor(value) };
};

const fill = define<RangeTarget>({
  name: 'RangeFill',
  properties: { Color: (t, host) => common(t, host, s => colorText(s?.bg?.rgb, '#FFFFFF')) },
  setters: {
    Color: (t, value, host) => paint(t, host, value === '' ? { bg: null } : { bg: asColor(value) }),
  },
  methods: { Clear: (t, _args, host) => paint(t, host, { bg: null }) },
});

const font = define<RangeTarget>({
  name: 'RangeFont',
  properties: {
    Bold: (t, host) => common(t, host, s => s?.bl === 1),
    Italic: (t, host) => common(t, host, s => s?.it === 1),
    Underline: (t, host) => common(t, host, s => (s?.ul?.s === 1 ? 'Single' : 'None')),
    Strikethrough: (t, host) => common(t, host, s => s?.st?.s === 1),
    Name: (t, host) => common(t, host, s => s?.ff ?? 'Calibri'),
    Size: (t, host) => common(t, host, s => s?.fs ?? 11),
    Color: (t, host) => common(t, host, s => colorText(s?.cl?.rgb, '#000000')),
  },
  setters: {
    Bold: (t, value, host) => paint(t, host, { bl: value ? 1 : 0 }),
    Italic: (t, value, host) => paint(t, host, { it: value ? 1 : 0 }),
    Underline: (t, value, host) => paint(t, host, { ul: { s: value === 'None' ? 0 : 1 } }),
    Strikethrough: (t, value, host) => paint(t, host, { st: { s: value ? 1 : 0 } }),
    Name: (t, value, host) => paint(t, host, { ff: String(value) }),
    Size: (t, value, host) => paint(t, host, { fs: Number(value) }),
    Color: (t, value, host) => paint(t, host, { cl: asColor(value) }),
  },
});

const HORIZONTAL = ['General', 'Left', 'Center', 'Right', 'Justify', 'Justify', 'Distributed'] as const;
const VERTICAL = ['Bottom', 'Top', 'Center', 'Bottom'] as const;

function positionOf(list: readonly string[], value: unknown, from = 0): number {
  const index = list.indexOf(String(value), from);
  if (index < 0) throw invalidArgument();
  return index;
}

/** Largeur de colonne en points (Univer compte en pixels). */
function readWidth(t: RangeTarget, host: HostContext): number {
  return sheetOf(t, host).inner.getColumnWidth(t.area.column) / POINT;
}

function setWidth(t: RangeTarget, value: unknown, host: HostContext): void {
  const sheet = sheetOf(t, host);
  sheet.ensureSize({ row: 0, column: t.area.column, rows: 1, columns: Math.min(t.area.columns, 16384) });
  const columns = Math.min(t.area.columns, sheet.inner.getColumnCount() - t.area.column);
  host.model.flush();
  sheet.facade.setColumnWidths(t.area.column, columns, Number(value) * POINT);
}

function setHeight(t: RangeTarget, value: unknown, host: HostContext): void {
  const sheet = sheetOf(t, host);
  sheet.ensureSize({ row: t.area.row, column: 0, rows: Math.min(t.area.rows, 1048576), columns: 1 });
  const rows = Math.min(t.area.rows, sheet.inner.getRowCount() - t.area.row);
  host.model.flush();
  sheet.facade.setRowHeights(t.area.row, rows, Number(value) * POINT);
}

/** Largeur ajustée au texte le plus long (7 pixels par caractère, comme la police par défaut). */
function autofitColumns(t: RangeTarget, host: HostContext): void {
  const bounded = boundedTarget(t, host);
  if (!bounded) return;
  const read = sheetOf(t, host).reader();
  const { row, column, rows, columns } = bounded.area;
  for (let c = column; c < column + columns; c++) {
    let longest = 0;
    for (let r = row; r < row + rows; r++) longest = Math.max(longest, String(read(r, c).value).length);
    const one = { sheetId: t.sheetId, area: { row, column: c, rows: 1, columns: 1 } };
    if (longest > 0) setWidth(one, (longest * 7 + 12) / POINT, host);
  }
}

const SIDES: Record<string, 't' | 'b' | 'l' | 'r'> = {
  EdgeTop: 't',
  EdgeBottom: 'b',
  EdgeLeft: 'l',
  EdgeRight: 'r',
};

interface BorderTarget {
  readonly range: RangeTarget;
  readonly side: string;
}

function setBorder(t: BorderTarget, host: HostContext, style: number, rgb: string): void {
  const side = SIDES[t.side];
  if (side) return paint(t.range, host, { bd: { [side]: { s: style, cl: { rgb } } } });
  const inner = { s: style, cl: { rgb } };
  paint(t.range, host, {
    bd: t.side === 'InsideHorizontal' ? { t: inner, b: inner } : { l: inner, r: inner },
  });
}

const border = define<BorderTarget>({
  name: 'RangeBorder',
  identity: t => ({ Id: t.side, SideIndex: t.side }),
  properties: {
    SideIndex: t => t.side,
    Style: (t, host) => common(t.range, host, s => (s?.bd?.[SIDES[t.side] ?? 't'] ? 'Continuous' : 'None')),
    Color: (t, host) =>
      common(t.range, host, s => colorText(s?.bd?.[SIDES[t.side] ?? 't']?.cl?.rgb, '#000000')),
    Weight: () => 'Thin',
  },
  setters: {
    Style: (t, value, host) => setBorder(t, host, value === 'None' ? 0 : 1, '#000000'),
    Color: (t, value, host) => setBorder(t, host, 1, asColor(value).rgb),
    Weight: () => undefined,
  },
});

const ALL_SIDES = [...Object.keys(SIDES), 'InsideHorizontal', 'InsideVertical'];

const borders = define<RangeTarget>({
  name: 'RangeBorderCollection',
  properties: { Count: () => ALL_SIDES.length },
  items: t => ALL_SIDES.map(side => border({ range: t, side })),
  item: (t, key) => {
    if (!ALL_SIDES.includes(String(key))) throw invalidArgument();
    return border({ range: t, side: String(key) });
  },
  methods: { GetItem: (t, [key]) => border({ range: t, side: String(key) }) },
});

const protection = define<RangeTarget>({
  name: 'FormatProtection',
  properties: { Locked: () => true, FormulaHidden: () => false },
  setters: { Locked: () => undefined, FormulaHidden: () => undefined },
});

const format = define<RangeTarget>({
  name: 'RangeFormat',
  properties: {
    HorizontalAlignment: (t, host) => common(t, host, s => HORIZONTAL[s?.ht ?? 0] ?? 'General'),
    VerticalAlignment: (t, host) => common(t, host, s => VERTICAL[s?.vt ?? 0] ?? 'Bottom'),
    WrapText: (t, host) => common(t, host, s => s?.tb === 3),
    IndentLevel: (t, host) => common(t, host, s => Math.round((s?.pd?.l ?? 0) / 9)),
    ColumnWidth: readWidth,
    RowHeight: (t, host) => sheetOf(t, host).inner.getRowHeight(t.area.row) / POINT,
    ShrinkToFit: () => false,
    TextOrientation: () => 0,
  },
  setters: {
    HorizontalAlignment: (t, value, host) => paint(t, host, { ht: positionOf(HORIZONTAL, value) }),
    VerticalAlignment: (t, value, host) => paint(t, host, { vt: positionOf(VERTICAL, value, 1) }),
    WrapText: (t, value, host) => paint(t, host, { tb: value ? 3 : 1 }),
    IndentLevel: (t, value, host) => paint(t, host, { pd: { l: Number(value) * 9 } }),
    ColumnWidth: setWidth,
    RowHeight: setHeight,
  },
  links: {
    Fill: t => fill(t),
    Font: t => font(t),
    Borders: t => borders(t),
    Protection: t => protection(t),
  },
  methods: {
    AutofitColumns: (t, _args, host) => autofitColumns(t, host),
    AutofitRows: () => undefined,
    AdjustIndent: () => undefined,
  },
});

/** L'objet `range.format`. */
export const rangeFormat = (target: RangeTarget): HostObject => format(target);
