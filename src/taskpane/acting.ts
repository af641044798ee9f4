/** Ce que le volet fait au classeur, chargé au premier geste : calculer, écrire, annuler. */
import { CAPACITES } from '../cloture';
import { type Bilan, type Mode, runClose, type RunRequest } from '../workbook/runs';
import { signataire } from '../ui/preferences';
import { TOUT } from './issues';

export { addRows, enterCells } from '../workbook/entry';
export { insertTables, openWorkbook } from '../workbook/setup';
export { undoableRun, undoLastRun } from '../workbook/undo';

/** Exécute un travail, nommé comme sa capacité, ou tous ({@link TOUT}), signé du nom que le poste s'est donné. */
export async function close<M extends Mode>(
  travail: string,
  request: Omit<RunRequest<M>, 'capacites'>,
): Promise<Bilan<M>> {
  const capacites = CAPACITES.filter(({ nom }) => travail === TOUT || nom === travail);
  return runClose({ ...request, capacites, ...(await signataire()) });
}
