/** Formats de nombre : celui d'une cellule, et le texte affiché. */
import { numfmt, type IStyleData } from '#vendor';
import { DECALAGE_1904 } from '../../comptabilite/jour';
import { isErrorText, type CellView } from './cells';
import type { EmbeddedLocale } from './univer';

export const GENERAL = 'General';

/** Le format de nombre (code US), `General` à défaut. */
export const patternOf = (style: IStyleData | undefined): string => style?.n?.pattern || GENERAL;

const BOOLEAN_TEXT: Record<EmbeddedLocale, readonly [string, string]> = {
  'fr-FR': ['FAUX', 'VRAI'],
  'en-US': ['FALSE', 'TRUE'],
};

/** Onze chiffres significatifs au plus, comme le format Standard dans une colonne assez large. */
function general(value: number, locale: EmbeddedLocale): string {
  const magnitude = Math.abs(value);
  const text =
    magnitude !== 0 && (magnitude >= 1e11 || magnitude < 1e-9)
      ? value
          .toExponential(5)
          .replace(/\.?0+e/, 'E')
          .replace(/e/, 'E')
          .replace(/E([+-])(\d)$/, 'E$10$2')
      : String(Number(value.toPrecision(11)));
  return locale === 'fr-FR' ? text.replace('.', ',') : text;
}

/** Ce format montre-t-il un jour ? Sans ses textes, ses couleurs et ses échappements : « dd/mm », pas « "année" 0 ». */
export const isDatePattern = (pattern: string): boolean =>
  /[dmy]/i.test(pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));

/** Le numéro à mettre en forme : les formats comptent les jours depuis 1900, un classeur en 1904 non. */
export const shownNumber = (value: number, pattern: string, date1904: boolean): number =>
  date1904 && isDatePattern(pattern) ? value + DECALAGE_1904 : value;

/** Le texte affiché d'une cellule (sans tenir compte de la largeur de colonne). */
export function displayText(cell: CellView, locale: EmbeddedLocale, date1904 = false): string {
  const { value } = cell;
  if (typeof value === 'boolean') return BOOLEAN_TEXT[locale][value ? 1 : 0];
  if (typeof value === 'string') return value;
  const pattern = patternOf(cell.style);
  if (pattern === GENERAL || pattern === '@') return general(value, locale);
  try {
    return numfmt.format(pattern, shownNumber(value, pattern, date1904), {
      locale: locale === 'fr-FR' ? 'fr' : 'en',
      throws: false,
    });
  } catch {
    return general(value, locale);
  }
}

/** Le format tel que l'affiche un Excel français (`jj/mm/aaaa`, `Standard`). */
export function localPattern(pattern: string, locale: EmbeddedLocale): string {
  if (locale !== 'fr-FR') return pattern;
  if (pattern === GENERAL) return 'Standard';
  if (/[dmyhs]/.test(pattern)) return pattern.replace(/d/g, 'j').replace(/y/g, 'a');
  return pattern.replace(/[.,]/g, mark => (mark === '.' ? ',' : ' '));
}

export { isErrorText };
