/** Écrire plusieurs tables ensemble : toutes, ou aucune. Ce qu'elles remplacent est gardé d'abord, comme à une exécution. */
import type { Jour } from '../comptabilite';
import type { Execution } from '../cloture/tables-communes/produites';
import { Backstage } from './backstage';
import { Cancelled, type Context, throwIfCancelled, withExcel, type WorkOptions } from './office';
import { decrireFeuille, type DescriptionFeuille } from './feuille';
import { Lease } from './lease';
import type { Produite } from './plan';
import { enqueue } from './queue';
import { isUnfinished, lastRun, newRunId, restoreTables, revert, timestamp, writeJournal } from './undo';
import { TableWriter, type WriteReport } from './writer';

/** Ce qu'on écrit, et comment le journal des exécutions le nomme. */
export interface Together {
  readonly produites: readonly Produite[];
  /** Toutes les feuilles que le complément décrit : une écriture interrompue se défait d'après elles. */
  readonly sheets: readonly DescriptionFeuille[];
  readonly module: string;
  readonly arrete: Jour;
  readonly message: string;
  readonly par?: string;
}

/**
 * Écrit les tables sous le bail. Une exécution inachevée est d'abord défaite ; renoncer, ou une panne, remet tout comme
 * c'était. « Annuler la dernière exécution » défait aussi ce qui est écrit ici.
 * @throws Cancelled si l'on renonce : le classeur est revenu à ce qu'il était
 */
export function writeTogether(together: Together, options: WorkOptions = {}): Promise<WriteReport[]> {
  const par = together.par ?? 'Clôture';
  return enqueue(() =>
    withExcel(async context => {
      const backstage = new Backstage(context);
      const sheets = new Map(together.sheets.map(sheet => [sheet.table.nom, sheet]));
      const lease = await Lease.look(backstage, par);
      const before = await lastRun(backstage);
      await lease.take(backstage);
      try {
        if (isUnfinished(before))
          await revert(context, backstage, before, sheets, `Défaite avant d’être relancée par ${par}.`);
        return await post({ context, backstage, sheets, lease }, { ...together, par }, options);
      } finally {
        await lease.release(backstage);
      }
    }),
  );
}

interface Place {
  readonly context: Context;
  readonly backstage: Backstage;
  readonly sheets: ReadonlyMap<string, DescriptionFeuille>;
  readonly lease: Lease;
}

async function post(
  { context, backstage, sheets, lease }: Place,
  { produites, module, arrete, par = '', message }: Together,
  options: WorkOptions,
): Promise<WriteReport[]> {
  const debut = timestamp();
  const run: Execution = {
    id: newRunId(debut),
    debut,
    par,
    arrete,
    mode: 'VALIDER',
    modules: [module],
    etat: 'COMMENCEE',
    message: '',
  };
  const reports: WriteReport[] = [];
  try {
    await backstage.restart(JSON.stringify(run));
    await writeJournal(context, run);
    const writer = new TableWriter(context, {
      ...options,
      onImage: image => backstage.append(image),
      // Entre deux envois aussi, on peut renoncer : l'image remet ce qui est déjà écrit.
      onProgress: progress => {
        throwIfCancelled(options.signal);
        options.onProgress?.(progress);
      },
    });
    for (const produite of produites) {
      throwIfCancelled(options.signal);
      await lease.renew(backstage);
      reports.push(
        await writer.write(produite, sheets.get(produite.table.nom) ?? decrireFeuille(produite.table)),
      );
    }
    const done: Execution = { ...run, etat: 'TERMINEE', fin: timestamp(), message };
    await writeJournal(context, done);
    await backstage.writeRun(JSON.stringify(done));
    return reports;
  } catch (error) {
    const why = error instanceof Cancelled ? 'Annulée' : 'Interrompue';
    await restoreTables(context, backstage, sheets);
    await writeJournal(context, {
      ...run,
      etat: error instanceof Cancelled ? 'ANNULEE' : 'INTERROMPUE',
      fin: timestamp(),
      message: `${why} pendant l’écriture : le classeur est revenu à ce qu’il était.`,
    });
    await backstage.restart('');
    throw error;
  }
}
