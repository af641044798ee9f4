import type { IStyleData } from '#vendor';
import { fileColor } from './colors';
import type { Theme } from './colors';
import { BORDERS, BUILT_IN_FORMATS, HORIZONTAL, SIDES, styleId, StyleReader, VERTICAL } from './styles';
import type { SourcedStyle } from './styles';
import { child, element, elements, insertOrdered, isTrue, removeChildren, setChild, writeXml } from './xml';
import type { XmlElement } from './xml';

const ORDER = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
];
const FONT_ORDER = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
];
const ALIGNMENT_FIRST = ['alignment', 'protection', 'extLst'];

/** Key of a style without the number of its source: two styles that look the same have the same key. */
function keyOf(style: IStyleData): string {
  const { xf: _, ...seen } = style as SourcedStyle;
  const sorted = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value as Record<string, unknown>).filter(
      ([, v]) => v !== undefined && v !== null,
    );
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
  };
  return JSON.stringify(sorted(seen));
}

const flagged = (value: { s?: number } | null | undefined): boolean => value?.s === 1;

/**
 * Finds or makes the cell format of a style. A style that did not change keeps its number; one that changed starts
 * from the format it comes from, and only the aspects that changed are written anew.
 */
export class StyleWriter {
  private readonly known = new Map<string, number>();
  private readonly byId = new Map<string, number>();
  private readonly source: Record<string, IStyleData>;
  private readonly xfs: XmlElement;
  private changed = false;

  constructor(
    private readonly root: XmlElement,
    theme: Theme,
    private readonly styles: Readonly<Record<string, IStyleData | null | undefined>>,
  ) {
    this.source = new StyleReader(root, theme).all();
    this.xfs = this.list('cellXfs');
    for (const [id, style] of Object.entries(this.source)) {
      const key = keyOf(style);
      if (!this.known.has(key)) this.known.set(key, Number(id.slice(1)));
    }
  }

  /** True when the part « styles » must be written again. */
  get isChanged(): boolean {
    return this.changed;
  }

  /** Number of the cell format, undefined for the default one. */
  indexOf(style: string | IStyleData | null | undefined): number | undefined {
    if (style === null || style === undefined) return undefined;
    if (typeof style !== 'string') return this.find(style);
    const kept = this.byId.get(style);
    if (kept !== undefined) return kept;
    const data = this.styles[style] ?? this.source[style];
    const index = data ? this.find(data) : 0;
    this.byId.set(style, index);
    return index;
  }

  private find(style: IStyleData): number {
    const base = (style as SourcedStyle).xf;
    const from = base === undefined ? undefined : this.source[styleId(base)];
    const key = keyOf(style);
    if (from && base !== undefined && keyOf(from) === key) return base;
    const full = `${base ?? ''}|${key}`;
    const made = this.known.get(full) ?? (base === undefined ? this.known.get(key) : undefined);
    if (made !== undefined) return made;
    const index = this.create(style, base ?? 0, from ?? this.source[styleId(0)] ?? {});
    this.known.set(full, index);
    return index;
  }

  private create(style: IStyleData, base: number, from: IStyleData): number {
    const list = elements(this.xfs, 'xf');
    const model = list[base] ?? element('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0, xfId: 0 });
    const xf: XmlElement = {
      name: model.name,
      attrs: { ...model.attrs },
      children: structuredClone(model.children),
    };
    const differs = (...keys: (keyof IStyleData)[]): boolean =>
      keys.some(k => keyOf({ [k]: style[k] } as IStyleData) !== keyOf({ [k]: from[k] } as IStyleData));
    if (differs('ff', 'fs', 'bl', 'it', 'ul', 'st', 'cl')) this.setFont(xf, style);
    if (differs('bg')) this.setFill(xf, style);
    if (differs('bd')) this.setBorder(xf, style);
    if (differs('n')) this.setFormat(xf, style.n?.pattern ?? 'General');
    if (differs('ht', 'vt', 'tb', 'tr', 'pd')) setAlignment(xf, style);
    this.xfs.children.push(xf);
    this.xfs.attrs['count'] = String(list.length + 1);
    this.changed = true;
    return list.length;
  }

  private list(name: string): XmlElement {
    const known = child(this.root, name);
    if (known) return known;
    const made = element(name, { count: 0 });
    insertOrdered(this.root, made, ORDER);
    return made;
  }

  /** Number of `part` in a list, added when no equal one is there. */
  private place(name: string, part: XmlElement): string {
    const list = this.list(name);
    const all = elements(list);
    const text = writeXml(part);
    const at = all.findIndex(e => writeXml(e) === text);
    if (at >= 0) return String(at);
    list.children.push(part);
    list.attrs['count'] = String(all.length + 1);
    return String(all.length);
  }

  private setFont(xf: XmlElement, style: IStyleData): void {
    const model = elements(this.list('fonts'), 'font')[Number(xf.attrs['fontId'] ?? 0)] ?? element('font');
    const font: XmlElement = structuredClone(model);
    const put = (name: string, part: XmlElement | undefined): void => setChild(font, name, part, FONT_ORDER);
    const flag = (name: string, value: boolean): void => {
      if (value !== (child(font, name) !== undefined)) put(name, value ? element(name) : undefined);
    };
    flag('b', style.bl === 1);
    flag('i', style.it === 1);
    flag('strike', flagged(style.st));
    flag('u', flagged(style.ul));
    if (style.fs !== undefined) put('sz', element('sz', { val: style.fs }));
    const color = fileColor(style.cl?.rgb);
    if (color) put('color', element('color', { rgb: color }));
    else if (child(font, 'color') && !style.cl) put('color', undefined);
    if (style.ff && style.ff !== child(font, 'name')?.attrs['val']) {
      put('name', element('name', { val: style.ff }));
      removeChildren(font, 'scheme');
    }
    xf.attrs['fontId'] = this.place('fonts', font);
    xf.attrs['applyFont'] = '1';
  }

  private setFill(xf: XmlElement, style: IStyleData): void {
    const color = fileColor(style.bg?.rgb);
    const pattern = color
      ? element('patternFill', { patternType: 'solid' }, [
          element('fgColor', { rgb: color }),
          element('bgColor', { indexed: 64 }),
        ])
      : element('patternFill', { patternType: 'none' });
    xf.attrs['fillId'] = this.place('fills', element('fill', {}, [pattern]));
    xf.attrs['applyFill'] = '1';
  }

  private setBorder(xf: XmlElement, style: IStyleData): void {
    const model = elements(this.list('borders'), 'border')[Number(xf.attrs['borderId'] ?? 0)];
    const sides = SIDES.map(([key, name]) => {
      const side = style.bd?.[key];
      const kind = side ? BORDERS[side.s] : undefined;
      if (!side || !kind || kind === 'none') return element(name);
      return element(name, { style: kind }, [
        element('color', { rgb: fileColor(side.cl.rgb) ?? 'FF000000' }),
      ]);
    });
    const rest = elements(model).filter(e => !SIDES.some(([, name]) => name === e.name));
    const others = rest.length > 0 ? rest : [element('diagonal')];
    xf.attrs['borderId'] = this.place(
      'borders',
      element('border', model?.attrs ?? {}, [...sides, ...others]),
    );
    xf.attrs['applyBorder'] = '1';
  }

  private setFormat(xf: XmlElement, pattern: string): void {
    xf.attrs['applyNumberFormat'] = '1';
    const built = Object.entries(BUILT_IN_FORMATS).find(([id, code]) => code === pattern && Number(id) < 14);
    if (built) {
      xf.attrs['numFmtId'] = built[0];
      return;
    }
    if (pattern === '@') {
      xf.attrs['numFmtId'] = '49';
      return;
    }
    const list = this.list('numFmts');
    const all = elements(list, 'numFmt');
    const same = all.find(f => f.attrs['formatCode'] === pattern);
    const id =
      same?.attrs['numFmtId'] ?? String(Math.max(163, ...all.map(f => Number(f.attrs['numFmtId']))) + 1);
    if (!same) {
      list.children.push(element('numFmt', { numFmtId: id, formatCode: pattern }));
      list.attrs['count'] = String(all.length + 1);
    }
    xf.attrs['numFmtId'] = id;
  }
}

function setAlignment(xf: XmlElement, style: IStyleData): void {
  const node = child(xf, 'alignment') ?? element('alignment');
  const put = (key: string, value: string | undefined): void => {
    if (value) node.attrs[key] = value;
    else delete node.attrs[key];
  };
  put('horizontal', style.ht ? HORIZONTAL[style.ht] : undefined);
  put('vertical', style.vt ? VERTICAL[style.vt] : undefined);
  if ((style.tb === 3) !== isTrue(node.attrs['wrapText'])) put('wrapText', style.tb === 3 ? '1' : undefined);
  const angle = style.tr?.v === 1 ? 255 : style.tr ? (style.tr.a > 0 ? style.tr.a + 90 : -style.tr.a) : 0;
  put('textRotation', angle === 0 ? undefined : String(angle));
  const indent = Math.round((style.pd?.l ?? 0) / 9);
  put('indent', indent > 0 ? String(indent) : undefined);
  removeChildren(xf, 'alignment');
  if (Object.keys(node.attrs).length > 0) insertOrdered(xf, node, ALIGNMENT_FIRST);
  xf.attrs['applyAlignment'] = '1';
}
