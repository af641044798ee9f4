/**
 * À chaque écriture et à chaque calcul, Univer relit toutes les cellules de toutes les feuilles pour en tirer les
 * formules : une demi-seconde sur un classeur de vingt mille temps. Le même relevé, fait de plus près : une écriture ne
 * relit que sa feuille, et une feuille sans formule n'est parcourue qu'une fois tant que rien n'y change. De même pour
 * les lignes cachées, dont dépend SOUS.TOTAL : une feuille sans filtre ne demande que celles qu'on y a masquées.
 *
 * Un calcul, lui, relit et analyse toutes les formules du classeur, changées ou non : cent mille formules d'une table que
 * rien ne touche coûtaient dix secondes à chaque envoi. Il ne reçoit plus que les feuilles qui peuvent en dépendre. Enfin,
 * Univer tient pour sans valeur une formule qui vaut zéro : à l'ouverture, seule compte celle qui n'en a pas.
 */
import {
  BooleanNumber,
  engineFormula,
  IUniverInstanceService,
  sheetsFilter,
  sheetsTable,
  UniverInstanceType,
  type Injector,
  type Workbook,
  type Worksheet,
} from '#vendor';
import { type DirtyData, FormulaScope } from './formula-scope';

type FormulaData = ReturnType<engineFormula.FormulaDataModel['getFormulaData']>;
type Table = ReturnType<sheetsTable.TableManager['getTablesBySubunitId']>[number];
type HiddenRows = ReturnType<engineFormula.FormulaDataModel['getHiddenRowsFiltered']>;

const quickened = new WeakMap<object, FormulaScope>();

/** Fait partir un calcul qui ne relève que les feuilles dont une formule peut changer. */
export function calculateWithin(injector: Injector, dirty: DirtyData, start: () => void): void {
  const scope = quickened.get(injector.get(engineFormula.FormulaDataModel));
  if (scope) scope.during(dirty, start);
  else start();
}

/** Remplace le relevé d'Univer, une fois par Univer. Le résultat est celui qu'il aurait rendu. */
export function quickenFormulaData(injector: Injector): void {
  const model = injector.get(engineFormula.FormulaDataModel);
  if (quickened.has(model)) return;
  const instances = injector.get(IUniverInstanceService);
  const scope = new FormulaScope(injector);
  quickened.set(model, scope);
  const update = model.updateFormulaData.bind(model);
  let only: string | undefined;
  model.getFormulaData = () => {
    const data: FormulaData = {};
    for (const workbook of instances.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)) {
      const unitId = workbook.getUnitId();
      const sheets: NonNullable<FormulaData[string]> = {};
      for (const sheet of workbook.getSheets()) {
        const sheetId = sheet.getSheetId();
        const wanted = (only === undefined || only === sheetId) && scope.wants(sheet);
        sheets[sheetId] = wanted ? model.getSheetFormulaData(unitId, sheetId) : {};
      }
      data[unitId] = sheets;
    }
    return data;
  };
  model.getFormulaDirtyRanges = () =>
    instances
      .getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)
      .flatMap(workbook =>
        workbook.getSheets().flatMap(sheet => (scope.wants(sheet) ? valueless(workbook, sheet) : [])),
      );
  const isFiltered = filteredSheets(injector);
  model.getHiddenRowsFiltered = () => {
    const hidden: HiddenRows = {};
    for (const workbook of instances.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)) {
      const unitId = workbook.getUnitId();
      const sheets: NonNullable<HiddenRows[string]> = {};
      for (const sheet of workbook.getSheets())
        sheets[sheet.getSheetId()] = hiddenRows(sheet, isFiltered(unitId, sheet));
      hidden[unitId] = sheets;
    }
    return hidden;
  };
  model.updateFormulaData = (unitId, sheetId, cells) => {
    only = sheetId;
    try {
      return update(unitId, sheetId, cells);
    } finally {
      only = undefined;
    }
  };
}

/** Dit si un filtre, de tableau ou de feuille, peut cacher des lignes. */
function filteredSheets(injector: Injector): (unitId: string, sheet: Worksheet) => boolean {
  const tables = injector.get(sheetsTable.TableManager);
  const filters = injector.get(sheetsFilter.SheetsFilterService);
  return (unitId, sheet) => {
    const sheetId = sheet.getSheetId();
    const hides = (table: Table) => (table.getTableFilters().getFilterOutRows()?.size ?? 0) > 0;
    return (
      (filters.getFilterModel(unitId, sheetId) ?? undefined) !== undefined ||
      tables.getTablesBySubunitId(unitId, sheetId).some(hides)
    );
  };
}

function hiddenRows(sheet: Worksheet, filtered: boolean): Record<number, { hd: BooleanNumber }> {
  const hidden: Record<number, { hd: BooleanNumber }> = {};
  const rows = filtered
    ? Array.from({ length: sheet.getRowCount() }, (_, row) => row)
    : Object.keys(sheet.getRowManager().getRowData()).map(Number);
  for (const row of rows) if (!sheet.getRowVisible(row)) hidden[row] = { hd: BooleanNumber.TRUE };
  return hidden;
}

type DirtyRanges = ReturnType<engineFormula.FormulaDataModel['getFormulaDirtyRanges']>;

/** Les formules dont le fichier n'a pas gardé la valeur, par colonne, celles qui se suivent en une plage. */
function valueless(workbook: Workbook, sheet: Worksheet): DirtyRanges {
  const ranges: DirtyRanges = [];
  const last = new Map<number, DirtyRanges[number]['range']>();
  sheet.getCellMatrix().forValue((row, column, cell) => {
    if (!(cell?.f || cell?.si) || (cell.v !== undefined && cell.v !== null)) return;
    const above = last.get(column);
    if (above?.endRow === row - 1) {
      above.endRow = row;
      return;
    }
    const range = { startRow: row, endRow: row, startColumn: column, endColumn: column };
    last.set(column, range);
    ranges.push({ unitId: workbook.getUnitId(), sheetId: sheet.getSheetId(), range });
  });
  return ranges;
}
