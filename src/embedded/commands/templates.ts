/**
 * `npm run templates` : écrit templates/cloture-vierge.xlsx, templates/exemple-esn.xlsx et le dictionnaire des
 * données, depuis les schémas, dans le dépôt ou sous le dossier donné par `--sortie`. Deux exécutions donnent les mêmes octets.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { estBloquante } from '../../comptabilite';
import { BLANK, defaultCoefficients, defaultParameters, EXAMPLE } from '../templates/content';
import { dictionary } from '../templates/dictionary';
import { composerExemple } from '../templates/exemple';
import { importFiles, type NamedFile } from '../templates/import';
import { allSheets, buildWorkbook } from '../templates/workbook';
import { EXIT, main, print, userPath } from './cli';

const ROOT = join(__dirname, '../../..');
/** Le cas de référence, d'où part la société d'exemple. */
const EXAMPLE_DATA = join(ROOT, 'test/scenarios/exemple-esn/entrees');

async function write(root: string, path: string, content: Uint8Array | string): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  print(`${path} : ${content.length} ${typeof content === 'string' ? 'caractères' : 'octets'}`);
}

async function exampleFiles(): Promise<NamedFile[]> {
  const names = (await readdir(EXAMPLE_DATA)).filter(name => name.endsWith('.csv')).sort();
  return Promise.all(
    names.map(async name => ({ name, bytes: new Uint8Array(await readFile(join(EXAMPLE_DATA, name))) })),
  );
}

async function templates(): Promise<number> {
  const { values } = parseArgs({ options: { sortie: { type: 'string' } } });
  const root = values.sortie === undefined ? ROOT : userPath(values.sortie);
  const tables = allSheets().map(sheet => sheet.table);
  const example = importFiles(await exampleFiles(), tables);
  const blocking = example.anomalies.filter(estBloquante);
  if (blocking.length > 0) {
    for (const { message } of blocking) print(message);
    return EXIT.blocked;
  }
  await write(
    root,
    'templates/cloture-vierge.xlsx',
    await buildWorkbook({
      ...BLANK,
      rows: new Map([
        ['Parametres', defaultParameters()],
        ['CoefDegressif', defaultCoefficients()],
      ]),
    }),
  );
  await write(
    root,
    'templates/exemple-esn.xlsx',
    await buildWorkbook({ ...EXAMPLE, rows: composerExemple(example.rows) }),
  );
  await write(root, 'assets/aide/dictionnaire.md', dictionary(tables));
  return EXIT.done;
}

void main(templates, 'Usage : npm run templates [-- --sortie DOSSIER]');
