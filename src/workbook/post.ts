/** L'écriture d'une exécution : ce qu'elle remplace est gardé d'abord, chaque table écrite ensuite, en place. */
import { type Jour, jour } from '../comptabilite';
import type { Presentation } from '../cloture/capacite';
import {
  EcrituresCloture,
  Exercices,
  Parametres,
  Periodes,
  TABLES_COMMUNES,
} from '../cloture/tables-communes';
import { produireEnCloture, produireFermeture } from '../cloture/tables-communes/fermeture';
import {
  type Execution,
  produireControles,
  produireEcritures,
  SANS_ALERTE,
} from '../cloture/tables-communes/produites';
import { estScellee, sceller } from '../cloture/tables-communes/sceau';
import { scellerPieces } from '../cloture/tables-communes/sceau-pieces';
import { Backstage } from './backstage';
import { messageOf } from './errors';
import { decrireFeuille } from './feuille';
import { fitSealed } from './fit';
import type { Image } from './images';
import type { Lease } from './lease';
import { Cancelled, type Context, throwIfCancelled, withExcel } from './office';
import type { Produite } from './plan';
import { readTables } from './reader';
import type { Bilan, RunRequest } from './runs';
import { sealMonth } from './seals/seal';
import type { AnyTable, Rang, TablesLues } from './table';
import { tablesToRead } from './tablesToRead';
import { describeSheets, newRunId, restoreTables, timestamp, writeJournal } from './undo';
import { TableWriter } from './writer';

/**
 * Écrit ce qu'un calcul a rendu, sous le bail. Renoncer en cours de route remet le classeur comme il était ; une panne
 * laisse une exécution commencée, que la suivante défait avant d'écrire, ou que l'utilisateur annule.
 */
export async function post(
  request: RunRequest,
  tables: TablesLues,
  bilan: Bilan,
  lease: Lease,
): Promise<void> {
  const debut = timestamp();
  const execution: Execution = {
    id: newRunId(debut),
    debut,
    par: request.par ?? 'Clôture',
    arrete: request.arrete,
    mode: request.mode as 'VALIDER' | 'FERMER',
    modules: request.capacites.map(capacite => capacite.nom),
    etat: 'COMMENCEE',
    message: '',
  };
  const trace: Trace = { begun: false };
  try {
    await withExcel(async context => {
      const backstage = new Backstage(context);
      await writeTables(context, { request, tables, bilan, lease, backstage, execution, trace });
    });
  } catch (error) {
    if (!(error instanceof Cancelled))
      await withExcel(context => writeJournal(context, interrupted(execution, error))).catch(ignore);
    else if (trace.begun) await takeBack(request, execution);
    throw error;
  }
}

/**
 * L'exécution commence, au journal et dans la coulisse, avec la première ligne qu'elle remplace : une exécution qui ne
 * change rien laisse annuler celle d'avant.
 */
interface Trace {
  begun: boolean;
}

async function keep(context: Context, { backstage, execution, trace }: Posting, image: Image): Promise<void> {
  if (!trace.begun) {
    trace.begun = true;
    await backstage.restart(JSON.stringify(execution));
    await writeJournal(context, execution);
  }
  await backstage.append(image);
}

const ignore = (): void => undefined;

const interrupted = (execution: Execution, error: unknown): Execution => ({
  ...execution,
  etat: 'INTERROMPUE',
  message: `Interrompue. ${messageOf(error).message}`.slice(0, 500),
});

/** L'utilisateur a renoncé pendant l'écriture : tout revient. */
function takeBack(request: RunRequest, execution: Execution): Promise<void> {
  return withExcel(async context => {
    const backstage = new Backstage(context);
    await restoreTables(context, backstage, describeSheets(request.capacites));
    const message = 'Annulée pendant l’écriture : le classeur est revenu à ce qu’il était.';
    await writeJournal(context, { ...execution, etat: 'ANNULEE', fin: timestamp(), message });
    await backstage.restart('');
  });
}

interface Posting {
  readonly request: RunRequest;
  readonly tables: TablesLues;
  readonly bilan: Bilan;
  readonly lease: Lease;
  readonly backstage: Backstage;
  readonly execution: Execution;
  readonly trace: Trace;
}

async function writeTables(context: Context, posting: Posting): Promise<void> {
  const { request, tables, bilan, lease, backstage, execution } = posting;
  const sheets = describeSheets(request.capacites);
  const writer = new TableWriter(context, {
    ...request,
    onImage: image => keep(context, posting, image),
  });
  const write = async (produite: Produite): Promise<void> => {
    throwIfCancelled(request.signal);
    await lease.renew(backstage);
    const sheet = sheets.get(produite.table.nom) ?? decrireFeuille(produite.table);
    const report = await writer.write(stamped(produite, execution), sheet);
    bilan.rapports.push(report);
    bilan.anomalies.push(...report.anomalies);
  };
  for (const produite of produced(request, tables, bilan)) await write(produite);
  if (request.mode === 'FERMER') {
    const written = await readTables(tablesToFreeze(request.capacites));
    const { arrete, anterieurs = false } = request;
    const freeze = { arrete, le: today(), par: execution.par, anterieurs };
    for (const produite of produireFermeture(written, datedTables(request.capacites), freeze))
      await write(produite);
    const seal = await sealMonth(context, {
      ...request,
      tables: [...sheets.values()].map(({ table }) => table),
      read: tables,
      par: execution.par,
      horodatage: execution.debut,
    });
    await write(seal as unknown as Produite);
  }
  const done: Execution = {
    ...execution,
    etat: 'TERMINEE',
    fin: timestamp(),
    message: bilan.resumes.join(' · '),
    controles: warnings(bilan),
    empreinte: await fingerprint(bilan),
    remplace: replaced(bilan),
  };
  await writeJournal(context, done);
  if (posting.trace.begun) await backstage.writeRun(JSON.stringify(done));
}

/** Ce que l'exécution écrit : les tables des capacités, les écritures, les contrôles. */
function produced(request: RunRequest, tables: TablesLues, bilan: Bilan): Produite[] {
  return [
    ...bilan.produites,
    produireEcritures(bilan.ecrituresDetail, {
      arrete: request.arrete,
      modules: new Set(request.capacites.flatMap(capacite => [...capacite.modules])),
      existantes: tables.lire(EcrituresCloture).lignes,
      exercices: tables.lire(Exercices).lignes,
    }),
    produireControles(bilan.anomalies, {
      arrete: request.arrete,
      travaux: new Set(request.capacites.map(({ nom }) => nom)),
      tables: new Set(tablesToRead(request.capacites).map(({ nom }) => nom)),
      travailDe: anomalie => bilan.travaux.get(anomalie),
    }),
    produireEnCloture(tables, request.arrete) as unknown as Produite,
  ];
}

/** Les tables dont les lignes appartiennent à un arrêté et se valident avec lui. */
export function datedTables(capacites: readonly Presentation[]): AnyTable[] {
  const has = (table: AnyTable, cle: string) => table.colonnes.some(colonne => colonne.cle === cle);
  const all = [...TABLES_COMMUNES, ...capacites.flatMap(capacite => [...capacite.ecrit])];
  return [...new Set(all.filter(table => table.generee && has(table, 'Arrete') && has(table, 'Valide')))];
}

const tablesToFreeze = (capacites: readonly Presentation[]): AnyTable[] => [
  EcrituresCloture,
  Exercices,
  Parametres,
  Periodes,
  ...datedTables(capacites),
];

/** Le jour de la fermeture, à l'heure de l'utilisateur. */
function today(): Jour {
  const date = new Date();
  return jour(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** Date, signe et scelle les lignes d'une table qui le demande ; le calcul, lui, n'a pas d'horloge. */
export function stamped(produite: Produite, { par, debut }: Pick<Execution, 'par' | 'debut'>): Produite {
  const { table, lignes } = produite;
  const has = (cle: string) => table.colonnes.some(colonne => colonne.cle === cle);
  const stamps = {
    ...(has('Par') ? { Par: par } : {}),
    ...(has('Horodatage') ? { Horodatage: debut } : {}),
  };
  const sealed = estScellee(table);
  if (!sealed && Object.keys(stamps).length === 0) return produite;
  if (!sealed) return { ...produite, lignes: lignes.map((ligne): Rang => ({ ...ligne, ...stamps })) };
  const { rows, seals } = fitSealed(table, lignes, fitted => sealsOf(table, fitted), pieceDe(table));
  return { ...produite, lignes: rows.map((ligne, i): Rang => ({ ...ligne, ...stamps, Sceau: seals[i] })) };
}

const sealsOf = (table: AnyTable, lignes: readonly Rang[]): string[] =>
  table.nom === EcrituresCloture.nom ? scellerPieces(lignes) : lignes.map(ligne => sceller(table, ligne));

/** Une écriture se scelle pièce par pièce : le sceau d'une ligne recopie aussi sa voisine. */
const pieceDe = ({ nom }: AnyTable): ((ligne: Rang) => unknown) | undefined =>
  nom === EcrituresCloture.nom ? ligne => ligne['CleGeneration'] : undefined;

/** Empreinte des écritures passées : deux exécutions qui écrivent la même chose ont la même. */
async function fingerprint({ ecrituresDetail }: Bilan): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(ecrituresDetail));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Les alertes de l'exécution, par code, ou qu'il n'y en a pas. Ex. : « C-CPT-08 (2), C-REV-03 (1) ». */
function warnings({ anomalies }: Bilan): string {
  const counts = new Map<string, number>();
  for (const { gravite, code } of anomalies)
    if (gravite === 'ALERTE') counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size === 0) return SANS_ALERTE;
  return [...counts]
    .sort()
    .map(([code, n]) => `${code} (${n})`)
    .join(', ');
}

/** Lignes ajoutées, modifiées et retirées, table par table ; les tables inchangées n'y sont pas. */
function replaced({ rapports }: Bilan): string {
  const counts: Record<string, number[]> = {};
  for (const { table, ajoutees, modifiees, retirees } of rapports) {
    if (ajoutees + modifiees + retirees === 0) continue;
    const [added = 0, changed = 0, removed = 0] = counts[table] ?? [];
    counts[table] = [added + ajoutees, changed + modifiees, removed + retirees];
  }
  const lines = Object.entries(counts).map(([table, [ajoutees, modifiees, retirees]]) => [
    table,
    { ajoutees, modifiees, retirees },
  ]);
  return JSON.stringify(Object.fromEntries(lines)).slice(0, 30_000);
}
