/**
 * `npm run cloture -- classeur.xlsx --arrete 2026-11-30 [--modules avancement] [--simulation | --fermer] [--sortie out.xlsx] [--json]`
 * `npm run cloture -- classeur.xlsx --annuler [--sortie out.xlsx] [--json]`
 * `npm run cloture -- classeur.xlsx --verifier [--arrete 2026-11-30] [--json]`
 * `npm run cloture -- classeur.xlsx --rouvrir --arrete 2026-11-30 --motif "…" [--sortie out.xlsx] [--json]`
 * `npm run cloture -- classeur.xlsx --corriger [--sortie out.xlsx] [--json]` : consigne les changements tardifs du dernier mois fermé
 * La clôture d'un classeur .xlsx sans Excel : le complément tourne sur l'Excel embarqué, par la bibliothèque de
 * Microsoft, comme dans Excel.
 */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { CAPACITES } from '../../cloture';
import { accorder, depuisTexte, estFinDeMois, type Jour, texteJour, versIso } from '../../comptabilite';
import { type Bilan, type Mode, runClose } from '../../workbook/runs';
import { CloseError } from '../../workbook/errors';
import { isUnfinished, undoableRun, undoLastRun } from '../../workbook/undo';
import type { EmbeddedExcel } from '../embedded';
import {
  describe,
  EXIT,
  type Files,
  main,
  type MonthRequest,
  print,
  replaceFile,
  say,
  UsageError,
} from './cli';
import { correct, reopen, verify } from './mois';
import { openWorkbook } from './open-workbook';

const USAGE =
  'Usage : npm run cloture -- classeur.xlsx (--arrete AAAA-MM-JJ [--modules a,b] [--simulation | --fermer [--avec-anterieurs]] | --annuler | --verifier [--arrete …] | --rouvrir --arrete … --motif "…" | --corriger) [--sortie f.xlsx] [--json]';

interface Request extends Files {
  arrete: Jour;
  modules: string[];
  mode: Mode;
  /** Fermer aussi les mois sautés. */
  anterieurs: boolean;
}

function parse(args: string[]): Request | MonthRequest | Files {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      arrete: { type: 'string' },
      modules: { type: 'string' },
      simulation: { type: 'boolean', default: false },
      fermer: { type: 'boolean', default: false },
      annuler: { type: 'boolean', default: false },
      'avec-anterieurs': { type: 'boolean', default: false },
      verifier: { type: 'boolean', default: false },
      rouvrir: { type: 'boolean', default: false },
      corriger: { type: 'boolean', default: false },
      motif: { type: 'string' },
      sortie: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [fichier, ...others] = positionals;
  if (!fichier || others.length > 0) throw new UsageError('Donnez un classeur .xlsx, et un seul.');
  const files = { fichier, sortie: values.sortie ?? fichier, json: values.json };
  if (values.annuler) {
    if (values.arrete !== undefined || values.fermer || values.simulation || values.modules !== undefined)
      throw new UsageError('--annuler défait la dernière exécution : il va seul.');
    return files;
  }
  const [gesture, ...autres] = (['verifier', 'rouvrir', 'corriger'] as const).filter(name => values[name]);
  if (gesture) {
    if (autres.length > 0 || values.fermer || values.simulation || values.modules !== undefined)
      throw new UsageError(`--${gesture} va seul : il ne clôture rien.`);
    const arrete = gesture === 'rouvrir' || values.arrete !== undefined ? monthEnd(values.arrete) : undefined;
    return { ...files, gesture, arrete, motif: values.motif ?? '' };
  }
  if (values.fermer && values.simulation) throw new UsageError('--simulation ou --fermer, pas les deux.');
  if (values.fermer && values.modules !== undefined)
    throw new UsageError('--fermer clôt le mois entier : il ne se limite pas à des modules.');
  const arrete = monthEnd(values.arrete);
  const known = CAPACITES.map(capacite => capacite.nom);
  const modules = values.modules?.split(',').map(name => name.trim()) ?? known;
  const unknown = modules.filter(name => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`Module inconnu : ${unknown.join(', ')}. Modules : ${known.join(', ')}.`);
  return {
    ...files,
    arrete,
    modules,
    mode: values.simulation ? 'SIMULER' : values.fermer ? 'FERMER' : 'VALIDER',
    anterieurs: values['avec-anterieurs'],
  };
}

function monthEnd(text = ''): Jour {
  const arrete = depuisTexte(text);
  if (!arrete) throw new UsageError('Donnez l’arrêté : --arrete AAAA-MM-JJ (le dernier jour du mois).');
  if (!estFinDeMois(arrete)) throw new UsageError(`Le ${texteJour(arrete)} n’est pas une fin de mois.`);
  return arrete;
}

async function save(excel: EmbeddedExcel, sortie: string): Promise<void> {
  await excel.calculated();
  await replaceFile(sortie, await excel.save());
}

/** Annule la dernière exécution du classeur et l'enregistre. */
async function undo({ fichier, sortie, json }: Files): Promise<number> {
  const excel = await openWorkbook(fichier);
  const { execution, anomalies } = await undoLastRun(CAPACITES, { par: userInfo().username }).catch(
    (error: unknown) => {
      throw error instanceof CloseError ? new UsageError(error.message) : error;
    },
  );
  await save(excel, sortie);
  const { id, mode, debut, par } = execution;
  const arrete = versIso(execution.arrete);
  if (json) print(JSON.stringify({ execution: { id, mode, arrete, debut, par }, anomalies }));
  else {
    for (const anomalie of anomalies) print(describe(anomalie));
    print(`Exécution annulée : ${mode} au ${arrete}, du ${debut} par ${par}.`);
  }
  return EXIT.done;
}

async function cloture(): Promise<number> {
  const request = parse(process.argv.slice(2));
  if ('mode' in request) return close(request);
  if (!('gesture' in request)) return undo(request);
  const excel = await openWorkbook(request.fichier);
  if (request.gesture === 'verifier') return verify(request);
  const keep = () => save(excel, request.sortie);
  return request.gesture === 'rouvrir' ? reopen(request, keep) : correct(request, keep);
}

async function close(request: Request): Promise<number> {
  const start = performance.now();
  const excel = await openWorkbook(request.fichier);
  const left = await undoableRun();
  if (isUnfinished(left) && request.mode !== 'SIMULER')
    say(`L’exécution du ${left.debut} (${left.par}) ne s’est pas terminée : elle est d’abord défaite.`);
  const opened = performance.now();

  const bilan = await runClose({
    capacites: CAPACITES.filter(capacite => request.modules.includes(capacite.nom)),
    arrete: request.arrete,
    mode: request.mode,
    anterieurs: request.anterieurs,
    par: userInfo().username,
    onProgress: ({ etape, fait, total }) =>
      process.stderr.isTTY && process.stderr.write(`\r${etape} ${fait}/${total}\x1b[K`),
  });
  const closed = performance.now();
  if (!bilan.bloque && request.mode !== 'SIMULER') {
    await save(excel, request.sortie);
  }
  const etapes = [
    { nom: 'ouverture', dureeMs: Math.round(opened - start) },
    ...bilan.etapes,
    { nom: 'enregistrement', dureeMs: Math.round(performance.now() - closed) },
  ];
  report(bilan, etapes, request);
  return bilan.bloque ? EXIT.blocked : EXIT.done;
}

/** Ce qu'il est advenu, selon ce qu'on a demandé. */
const ISSUES: Readonly<Record<Mode, string>> = {
  SIMULER: 'simulée, rien n’est écrit',
  VALIDER: 'validée',
  FERMER: 'validée et fermée',
};

function report(bilan: Bilan, etapes: Bilan['etapes'], request: Request): void {
  const { arrete, anomalies, ecritures, feuilles } = bilan;
  if (request.json) {
    print(JSON.stringify({ arrete, anomalies, ecritures, feuilles, etapes }));
    return;
  }
  for (const anomalie of anomalies) print(describe(anomalie));
  for (const resume of bilan.resumes) print(resume);
  const verb = bilan.bloque ? 'bloquée, rien n’est écrit' : ISSUES[request.mode];
  print(
    `Clôture au ${arrete} ${verb} : ${accorder(ecritures.nombre, 'écriture')}, débit ${ecritures.debit.toFixed(2)} = crédit ${ecritures.credit.toFixed(2)}.`,
  );
  say(etapes.map(({ nom, dureeMs }) => `${nom} ${dureeMs} ms`).join(', '));
}

void main(cloture, USAGE);
