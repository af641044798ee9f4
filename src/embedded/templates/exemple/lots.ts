/** Une affaire suivie par lots : deux équipes, deux prix, un seul client. */
import { repartir, type Montant } from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import type { Lot } from './affaires';
import type { Carnet } from './carnet';
import { FORFAITS } from './forfaits';

/** Un montant de l'affaire, lot par lot, au prorata de ce qu'ils sont vendus. */
export const parLot = (total: Montant, lots: readonly Lot[]): Montant[] =>
  repartir(
    total,
    lots.map(({ part }) => part),
  );

/** Écrit les lots, et porte sur chaque temps et chaque jour prévu le lot de celui qui travaille. */
export function ecrireLots(carnet: Carnet): void {
  for (const { id, lots = [] } of FORFAITS) {
    for (const { code, libelle, equipe } of lots) {
      carnet.ajouter(t.Lots, { IdAffaire: id, Lot: code, Libelle: libelle });
      const duLot = (l: { IdAffaire: string; IdCollab: string }) =>
        l.IdAffaire === id && equipe.includes(l.IdCollab);
      carnet.completer(t.Temps, duLot, { Lot: code });
      carnet.completer(t.Planning, duLot, { Lot: code });
    }
  }
}
