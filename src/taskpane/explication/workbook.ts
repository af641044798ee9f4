import { CAPACITES } from '../../cloture';
import { CATALOGUE, tablesRead } from '../../functions/catalogue';
import { displayLanguage } from '../../functions/language';
import { WorkbookSource } from '../../functions/workbookSource';
import { tablesToRead } from '../../workbook/tablesToRead';
import { readReferences } from '../../workbook/selection';
import type { AnyTable } from '../../workbook/table';
import type { Classeur } from './explain';

/** Le classeur suivi tant que la page est ouverte : lu une fois, puis seulement ce qui change. */
export interface ClasseurSuivi extends Classeur {
  /** Attend la première lecture. @throws ce qui l'a empêchée. */
  pret(): Promise<void>;
  /** Prévient après chaque relecture ; rend de quoi ne plus être prévenu. */
  suivre(rappel: () => void): () => void;
  fermer(): void;
}

/** Toutes les tables que les capacités et les fonctions lisent ou écrivent, chacune une fois. */
const tables = (): AnyTable[] => [
  ...new Map([...tablesToRead(CAPACITES), ...tablesRead()].map(table => [table.nom, table])).values(),
];

export function suivreClasseur(): ClasseurSuivi {
  const source = new WorkbookSource(tables(), displayLanguage);
  return {
    source,
    capacites: CAPACITES,
    catalogue: CATALOGUE,
    lireReferences: readReferences,
    pret: () => source.cache.start(),
    suivre: rappel => source.subscribe(rappel),
    fermer: () => void source.cache.stop(),
  };
}
