/**
 * À chaque écriture et à chaque calcul, Univer relit toutes les cellules de toutes les feuilles pour en tirer les
 * formules : une demi-seconde sur un classeur de vingt mille temps. Le même relevé, fait de plus près : une écriture ne
 * relit que sa feuille, et une feuille sans formule n'est parcourue qu'une fois tant que rien n'y change.
 */
import {
  CommandType,
  engineFormula,
  ICommandService,
  IUniverInstanceService,
  UniverInstanceType,
  type ICommandInfo,
  type Injector,
  type Workbook,
  type Worksheet,
} from '#vendor';

type FormulaData = ReturnType<engineFormula.FormulaDataModel['getFormulaData']>;

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
    const sheetId = (params as { subUnitId?: string } | undefined)?.subUnitId;
    if (id === WRITE && sheetId !== undefined) known.delete(sheetId);
    else known.clear();
  };
  commands.beforeCommandExecuted(forget);
  commands.onCommandExecuted(forget);
  return sheet => {
    if (known.get(sheet.getSheetId()) === sheet) return true;
    if (hasFormula(sheet)) return false;
    known.set(sheet.getSheetId(), sheet);
    return true;
  };
}

function hasFormula(sheet: Worksheet): boolean {
  const rows = sheet.getCellMatrix().getMatrix();
  for (const row in rows) {
    const cells = rows[Number(row)];
    for (const column in cells) {
      const cell = cells[Number(column)];
      if (cell && (cell.f || cell.si)) return true;
    }
  }
  return false;
}
