/** Un geste qui écrit sans calculer une clôture (rouvrir, corriger) : même bail, même journal, même retour qu'elle. */
import type { Jour } from '../comptabilite';
import type { Capacite } from '../cloture/capacite';
import type { Execution } from '../cloture/tables-communes/produites';
import { Backstage } from './backstage';
import { CloseError } from './errors';
import { decrireFeuille } from './feuille';
import { Lease } from './lease';
import { type Context, withExcel, type WorkOptions } from './office';
import type { Produite } from './plan';
import { stamped } from './post';
import { enqueue } from './queue';
import { describeSheets, isUnfinished, lastRun, newRunId, timestamp, writeJournal } from './undo';
import { TableWriter } from './writer';

export interface Gesture extends WorkOptions {
  readonly capacites: readonly Capacite[];
  readonly arrete: Jour;
  readonly par: string;
  readonly mode: 'ROUVRIR' | 'CORRIGER';
  readonly message: string;
}

export interface Recording {
  readonly context: Context;
  /** L'heure du geste, telle que le journal la garde. */
  readonly horodatage: string;
  /** Écrit une table, ce qu'elle remplace d'abord gardé. */
  write(produite: Produite): Promise<void>;
}

/**
 * Fait un geste sous le bail, dans la file des écritures, et le note au journal. Interrompu, la prochaine exécution le
 * défait ; fini, « Annuler la dernière exécution » le défait aussi.
 * @throws CloseError si quelqu'un clôture, ou si une exécution ne s'est pas terminée
 */
export function recordGesture(gesture: Gesture, job: (recording: Recording) => Promise<void>): Promise<void> {
  return enqueue(() =>
    withExcel(async context => {
      const backstage = new Backstage(context);
      const lease = await Lease.look(backstage, gesture.par);
      if (isUnfinished(await lastRun(backstage))) throw unfinished();
      await lease.take(backstage);
      try {
        await carryOut(context, backstage, gesture, job);
      } finally {
        await lease.release(backstage);
      }
    }),
  );
}

async function carryOut(
  context: Context,
  backstage: Backstage,
  { capacites, arrete, par, mode, message, ...options }: Gesture,
  job: (recording: Recording) => Promise<void>,
): Promise<void> {
  const horodatage = timestamp();
  const execution: Execution = {
    id: newRunId(horodatage),
    debut: horodatage,
    par,
    arrete,
    mode,
    modules: capacites.map(({ nom }) => nom),
    etat: 'COMMENCEE',
    message: '',
  };
  await backstage.restart(JSON.stringify(execution));
  await writeJournal(context, execution);
  const sheets = describeSheets(capacites);
  const writer = new TableWriter(context, { ...options, onImage: image => backstage.append(image) });
  await job({
    context,
    horodatage,
    async write(produite) {
      await writer.write(
        stamped(produite, execution),
        sheets.get(produite.table.nom) ?? decrireFeuille(produite.table),
      );
    },
  });
  const done: Execution = { ...execution, etat: 'TERMINEE', fin: timestamp(), message };
  await writeJournal(context, done);
  await backstage.writeRun(JSON.stringify(done));
}

const unfinished = (): CloseError =>
  new CloseError(
    'Une exécution ne s’est pas terminée : annulez-la d’abord (page « Historique »).',
    'A run did not finish: undo it first ("History" page).',
  );
