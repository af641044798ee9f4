/** Lecture de fichiers CSV d'ERP : encodage, séparateur et guillemets reconnus. */

import { terminer } from '../comptabilite';
import { CloseError } from './errors';

export interface CsvFile {
  /** Une entrée par ligne du fichier : les lignes prises dans un texte à guillemets restent, vides. */
  readonly records: string[][];
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
type Delimiter = ';' | ',' | '\t';

/** L'UTF-16 d'un « Texte Unicode » d'Excel : sa marque, ou, sans elle, un octet nul sur deux. */
function utf16(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 400);
  const nulls = (parity: number) => sample.reduce((n, byte, at) => n + +(byte === 0 && at % 2 === parity), 0);
  if (nulls(1) > sample.length / 4) return 'utf-16le';
  return nulls(0) > sample.length / 4 ? 'utf-16be' : undefined;
}

/** Octets lus et caractères découpés entre deux pauses : quelques millisecondes. */
const SLICE = 262_144;

/** Texte d'un fichier, par morceaux : UTF-16, UTF-8 avec ou sans marque, sinon Windows-1252, l'encodage des exports d'Excel. */
function* decodeText(bytes: Uint8Array): Generator<void, { parts: string[]; encoding: Encoding }> {
  const wide = utf16(bytes);
  if (wide) return { parts: yield* decodeAs(wide, bytes), encoding: wide };
  try {
    return { parts: yield* decodeAs('utf-8', bytes), encoding: 'utf-8' };
  } catch {
    return { parts: yield* decodeAs('windows-1252', bytes), encoding: 'windows-1252' };
  }
}

function* decodeAs(encoding: Encoding, bytes: Uint8Array): Generator<void, string[]> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += SLICE) {
    const text = decoder.decode(bytes.subarray(at, at + SLICE), { stream: at + SLICE < bytes.length });
    parts.push(encoding === 'windows-1252' ? text.replace(/[\u0080-\u009f]/g, from1252) : text);
    yield;
  }
  return parts;
}

/** Node lit ces octets comme du Latin-1 : le symbole de l'euro (0x80) y devenait un caractère de contrôle. */
const HIGH_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const from1252 = (char: string) => HIGH_1252[char.charCodeAt(0) - 0x80]!;

/** Lignes sur lesquelles le séparateur se reconnaît. */
const SAMPLE_LINES = 50;
const DELIMITERS: readonly Delimiter[] = [';', '\t', ','];
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';

/**
 * Le séparateur qui revient le même nombre de fois sur le plus de lignes, hors guillemets : un titre au-dessus de
 * l'en-tête n'y change rien. Une virgule entre deux chiffres est décimale. « ; » à défaut, comme Excel en France.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines: Record<Delimiter, number>[] = [];
  let line: Record<Delimiter, number> = { ';': 0, ',': 0, '\t': 0 };
  let quoted = false;
  for (let i = 0; i <= text.length && lines.length < SAMPLE_LINES; i++) {
    const char = text[i] ?? '\n';
    if (char === '"') quoted = !quoted;
    else if (quoted && i < text.length) continue;
    else if (char === '\n' || char === '\r') {
      lines.push(line);
      line = { ';': 0, ',': 0, '\t': 0 };
    } else if (char === ',' && isDigit(text[i - 1]) && isDigit(text[i + 1])) continue;
    else if (char in line) line[char as Delimiter]++;
  }
  const weight = (delimiter: Delimiter) => {
    const seen = new Map<number, number>();
    for (const { [delimiter]: count } of lines) seen.set(count, (seen.get(count) ?? 0) + count);
    return Math.max(...seen.values());
  };
  const [best] = [...DELIMITERS].sort((a, b) => weight(b) - weight(a));
  return best!;
}

/** « ="007" », qu'un logiciel écrit pour qu'Excel garde le texte, vaut 007. */
const unwrapped = (field: string) =>
  field.startsWith('="') && field.endsWith('"') && field.length > 2 ? field.slice(2, -1) : field;

/** Le fichier a un guillemet que rien ne referme : la suite n'en serait qu'un seul texte. */
export class UnclosedQuote extends CloseError {
  constructor(readonly line: number) {
    super(
      `Ce fichier ne se lit pas : le guillemet ouvert ligne ${line} n’est jamais refermé. Refermez-le, ou doublez-le s’il fait partie du texte.`,
      `This file cannot be read: the quote opened on row ${line} is never closed. Close it, or double it if it belongs to the text.`,
    );
  }
}

/** Les champs d'un CSV, à mesure que son texte arrive. */
class Splitter {
  readonly records: string[][] = [];
  private record: string[] = [];
  private field = '';
  private extra = 0;
  private openedAt = 0;
  private quoted = false;
  /** Le dernier caractère d'un morceau attend le suivant, qui dit ce que vaut un guillemet ou un retour. */
  private pending = '';

  constructor(private readonly delimiter: Delimiter) {}

  add(part: string, last: boolean): void {
    const text = this.pending + part;
    const end = last ? text.length : text.length - 1;
    let at = 0;
    while (at < end) at += 1 + this.take(text[at]!, text[at + 1]);
    this.pending = text.slice(at);
  }

  finish(): string[][] {
    if (this.quoted) throw new UnclosedQuote(this.openedAt);
    if (this.field !== '' || this.record.length > 0) this.endRecord();
    return this.records;
  }

  /** Prend un caractère ; rend combien de suivants il emporte avec lui. */
  private take(char: string, next: string | undefined): 0 | 1 {
    if (this.quoted) return this.takeQuoted(char, next);
    if (char === '"' && this.field === '') {
      this.quoted = true;
      this.openedAt = this.records.length + this.extra + 1;
    } else if (char === this.delimiter) {
      this.record.push(unwrapped(this.field));
      this.field = '';
    } else if (char === '\n' || char === '\r') {
      this.endRecord();
      return char === '\r' && next === '\n' ? 1 : 0;
    } else this.field += char;
    return 0;
  }

  private takeQuoted(char: string, next: string | undefined): 0 | 1 {
    if (char === '"' && next !== '"') {
      this.quoted = false;
      return 0;
    }
    this.field += char;
    if (char === '\n') this.extra++;
    return char === '"' ? 1 : 0;
  }

  private endRecord(): void {
    this.record.push(unwrapped(this.field));
    this.records.push(this.record.length === 1 && this.field === '' ? [] : this.record);
    for (; this.extra > 0; this.extra--) this.records.push([]);
    this.record = [];
    this.field = '';
  }
}

/**
 * Découpe un fichier CSV, par tranches : un export de cent mégaoctets ne fige pas la fenêtre. Le rang d'une entrée est son
 * numéro de ligne dans le fichier, moins un.
 * @throws UnclosedQuote si un guillemet n'est jamais refermé
 * @example const { records } = await new Pace(options).run(splitCsv(bytes))
 */
export function* splitCsv(bytes: Uint8Array): Generator<void, CsvFile> {
  const { parts, encoding } = yield* decodeText(bytes);
  const delimiter = detectDelimiter(parts[0] ?? '');
  const splitter = new Splitter(delimiter);
  for (const [rank, part] of parts.entries()) {
    splitter.add(part, rank === parts.length - 1);
    yield;
  }
  return { records: splitter.finish(), encoding, delimiter };
}

/** Le même, d'un trait : hors d'une fenêtre. @example parseCsv(bytes).records[0] // ['IdTemps', 'Date'] */
export const parseCsv = (bytes: Uint8Array): CsvFile => terminer(splitCsv(bytes));
