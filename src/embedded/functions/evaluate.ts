/**
 * Évaluation de formules par le vrai chemin : écrites dans une feuille de brouillon du classeur ouvert, calculées
 * par le moteur, les fonctions personnalisées passant par la bibliothèque. Le brouillon est retiré ensuite.
 */
import { engineFormula, mergeWorksheetSnapshotWithDefault } from '#vendor';
import type { EmbeddedExcel } from '../embedded';
import { addPatch, formulaPatch, valuePatch, type CellMatrix } from '../model/cells';
import type { FunctionBridge } from './bridge';
import { GETTING_DATA } from './values';

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
    const patch: CellMatrix = {};
    for (const { place, formula } of cells) addPatch(patch, place.row, place.column, formulaPatch(formula));
    const { model } = this.excel;
    model.quietly(() => model.run('sheet.mutation.set-range-values', { subUnitId: SHEET, cellValue: patch }));
    await this.excel.calculated();
  }

  async clear(places: readonly Place[]): Promise<void> {
    const cellValue: CellMatrix = {};
    for (const { row, column } of places) addPatch(cellValue, row, column, valuePatch(''));
    const { model } = this.excel;
    model.quietly(() => model.run('sheet.mutation.set-range-values', { subUnitId: SHEET, cellValue }));
    await this.excel.calculated();
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
  const scratch = new Scratch(excel, bridge, height + 20_000);
  try {
    const cells = formulas.map((formula, i) => ({
      place: { row: Math.floor(i / WIDTH), column: i % WIDTH },
      formula,
    }));
    await scratch.write(cells);
    const results = cells.map(({ formula, place }) => evaluation(formula, scratch, place));
    const crowded = cells.flatMap(({ formula }, i) => (lacksRoom(results[i]!) ? [{ formula, i }] : []));
    if (crowded.length === 0) return results;
    // Ce qui n'a pas la place de déborder dans la grille est recalculé seul, la grille vidée.
    await scratch.clear(cells.map(({ place }) => place));
    const alone = { row: 0, column: 0 };
    for (const { formula, i } of crowded) {
      await scratch.write([{ place: alone, formula }]);
      results[i] = evaluation(formula, scratch, alone);
      await scratch.clear([alone]);
    }
    return results;
  } finally {
    scratch.remove();
    await excel.calculated();
  }
}

/** Une voisine tient la place où déborder : l'erreur se montre, ou le débordement d'avant reste sous la cellule. */
function lacksRoom(result: Evaluation): boolean {
  if ('erreur' in result) return result.erreur === engineFormula.ErrorType.SPILL;
  return Array.isArray(result.valeur) && result.valeur[0]?.[0] === GETTING_DATA;
}
