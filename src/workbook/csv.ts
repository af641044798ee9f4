/** Lecture de fichiers CSV d'ERP : encodage, séparateur et guillemets reconnus. */

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

/** Texte d'un fichier : UTF-16, UTF-8 avec ou sans marque, sinon Windows-1252, l'encodage des exports d'Excel. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const wide = utf16(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text: text.replace(/[\u0080-\u009f]/g, from1252), encoding: 'windows-1252' };
  }
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

/**
 * Découpe un fichier CSV. Le rang d'une entrée est son numéro de ligne dans le fichier, moins un.
 * @throws Error si un guillemet n'est jamais refermé ; le message nomme la ligne où il s'ouvre.
 * @example parseCsv(bytes).records[0] // ['IdTemps', 'Date']
 */
export function parseCsv(bytes: Uint8Array): CsvFile {
  const { text, encoding } = decodeText(bytes);
  const delimiter = detectDelimiter(text);
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let extra = 0;
  let openedAt = 0;
  let quoted = false;
  const endRecord = () => {
    record.push(unwrapped(field));
    records.push(record.length === 1 && field === '' ? [] : record);
    for (; extra > 0; extra--) records.push([]);
    record = [];
    field = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') field += text[++i];
      else if (char === '"') quoted = false;
      else {
        field += char;
        if (char === '\n') extra++;
      }
    } else if (char === '"' && field === '') {
      quoted = true;
      openedAt = records.length + extra + 1;
    } else if (char === delimiter) {
      record.push(unwrapped(field));
      field = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++;
      endRecord();
    } else field += char;
  }
  if (quoted) throw new Error(`le guillemet ouvert ligne ${openedAt} n'est jamais refermé`);
  if (field !== '' || record.length > 0) endRecord();
  return { records, encoding, delimiter };
}
