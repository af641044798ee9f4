/**
 * `npm run classeur -- --depuis DOSSIER --sortie f.xlsx [--json]` : un classeur de clôture depuis un dossier de
 * fichiers CSV nommés d'après les tables. Sans paramètres dans le dossier, ceux du classeur vierge.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Anomalie, estBloquante } from '../../comptabilite';
import { BLANK, defaultParameters } from '../templates/content';
import { importFiles, type NamedFile } from '../templates/import';
import { allSheets, buildWorkbook } from '../templates/workbook';
import { EXIT, main, print, readUserFile, replaceFile, UsageError, userPath } from './cli';

const USAGE = 'Usage : npm run classeur -- --depuis DOSSIER --sortie f.xlsx [--json]';

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

async function classeur(): Promise<number> {
  const { values } = parseArgs({
    options: {
      depuis: { type: 'string' },
      sortie: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { depuis, sortie, json } = values;
  if (!depuis) throw new UsageError('Donnez le dossier des fichiers CSV : --depuis DOSSIER.');
  if (!sortie) throw new UsageError('Donnez le classeur à écrire : --sortie f.xlsx.');
  const tables = allSheets().map(sheet => sheet.table);
  const { rows, anomalies } = importFiles(await filesOf(depuis), tables);
  const blocked = anomalies.some(estBloquante);
  const filled = [...rows]
    .filter(([, lines]) => lines.length > 0)
    .map(([table, lines]) => ({ table, lignes: lines.length }));
  if (!blocked) {
    const parameters = rows.get('Parametres')?.length ? [] : [['Parametres', defaultParameters()] as const];
    await replaceFile(
      sortie,
      await buildWorkbook({ ...BLANK, subtitle: '', rows: new Map([...rows, ...parameters]) }),
    );
  }
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
      : `${sortie} : ${filled.length} tables remplies, ${lines} lignes.`,
  );
}

void main(classeur, USAGE);
