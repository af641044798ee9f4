import type { Presentation } from '../cloture/capacite';
import { TABLES_COMMUNES } from '../cloture/tables-communes';
import type { AnyTable } from './table';

/** Les tables communes et celles des capacités, chacune une fois. */
export function tablesToRead(capacites: readonly Presentation[]): AnyTable[] {
  const all = [...TABLES_COMMUNES, ...capacites.flatMap(capacite => [...capacite.lit, ...capacite.ecrit])];
  return [...new Map(all.map(table => [table.nom, table])).values()];
}
