import { child, elements, localName } from './xml';
import type { XmlElement } from './xml';

/** Colours of the theme by index: light 1, dark 1, light 2, dark 2, then the six accents and the two links. */
export type Theme = readonly string[];

const OFFICE_THEME: Theme = [
  'FFFFFF', '000000', 'E7E6E6', '44546A', '4472C4', 'ED7D31',
  'A5A5A5', 'FFC000', '5B9BD5', '70AD47', '0563C1', '954F72',
]; // prettier-ignore

const BASE = ['000000', 'FFFFFF', 'FF0000', '00FF00', '0000FF', 'FFFF00', 'FF00FF', '00FFFF'];

/** Palette of the « indexed » colours (ECMA-376, 18.8.27): eight, the same again, then forty-eight. */
const INDEXED = [
  ...BASE, ...BASE,
  '800000', '008000', '000080', '808000', '800080', '008080', 'C0C0C0', '808080',
  '9999FF', '993366', 'FFFFCC', 'CCFFFF', '660066', 'FF8080', '0066CC', 'CCCCFF',
  '000080', 'FF00FF', 'FFFF00', '00FFFF', '800080', '800000', '008080', '0000FF',
  '00CCFF', 'CCFFFF', 'CCFFCC', 'FFFF99', '99CCFF', 'FF99CC', 'CC99FF', 'FFCC99',
  '3366FF', '33CCCC', '99CC00', 'FFCC00', 'FF9900', 'FF6600', '666699', '969696',
  '003366', '339966', '003300', '333300', '993300', '993366', '333399', '333333',
]; // prettier-ignore

/** The file lists dark 1, light 1, dark 2, light 2; the index used by cells swaps each pair. */
export function readTheme(root: XmlElement | undefined): Theme {
  const scheme = child(child(root, 'themeElements'), 'clrScheme');
  if (!scheme) return OFFICE_THEME;
  const colors = elements(scheme).map(slot => {
    const color = elements(slot)[0];
    return (
      (color && (localName(color) === 'sysClr' ? color.attrs['lastClr'] : color.attrs['val'])) ?? '000000'
    );
  });
  const [dark1, light1, dark2, light2, ...rest] = colors;
  return [light1 ?? 'FFFFFF', dark1 ?? '000000', light2 ?? 'FFFFFF', dark2 ?? '000000', ...rest];
}

/** Lightens (tint > 0) or darkens a colour by moving its lightness, as ECMA-376 18.8.3 says. */
export function applyTint(rgb: string, tint: number): string {
  if (tint === 0) return rgb;
  const [r, g, b] = [0, 2, 4].map(i => parseInt(rgb.slice(i, i + 2), 16) / 255) as [number, number, number];
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const light = (max + min) / 2;
  const moved = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const spread = max - min;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  let hue = 0;
  if (spread !== 0) {
    if (max === r) hue = ((g - b) / spread) % 6;
    else hue = max === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  }
  const chroma = (1 - Math.abs(2 * moved - 1)) * saturation;
  const channel = (n: number): string => {
    const k = (n + hue * 2 + 24) % 12;
    const value = moved - (chroma / 2) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
      .toUpperCase();
  };
  return channel(0) + channel(8) + channel(4);
}

/** `#RRGGBB` of a colour element, undefined when it is automatic. */
export function readColor(node: XmlElement | undefined, theme: Theme): string | undefined {
  if (!node) return undefined;
  const { rgb, indexed, theme: slot, tint } = node.attrs;
  let base: string | undefined;
  if (rgb !== undefined) base = rgb.length === 8 ? rgb.slice(2) : rgb;
  else if (slot !== undefined) base = theme[Number(slot)];
  else if (indexed !== undefined) base = INDEXED[Number(indexed)];
  if (base === undefined) return undefined;
  return `#${applyTint(base.toUpperCase(), Number(tint ?? 0))}`;
}

/** `AARRGGBB` for the file, from `#RGB`, `#RRGGBB` or `rgb(r, g, b)`; undefined for what is not a colour. */
export function fileColor(css: string | null | undefined | void): string | undefined {
  if (!css) return undefined;
  const long = /^#?([0-9a-f]{6})$/i.exec(css);
  if (long) return `FF${(long[1] ?? '').toUpperCase()}`;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(css);
  if (short) return `FF${[1, 2, 3].map(i => (short[i] ?? '').repeat(2)).join('')}`.toUpperCase();
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(css);
  if (!parts) return undefined;
  return `FF${[1, 2, 3].map(i => Number(parts[i]).toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}
