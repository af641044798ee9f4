/** Annuler la dernière exécution, et défaire celle qui ne s'est pas terminée. */
import type { Anomalie } from '../comptabilite';
import type { Presentation } from '../cloture/capacite';
import { FEUILLES_COMMUNES } from '../cloture/tables-communes/feuilles';
import { JournalExecutions } from '../cloture/tables-communes';
import { type Execution, produireExecution } from '../cloture/tables-communes/produites';
import { Backstage } from './backstage';
import { CloseError } from './errors';
import { decrireFeuille, type DescriptionFeuille } from './feuille';
import { Lease } from './lease';
import { type Context, type WorkOptions, withExcel } from './office';
import { enqueue } from './queue';
import { TableWriter } from './writer';

/** L'heure d'un journal : lisible, triable, en temps universel. */
export const timestamp = (): string => new Date().toISOString().slice(0, 19).replace('T', ' ');

export const newRunId = (begun: string): string => `${begun} ${Math.random().toString(36).slice(2, 8)}`;

/** Ce que sait faire un classeur de la dernière exécution : la finir, la défaire, ou rien. */
export async function lastRun(backstage: Backstage): Promise<Execution | undefined> {
  const text = await backstage.readRun();
  try {
    return text === '' ? undefined : (JSON.parse(text) as Execution);
  } catch {
    return undefined;
  }
}

/** La dernière exécution qu'on peut encore annuler, sans rien écrire. Un mois fermé ne se rouvre pas. */
export function undoableRun(): Promise<Execution | undefined> {
  return withExcel(async context => {
    const run = await lastRun(new Backstage(context));
    return run && !isClosed(run) ? run : undefined;
  });
}

export const isUnfinished = (run: Execution | undefined): run is Execution =>
  run !== undefined && run.etat !== 'TERMINEE';

const isClosed = (run: Execution): boolean => run.mode === 'FERMER' && run.etat === 'TERMINEE';

/** Les feuilles que le complément décrit, par nom de table. */
export function describeSheets(capacites: readonly Presentation[]): Map<string, DescriptionFeuille> {
  const own = capacites.flatMap(capacite => [
    ...[...capacite.lit, ...capacite.ecrit].map(table => decrireFeuille(table)),
    ...capacite.feuilles,
  ]);
  return new Map([...FEUILLES_COMMUNES, ...own].map(feuille => [feuille.table.nom, feuille]));
}

const JOURNAL = decrireFeuille(JournalExecutions);

/** Écrit la ligne du journal d'une exécution. */
export async function writeJournal(context: Context, execution: Execution): Promise<void> {
  await new TableWriter(context).write(produireExecution(execution), JOURNAL);
}

/**
 * Remet chaque table comme l'exécution l'avait trouvée, de la dernière écrite à la première. Interrompu, il se refait.
 * Rend les lignes gardées parce que l'utilisateur y a écrit depuis.
 */
export async function restoreTables(
  context: Context,
  backstage: Backstage,
  sheets: ReadonlyMap<string, DescriptionFeuille>,
  options: WorkOptions = {},
): Promise<Anomalie[]> {
  const writer = new TableWriter(context, options);
  const anomalies: Anomalie[] = [];
  for (const image of (await backstage.readLog()).reverse()) {
    const sheet = sheets.get(image.table);
    if (sheet) anomalies.push(...(await writer.restore(sheet, image)));
  }
  return anomalies;
}

/** Défait une exécution et le dit au journal, sous le bail de l'appelant. */
export async function revert(
  context: Context,
  backstage: Backstage,
  run: Execution,
  sheets: ReadonlyMap<string, DescriptionFeuille>,
  message: string,
): Promise<Anomalie[]> {
  const anomalies = await restoreTables(context, backstage, sheets);
  await writeJournal(context, { ...run, etat: 'ANNULEE', fin: timestamp(), message });
  await backstage.restart('');
  return anomalies;
}

/** Ce qu'une annulation a fait. */
export interface Undone {
  readonly execution: Execution;
  readonly anomalies: readonly Anomalie[];
}

/**
 * Annule la dernière exécution : chaque table revient exactement à ce qu'elle remplaçait, en place. Ce que l'utilisateur a
 * écrit depuis reste. Une exécution interrompue s'annule de même.
 * @throws CloseError s'il n'y a rien à annuler, si le mois est fermé, ou si quelqu'un d'autre clôture
 */
export function undoLastRun(
  capacites: readonly Presentation[],
  options: WorkOptions & { par?: string } = {},
): Promise<Undone> {
  const par = options.par ?? 'Clôture';
  return enqueue(() =>
    withExcel(async context => {
      const backstage = new Backstage(context);
      const lease = await Lease.look(backstage, par);
      const run = await lastRun(backstage);
      if (!run)
        throw new CloseError(
          'Ce classeur ne garde rien de la dernière exécution : il n’y a rien à annuler.',
          'This workbook keeps nothing of the last run: there is nothing to undo.',
        );
      if (isClosed(run))
        throw new CloseError(
          'La dernière exécution a fermé un mois : ses écritures sont validées et ne bougent plus (PCG art. 1031-3). Corrigez par une écriture du mois ouvert.',
          'The last run closed a month: its entries are final and do not move any more. Correct by an entry of the open month.',
        );
      await lease.take(backstage);
      try {
        const debut = timestamp();
        const undo: Execution = {
          ...run,
          id: newRunId(debut),
          debut,
          par,
          mode: 'ANNULER',
          etat: 'TERMINEE',
        };
        const anomalies = await revert(
          context,
          backstage,
          run,
          describeSheets(capacites),
          `Annulée par ${par} (${debut}).`,
        );
        const message = `Annule ${run.id}.`;
        await writeJournal(context, { ...undo, fin: timestamp(), message });
        return { execution: run, anomalies };
      } finally {
        await lease.release(backstage);
      }
    }),
  );
}
