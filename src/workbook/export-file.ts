/** Le fichier d'un import : ses lignes, son en-tête où qu'il soit, et quelle colonne va où. */
import { accorder, type Anomalie } from '../comptabilite';
import { parseCsv, splitCsv } from './csv';
import type { WorkOptions } from './office';
import { Pace } from './seals/digest';
import { type AnyTable, nomNormalise, nomsReconnus } from './table';

/** Le fichier lu : son en-tête, et ses lignes sous leur numéro (la première ligne du fichier est la 1). */
export interface Export {
  readonly name: string;
  /** Toutes les lignes du fichier ; une ligne blanche garde son rang. */
  readonly lines: readonly (readonly string[])[];
  /** Numéro de la ligne d'en-tête : un export a souvent un titre au-dessus. */
  readonly headerLine: number;
  readonly headers: readonly string[];
  /** Les lignes sous l'en-tête. */
  readonly records: readonly (readonly string[])[];
}

/** Clé de colonne de la table → en-tête du fichier. */
export type Mapping = Readonly<Record<string, string>>;

/**
 * Lit un fichier CSV : encodage, séparateur et guillemets reconnus ; sa première ligne est son en-tête.
 * @throws UnclosedQuote si un guillemet n'est jamais refermé
 */
export const readExport = (name: string, bytes: Uint8Array): Export =>
  headedAt(name, parseCsv(bytes).records, 0);

/** Le même, par tranches : la fenêtre ne se fige pas, et l'on peut y renoncer. */
export const openExport = async (name: string, bytes: Uint8Array, options: WorkOptions): Promise<Export> =>
  headedAt(name, (await new Pace(options).run(splitCsv(bytes))).records, 0);

/** Lignes où chercher l'en-tête. */
const HEADER_LINES = 30;

/**
 * Le fichier, lu pour une table : l'en-tête est la ligne qui en nomme le plus de colonnes. Si aucune n'en nomme, c'est la
 * première qui remplisse la moitié des colonnes du fichier.
 */
export function forTable(table: AnyTable, { name, lines }: Export, remembered: Mapping = {}): Export {
  const tops = lines.slice(0, HEADER_LINES).map(line => line.map(title => title.trim()));
  const named = tops.map(titles => Object.keys(proposeMapping(table, titles, remembered)).length);
  const most = Math.max(0, ...named);
  if (most > 0) return headedAt(name, lines, named.indexOf(most));
  const filled = tops.map(titles => titles.filter(title => title !== '').length);
  const half = Math.max(1, ...filled) / 2;
  return headedAt(
    name,
    lines,
    Math.max(
      0,
      filled.findIndex(count => count >= half),
    ),
  );
}

function headedAt(name: string, lines: Export['lines'], at: number): Export {
  const headers = (lines[at] ?? []).map(title => title.trim());
  return { name, lines, headerLine: at + 1, headers, records: lines.slice(at + 1) };
}

/**
 * La correspondance à proposer : celle retenue la dernière fois si le fichier porte encore cet en-tête, sinon le nom,
 * l'en-tête ou un synonyme de la colonne. Un en-tête ne sert qu'une fois.
 */
export function proposeMapping(
  table: AnyTable,
  headers: readonly string[],
  remembered: Mapping = {},
): Mapping {
  const free = new Set(headers.filter(header => header !== ''));
  const mapping: Record<string, string> = {};
  const take = (column: string, header: string | undefined) => {
    if (header === undefined || !free.delete(header)) return;
    mapping[column] = header;
  };
  const columns = importable(table);
  for (const { cle } of columns) take(cle, remembered[cle]);
  for (const colonne of columns) {
    if (mapping[colonne.cle] !== undefined) continue;
    const { propres, synonymes } = nomsReconnus(colonne);
    const named = (names: readonly string[]) =>
      [...free].find(header => names.includes(nomNormalise(header)));
    take(colonne.cle, named(propres) ?? named(synonymes));
  }
  return mapping;
}

/** Les colonnes qu'un fichier peut remplir : celles que la table calcule gardent leur formule. */
export const importable = (table: AnyTable) => table.colonnes.filter(({ calculee }) => calculee !== true);

/** Au-delà, le compte des lignes refusées suffit. */
export const SHOWN = 50;

/**
 * Une ligne plus longue que l'en-tête vient d'un séparateur dans un texte sans guillemets : tout y est décalé. Rend leurs
 * numéros, et les anomalies des premières.
 */
export function tooWide({ name, headers, headerLine, records }: Omit<Export, 'lines'>): {
  rows: number[];
  anomalies: Anomalie[];
} {
  const wide = records.flatMap((record, index) =>
    record.slice(headers.length).some(field => field.trim() !== '') ? [index] : [],
  );
  const rows = wide.map(index => headerLine + 1 + index);
  const common = { code: 'C-CSV-05', gravite: 'BLOQUANT' as const };
  const remede = 'Mettez entre guillemets le texte qui contient le séparateur.';
  const remedy = 'Quote the text that contains the separator.';
  const anomalies = wide.slice(0, SHOWN).map((index, rank): Anomalie => {
    const [ligne, values] = [rows[rank]!, records[index]!.length];
    return {
      ...common,
      ligne,
      message: `${name}, ligne ${ligne} : ${accorder(values, 'valeur')} pour ${accorder(headers.length, 'colonne')}.`,
      remede,
      en: {
        message: `${name}, row ${ligne}: ${accorder(values, 'value', 'values', 'en')} for ${accorder(headers.length, 'column', 'columns', 'en')}.`,
        remede: remedy,
      },
    };
  });
  const others = rows.length - anomalies.length;
  if (others > 0)
    anomalies.push({
      ...common,
      message: `${name} : ${accorder(others, 'autre ligne a', 'autres lignes ont')} plus de valeurs que de colonnes.`,
      remede,
      en: {
        message: `${name}: ${accorder(others, 'more row has', 'more rows have', 'en')} more values than columns.`,
        remede: remedy,
      },
    });
  return { rows, anomalies };
}
