/** C-GEN-09 : ce que d'autres que nous ont changé ou supprimé pendant une exécution, et ce que l'on en dit. */
import { type Anomalie, direAnomalie, type Jour } from '../comptabilite';
import { supprimeePendant } from '../cloture/tables-communes/disparues';
import type { EditWatch } from './edits';
import { CloseError, codeOf } from './errors';
import { asTablesLues } from './reader';
import type { RunRequest } from './runs';
import type { AnyTable, TablesLues } from './table';
import { tablesToRead } from './tablesToRead';

/** Les tables que quelqu'un a supprimées ou changées depuis la dernière fois qu'on a regardé. */
export async function meanwhile(
  watch: EditWatch,
  read: readonly AnyTable[],
  tables: TablesLues,
  arrete: Jour,
  gravite: 'BLOQUANT' | 'ALERTE',
): Promise<Anomalie[]> {
  const deleted = await watch.deleted(read);
  const changed = (await watch.changed(read)).filter(table => !deleted.includes(table));
  return [
    ...deleted.map(table => supprimeePendant(tables.lire(table), arrete, gravite)),
    ...changed.map(table => changedMeanwhile(table, gravite)),
  ];
}

/**
 * Les mêmes, une fois l'exécution écrite et dite terminée au journal : si Excel ne répond plus, elle l'est quand même, et
 * c'est ce qu'on n'a pas pu regarder qui se dit, jamais un échec.
 */
export const meanwhileWritten = (
  watch: EditWatch,
  read: readonly AnyTable[],
  tables: TablesLues,
  arrete: Jour,
): Promise<Anomalie[]> => meanwhile(watch, read, tables, arrete, 'ALERTE').catch(() => [unseen()]);

const unseen = (): Anomalie => ({
  code: 'C-GEN-09',
  gravite: 'ALERTE',
  message:
    'L’exécution est terminée, mais Excel n’a pas dit si quelqu’un a changé le classeur pendant ce temps.',
  remede: 'Si un collègue y travaillait, relancez : rien ne sera doublé.',
  en: {
    message: 'The run is finished, but Excel did not say whether someone changed the workbook meanwhile.',
    remede: 'If a colleague was working in it, run again: nothing will be doubled.',
  },
});

/** Une table introuvable parce qu'on vient de la supprimer : laquelle, et quoi faire. */
export async function explained(
  error: unknown,
  { capacites, arrete }: Pick<RunRequest, 'capacites' | 'arrete'>,
  watch: EditWatch,
  tables = asTablesLues(new Map()),
): Promise<unknown> {
  if (codeOf(error) !== 'ItemNotFound') return error;
  const deleted = await watch.deleted(tablesToRead(capacites)).catch(() => []);
  if (deleted.length === 0) return error;
  const said = deleted.map(table => supprimeePendant(tables.lire(table), arrete, 'ALERTE'));
  const sentence = (a: Pick<Anomalie, 'message' | 'remede'>) => `${a.message} ${a.remede}`;
  return new CloseError(
    said.map(sentence).join(' '),
    said.map(a => sentence(direAnomalie(a, 'en'))).join(' '),
  );
}

/** Une table lue par l'exécution a changé pendant qu'elle travaillait. */
function changedMeanwhile({ nom, feuille }: AnyTable, gravite: 'BLOQUANT' | 'ALERTE'): Anomalie {
  const written = gravite === 'ALERTE';
  return {
    code: 'C-GEN-09',
    gravite,
    table: nom,
    message: `« ${feuille} » a changé pendant l’exécution${written ? ' : ce qui est écrit peut ne pas en tenir compte' : ' : rien n’est écrit'}.`,
    remede: 'Relancez : le calcul reprendra ce changement.',
    en: {
      message: `"${feuille}" changed during the run: ${written ? 'what is written may not include it' : 'nothing is written'}.`,
      remede: 'Run again: the computation will include the change.',
    },
  };
}
