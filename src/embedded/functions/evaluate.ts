/**
 * Évaluation de formules par le vrai chemin : écrites dans une feuille de brouillon du classeur ouvert, calculées
 * par le moteur, les fonctions personnalisées passant par la bibliothèque. Le brouillon est retiré ensuite.
 */
import { engineFormula, mergeWorksheetSnapshotWithDefault } from '#vendor';
import type { EmbeddedExcel } from '../embedded';
import type { FunctionBridge } from './bridge';

export type Scalar = string | number | boolean | null;
export type Evaluation =
  | { readonly formule: string; readonly valeur: Scalar | Scalar[][] }
  | { readonly formule: string; readonly erreur: string; readonly message?: string };

/** Largeur de la grille : Univer calcule plus vite dix mille formules en grille qu'en une colonne. */
const WIDTH = 100;
const SHEET = 'brouillon-formules';

interface Place {
  readonly row: number;
  readonly column: number;
}

const isError = (value: unknown): value is string =>
  typeof value === 'string' && engineFormula.ERROR_TYPE_SET.has(value as engineFormula.ErrorType);

class Scratch {
  constructor(
    private readonly excel: EmbeddedExcel,
    private readonly bridge: FunctionBridge,
    rowCount: number,
  ) {
    const { model } = excel;
    const names = new Set(model.sheets().map(sheet => sheet.name));
    let name = 'Brouillon';
    for (let turn = 2; names.has(name); turn += 1) name = `Brouillon ${turn}`;
    model.quietly(() =>
      model.run('sheet.mutation.insert-sheet', {
        index: model.sheets().length,
        sheet: mergeWorksheetSnapshotWithDefault({
          id: SHEET,
          name,
          rowCount,
          columnCount: 1000,
          cellData: {},
        }),
      }),
    );
  }

  async write(cells: readonly { place: Place; formula: string }[]): Promise<void> {
    const patch: Record<number, Record<number, { f: string; v: null }>> = {};
    for (const { place, formula } of cells) (patch[place.row] ??= {})[place.column] = { f: formula, v: null };
    const { model } = this.excel;
    model.quietly(() => model.run('sheet.mutation.set-range-values', { subUnitId: SHEET, cellValue: patch }));
    await this.excel.calculated();
  }

  clear(place: Place): void {
    const empty = { f: null, si: null, v: null, p: null, t: null };
    const cellValue = { [place.row]: { [place.column]: empty } };
    const { model } = this.excel;
    model.quietly(() => model.run('sheet.mutation.set-range-values', { subUnitId: SHEET, cellValue }));
  }

  /** Valeur d'une cellule ; une matrice si la formule y déborde. */
  value({ row, column }: Place): Scalar | Scalar[][] {
    const { model } = this.excel;
    const spill = model.formulas.getArrayFormulaRange()[model.unitId]?.[SHEET]?.[row]?.[column];
    const first = this.cell(row, column);
    if (!spill || isError(first)) {
      const isSingle = !spill || (spill.startRow === spill.endRow && spill.startColumn === spill.endColumn);
      if (isSingle || first === engineFormula.ErrorType.SPILL) return first;
    }
    const rows: Scalar[][] = [];
    for (let r = spill?.startRow ?? row; r <= (spill?.endRow ?? row); r += 1) {
      const cells: Scalar[] = [];
      for (let c = spill?.startColumn ?? column; c <= (spill?.endColumn ?? column); c += 1) {
        cells.push(this.cell(r, c));
      }
      rows.push(cells);
    }
    return rows;
  }

  private cell(row: number, column: number): Scalar {
    const { model } = this.excel;
    const spilled = model.formulas.getArrayFormulaCellData()[model.unitId]?.[SHEET]?.[row]?.[column];
    const own = model.inner.getSheetBySheetId(SHEET)?.getCellRaw(row, column);
    const cell = own?.f ? own : (spilled ?? own);
    if (cell?.v == null) return null;
    return cell.t === 3 ? Boolean(Number(cell.v)) : cell.v;
  }

  message({ row, column }: Place): string | undefined {
    return this.bridge.messageAt(SHEET, row, column);
  }

  remove(): void {
    const { model } = this.excel;
    model.quietly(() => model.run('sheet.mutation.remove-sheet', { subUnitId: SHEET, subUnitName: '' }));
  }
}

function evaluation(formule: string, scratch: Scratch, place: Place): Evaluation {
  const valeur = scratch.value(place);
  if (!isError(valeur)) return { formule, valeur };
  const message = scratch.message(place);
  return message === undefined ? { formule, erreur: valeur } : { formule, erreur: valeur, message };
}

/**
 * Évalue des formules américaines (`range.formulas`) et rend, dans l'ordre, leurs valeurs ou leurs erreurs. Les dates
 * sont des numéros de série, un débordement est un tableau de lignes. Répond quand chacune a sa première valeur.
 */
export async function evaluateFormulas(
  excel: EmbeddedExcel,
  bridge: FunctionBridge,
  formulas: readonly string[],
): Promise<Evaluation[]> {
  const height = Math.ceil(formulas.length / WIDTH);
  const alone = { row: height + 1, column: 0 };
  const scratch = new Scratch(excel, bridge, height + 20_000);
  try {
    const places = formulas.map((_, i) => ({ row: Math.floor(i / WIDTH), column: i % WIDTH }));
    await scratch.write(formulas.map((formula, i) => ({ place: places[i] ?? alone, formula })));
    const results: Evaluation[] = [];
    for (const [index, formula] of formulas.entries()) {
      const place = places[index] ?? alone;
      let result = evaluation(formula, scratch, place);
      // Ce qui n'a pas la place de déborder dans la grille est recalculé seul, à l'écart.
      if ('erreur' in result && result.erreur === engineFormula.ErrorType.SPILL) {
        await scratch.write([{ place: alone, formula }]);
        result = evaluation(formula, scratch, alone);
        scratch.clear(alone);
        await excel.calculated();
      }
      results.push(result);
    }
    return results;
  } finally {
    scratch.remove();
    await excel.calculated();
  }
}
