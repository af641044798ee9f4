/**
 * `npm run formule -- [--classeur f.xlsx] "=…" …` : évalue des formules (syntaxe américaine de `range.formulas`)
 * comme dans Excel, fonctions du complément comprises. Une ligne JSON par formule, rien d'autre sur la sortie.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { functionsMetadata } from '../../functions/metadata';
import { createEmbeddedExcel, type EmbeddedExcel } from '../embedded';
import { attachFunctions, evaluateFormulas, functionBridge } from '../functions';
import { bootClient } from '../node/client';
import { EXIT, main, print, readUserFile, UsageError } from './cli';

const USAGE = 'Usage : npm run formule -- [--classeur f.xlsx] [--stdin] "=FORMULE(…)" …';

async function readFormulas(): Promise<string[]> {
  const formulas: string[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') formulas.push(line.trim());
  }
  return formulas;
}

async function parse(args: string[]): Promise<{ classeur: string | undefined; formulas: string[] }> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { classeur: { type: 'string' }, stdin: { type: 'boolean', default: false } },
  });
  const formulas = [...positionals, ...(values.stdin ? await readFormulas() : [])];
  if (formulas.length === 0)
    throw new UsageError('Donnez au moins une formule, ou --stdin et une formule par ligne.');
  const wrong = formulas.find(formula => !formula.startsWith('='));
  if (wrong !== undefined) throw new UsageError(`Une formule commence par « = » : ${wrong}`);
  return { classeur: values.classeur, formulas };
}

async function open(classeur: string | undefined): Promise<EmbeddedExcel> {
  if (classeur === undefined) return createEmbeddedExcel();
  const fichier = await readUserFile(classeur);
  return createEmbeddedExcel({ fichier }).catch((error: unknown) => {
    throw new UsageError(`${classeur} n’est pas un classeur .xlsx lisible (${(error as Error).message}).`);
  });
}

async function formule(): Promise<number> {
  // La sortie ne porte que les résultats : les journaux des bibliothèques vont ailleurs.
  console.log = console.info = console.debug = console.warn = (...data: unknown[]) => console.error(...data);
  const { classeur, formulas } = await parse(process.argv.slice(2));
  const excel = await open(classeur);
  const client = bootClient(excel);
  client.install();
  // Le complément s'inscrit au chargement, par CustomFunctions.associate, comme dans Excel.
  await import('../../functions');
  attachFunctions(excel, client.session, functionsMetadata('fr'));
  const lines = await evaluateFormulas(excel, functionBridge(excel), formulas);
  print(lines.map(line => JSON.stringify(line)).join('\n'));
  return EXIT.done;
}

void main(formule, USAGE);
