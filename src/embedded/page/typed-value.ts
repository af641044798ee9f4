/**
 * Ce que vaut un texte tapé sur un clavier français dans une cellule : « 1 234,56 », « 12,5 % », « 30/11/2026 »,
 * « VRAI ». Pur : ni grille, ni horloge (l'année courante est donnée).
 */
import { jour, enSerie } from '../../comptabilite';

export interface TypedValue {
  value: number | boolean;
  /** Format que la cellule prend si elle n'en a pas déjà un du même genre. */
  format?: { pattern: string; kind: 'date' | 'percent' | 'currency' };
}

export interface TypingContext {
  year: number;
  base1904: boolean;
}

const GROUP = '[ \\u00a0\\u202f]';
const NUMBER = new RegExp(`^([+-]?)(\\d{1,3}(?:${GROUP}\\d{3})+|\\d+)(?:,(\\d+))?(?:${GROUP}*([%€]))?$`);
const DAY_FIRST = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** La valeur tapée, ou `undefined` quand le texte n'est rien de cela et reste un texte (ou l'affaire d'Univer). */
export function typedValue(text: string, context: TypingContext): TypedValue | undefined {
  const trimmed = text.trim();
  const upper = trimmed.toLocaleUpperCase('fr');
  if (upper === 'VRAI' || upper === 'FAUX') return { value: upper === 'VRAI' };
  return typedDate(trimmed, context) ?? typedNumber(trimmed);
}

function typedNumber(text: string): TypedValue | undefined {
  const [, sign = '', whole = '', decimals, unit] = NUMBER.exec(text) ?? [];
  if (whole === '') return undefined;
  const digits = `${sign}${whole.replace(/\D/g, '')}${decimals ? `.${decimals}` : ''}`;
  if (unit === '%') {
    // Diviser par cent en décalant la virgule : 12,3 % est 0.123, pas 0.12300000000000001.
    const pattern = decimals ? '0.00%' : '0%';
    return { value: Number(`${digits}e-2`), format: { pattern, kind: 'percent' } };
  }
  if (unit === '€') return { value: Number(digits), format: { pattern: '#,##0.00\\ "€"', kind: 'currency' } };
  return { value: Number(digits) };
}

function typedDate(text: string, { year, base1904 }: TypingContext): TypedValue | undefined {
  const iso = ISO.exec(text);
  const dayFirst = iso ? undefined : DAY_FIRST.exec(text);
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : dayFirst
      ? [fullYear(dayFirst[3], year), dayFirst[2], dayFirst[1]]
      : undefined;
  if (!parts) return undefined;
  try {
    const [y, m, d] = parts.map(Number) as [number, number, number];
    return { value: enSerie(jour(y, m, d), base1904), format: { pattern: 'dd/mm/yyyy', kind: 'date' } };
  } catch {
    return undefined; // 31/02/2026 n'est pas un jour : le texte reste tel qu'il a été tapé
  }
}

/** Deux chiffres : comme Excel, 00 à 29 sont des années 2000, 30 à 99 des années 1900. */
function fullYear(typed: string | undefined, current: number): number {
  if (typed === undefined) return current;
  const number = Number(typed);
  if (typed.length === 4) return number;
  return number < 30 ? 2000 + number : 1900 + number;
}

/** Un nombre tel qu'un Français l'écrit, sans séparateur de milliers : 1234,5. */
export function frenchNumber(value: number): string {
  return String(value).replace('.', ',');
}
