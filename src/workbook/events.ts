import { type Context, withExcel } from './office';

/** Zone touchée sur une feuille, rangs à partir de 0, bornes comprises ; colonnes ou lignes entières vont à l'infini. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Ce qui vient de changer dans le classeur, dit sans vocabulaire d'Excel. */
export type WorkbookChange =
  /** Des cellules ont été saisies, collées ou effacées, à leur place. */
  | { readonly kind: 'cells'; readonly sheetId: string; readonly area: Area }
  /** Des lignes ou des cellules ont bougé : insertion, suppression, tri. */
  | { readonly kind: 'moved'; readonly sheetId: string }
  /** La feuille a été recalculée : ses formules peuvent valoir autre chose. */
  | { readonly kind: 'calculated'; readonly sheetId: string }
  /** Des tables ou des feuilles sont apparues ou ont disparu. */
  | { readonly kind: 'tables' };

export interface Watch {
  /** Événements que cet Excel ne connaît pas : leur changement ne sera vu qu'à la prochaine lecture. */
  readonly missing: readonly string[];
  stop(): Promise<void>;
}

const PART = /^\$?([A-Z]{0,3})\$?(\d*)$/;
const LAST = Number.MAX_SAFE_INTEGER;

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/**
 * Lit une adresse d'événement : « B7 », « A1:C9 », « 5:7 », « A:C », avec ou sans nom de feuille.
 * Rend undefined pour tout le reste (plusieurs zones) : à traiter comme un déplacement.
 */
export function parseArea(address: string): Area | undefined {
  const [first, second = first, ...rest] = address
    .slice(address.lastIndexOf('!') + 1)
    .toUpperCase()
    .split(':');
  const a = PART.exec(first ?? '');
  const b = PART.exec(second ?? '');
  if (!a || !b || rest.length > 0 || a[0] === '' || b[0] === '') return undefined;
  const rows = [a[2] ? Number(a[2]) - 1 : 0, b[2] ? Number(b[2]) - 1 : LAST];
  const columns = [a[1] ? columnIndex(a[1]) : 0, b[1] ? columnIndex(b[1]) : LAST];
  return {
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

type Emit = (change: WorkbookChange) => void;
interface Handler {
  remove(): void;
  readonly context: OfficeExtension.ClientRequestContext;
}

function onChanged(emit: Emit): (event: Excel.WorksheetChangedEventArgs) => Promise<void> {
  return event => {
    const area = event.changeType === 'RangeEdited' ? parseArea(event.address) : undefined;
    emit(
      area
        ? { kind: 'cells', sheetId: event.worksheetId, area }
        : { kind: 'moved', sheetId: event.worksheetId },
    );
    return Promise.resolve();
  };
}

/** Les abonnements, du plus nécessaire au moins connu. Chacun est posé à part : un Excel ancien garde les autres. */
function subscriptions(emit: Emit): readonly [string, (context: Context) => Handler][] {
  const tables = () => {
    emit({ kind: 'tables' });
    return Promise.resolve();
  };
  const sheets = (context: Context) => context.workbook.worksheets;
  return [
    ['worksheets.onChanged', context => sheets(context).onChanged.add(onChanged(emit))],
    ['tables.onAdded', context => context.workbook.tables.onAdded.add(tables)],
    ['tables.onDeleted', context => context.workbook.tables.onDeleted.add(tables)],
    ['worksheets.onDeleted', context => sheets(context).onDeleted.add(tables)],
    [
      'worksheets.onCalculated',
      context =>
        sheets(context).onCalculated.add(event => {
          emit({ kind: 'calculated', sheetId: event.worksheetId });
          return Promise.resolve();
        }),
    ],
    [
      'worksheets.onRowSorted',
      context =>
        sheets(context).onRowSorted.add(event => {
          emit({ kind: 'moved', sheetId: event.worksheetId });
          return Promise.resolve();
        }),
    ],
  ];
}

/**
 * Suit le classeur, quels que soient l'auteur du changement et la feuille. N'écrit rien.
 * @throws si même worksheets.onChanged est refusé : rien ne pourrait alors être tenu à jour.
 */
export async function watchWorkbook(emit: Emit): Promise<Watch> {
  const handlers: Handler[] = [];
  const missing: string[] = [];
  for (const [name, subscribe] of subscriptions(emit)) {
    try {
      await withExcel(async context => {
        const handler = subscribe(context);
        await context.sync();
        handlers.push(handler);
      });
    } catch (error) {
      if (handlers.length === 0) throw error;
      missing.push(name);
    }
  }
  return { missing, stop: () => stop(handlers) };
}

async function stop(handlers: readonly Handler[]): Promise<void> {
  for (const handler of handlers) {
    handler.remove();
    await handler.context.sync();
  }
}
