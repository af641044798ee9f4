import type { IBorderStyleData, IStyleData } from '#vendor';
import { readColor } from './colors';
import type { Theme } from './colors';
import { child, elements, isTrue } from './xml';
import type { XmlElement } from './xml';

/**
 * A style of the model that remembers the cell format it comes from: Univer copies the unknown key `xf` when it
 * changes a style, so that saving can start from the format of the file and keep what the model does not know
 * (theme colours, protection, gradients).
 */
export interface SourcedStyle extends IStyleData {
  xf?: number;
}

/** Id of the style of the model for the format `xf` of the file. */
export const styleId = (xf: number): string => `x${xf}`;

/** Formats that Excel knows by number (ECMA-376, 18.8.30); 14 and 22 follow the French display. */
export const BUILT_IN_FORMATS: Readonly<Record<number, string>> = {
  0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00', 12: '# ?/?',
  13: '# ??/??', 14: 'dd/mm/yyyy', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM',
  20: 'h:mm', 21: 'h:mm:ss', 22: 'dd/mm/yyyy h:mm', 37: '#,##0 ;(#,##0)', 38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)', 40: '#,##0.00;[Red](#,##0.00)', 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0',
  48: '##0.0E+0', 49: '@',
}; // prettier-ignore

/** Kinds of borders in the order of Univer's numbers. */
export const BORDERS = [
  'none', 'thin', 'hair', 'dotted', 'dashed', 'dashDot', 'dashDotDot', 'double', 'medium', 'mediumDashed',
  'mediumDashDot', 'mediumDashDotDot', 'slantDashDot', 'thick',
] as const; // prettier-ignore

/** Horizontal alignments in the order of Univer's numbers (0 is « general »). */
export const HORIZONTAL = [
  'general',
  'left',
  'center',
  'right',
  'justify',
  'justify',
  'distributed',
] as const;
/** Vertical alignments in the order of Univer's numbers. */
export const VERTICAL = ['', 'top', 'center', 'bottom'] as const;
export const SIDES = [
  ['l', 'left'],
  ['r', 'right'],
  ['t', 'top'],
  ['b', 'bottom'],
] as const;

const on = 1;

/** Reads the part « styles »: one style of the model for each cell format, in the order of the file. */
export class StyleReader {
  private readonly formats = new Map<number, string>();
  private readonly fonts: XmlElement[];
  private readonly fills: XmlElement[];
  private readonly borders: XmlElement[];

  constructor(
    private readonly root: XmlElement,
    private readonly theme: Theme,
  ) {
    for (const f of elements(child(root, 'numFmts'), 'numFmt')) {
      this.formats.set(Number(f.attrs['numFmtId']), f.attrs['formatCode'] ?? 'General');
    }
    this.fonts = elements(child(root, 'fonts'), 'font');
    this.fills = elements(child(root, 'fills'), 'fill');
    this.borders = elements(child(root, 'borders'), 'border');
  }

  /** Styles by id (`x0`, `x1`, …). */
  all(): Record<string, IStyleData> {
    const styles: Record<string, IStyleData> = {};
    for (const [i, xf] of elements(child(this.root, 'cellXfs'), 'xf').entries()) {
      styles[styleId(i)] = this.styleOf(xf, i);
    }
    return styles;
  }

  /** Number format of a cell format. */
  formatOf(xf: XmlElement): string {
    const id = Number(xf.attrs['numFmtId'] ?? 0);
    return this.formats.get(id) ?? BUILT_IN_FORMATS[id] ?? 'General';
  }

  styleOf(xf: XmlElement, index: number): IStyleData {
    const style: SourcedStyle = { xf: index };
    this.readFont(this.fonts[Number(xf.attrs['fontId'] ?? 0)], style);
    const pattern = child(this.fills[Number(xf.attrs['fillId'] ?? 0)], 'patternFill');
    if (pattern && (pattern.attrs['patternType'] ?? 'none') !== 'none') {
      const color =
        readColor(child(pattern, 'fgColor'), this.theme) ?? readColor(child(pattern, 'bgColor'), this.theme);
      if (color) style.bg = { rgb: color };
    }
    this.readBorders(this.borders[Number(xf.attrs['borderId'] ?? 0)], style);
    readAlignment(child(xf, 'alignment'), style);
    const format = this.formatOf(xf);
    if (format !== 'General') style.n = { pattern: format };
    return style;
  }

  private readFont(font: XmlElement | undefined, style: SourcedStyle): void {
    const value = (name: string): string | undefined => child(font, name)?.attrs['val'];
    const flag = (name: string): boolean =>
      child(font, name) !== undefined && (value(name) === undefined || isTrue(value(name)));
    const name = value('name');
    if (name !== undefined) style.ff = name;
    const size = value('sz');
    if (size !== undefined) style.fs = Number(size);
    if (flag('b')) style.bl = on;
    if (flag('i')) style.it = on;
    if (child(font, 'u') && value('u') !== 'none') style.ul = { s: on };
    if (flag('strike')) style.st = { s: on };
    const color = readColor(child(font, 'color'), this.theme);
    if (color) style.cl = { rgb: color };
  }

  private readBorders(border: XmlElement | undefined, style: SourcedStyle): void {
    const sides: NonNullable<IStyleData['bd']> = {};
    for (const [key, name] of SIDES) {
      const side = child(border, name);
      const kind = BORDERS.indexOf((side?.attrs['style'] ?? 'none') as (typeof BORDERS)[number]);
      if (kind <= 0) continue;
      const drawn: IBorderStyleData = {
        s: kind,
        cl: { rgb: readColor(child(side, 'color'), this.theme) ?? '#000000' },
      };
      sides[key] = drawn;
    }
    if (Object.keys(sides).length > 0) style.bd = sides;
  }
}

function readAlignment(node: XmlElement | undefined, style: SourcedStyle): void {
  if (!node) return;
  const horizontal = HORIZONTAL.indexOf(
    (node.attrs['horizontal'] ?? 'general') as (typeof HORIZONTAL)[number],
  );
  if (horizontal > 0) style.ht = horizontal;
  const vertical = VERTICAL.indexOf((node.attrs['vertical'] ?? '') as (typeof VERTICAL)[number]);
  if (vertical > 0) style.vt = vertical;
  if (isTrue(node.attrs['wrapText'])) style.tb = 3;
  const rotation = Number(node.attrs['textRotation'] ?? 0);
  if (rotation === 255) style.tr = { a: 0, v: on };
  else if (rotation !== 0) style.tr = { a: rotation > 90 ? rotation - 90 : -rotation };
  const indent = Number(node.attrs['indent'] ?? 0);
  if (indent > 0) style.pd = { l: indent * 9 };
}
