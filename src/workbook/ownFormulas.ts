/**
 * Les formules du classeur qui appellent nos fonctions : réparer celles qu'Excel ne reconnaît plus, figer en valeurs
 * pour qui n'a pas le complément.
 */
import { type Context, type WorkOptions, throwIfCancelled, withExcel, yieldToWindow } from './office';
import { enqueue } from './queue';
import { asTyped, ATTEMPTS, restless, RowsMoved } from './swap';

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

/** Des cellules à remplacer, et la formule que la première doit encore porter. */
interface Replacement {
  readonly target: Excel.Range;
  readonly formula: string;
  write(target: Excel.Range): void;
}

/** Remplace des cellules en un envoi, qui lit d'abord ce qu'il recouvre. @throws RowsMoved : ce n'étaient plus elles, tout est remis */
async function replace(context: Context, replacements: readonly Replacement[]): Promise<void> {
  const before = replacements.map(({ target }) => target.getResizedRange(0, 0).load('formulas,values'));
  // Tout lire, puis tout écrire : une lecture après une écriture attendrait un calcul.
  for (const { target, write } of replacements) write(target);
  await context.sync();
  const moved = before.filter(({ formulas }, at) => formulas[0]?.[0] !== replacements[at]!.formula);
  if (moved.length === 0) return;
  for (const range of moved)
    range.formulas = asTyped(range.formulas as unknown[][], range.values as unknown[][]) as string[][];
  await context.sync();
  throw new RowsMoved();
}

/** Fait un geste sur nos cellules ; si quelqu'un les déplace entre-temps, elles se cherchent à nouveau. */
async function onOwnCells<T>(
  context: Context,
  ids: readonly string[],
  options: WorkOptions,
  act: (cells: readonly OwnCell[]) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const cells = await ownCells(context, ids, options);
    try {
      return await act(cells);
    } catch (error) {
      if (!(error instanceof RowsMoved)) throw error;
      if (attempt === ATTEMPTS) throw restless({ feuille: cells[0]!.sheet }, 'l’écriture');
    }
  }
}

/** Excel n'a pas reconnu la fonction quand la formule est entrée, ou a perdu le lien avec le complément. */
const UNKNOWN = new Set(['#NAME?', '#REF!', '#CONNECT!']);

/**
 * Réécrit les formules en #NOM?, #REF! ou #CONNEXION! qui appellent nos fonctions, ou les nomment sous une forme de
 * fichier : entrées avant que le complément ne soit chargé, Excel ne les reconnaît qu'une fois ressaisies. Les autres
 * ne sont pas touchées.
 * @param ids les fonctions du catalogue, ex. CA.AVANCEMENT
 */
export function repairFormulas(ids: readonly string[], options: WorkOptions = {}): Promise<FormulaReport> {
  let changed = 0;
  const repair = async (context: Context, cells: readonly OwnCell[]): Promise<FormulaReport> => {
    const broken = cells.filter(({ value }) => UNKNOWN.has(String(value)));
    const open = broken.filter(({ locked }) => !locked);
    for (let first = 0; first < open.length; first += CELLS_PER_WRITE) {
      throwIfCancelled(options.signal);
      const part = open.slice(first, first + CELLS_PER_WRITE).map((cell): Replacement => ({
        target: cellOf(context, cell),
        formula: cell.formula,
        write: target => (target.formulas = [[normaliseFormula(cell.formula, ids)]]),
      }));
      await replace(context, part);
      changed += part.length;
      await yieldToWindow();
    }
    const left = broken.filter(({ locked }) => locked).map(cell => cellOf(context, cell));
    return { changed, ...(await said(context, left)) };
  };
  return enqueue(() =>
    withExcel(context => onOwnCells(context, ids, options, cells => repair(context, cells))),
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
  let changed = 0;
  const freeze = async (context: Context, cells: readonly OwnCell[]): Promise<FormulaReport> => {
    const left: Excel.Range[] = [];
    for (let first = 0; first < cells.length; first += CELLS_PER_WRITE) {
      throwIfCancelled(options.signal);
      const part = cells.slice(first, first + CELLS_PER_WRITE);
      const frozen: Replacement[] = [];
      for (const [index, values] of (await shownBy(context, part)).entries()) {
        const { locked, formula } = part[index]!;
        const cell = cellOf(context, part[index]!);
        if (locked || values.flat().some(isError)) left.push(cell);
        else
          frozen.push({
            target: cell.getResizedRange(values.length - 1, values[0]!.length - 1),
            formula,
            write(target) {
              cell.clear('Contents');
              target.values = values.map(row => row.map(asConstant));
            },
          });
      }
      await replace(context, frozen);
      changed += frozen.length;
      await yieldToWindow();
    }
    return { changed, ...(await said(context, left)) };
  };
  return enqueue(() =>
    withExcel(context => onOwnCells(context, ids, options, cells => freeze(context, cells))),
  );
}

/** Ce que montre maintenant chaque cellule, tableau qui déborde compris. @throws RowsMoved si sa formule n'y est plus */
async function shownBy(context: Context, cells: readonly OwnCell[]): Promise<unknown[][][]> {
  const shown = cells.map(cell => {
    const own = cellOf(context, cell).load('formulas,values');
    const spill = cellOf(context, cell).getSpillingToRangeOrNullObject();
    spill.load('values');
    return { own, spill };
  });
  await context.sync();
  if (shown.some(({ own }, at) => own.formulas[0]?.[0] !== cells[at]!.formula)) throw new RowsMoved();
  return shown.map(({ own, spill }) => (spill.isNullObject ? own : spill).values as unknown[][]);
}
