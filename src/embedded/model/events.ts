/** Ce que le classeur annonce à ses clients : qui a changé quoi, et où. */
import type { Area } from './address';

/**
 * L'auteur d'un changement. `clientId` : la connexion qui l'a fait ; `user` : la personne, si on la connaît.
 * Sans `user`, `source` dit seul si le changement vient d'ici ou d'un co-auteur.
 */
export interface Author {
  readonly source: 'Local' | 'Remote';
  readonly clientId?: string;
  readonly user?: string;
}

/** La personne devant la grille. */
export const LOCAL_USER: Author = { source: 'Local', user: 'local' };

export type ChangeType =
  | 'RangeEdited'
  | 'RowInserted'
  | 'RowDeleted'
  | 'ColumnInserted'
  | 'ColumnDeleted'
  | 'CellInserted'
  | 'CellDeleted';

/** Avant et après, quand le changement porte sur une seule cellule. */
export interface CellChange {
  readonly valueBefore: string | number | boolean;
  readonly valueAfter: string | number | boolean;
}

export interface ModelEvents {
  changed: {
    sheetId: string;
    area: Area;
    changeType: ChangeType;
    author: Author;
    details?: CellChange;
    shift?: string;
  };
  formatChanged: { sheetId: string; area: Area; author: Author };
  calculated: { sheetId: string; area: Area };
  selected: { sheetId: string; area: Area };
  sheetAdded: { sheetId: string; author: Author };
  sheetDeleted: { sheetId: string; name: string; author: Author };
  sheetRenamed: { sheetId: string; before: string; after: string; author: Author };
  sheetActivated: { sheetId: string; before?: string };
  sheetVisibility: { sheetId: string; before: string; after: string; author: Author };
  tableAdded: { tableId: string; sheetId: string; author: Author };
  tableDeleted: { tableId: string; sheetId: string; name: string; author: Author };
  tableSelected: { tableId: string; sheetId: string; area: Area };
  settingsChanged: { author: Author };
  rowsShifted: { sheetId: string; at: number; count: number };
  columnsShifted: { sheetId: string; at: number; count: number };
  loaded: { unitId: string };
}

export type ModelEventName = keyof ModelEvents;
type Listener<K extends ModelEventName> = (event: ModelEvents[K]) => void;

/** Abonnements typés ; un abonné qui échoue n'empêche pas les autres. */
export class Emitter {
  private readonly listeners = new Map<ModelEventName, Set<(event: never) => void>>();

  on<K extends ModelEventName>(name: K, listener: Listener<K>): () => void {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  emit<K extends ModelEventName>(name: K, event: ModelEvents[K]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) (listener as Listener<K>)(event);
  }
}
