/** La cible d'un tableau : son identifiant, qui survit à un renommage. */
import type { TableModel } from '../../model/tables';
import { itemNotFound } from '../errors';
import type { HostContext } from '../objects';

export interface TableTarget {
  readonly id: string;
}

/** Le tableau, ou `ItemNotFound` s'il a été supprimé entre-temps. */
export function tableOf(t: TableTarget, host: HostContext): TableModel {
  const model = host.model.tableBook.byId(t.id);
  if (!model) throw itemNotFound();
  return model;
}

export interface ColumnTarget extends TableTarget {
  readonly columnId: number;
}

/** Place de la colonne dans le tableau, à partir de zéro. */
export function columnIndexOf(t: ColumnTarget, host: HostContext): number {
  const index = tableOf(t, host).columnIds().indexOf(t.columnId);
  if (index < 0) throw itemNotFound();
  return index;
}
