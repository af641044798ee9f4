/**
 * `npm run fec -- classeur.xlsx --exercice 2026 [--sortie DOSSIER] [--generees] [--du AAAA-MM-JJ] [--au AAAA-MM-JJ]
 * [--utf8] [--logiciel CODE] [--json]` : le fichier des écritures comptables d'un exercice et sa description, ou les
 * écritures dans le format d'un logiciel. Rien n'est écrit si un contrôle bloque.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type DemandeExport,
  exporterFec,
  exporterLogiciel,
  TABLES_EXPORT,
} from '../../cloture/comptabilite-generale/fec/exporter';
import { LOGICIELS } from '../../cloture/comptabilite-generale/fec/logiciels';
import { accorder, depuisTexte, type Jour } from '../../comptabilite';
import { readTables } from '../../workbook/reader';
import { describe, EXIT, main, print, replaceFile, UsageError, userPath } from './cli';
import { openWorkbook } from './open-workbook';

const USAGE =
  'Usage : npm run fec -- classeur.xlsx --exercice CODE [--sortie DOSSIER] [--generees] [--du AAAA-MM-JJ] [--au AAAA-MM-JJ] [--utf8] [--logiciel CODE] [--json]';

function dateOf(name: string, text: string | undefined): Jour | undefined {
  const date = depuisTexte(text ?? '');
  if (text !== undefined && date === undefined)
    throw new UsageError(`Date illisible : --${name} ${text}. Écrivez AAAA-MM-JJ.`);
  return date;
}

function parse(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      exercice: { type: 'string' },
      sortie: { type: 'string', default: '.' },
      generees: { type: 'boolean', default: false },
      du: { type: 'string' },
      au: { type: 'string' },
      utf8: { type: 'boolean', default: false },
      logiciel: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [fichier, ...others] = positionals;
  if (!fichier || others.length > 0) throw new UsageError('Donnez un classeur .xlsx, et un seul.');
  if (values.exercice === undefined) throw new UsageError('Donnez l’exercice : --exercice CODE.');
  const logiciel = LOGICIELS.find(({ code }) => code === values.logiciel);
  if (values.logiciel !== undefined && !logiciel)
    throw new UsageError(
      `Logiciel inconnu : ${values.logiciel}. Logiciels : ${LOGICIELS.map(({ code }) => code).join(', ')}.`,
    );
  const [du, au] = [dateOf('du', values.du), dateOf('au', values.au)];
  const demande: DemandeExport = {
    exercice: values.exercice,
    generees: values.generees,
    encodage: values.utf8 ? 'utf-8' : 'iso-8859-15',
    ...(du === undefined ? {} : { du }),
    ...(au === undefined ? {} : { au }),
  };
  return { fichier, sortie: values.sortie, json: values.json, demande, logiciel };
}

async function fec(): Promise<number> {
  const { fichier, sortie, json, demande, logiciel } = parse(process.argv.slice(2));
  await openWorkbook(fichier);
  const tables = await readTables(TABLES_EXPORT);
  const { fichiers, anomalies, bloque, lignes, empreinte } = logiciel
    ? await exporterLogiciel(tables, demande, logiciel)
    : await exporterFec(tables, demande);
  if (fichiers.length > 0) await mkdir(userPath(sortie), { recursive: true });
  for (const { nom, octets } of fichiers) await replaceFile(join(sortie, nom), octets);
  const noms = fichiers.map(({ nom }) => nom);
  if (json) print(JSON.stringify({ fichiers: noms, lignes, empreinte, anomalies }));
  else {
    for (const anomalie of anomalies) print(describe(anomalie));
    print(
      bloque
        ? 'Export bloqué, rien n’est écrit : corrigez les points BLOQUANT.'
        : `${noms.join(', ')} : ${accorder(lignes, 'ligne')}.${empreinte ? ` SHA-256 ${empreinte}` : ''}`,
    );
  }
  return bloque ? EXIT.blocked : EXIT.done;
}

void main(fec, USAGE);
