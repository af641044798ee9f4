/** D'un dossier de fichiers CSV nommés d'après les tables aux lignes d'un classeur, avec ses anomalies. */
import type { Anomalie } from '../../comptabilite';
import { controlerReferences, decoder, lectureVide } from '../../workbook/decode';
import { nomNormalise, nomsReconnus, type AnyTable, type Lecture, type Rang } from '../../workbook/table';
import { UnclosedQuote } from '../../workbook/csv';
import { type Export, forTable, readExport, tooWide } from '../../workbook/importing';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Imported {
  readonly rows: ReadonlyMap<string, readonly Rang[]>;
  readonly anomalies: readonly Anomalie[];
}

/** Ce qui va de soi dans un fichier texte : nombres et dates y sont toujours des textes. */
const EXPECTED_IN_TEXT = /(nombres|dates) écrits?e?s? en texte|dates écrites en texte/;

const withoutExtension = (name: string) => name.replace(/\.(csv|txt|tsv)$/i, '');

/** Table d'un fichier : par le nom de la table ou de sa feuille. */
export function tableOfFile(name: string, tables: readonly AnyTable[]): AnyTable | undefined {
  const key = nomNormalise(withoutExtension(name));
  return tables.find(table => nomNormalise(table.nom) === key || nomNormalise(table.feuille) === key);
}

/**
 * Lit les fichiers et contrôle l'ensemble comme le ferait la clôture : types, clés, références entre fichiers.
 * Les numéros de ligne des anomalies sont ceux des fichiers.
 */
export function importFiles(files: readonly NamedFile[], tables: readonly AnyTable[]): Imported {
  const anomalies: Anomalie[] = [];
  const read = new Map<string, Lecture>(tables.map(table => [table.nom, lectureVide(table)]));
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const table = tableOfFile(file.name, tables);
    if (!table) {
      anomalies.push(unknownFile(file.name, tables));
      continue;
    }
    const other = fileOf.get(table.nom);
    if (other) {
      anomalies.push(twice(file.name, other, table));
      continue;
    }
    fileOf.set(table.nom, file.name);
    const lecture = readFile(file, table, anomalies);
    if (lecture) read.set(table.nom, lecture);
  }
  for (const lecture of read.values()) {
    if (lecture.absente) continue;
    anomalies.push(...lecture.anomalies.filter(a => !(a.code === 'C-TAB-05' && isExpected(a.message))));
  }
  anomalies.push(...controlerReferences(read));
  return {
    rows: new Map([...read].map(([name, lecture]) => [name, lecture.lignes as readonly Rang[]])),
    anomalies: anomalies.map(a => inFile(a, fileOf)),
  };
}

/** Un avis dont toutes les phrases vont de soi dans un fichier texte ne se dit pas. */
function isExpected(message: string): boolean {
  const phrases = message.slice(message.indexOf(' : ') + 3).split(' ; ');
  return phrases.every(phrase => EXPECTED_IN_TEXT.test(phrase));
}

function readFile(file: NamedFile, table: AnyTable, anomalies: Anomalie[]): Lecture | undefined {
  try {
    const read = forTable(table, readExport(file.name, file.bytes));
    anomalies.push(...unknownColumns(read, table));
    anomalies.push(...tooWide(read).anomalies.map(anomaly => ({ ...anomaly, table: table.nom })));
    return decoder(table, [read.headers, ...read.records], { premiereLigne: read.headerLine });
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    anomalies.push({
      code: 'C-CSV-01',
      gravite: 'BLOQUANT',
      table: table.nom,
      ligne: error.line,
      message: `${file.name} : le guillemet ouvert ligne ${error.line} n'est jamais refermé.`,
      remede: 'Refermez le guillemet, ou doublez-le s’il fait partie du texte.',
    });
    return undefined;
  }
}

/** Les messages de lecture commencent par la table : dans un dossier, l'utilisateur cherche un fichier. */
function inFile(anomaly: Anomalie, fileOf: ReadonlyMap<string, string>): Anomalie {
  const { table, message } = anomaly;
  const file = table === undefined ? undefined : fileOf.get(table);
  if (file === undefined || table === undefined) return anomaly;
  if (message.startsWith(`${table},`) || message.startsWith(`${table} :`)) {
    return { ...anomaly, message: file + message.slice(table.length) };
  }
  return message.startsWith(`Table ${table}`) ? { ...anomaly, message: `${file} : ${message}` } : anomaly;
}

function unknownFile(name: string, tables: readonly AnyTable[]): Anomalie {
  const known = tables.map(t => t.nom).join(', ');
  return {
    code: 'C-CSV-02',
    gravite: 'BLOQUANT',
    message: `${name} : ce nom de fichier n'est pas celui d'une table.`,
    remede: `Renommez-le ou sortez-le du dossier. Tables : ${known}.`,
  };
}

function twice(name: string, other: string, table: AnyTable): Anomalie {
  return {
    code: 'C-CSV-03',
    gravite: 'BLOQUANT',
    table: table.nom,
    message: `${name} et ${other} désignent la même table, ${table.nom}.`,
    remede: 'Réunissez-les en un seul fichier.',
  };
}

function unknownColumns({ name, headers, headerLine }: Export, table: AnyTable): Anomalie[] {
  const known = new Set(
    table.colonnes.flatMap(column => {
      const { propres, synonymes } = nomsReconnus(column);
      return [...propres, ...synonymes];
    }),
  );
  return headers.flatMap((title, index) =>
    title.trim() === '' || known.has(nomNormalise(title))
      ? []
      : [
          {
            code: 'C-CSV-04',
            gravite: 'ALERTE' as const,
            table: table.nom,
            ligne: headerLine,
            message: `${name}, ligne ${headerLine}, colonne ${index + 1} : « ${title.trim()} » n'est pas une colonne de ${table.nom} ; elle n'est pas reprise.`,
            remede: `Corrigez l'en-tête s'il est mal écrit. Colonnes : ${table.colonnes.map(c => c.cle).join(', ')}.`,
          },
        ],
  );
}
