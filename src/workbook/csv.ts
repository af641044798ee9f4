/** Lecture de fichiers CSV d'ERP : encodage, séparateur et guillemets reconnus. */

export interface CsvFile {
  /** Une entrée par ligne du fichier : les lignes prises dans un texte à guillemets restent, vides. */
  readonly records: string[][];
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly delimiter: ';' | ',' | '\t';
}

/** Texte d'un fichier : UTF-8 avec ou sans marque, sinon Windows-1252, l'encodage des exports d'Excel. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: CsvFile['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** Le séparateur le plus fréquent hors guillemets sur la ligne d'en-tête ; « ; » à défaut, comme Excel en France. */
export function detectDelimiter(text: string): CsvFile['delimiter'] {
  const counts = { ';': 0, ',': 0, '\t': 0 };
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted && char in counts) counts[char as keyof typeof counts]++;
  }
  const best = (Object.keys(counts) as (keyof typeof counts)[]).sort((a, b) => counts[b] - counts[a])[0];
  return best ?? ';';
}

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
    record.push(field);
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
      record.push(field);
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
