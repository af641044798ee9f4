/**
 * `npm run classeur -- --depuis DOSSIER | --fec FICHIER [--exercice AAAA-MM-JJ:AAAA-MM-JJ] --sortie f.xlsx [--json]` : un
 * classeur de clôture depuis un dossier de fichiers CSV nommés d'après les tables, ou depuis un FEC. Ce que la source ne
 * dit pas (paramètres) vient du classeur vierge.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lireFec, mettreEnTables } from '../../cloture/comptabilite-generale/fec/lire';
import { accorder, type Anomalie, estBloquante } from '../../comptabilite';
import type { Progress } from '../../workbook/office';
import type { Rang } from '../../workbook/table';
import { BLANK, defaultParameters } from '../templates/content';
import { rowsOfFec } from '../templates/from-fec';
import { importFiles, type NamedFile } from '../templates/import';
import { allSheets, buildWorkbook } from '../templates/workbook';
import { EXIT, main, print, readUserFile, replaceFile, UsageError, userPath } from './cli';
import { parseBounds, withSource } from './fec-source';

const USAGE =
  'Usage : npm run classeur -- (--depuis DOSSIER | --fec FICHIER [--exercice AAAA-MM-JJ:AAAA-MM-JJ]) --sortie f.xlsx [--json]';

/** Ce qu'une source donne : les lignes de chaque table, et ce qu'il faut en lire. */
interface Content {
  readonly rows: ReadonlyMap<string, readonly Rang[]>;
  /** Les paramètres du classeur vierge, quand la source n'en a pas. */
  readonly defaults?: ReadonlyMap<string, readonly Rang[]>;
  readonly anomalies: readonly Anomalie[];
}

async function filesOf(folder: string): Promise<NamedFile[]> {
  const entries = await readdir(userPath(folder), { withFileTypes: true }).catch(() => {
    throw new UsageError(`Dossier introuvable ou illisible : ${folder}`);
  });
  const names = entries
    .filter(entry => entry.isFile() && /\.(csv|txt|tsv)$/i.test(entry.name))
    .map(e => e.name);
  if (names.length === 0) throw new UsageError(`Aucun fichier .csv dans ${folder}.`);
  return Promise.all(
    names.sort().map(async name => ({ name, bytes: await readUserFile(join(folder, name)) })),
  );
}

async function fromFolder(folder: string): Promise<Content> {
  const tables = allSheets().map(sheet => sheet.table);
  const { rows, anomalies } = importFiles(await filesOf(folder), tables);
  const defaults = rows.get('Parametres')?.length ? [] : [['Parametres', defaultParameters()] as const];
  return { rows, anomalies, defaults: new Map(defaults) };
}

const showProgress = ({ etape, fait, total }: Progress) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${etape} ${fait}/${total}\x1b[K`);
};

async function fromFec(path: string, exercice: string | undefined): Promise<Content> {
  const options = exercice === undefined ? {} : { exercice: parseBounds(exercice) };
  const lecture = await withSource(path, source => lireFec(source, options, { onProgress: showProgress }));
  const { anomalies, bloque } = lecture;
  return { anomalies, rows: bloque ? new Map() : rowsOfFec(lecture, await mettreEnTables(lecture)) };
}

async function classeur(): Promise<number> {
  const { values } = parseArgs({
    options: {
      depuis: { type: 'string' },
      fec: { type: 'string' },
      exercice: { type: 'string' },
      sortie: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { depuis, fec, exercice, sortie, json } = values;
  if ((depuis === undefined) === (fec === undefined))
    throw new UsageError('Donnez le dossier des fichiers CSV (--depuis DOSSIER), ou un FEC (--fec FICHIER).');
  if (exercice !== undefined && fec === undefined) throw new UsageError('--exercice accompagne --fec.');
  if (!sortie) throw new UsageError('Donnez le classeur à écrire : --sortie f.xlsx.');
  const content = fec === undefined ? await fromFolder(depuis!) : await fromFec(fec, exercice);
  const { rows, anomalies, defaults = [] } = content;
  const blocked = anomalies.some(estBloquante);
  const filled = [...rows]
    .filter(([, lines]) => lines.length > 0)
    .map(([table, lines]) => ({ table, lignes: lines.length }));
  if (!blocked)
    await replaceFile(
      sortie,
      await buildWorkbook({ ...BLANK, subtitle: '', rows: new Map([...rows, ...defaults]) }),
    );
  if (json) print(JSON.stringify({ sortie: blocked ? null : sortie, anomalies, tables: filled }));
  else report(anomalies, blocked, sortie, filled);
  return blocked ? EXIT.blocked : EXIT.done;
}

function report(
  anomalies: readonly Anomalie[],
  blocked: boolean,
  sortie: string,
  filled: readonly { lignes: number }[],
): void {
  for (const { gravite, code, message, remede } of anomalies)
    print(`${gravite} ${code} ${message} ${remede}`);
  const lines = filled.reduce((sum, { lignes }) => sum + lignes, 0);
  print(
    blocked
      ? 'Classeur non écrit : corrigez les points BLOQUANT.'
      : `${sortie} : ${accorder(filled.length, 'table remplie', 'tables remplies')}, ${accorder(lines, 'ligne')}.`,
  );
}

void main(classeur, USAGE);
