import { type Context, withExcel } from './office';
import { write } from './queue';

/** Une cellule et ce qu'elle contient déjà. */
export interface Target {
  /** Adresse complète : 'Liste des affaires'!B9. */
  readonly address: string;
  readonly empty: boolean;
}

async function activeCell(context: Context): Promise<{ cell: Excel.Range; target: Target }> {
  const cell = context.workbook.getActiveCell();
  cell.load('address,formulas');
  await context.sync();
  return { cell, target: { address: cell.address, empty: cell.formulas[0]?.[0] === '' } };
}

/**
 * Écrit une formule (syntaxe américaine, comme le veut `range.formulas`) dans la cellule active. Une cellule occupée
 * n'est remplacée que si `replace` le dit : rend alors `written: false` et l'adresse, pour demander.
 */
export function insertFormula(formula: string, replace: boolean): Promise<Target & { written: boolean }> {
  return write(async context => {
    const { cell, target } = await activeCell(context);
    if (!target.empty && !replace) return { ...target, written: false };
    cell.formulas = [[formula]];
    await context.sync();
    return { ...target, written: true };
  });
}

/** La référence de la sélection ('Feuille 1'!B2, ou une plage) et ses valeurs, jusqu'à mille cellules. */
export function readSelection(): Promise<{ address: string; values: unknown[][] }> {
  return withExcel(async context => {
    const range = context.workbook.getSelectedRange();
    range.load('address,cellCount');
    await context.sync();
    if (range.cellCount > 1000) return { address: range.address, values: [] };
    range.load('values');
    await context.sync();
    return { address: range.address, values: range.values as unknown[][] };
  });
}

/** Un exemple vivant : ce que fait la fonction, sa formule (américaine), le résultat attendu. */
export interface Example {
  readonly name: string;
  readonly description: string;
  /** La formule telle qu'on la tape, montrée en texte. */
  readonly shown: string;
  readonly formula: string;
  readonly expected: readonly (readonly unknown[])[];
  readonly note: string;
}

const WIDTHS = [150, 330, 330, 100, 100, 220];

/**
 * Ajoute une feuille d'exemples vivants : une formule par exemple, sa place réservée si elle déborde, le résultat
 * attendu à droite. La feuille existe déjà : elle n'est pas touchée, seulement montrée, et la réponse est faux.
 * @param headers titre de la feuille, puis les six en-têtes
 */
export function writeExamples(
  name: string,
  headers: readonly [title: string, ...columns: string[]],
  examples: readonly Example[],
): Promise<boolean> {
  return write(async context => {
    const known = context.workbook.worksheets.getItemOrNullObject(name);
    await context.sync();
    if (!known.isNullObject) {
      known.activate();
      await context.sync();
      return false;
    }
    const sheet = context.workbook.worksheets.add(name);
    const [title, ...columns] = headers;
    const at = (row: number, column: number, rows = 1, count = 1) =>
      sheet.getRangeByIndexes(row, column, rows, count);
    at(0, 0).values = [[title]];
    at(0, 0).format.font.bold = true;
    at(0, 0).format.font.size = 14;
    at(2, 0, 1, columns.length).values = [columns];
    at(2, 0, 1, columns.length).format.font.bold = true;
    WIDTHS.forEach((width, column) => (at(0, column).format.columnWidth = width));
    let row = 3;
    for (const example of examples) {
      at(row, 0, 1, 3).numberFormat = '@' as unknown as string[][];
      at(row, 0, 1, 3).values = [[example.name, example.description, example.shown]];
      const wide = (example.expected[0]?.length ?? 1) > 1;
      // Un tableau déborde dans les colonnes voisines : son attendu se lit dans la page d'aide.
      if (!wide) {
        at(row, 4, example.expected.length, 1).values = example.expected.map(line => [line[0] as string]);
        at(row, 5).values = [[example.note]];
      }
      at(row, 3).formulas = [[example.formula]];
      row += Math.max(1, example.expected.length) + (wide ? 1 : 0);
    }
    sheet.freezePanes.freezeRows(3);
    sheet.activate();
    await context.sync();
    return true;
  });
}
