/**
 * À chaque écriture et à chaque calcul, Univer relit toutes les cellules de toutes les feuilles pour en tirer les
 * formules : une demi-seconde sur un classeur de vingt mille temps. Le même relevé, fait de plus près : une écriture ne
 * relit que sa feuille, et une feuille sans formule n'est parcourue qu'une fois tant que rien n'y change. De même pour
 * les lignes cachées, dont dépend SOUS.TOTAL : une feuille sans filtre ne demande que celles qu'on y a masquées.
 */
import {
  BooleanNumber,
  CommandType,
  engineFormula,
  ICommandService,
  IUniverInstanceService,
  sheetsFilter,
  sheetsTable,
  UniverInstanceType,
  type ICommandInfo,
  type Injector,
  type Workbook,
  type Worksheet,
} from '#vendor';

type FormulaData = ReturnType<engineFormula.FormulaDataModel['getFormulaData']>;
type Table = ReturnType<sheetsTable.TableManager['getTablesBySubunitId']>[number];
type HiddenRows = ReturnType<engineFormula.FormulaDataModel['getHiddenRowsFiltered']>;

const WRITE = 'sheet.mutation.set-range-values';
const quickened = new WeakSet<object>();

/** Remplace le relevé d'Univer, une fois par Univer. Le résultat est celui qu'il aurait rendu. */
export function quickenFormulaData(injector: Injector): void {
  const model = injector.get(engineFormula.FormulaDataModel);
  if (quickened.has(model)) return;
  quickened.add(model);
  const instances = injector.get(IUniverInstanceService);
  const plain = plainSheets(injector.get(ICommandService));
  const update = model.updateFormulaData.bind(model);
  let only: string | undefined;
  model.getFormulaData = () => {
    const data: FormulaData = {};
    for (const workbook of instances.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)) {
      const unitId = workbook.getUnitId();
      const sheets: NonNullable<FormulaData[string]> = {};
      for (const sheet of workbook.getSheets()) {
        const sheetId = sheet.getSheetId();
        const wanted = (only === undefined || only === sheetId) && !plain(sheet);
        sheets[sheetId] = wanted ? model.getSheetFormulaData(unitId, sheetId) : {};
      }
      data[unitId] = sheets;
    }
    return data;
  };
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

/** Dit si une feuille est sans formule ; l'oublie dès qu'une mutation peut y en mettre, avant et après elle. */
function plainSheets(commands: ICommandService): (sheet: Worksheet) => boolean {
  const known = new Map<string, Worksheet>();
  const forget = ({ id, type, params }: Readonly<ICommandInfo>) => {
    if (type !== CommandType.MUTATION || !id.startsWith('sheet.mutation.')) return;
    const { subUnitId, cellValue } = (params ?? {}) as { subUnitId?: string; cellValue?: CellRows };
    // Une mutation ne met de formule que dans la feuille qu'elle nomme, et des valeurs n'en sont pas.
    if (subUnitId === undefined) known.clear();
    else if (id !== WRITE || holdsFormula(cellValue ?? {})) known.delete(subUnitId);
  };
  commands.beforeCommandExecuted(forget);
  commands.onCommandExecuted(forget);
  return sheet => {
    if (known.get(sheet.getSheetId()) === sheet) return true;
    if (holdsFormula(sheet.getCellMatrix().getMatrix())) return false;
    known.set(sheet.getSheetId(), sheet);
    return true;
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

type CellRows = ReturnType<ReturnType<Worksheet['getCellMatrix']>['getMatrix']>;

function holdsFormula(rows: CellRows): boolean {
  for (const row in rows) {
    const cells = rows[Number(row)];
    for (const column in cells) {
      const cell = cells[Number(column)];
      if (cell && (cell.f || cell.si)) return true;
    }
  }
  return false;
}
