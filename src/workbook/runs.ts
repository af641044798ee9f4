import type { Anomalie, Ecriture, Jour } from '../comptabilite';
import { enEuros, estBloquante, somme, totalCredit, totalDebit, versIso } from '../comptabilite';
import type { Capacite, Contexte, Resultat } from '../cloture/capacite';
import { apres } from '../cloture/tables-communes/enchainement';
import { EcrituresCloture, JournalControles } from '../cloture/tables-communes';
import { controlerDisparues } from '../cloture/tables-communes/disparues';
import { controlerGeste, controlerSaisies } from '../cloture/tables-communes/droits';
import { controlerFermeture } from '../cloture/tables-communes/fermeture';
import { depuisLeDernierFerme } from '../cloture/tables-communes/mois-sautes';
import { lireParametres, type Parametres } from '../cloture/tables-communes/parametres';
import { travauxDes } from '../cloture/tables-communes/produites';
import { controlerEcritures } from '../cloture/tables-communes/ecritures-touchees';
import { controlerSceaux } from '../cloture/tables-communes/sceau';
import { Backstage } from './backstage';
import { controlerReferences } from './decode';
import { type EditWatch, watchEdits } from './edits';
import { Lease } from './lease';
import { explained, meanwhile, meanwhileWritten } from './meanwhile';
import { type WorkOptions, throwIfCancelled, withExcel, yieldToWindow } from './office';
import type { Produite } from './plan';
import { post } from './post';
import { enqueue } from './queue';
import { readTables } from './reader';
import { lateAnomalies } from './seals/late';
import type { TablesLues } from './table';
import { tablesToRead } from './tablesToRead';
import { describeSheets, isUnfinished, lastRun, revert } from './undo';
import type { WriteReport } from './writer';

/** Simuler montre, valider écrit, fermer valide puis fige le mois. */
export type Mode = 'SIMULER' | 'VALIDER' | 'FERMER';

export interface RunRequest<M extends Mode = Mode> extends WorkOptions {
  capacites: readonly Capacite[];
  arrete: Jour;
  mode: M;
  /** Qui clôture, tel qu'il paraîtra dans l'historique et le journal. */
  par?: string;
  /** Fermer aussi les mois d'avant où rien n'a été validé ; la production part alors du dernier mois fermé. */
  anterieurs?: boolean;
}

/** Ce qu'une exécution a calculé, et écrit si elle a validé. Montants en euros, arrêté en ISO. */
export interface Bilan<M extends Mode = Mode> {
  arrete: string;
  mode: M;
  anomalies: Anomalie[];
  bloque: boolean;
  ecritures: { nombre: number; debit: number; credit: number };
  ecrituresDetail: Ecriture[];
  feuilles: string[];
  etapes: { nom: string; dureeMs: number }[];
  resumes: string[];
  produites: Produite[];
  rapports: WriteReport[];
  /** Le travail qui a dit chaque anomalie ; les autres viennent de la lecture ou d'un contrôle commun. */
  travaux: ReadonlyMap<Anomalie, string>;
}

/**
 * Une exécution de la clôture : lit chaque table une fois, calcule chaque capacité dans l'ordre, puis, si l'on valide
 * et que rien ne bloque, écrit les tables générées, en place. Simuler ne touche pas au classeur. Deux validations de
 * suite valent une seule. Fermer valide, puis date les écritures, ferme la période et ouvre la suivante : rien de fermé
 * ne bouge plus.
 * @throws Cancelled si l'utilisateur renonce avant la première écriture ; le classeur est alors intact.
 */
export function runClose<M extends Mode>(request: RunRequest<M>): Promise<Bilan<M>> {
  return enqueue(async () => {
    if (request.mode === 'SIMULER') return (await compute(request)).bilan;
    const watch = await watchEdits();
    try {
      return await computeAndPost(request, watch);
    } catch (error) {
      throw await explained(error, request, watch);
    } finally {
      // Ne plus suivre n'est pas l'exécution : un refus d'Excel ne fait pas d'elle un échec.
      await watch.stop().catch(() => undefined);
    }
  });
}

interface Computed<M extends Mode> {
  readonly tables: TablesLues;
  readonly bilan: Bilan<M>;
  readonly steps: Steps;
}

async function compute<M extends Mode>(request: RunRequest<M>): Promise<Computed<M>> {
  const steps = new Steps();
  const read = await steps.time('lecture', () => readTables(tablesToRead(request.capacites), request));
  const tables = request.anterieurs ? depuisLeDernierFerme(read, request.arrete) : read;
  const parametres = lireParametres(tables, request.arrete);
  const results = await steps.time('calcul', () => calculate(request, tables, parametres));
  throwIfCancelled(request.signal);
  const bilan = summarise(request, tables, results, steps);
  bilan.anomalies.unshift(...parametres.anomalies);
  const late = await lateAnomalies(tables, tablesToRead(request.capacites), request.arrete, request);
  const touched = await bySlices(controlerEcritures(tables, request.arrete), request.signal);
  const gone = controlerDisparues(tables, tablesToRead(request.capacites), request.arrete);
  bilan.anomalies.push(...late, ...touched, ...(await bySlices(gone, request.signal)));
  bilan.bloque ||= [...parametres.anomalies, ...touched].some(estBloquante);
  return { tables, bilan, steps };
}

async function computeAndPost<M extends Mode>(request: RunRequest<M>, watch: EditWatch): Promise<Bilan<M>> {
  const lease = await prepare(request);
  const { tables, bilan, steps } = await compute(request);
  const read = tablesToRead(request.capacites);
  const before = await meanwhile(watch, read, tables, request.arrete, 'BLOQUANT');
  if (before.length > 0) {
    // Ce qu'on a lu d'une table en mouvement ne vaut rien, ses anomalies non plus.
    bilan.anomalies = before;
    bilan.bloque = true;
  }
  if (bilan.bloque) return bilan;
  await withExcel(context => lease.take(new Backstage(context)));
  try {
    await steps.time('écriture', () => post(request, tables, bilan, lease));
  } catch (error) {
    throw await explained(error, request, watch, tables);
  } finally {
    await withExcel(context => lease.release(new Backstage(context))).catch(() => undefined);
  }
  bilan.anomalies.push(...(await meanwhileWritten(watch, read, tables, request.arrete)));
  return bilan;
}

/** Regarde si quelqu'un d'autre clôture, et défait d'abord une exécution qui ne s'est pas terminée. */
async function prepare(request: RunRequest): Promise<Lease> {
  const par = request.par ?? 'Clôture';
  return withExcel(async context => {
    const backstage = new Backstage(context);
    const lease = await Lease.look(backstage, par);
    const run = await lastRun(backstage);
    if (!isUnfinished(run)) return lease;
    await lease.take(backstage);
    try {
      const sheets = describeSheets(request.capacites);
      await revert(context, backstage, run, sheets, `Défaite avant d’être relancée par ${par}.`);
    } finally {
      await lease.release(backstage);
    }
    return Lease.look(backstage, par);
  });
}

class Steps {
  readonly done: { nom: string; dureeMs: number }[] = [];

  async time<T>(nom: string, job: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await job();
    this.done.push({ nom, dureeMs: Math.round(performance.now() - start) });
    return result;
  }
}

/** Chaque capacité dans l'ordre, par tranches ; ce que l'une produit, la suivante le lit. */
export async function calculate(
  request: RunRequest,
  tables: TablesLues,
  parametres: Parametres,
): Promise<Resultat[]> {
  const results: Resultat[] = [];
  const ferme = request.mode === 'FERMER';
  let contexte: Contexte = { arrete: request.arrete, tables, parametres, ferme };
  for (const [index, capacite] of request.capacites.entries()) {
    throwIfCancelled(request.signal);
    const { fr, en } = capacite.titre;
    request.onProgress?.({ etape: fr, en, fait: index, total: request.capacites.length });
    await yieldToWindow();
    const result = await calculateOne(capacite, contexte, request.signal);
    results.push(result);
    contexte = {
      ...contexte,
      tables: apres(capacite, result, contexte),
      precedentes: [...(contexte.precedentes ?? []), capacite.nom],
    };
  }
  return results;
}

/** Durée d'une tranche de calcul avant de rendre la main : la fenêtre ne se fige jamais plus de 50 ms. */
const SLICE_MS = 30;

/** Un calcul d'un trait, ou tranche par tranche si la capacité le permet : l'utilisateur peut alors renoncer. */
async function calculateOne(
  capacite: Capacite,
  contexte: Contexte,
  signal: AbortSignal | undefined,
): Promise<Resultat> {
  const slices = capacite.calculerParTranches?.(contexte);
  return slices ? bySlices(slices, signal) : capacite.calculer(contexte);
}

/** Mène un travail tranche par tranche, et rend la main entre elles ; renoncer s'entend là. */
async function bySlices<T>(slices: Generator<void, T>, signal: AbortSignal | undefined): Promise<T> {
  for (let start = performance.now(); ;) {
    const { done, value } = slices.next();
    if (done) return value;
    if (performance.now() - start < SLICE_MS) continue;
    throwIfCancelled(signal);
    await yieldToWindow();
    start = performance.now();
  }
}

/** Qui valide ou ferme en a-t-il le droit ? Simuler est à tout le monde. */
const gestureAnomalies = ({ mode, arrete, par }: RunRequest, tables: TablesLues): Anomalie[] =>
  mode === 'SIMULER' ? [] : controlerGeste(tables, mode, { par, arrete });

function summarise<M extends Mode>(
  request: RunRequest<M>,
  tables: TablesLues,
  results: readonly Resultat[],
  steps: Steps,
): Bilan<M> {
  const read = tablesToRead(request.capacites).map(table => tables.lire(table));
  const anomalies = unique([
    ...read.flatMap(lecture => [...lecture.anomalies]),
    ...controlerReferences(new Map(read.map(lecture => [lecture.table.nom, lecture]))),
    ...results.flatMap(result => result.anomalies),
    ...controlerSceaux(tables, request.arrete),
    ...controlerSaisies(tables, request.arrete),
    ...gestureAnomalies(request, tables),
    ...(request.mode === 'FERMER' ? controlerFermeture(tables, request.arrete, request.anterieurs) : []),
  ]);
  const ecritures = results.flatMap(result => result.ecritures);
  const produites = results.flatMap(result => result.produites as Produite[]);
  const written = [...produites.map(p => p.table), EcrituresCloture, JournalControles];
  return {
    arrete: versIso(request.arrete),
    mode: request.mode,
    anomalies,
    bloque: anomalies.some(estBloquante),
    ecritures: {
      nombre: ecritures.length,
      debit: enEuros(somme(ecritures.map(totalDebit))),
      credit: enEuros(somme(ecritures.map(totalCredit))),
    },
    ecrituresDetail: ecritures,
    feuilles: [...new Set(written.map(table => table.feuille))],
    etapes: steps.done,
    resumes: results.map(result => result.resume),
    produites,
    rapports: [],
    travaux: travauxDes(results),
  };
}

/** La même anomalie, vue à la lecture et au calcul, n'est dite qu'une fois. */
function unique(anomalies: readonly Anomalie[]): Anomalie[] {
  const key = (a: Anomalie) => [a.code, a.table, a.ligne, a.colonne, a.message].join('|');
  const premieres = new Map<string, Anomalie>();
  for (const a of anomalies) if (!premieres.has(key(a))) premieres.set(key(a), a);
  return [...premieres.values()];
}
