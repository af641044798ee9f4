import type { Anomalie, Ecriture, Jour } from '../comptabilite';
import { enEuros, estBloquante, jour, somme, totalCredit, totalDebit, versIso } from '../comptabilite';
import type { Capacite, Contexte, Resultat } from '../cloture/capacite';
import {
  EcrituresCloture,
  Exercices,
  JournalControles,
  Parametres as ParametresDuDossier,
  Periodes,
  TABLES_COMMUNES,
} from '../cloture/tables-communes';
import { controlerFermeture, produireFermeture } from '../cloture/tables-communes/fermeture';
import { lireParametres, type Parametres } from '../cloture/tables-communes/parametres';
import { controlerReferences } from './decode';
import { type DescriptionFeuille, decrireFeuille } from './feuille';
import { type WorkOptions, throwIfCancelled, withExcel, yieldToWindow } from './office';
import type { Produite } from './plan';
import {
  produireControles,
  produireEcritures,
  produireExecution,
} from '../cloture/tables-communes/produites';
import { enqueue } from './queue';
import { readTables } from './reader';
import type { AnyTable, TablesLues } from './table';
import { type WriteReport, writeTable } from './writer';

/** Simuler montre, valider écrit, fermer valide puis fige le mois. */
export type Mode = 'SIMULER' | 'VALIDER' | 'FERMER';

export interface RunRequest<M extends Mode = Mode> extends WorkOptions {
  capacites: readonly Capacite[];
  arrete: Jour;
  mode: M;
  /** Qui clôture, tel qu'il paraîtra dans l'historique et le journal. */
  par?: string;
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
    const steps = new Steps();
    const tables = await steps.time('lecture', () => readTables(tablesToRead(request.capacites), request));
    const parametres = lireParametres(tables, request.arrete);
    const results = await steps.time('calcul', () => calculate(request, tables, parametres));
    throwIfCancelled(request.signal);
    const bilan = summarise(request, tables, results, steps);
    bilan.anomalies.unshift(...parametres.anomalies);
    bilan.bloque ||= parametres.anomalies.some(estBloquante);
    if (request.mode === 'SIMULER' || bilan.bloque) return bilan;
    await steps.time('écriture', () => writeAll(request, tables, bilan));
    return bilan;
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

/** Les tables communes et celles des capacités, chacune une fois. */
export function tablesToRead(capacites: readonly Capacite[]): AnyTable[] {
  const all = [...TABLES_COMMUNES, ...capacites.flatMap(capacite => [...capacite.lit, ...capacite.ecrit])];
  return [...new Map(all.map(table => [table.nom, table])).values()];
}

async function calculate(
  request: RunRequest,
  tables: TablesLues,
  parametres: Parametres,
): Promise<Resultat[]> {
  const results: Resultat[] = [];
  for (const [index, capacite] of request.capacites.entries()) {
    throwIfCancelled(request.signal);
    const { fr, en } = capacite.titre;
    request.onProgress?.({ etape: fr, en, fait: index, total: request.capacites.length });
    await yieldToWindow();
    results.push(
      await calculateOne(capacite, { arrete: request.arrete, tables, parametres }, request.signal),
    );
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
  if (!slices) return capacite.calculer(contexte);
  for (let start = performance.now(); ;) {
    const { done, value } = slices.next();
    if (done) return value;
    if (performance.now() - start < SLICE_MS) continue;
    throwIfCancelled(signal);
    await yieldToWindow();
    start = performance.now();
  }
}

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
    ...(request.mode === 'FERMER' ? controlerFermeture(tables, request.arrete) : []),
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
  };
}

/** La même anomalie, vue à la lecture et au calcul, n'est dite qu'une fois. */
function unique(anomalies: readonly Anomalie[]): Anomalie[] {
  const key = (a: Anomalie) => [a.code, a.table, a.ligne, a.colonne, a.message].join('|');
  return [...new Map(anomalies.map(a => [key(a), a])).values()];
}

async function writeAll(request: RunRequest, tables: TablesLues, bilan: Bilan): Promise<void> {
  const par = request.par ?? 'Clôture';
  const horodatage = now();
  const descriptions = new Map<string, DescriptionFeuille>(
    request.capacites.flatMap(capacite => capacite.feuilles).map(feuille => [feuille.table.nom, feuille]),
  );
  const execution = {
    id: `${horodatage} ${Math.random().toString(36).slice(2, 8)}`,
    debut: horodatage,
    par,
    arrete: request.arrete,
    mode: request.mode as 'VALIDER' | 'FERMER',
    modules: request.capacites.map(capacite => capacite.nom),
  };
  const produites: Produite[] = [
    ...bilan.produites,
    produireEcritures(bilan.ecrituresDetail, {
      arrete: request.arrete,
      modules: new Set(request.capacites.flatMap(capacite => [...capacite.modules])),
      existantes: tables.lire(EcrituresCloture).lignes,
      exercices: tables.lire(Exercices).lignes,
    }),
    produireControles(bilan.anomalies),
  ];
  await withExcel(async context => {
    const write = (produite: Produite) =>
      writeTable(
        context,
        stamped(produite, par, horodatage),
        descriptions.get(produite.table.nom) ?? decrireFeuille(produite.table),
        request,
      );
    await write(produireExecution({ ...execution, etat: 'COMMENCEE', message: '' }));
    for (const produite of produites) {
      const report = await write(produite);
      bilan.rapports.push(report);
      bilan.anomalies.push(...report.anomalies);
    }
    if (request.mode === 'FERMER') {
      const tables = await readTables(tablesToFreeze(request.capacites));
      const freeze = { arrete: request.arrete, le: today(), par };
      for (const produite of produireFermeture(tables, datedTables(request.capacites), freeze))
        bilan.rapports.push(await write(produite));
    }
    const message = bilan.resumes.join(' · ');
    await write(produireExecution({ ...execution, etat: 'TERMINEE', fin: now(), message }));
  });
}

/** Les tables dont les lignes appartiennent à un arrêté et se valident avec lui. */
function datedTables(capacites: readonly Capacite[]): AnyTable[] {
  const has = (table: AnyTable, cle: string) => table.colonnes.some(colonne => colonne.cle === cle);
  const all = [...TABLES_COMMUNES, ...capacites.flatMap(capacite => [...capacite.ecrit])];
  return [...new Set(all.filter(table => table.generee && has(table, 'Arrete') && has(table, 'Valide')))];
}

const tablesToFreeze = (capacites: readonly Capacite[]): AnyTable[] => [
  EcrituresCloture,
  Exercices,
  ParametresDuDossier,
  Periodes,
  ...datedTables(capacites),
];

/** Le jour de la fermeture, à l'heure de l'utilisateur. */
function today(): Jour {
  const date = new Date();
  return jour(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

const now = () => new Date().toISOString().slice(0, 19).replace('T', ' ');

/** Date et signe les lignes d'une table qui le demande ; le calcul, lui, n'a pas d'horloge. */
function stamped(produite: Produite, par: string, horodatage: string): Produite {
  const has = (cle: string) => produite.table.colonnes.some(colonne => colonne.cle === cle);
  if (!has('Horodatage') && !has('Par')) return produite;
  const stamps = {
    ...(has('Par') ? { Par: par } : {}),
    ...(has('Horodatage') ? { Horodatage: horodatage } : {}),
  };
  return { ...produite, lignes: produite.lignes.map(ligne => ({ ...ligne, ...stamps })) };
}
