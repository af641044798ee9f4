/** Ce que la page « Arrêtés » demande au classeur, sur Office.js. Chargé avec elle. */
import { EcrituresCloture, Historique } from '../../cloture/tables-communes';
import { sceller } from '../../cloture/tables-communes/sceau';
import { TableCache } from '../../workbook/cache';
import { enterCells } from '../../workbook/entry';
import { decrireFeuille } from '../../workbook/feuille';
import { MAX_TEXT } from '../../workbook/matrix';
import { removeRow, restoreLabels, restoreSealed } from '../../workbook/records';
import type { Rang, TablesLues } from '../../workbook/table';
import { keyOf, type NewRecord, RECORD_TABLES, type RecordRow } from './view';

export interface RecordServices {
  /** Lit les tables de la page, puis de nouveau chaque fois que le classeur les change ; rend de quoi cesser. */
  follow(seen: (tables: TablesLues) => void, failed: (error: unknown) => void): () => void;
  /** Remet les lignes du complément changées, ajoutées ou retirées à la main ; rend leur nombre. */
  restore(): Promise<number>;
  /** Remet les libellés changés d'écritures validées ; rend le nombre de lignes. */
  restoreLabels(): Promise<number>;
  /** Ajoute une ligne saisie ; faux si une ligne de même clé existe déjà. */
  add(row: NewRecord): Promise<boolean>;
  /** Change une ligne saisie ; faux si elle a disparu, ou si sa nouvelle clé est prise. */
  change(before: RecordRow, row: NewRecord): Promise<boolean>;
  remove(row: RecordRow): Promise<boolean>;
  /** Fige une ligne saisie, au nom de qui valide. */
  validate(row: RecordRow, par: string): Promise<boolean>;
}

const SHEET = decrireFeuille(Historique);

/** Les colonnes de la ligne, sans celles de la clé. */
function valuesOf(row: NewRecord): Rang {
  const key = new Set<string>(Historique.cle);
  return Object.fromEntries(Object.entries(row).filter(([column]) => !key.has(column)));
}

async function add(row: NewRecord): Promise<boolean> {
  let added = false;
  // Une clé prise ne s'écrase pas : la saisie ne touche que les cellules d'une ligne à créer.
  const found = await enterCells({ table: Historique, cle: keyOf(row), valeurs: {} });
  if (!found)
    added = await enterCells({ table: Historique, cle: keyOf(row), valeurs: {}, sinon: row }, SHEET);
  return added;
}

const same = (a: Rang, b: Rang) => JSON.stringify(a) === JSON.stringify(b);

export const recordServices: RecordServices = {
  follow(seen, failed) {
    const cache = new TableCache(RECORD_TABLES);
    cache.subscribe(() => seen(cache.snapshot()));
    const started = cache.start().catch(failed);
    return () => void started.then(() => cache.stop());
  },
  restore: async () => (await restoreSealed(Historique)) + (await restoreSealed(EcrituresCloture)),
  restoreLabels,
  add,
  async change(before, row) {
    const key = keyOf(before);
    if (same(key, keyOf(row))) return enterCells({ table: Historique, cle: key, valeurs: valuesOf(row) });
    return (await add(row)) && removeRow(Historique, before, SHEET);
  },
  remove: row => removeRow(Historique, row, SHEET),
  validate(row, par) {
    const seal = sceller(Historique, { ...row, Valide: true });
    return enterCells({
      table: Historique,
      cle: keyOf(row),
      // Une ligne qui ne tient pas dans un sceau n'en a pas : coupé, il ne dirait plus rien.
      valeurs: { Valide: true, Par: par, Sceau: seal.length > MAX_TEXT ? undefined : seal },
    });
  },
};
