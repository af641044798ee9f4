import { rowsTouched } from './delta';
import { retryRead } from './errors';
import { parseArea, type Area } from './events';
import { type Context, withExcel } from './office';
import { locateTables } from './reader';
import type { AnyTable } from './table';

/** Les changements que d'autres que nous font au classeur pendant une exécution. */
export interface EditWatch {
  /** Les tables touchées depuis le dernier appel, parmi celles-ci. */
  changed(tables: readonly AnyTable[]): Promise<AnyTable[]>;
  /** Les tables supprimées depuis le début, parmi celles-ci, même refaites depuis : Excel n'en annonce pas l'édition. */
  deleted(tables: readonly AnyTable[]): Promise<AnyTable[]>;
  stop(): Promise<void>;
}

interface Edit {
  readonly sheetId: string;
  /** Absente : des lignes ont bougé, toute la feuille est à revoir. */
  readonly area: Area | undefined;
}

/**
 * Suit ce que saisissent l'utilisateur et ses co-auteurs, pas ce que ce complément écrit. Un Excel qui ne dit pas qui
 * écrit (avant ExcelApi 1.14) ne laisse voir que les autres postes.
 */
export async function watchEdits(): Promise<EditWatch> {
  const edits: Edit[] = [];
  const { handler, begun } = await withExcel(async context => {
    const { tables } = context.workbook;
    tables.load('items/id,items/name');
    const added = context.workbook.worksheets.onChanged.add(event => {
      const own = event.triggerSource === 'ThisLocalAddin';
      const unknown = (event.triggerSource as string | undefined) === undefined && event.source === 'Local';
      if (!own && !unknown) {
        const area = event.changeType === 'RangeEdited' ? parseArea(event.address) : undefined;
        edits.push({ sheetId: event.worksheetId, area });
      }
      return Promise.resolve();
    });
    await context.sync();
    return { handler: added, begun: tables.items.map(({ id, name }) => [id, name.toLowerCase()] as const) };
  });
  return {
    changed: async tables =>
      edits.length === 0 ? [] : withExcel(context => touched(context, tables, edits)),
    deleted: async tables => {
      const still = await withExcel(currentIds);
      const gone = new Set(begun.flatMap(([id, name]) => (still.has(id) ? [] : [name])));
      return tables.filter(({ nom }) => gone.has(nom.toLowerCase()));
    },
    async stop() {
      handler.remove();
      await handler.context.sync();
    },
  };
}

const currentIds = (context: Context): Promise<ReadonlySet<string>> =>
  retryRead(async () => {
    const { tables } = context.workbook;
    tables.load('items/id');
    await context.sync();
    return new Set(tables.items.map(({ id }) => id));
  });

async function touched(context: Context, tables: readonly AnyTable[], edits: Edit[]): Promise<AnyTable[]> {
  const seen = edits.splice(0);
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name');
  const locations = await locateTables(context);
  const sheets = new Map(worksheets.items.map(({ id, name }) => [id, name]));
  return tables.filter(({ nom }) => {
    const location = locations.get(nom.toLowerCase());
    return (
      location &&
      seen.some(
        ({ sheetId, area }) =>
          sheets.get(sheetId) === location.sheet && (!area || rowsTouched(location, area) !== undefined),
      )
    );
  });
}
