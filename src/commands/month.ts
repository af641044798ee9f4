import { CAPACITES } from '../cloture';
import { Parametres, Periodes } from '../cloture/tables-communes';
import { arreteDuClasseur } from '../cloture/tables-communes/parametres';
import { signataire } from '../ui/preferences';
import { CloseError } from '../workbook/errors';
import { readTables } from '../workbook/reader';
import { runClose, type Bilan } from '../workbook/runs';

/** Validates the month the workbook says it is closing. */
export async function closeMonth(): Promise<Bilan<'VALIDER'>> {
  const tables = await readTables([Parametres, Periodes]);
  const arrete = arreteDuClasseur(tables);
  if (arrete === undefined)
    throw new CloseError(
      'Le classeur ne dit pas son arrêté : renseignez DateArrete dans la table Parametres, ou mettez une période EN_CLOTURE.',
    );
  return runClose({ capacites: CAPACITES, arrete, mode: 'VALIDER', ...(await signataire()) });
}
