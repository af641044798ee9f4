import { type Context, withExcel } from './office';
import { locateTables } from './reader';

/** La cellule sous le curseur, et la table qui la porte. */
export interface SelectedCell {
  /** Adresse complète : 'CA à l’avancement'!B9. */
  readonly address: string;
  readonly sheet: string;
  /** Formule en syntaxe américaine, commençant par « = » ; celle d'où la cellule déborde ; undefined pour une valeur saisie. */
  readonly formula: string | undefined;
  /** Place dans le tableau qui déborde, en lignes et colonnes comptées de la formule. */
  readonly spilled?: { readonly row: number; readonly column: number };
  readonly value: unknown;
  /** Numéro de ligne d'Excel. */
  readonly row: number;
  /** `column` : rang dans la table, 0 pour la première ; `header` : la cellule est un en-tête. */
  readonly table?: { readonly name: string; readonly column: number; readonly header: boolean };
}

/** Lit la cellule active ; sa table se trouve par sa place, comme à la lecture. */
export function readSelectedCell(): Promise<SelectedCell> {
  return withExcel(async context => {
    const cell = context.workbook.getActiveCell();
    cell.load('address,rowIndex,columnIndex,formulas,values,worksheet/name');
    const parent = cell.getSpillParentOrNullObject();
    parent.load('rowIndex,columnIndex,formulas');
    await context.sync();
    const locations = await locateTables(context);
    const { rowIndex, columnIndex } = cell;
    const sheet = cell.worksheet.name;
    const table = [...locations.values()].find(
      place =>
        place.sheet === sheet &&
        rowIndex >= place.row &&
        rowIndex < place.row + place.rows &&
        columnIndex >= place.column &&
        columnIndex < place.column + place.columns,
    );
    const formula: unknown = (parent.isNullObject ? cell : parent).formulas[0]?.[0];
    return {
      address: cell.address,
      sheet,
      formula: typeof formula === 'string' && formula.startsWith('=') ? formula : undefined,
      value: cell.values[0]?.[0] as unknown,
      row: rowIndex + 1,
      ...(!parent.isNullObject && {
        spilled: { row: rowIndex - parent.rowIndex, column: columnIndex - parent.columnIndex },
      }),
      ...(table && {
        table: { name: table.name, column: columnIndex - table.column, header: rowIndex === table.row },
      }),
    };
  });
}

/**
 * La valeur de cellules citées par une formule. `sheet` est celle de la formule : une référence sans feuille y est.
 * @example await readReferences('Suivi', ['B2', "'Liste des affaires'!A5"])
 */
export function readReferences(sheet: string, references: readonly string[]): Promise<unknown[]> {
  if (references.length === 0) return Promise.resolve([]);
  return withExcel(async context => {
    const cells = references.map(reference => {
      const cell = rangeAt(context, sheet, reference);
      cell.load('values');
      return cell;
    });
    await context.sync();
    return cells.map(cell => cell.values[0]?.[0] as unknown);
  });
}

function rangeAt(context: Context, sheet: string, reference: string): Excel.Range {
  const at = reference.lastIndexOf('!');
  const named = at < 0 ? sheet : reference.slice(0, at).replace(/^'|'$/g, '').replaceAll("''", "'");
  return context.workbook.worksheets.getItem(named).getRange(reference.slice(at + 1).replaceAll('$', ''));
}

/**
 * Prévient à chaque changement de sélection, quelle que soit la feuille ; rend de quoi cesser. Le changement de feuille
 * compte : la sélection y est une autre cellule.
 */
export async function watchSelection(listener: () => void): Promise<() => Promise<void>> {
  const tell = () => {
    listener();
    return Promise.resolve();
  };
  const handlers = await withExcel(async context => {
    const { worksheets } = context.workbook;
    const added = [worksheets.onSelectionChanged.add(tell), worksheets.onActivated.add(tell)];
    await context.sync();
    return added;
  });
  return async () => {
    for (const handler of handlers) {
      handler.remove();
      await handler.context.sync();
    }
  };
}
