/**
 * Les formules du classeur qui appellent nos fonctions : réparer celles qu'Excel ne reconnaît plus, figer en valeurs
 * pour qui n'a pas le complément.
 */
import { type Context, type WorkOptions, throwIfCancelled, withExcel, yieldToWindow } from './office';
import { enqueue } from './queue';

/** Ce qu'un passage sur le classeur a fait. */
export interface FormulaReport {
  /** Cellules changées. */
  readonly changed: number;
  /** Cellules laissées : une erreur, un calcul en cours, une feuille protégée. */
  readonly left: number;
  /** Où se trouvent les premières cellules laissées : 'Feuille 1'!B2. */
  readonly leftAt: readonly string[];
}

const CELLS_PER_READ = 20_000;
const CELLS_PER_WRITE = 500;
const SHOWN = 5;

/**
 * Le motif de nos noms dans une formule, sous toutes leurs formes : CA.FAE, l'écriture d'un fichier (_xldudf_CA_FAE), un
 * espace de noms ou un classeur perdu devant ([2]!_xldudf_CA_FAE, office-js §2.10).
 */
function patternOf(ids: readonly string[]): RegExp {
  const names = [...ids].sort((a, b) => b.length - a.length).map(id => id.split('.').join('[._]'));
  return new RegExp(`(?<![A-Z0-9_.])(?:\\[\\d+\\]!)?(?:_xlfn\\.|_xldudf_)*(${names.join('|')})(?=\\()`, 'gi');
}

/** La formule avec nos noms sous leur forme de saisie ; les textes entre guillemets ne changent pas. */
export function normaliseFormula(formula: string, ids: readonly string[]): string {
  const pattern = patternOf(ids);
  const canonical = new Map(ids.map(id => [id.replace(/\./g, '_').toUpperCase(), id]));
  const rename = (_all: string, name: string) =>
    canonical.get(name.replace(/\./g, '_').toUpperCase()) ?? name;
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(pattern, rename)))
    .join('');
}

/** Une cellule à nous. */
interface OwnCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly value: unknown;
  /** La feuille est protégée : rien ne s'y écrit. */
  readonly locked: boolean;
}

/** Les cellules du classeur dont la formule appelle une de nos fonctions, feuille par feuille. */
async function ownCells(context: Context, ids: readonly string[], options: WorkOptions): Promise<OwnCell[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name,items/protection/protected');
  await context.sync();
  const used = worksheets.items.map(sheet => {
    const range = sheet.getUsedRangeOrNullObject();
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    return range;
  });
  await context.sync();
  const found: OwnCell[] = [];
  const pattern = patternOf(ids);
  for (const [index, sheet] of worksheets.items.entries()) {
    options.onProgress?.({ etape: sheet.name, en: sheet.name, fait: index, total: worksheets.items.length });
    const area = used[index]!;
    if (area.isNullObject) continue;
    const step = Math.max(1, Math.floor(CELLS_PER_READ / area.columnCount));
    for (let first = 0; first < area.rowCount; first += step) {
      throwIfCancelled(options.signal);
      const count = Math.min(step, area.rowCount - first);
      const range = sheet.getRangeByIndexes(area.rowIndex + first, area.columnIndex, count, area.columnCount);
      range.load('formulas,values');
      await context.sync();
      const { formulas, values } = range;
      formulas.forEach((cells: unknown[], down) =>
        cells.forEach((formula, right) => {
          if (typeof formula !== 'string' || !formula.startsWith('=')) return;
          const value = values[down]?.[right] as unknown;
          pattern.lastIndex = 0;
          // Un texte qui s'écrit comme une formule se vaut lui-même.
          if (formula === value || !pattern.test(formula)) return;
          found.push({
            sheet: sheet.name,
            row: area.rowIndex + first + down,
            column: area.columnIndex + right,
            formula,
            value,
            locked: sheet.protection.protected,
          });
        }),
      );
      await yieldToWindow();
    }
  }
  return found;
}

/** Combien de cellules sont laissées, et où sont les premières. */
async function said(
  context: Context,
  left: readonly Excel.Range[],
): Promise<Pick<FormulaReport, 'left' | 'leftAt'>> {
  const shown = left.slice(0, SHOWN);
  for (const cell of shown) cell.load('address');
  await context.sync();
  return { left: left.length, leftAt: shown.map(({ address }) => address) };
}

const cellOf = (context: Context, { sheet, row, column }: OwnCell) =>
  context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1);

/** Excel n'a pas reconnu la fonction quand la formule est entrée, ou a perdu le lien avec le complément. */
const UNKNOWN = new Set(['#NAME?', '#REF!', '#CONNECT!']);

/**
 * Réécrit les formules en #NOM?, #REF! ou #CONNEXION! qui appellent nos fonctions, ou les nomment sous une forme de
 * fichier : entrées avant que le complément ne soit chargé, Excel ne les reconnaît qu'une fois ressaisies. Les autres
 * ne sont pas touchées.
 * @param ids les fonctions du catalogue, ex. CA.AVANCEMENT
 */
export function repairFormulas(ids: readonly string[], options: WorkOptions = {}): Promise<FormulaReport> {
  return enqueue(() =>
    withExcel(async context => {
      const broken = (await ownCells(context, ids, options)).filter(({ value }) =>
        UNKNOWN.has(String(value)),
      );
      const open = broken.filter(({ locked }) => !locked);
      for (let first = 0; first < open.length; first += CELLS_PER_WRITE) {
        throwIfCancelled(options.signal);
        for (const cell of open.slice(first, first + CELLS_PER_WRITE))
          cellOf(context, cell).formulas = [[normaliseFormula(cell.formula, ids)]];
        await context.sync();
        await yieldToWindow();
      }
      const left = broken.filter(({ locked }) => locked).map(cell => cellOf(context, cell));
      return { changed: open.length, ...(await said(context, left)) };
    }),
  );
}

/** Un texte entre tel quel, sans qu'Excel y lise un nombre, une date ou une formule (« 007 », « nov. 2026 »). */
const asConstant = (value: unknown) => (typeof value === 'string' && value !== '' ? `'${value}` : value);

const isError = (value: unknown) => typeof value === 'string' && value.startsWith('#');

/**
 * Remplace par sa valeur chaque formule qui appelle nos fonctions, tableaux qui débordent compris. Une cellule en erreur
 * ou dont la valeur n'est pas encore venue garde sa formule, et se dit : figer une erreur la rendrait définitive.
 * @param ids les fonctions du catalogue, ex. CA.AVANCEMENT
 */
export function freezeFormulas(ids: readonly string[], options: WorkOptions = {}): Promise<FormulaReport> {
  return enqueue(() =>
    withExcel(async context => {
      const cells = await ownCells(context, ids, options);
      const left: Excel.Range[] = [];
      let changed = 0;
      for (let first = 0; first < cells.length; first += CELLS_PER_WRITE) {
        const part = cells.slice(first, first + CELLS_PER_WRITE);
        const spills = part.map(cell => {
          const spill = cellOf(context, cell).getSpillingToRangeOrNullObject();
          spill.load('values');
          return spill;
        });
        await context.sync();
        for (const [index, cell] of part.entries()) {
          const spill = spills[index]!;
          const values = (spill.isNullObject ? [[cell.value]] : spill.values) as unknown[][];
          const target = cellOf(context, cell);
          if (cell.locked || values.flat().some(isError)) {
            left.push(target);
            continue;
          }
          target.clear('Contents');
          target.getResizedRange(values.length - 1, values[0]!.length - 1).values = values.map(row =>
            row.map(asConstant),
          );
          changed++;
        }
        await context.sync();
        await yieldToWindow();
      }
      return { changed, ...(await said(context, left)) };
    }),
  );
}
