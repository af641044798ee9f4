/**
 * Ce que devient un texte quand on l'écrit dans une cellule : Excel lit les nombres, dates, pourcentages, booléens et
 * formules, sauf si la cellule est au format texte `@` ou si une apostrophe est en tête.
 */
import type { ICellData } from '#vendor';
import { formulaPatch, valuePatch, type Scalar } from './cells';
import type { EmbeddedLocale } from './univer';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i;
const FRENCH = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:,\d+)?$|^[+-]?\d+(?:,\d+)?(?:E[+-]?\d+)?$/i;
const ENGLISH = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const DAY_MS = 86400000;
const EPOCH = Date.UTC(1899, 11, 30);

const TRUE_WORDS: Record<EmbeddedLocale, readonly string[]> = {
  'fr-FR': ['TRUE', 'VRAI'],
  'en-US': ['TRUE'],
};
const FALSE_WORDS: Record<EmbeddedLocale, readonly string[]> = {
  'fr-FR': ['FALSE', 'FAUX'],
  'en-US': ['FALSE'],
};

/** Valeur lue dans un texte, et format qu'Excel pose alors si la cellule était en Standard. */
export interface TypedValue {
  readonly value: Scalar;
  readonly format?: string;
}

function serial(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return undefined;
  const days = Math.round((time - EPOCH) / DAY_MS);
  return days >= 61 ? days : undefined;
}

function readDate(text: string, locale: EmbeddedLocale): TypedValue | undefined {
  const iso = ISO.exec(text);
  const slashed = iso ? null : SLASHED.exec(text);
  if (!iso && !slashed) return undefined;
  const [first, second] = [Number(slashed?.[1]), Number(slashed?.[2])];
  const short = Number(slashed?.[3] ?? new Date().getFullYear());
  // Siècle d'Excel : 00-29 → 2000, 30-99 → 1900.
  const century = short < 30 ? 2000 + short : 1900 + short;
  const year = short > 99 ? short : century;
  const [day, month] = locale === 'fr-FR' ? [first, second] : [second, first];
  const value = iso ? serial(Number(iso[1]), Number(iso[2]), Number(iso[3])) : serial(year, month, day);
  if (value === undefined) return undefined;
  return { value, format: locale === 'fr-FR' ? 'dd/mm/yyyy' : 'm/d/yyyy' };
}

function readNumber(text: string, locale: EmbeddedLocale): number | undefined {
  if (PLAIN.test(text)) return Number(text);
  if (locale === 'fr-FR' && FRENCH.test(text))
    return Number(text.replace(/[ \u00a0\u202f]/g, '').replace(',', '.'));
  if (locale === 'en-US' && ENGLISH.test(text)) return Number(text.replace(/,/g, ''));
  return undefined;
}

/** Lit un texte tapé : nombre, pourcentage, date, heure ou booléen ; `undefined` si ce n'est que du texte. */
export function readTyped(text: string, locale: EmbeddedLocale): TypedValue | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  const upper = plain.toUpperCase();
  if (TRUE_WORDS[locale].includes(upper)) return { value: true };
  if (FALSE_WORDS[locale].includes(upper)) return { value: false };
  const number = readNumber(plain, locale);
  if (number !== undefined && Number.isFinite(number)) {
    return /E/i.test(plain) ? { value: number, format: '0.00E+00' } : { value: number };
  }
  if (plain.endsWith('%')) {
    const part = readNumber(plain.slice(0, -1).trim(), locale);
    if (part !== undefined) return { value: part / 100, format: /[.,]/.test(plain) ? '0.00%' : '0%' };
  }
  const time = TIME.exec(plain);
  if (time && Number(time[1]) < 24 && Number(time[2]) < 60 && Number(time[3] ?? 0) < 60) {
    const seconds = Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0);
    return { value: seconds / 86400, format: time[3] === undefined ? 'hh:mm' : 'hh:mm:ss' };
  }
  return readDate(plain, locale);
}

/** Un texte qui commence comme une formule : `=…`, ou `+`/`-` devant autre chose qu'un nombre. */
function asFormula(text: string, locale: EmbeddedLocale): string | undefined {
  if (text.startsWith('=') && text.length > 1) return text;
  if (/^[+-][A-Z0-9(]/i.test(text) && readTyped(text, locale) === undefined) return `=${text}`;
  return undefined;
}

/** Rustine pour une valeur écrite par l'API, selon le format de nombre déjà en place dans la cellule. */
export function typedPatch(input: Scalar, pattern: string, locale: EmbeddedLocale): ICellData {
  if (typeof input !== 'string' || input === '') return valuePatch(input);
  if (input.startsWith("'")) return valuePatch(input.slice(1), true);
  if (pattern === '@') return valuePatch(input);
  const formula = asFormula(input, locale);
  if (formula) return formulaPatch(formula);
  const typed = readTyped(input, locale);
  if (!typed) return valuePatch(input);
  const patch = valuePatch(typed.value);
  return typed.format && pattern === 'General' ? { ...patch, s: { n: { pattern: typed.format } } } : patch;
}
