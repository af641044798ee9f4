/**
 * Quelles feuilles un calcul peut changer. On ne regarde que ce que leurs formules nomment : une feuille compte si elle a
 * changé, si une formule y nomme ce qui a changé, ou si elle y nomme une feuille qui compte.
 */
import {
  CommandType,
  engineFormula,
  ICommandService,
  IUniverInstanceService,
  sheetsTable,
  UniverInstanceType,
  type ICommandInfo,
  type Injector,
  type Workbook,
  type Worksheet,
} from '#vendor';
import { addMentions, type Mentions, noMentions, shapeOf } from './mentions';

/** Ce qui a changé depuis le dernier calcul, tel qu'Univer le tient : les relevés vont par classeur. */
export interface DirtyData {
  readonly forceCalculation: boolean;
  readonly dirtyRanges: readonly { readonly sheetId: string }[];
  readonly dirtyNameMap: object;
  readonly dirtyDefinedNameMap: object;
  readonly dirtySuperTableMap?: object;
  readonly clearDependencyTreeCache: object;
}

type CellRows = ReturnType<ReturnType<Worksheet['getCellMatrix']>['getMatrix']>;

const WRITE = 'sheet.mutation.set-range-values';

export class FormulaScope {
  private readonly plain = new Map<string, Worksheet>();
  private readonly read = new Map<string, { sheet: Worksheet; mentions: Mentions }>();
  private only: ReadonlySet<string> | undefined;

  constructor(private readonly injector: Injector) {
    const commands = injector.get(ICommandService);
    commands.beforeCommandExecuted(info => this.forget(info));
    commands.onCommandExecuted(info => this.forget(info));
  }

  /** Le relevé des formules a-t-il besoin de cette feuille ? */
  wants(sheet: Worksheet): boolean {
    return (this.only === undefined || this.only.has(sheet.getSheetId())) && !this.isPlain(sheet);
  }

  /** Le temps d'un geste, seules sont relevées les feuilles que ces changements peuvent toucher. */
  during(dirty: DirtyData, start: () => void): void {
    this.only = this.concerned(dirty);
    try {
      start();
    } finally {
      this.only = undefined;
    }
  }

  /** Oublie une feuille dès qu'une mutation peut y mettre une formule, avant et après elle. */
  private forget({ id, type, params }: Readonly<ICommandInfo>): void {
    if (type !== CommandType.MUTATION || !id.startsWith('sheet.mutation.')) return;
    const { subUnitId, cellValue } = (params ?? {}) as { subUnitId?: string; cellValue?: CellRows };
    // Une mutation ne met de formule que dans la feuille qu'elle nomme, et des valeurs n'en sont pas.
    const forgotten = subUnitId === undefined ? [...this.plain.keys(), ...this.read.keys()] : [subUnitId];
    if (subUnitId !== undefined && id === WRITE && !holdsFormula(cellValue ?? {})) return;
    for (const sheetId of forgotten) {
      this.plain.delete(sheetId);
      this.read.delete(sheetId);
    }
  }

  /** Dit si une feuille est sans formule. */
  private isPlain(sheet: Worksheet): boolean {
    if (this.plain.get(sheet.getSheetId()) === sheet) return true;
    if (holdsFormula(sheet.getCellMatrix().getMatrix())) return false;
    this.plain.set(sheet.getSheetId(), sheet);
    return true;
  }

  private mentions(sheet: Worksheet): Mentions {
    const known = this.read.get(sheet.getSheetId());
    if (known?.sheet === sheet) return known.mentions;
    const mentions = noMentions();
    const shapes = new Set<string>();
    for (const formula of formulasOf(sheet.getCellMatrix().getMatrix())) {
      const shape = shapeOf(formula);
      if (shapes.has(shape)) continue;
      shapes.add(shape);
      addMentions(formula, mentions);
    }
    this.read.set(sheet.getSheetId(), { sheet, mentions });
    return mentions;
  }

  /** Les feuilles qui comptent ; toutes si l'on ne sait pas dire moins. */
  private concerned(dirty: DirtyData): ReadonlySet<string> | undefined {
    const units = this.injector
      .get(IUniverInstanceService)
      .getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET);
    const [workbook] = units;
    if (dirty.forceCalculation || units.length !== 1 || !workbook) return undefined;
    const changes = changesOf(dirty, workbook.getUnitId());
    const reach = new Reach(this.injector, workbook);
    const waiting = new Map(
      workbook
        .getSheets()
        .filter(sheet => !this.isPlain(sheet))
        .map(sheet => [sheet.getSheetId(), reach.of(this.mentions(sheet))]),
    );
    for (let grew = true; grew;) {
      grew = false;
      for (const [sheetId, reached] of waiting) {
        if (!changes.sheetIds.has(sheetId) && !touches(reached, changes)) continue;
        changes.sheetIds.add(sheetId);
        waiting.delete(sheetId);
        grew = true;
      }
    }
    return changes.sheetIds;
  }
}

interface Changes {
  readonly sheetIds: Set<string>;
  /** Tableaux et noms définis, en minuscules. */
  readonly words: ReadonlySet<string>;
  /** Des feuilles sont nées, ou parties. */
  readonly sheetsMoved: boolean;
}

function changesOf(dirty: DirtyData, unitId: string): Changes {
  const keys = (map: object | undefined) =>
    Object.keys((map as Record<string, object> | undefined)?.[unitId] ?? {});
  const moved = keys(dirty.dirtyNameMap);
  const words = [...keys(dirty.dirtyDefinedNameMap), ...keys(dirty.dirtySuperTableMap)];
  return {
    sheetIds: new Set([
      ...dirty.dirtyRanges.map(({ sheetId }) => sheetId),
      ...keys(dirty.clearDependencyTreeCache),
      ...moved,
    ]),
    words: new Set(words.map(word => word.toLowerCase())),
    sheetsMoved: moved.length > 0,
  };
}

/** Ce que des formules atteignent, noms définis suivis. */
interface Reached {
  readonly sheetIds: Set<string>;
  readonly words: Set<string>;
  /** Une feuille nommée n'existe pas. */
  lost: boolean;
  anything: boolean;
}

const touches = (reached: Reached, { sheetIds, words, sheetsMoved }: Changes): boolean =>
  reached.anything ||
  (sheetsMoved && reached.lost) ||
  [...reached.sheetIds].some(id => sheetIds.has(id)) ||
  [...words].some(word => reached.words.has(word));

/** Suit les mots d'une formule jusqu'aux feuilles : un tableau à la sienne, un nom à ce qu'il désigne. */
class Reach {
  private readonly sheets: ReadonlyMap<string, string>;
  private readonly tables: ReadonlyMap<string, string>;
  private readonly names: ReadonlyMap<string, string[]>;

  constructor(injector: Injector, workbook: Workbook) {
    const unitId = workbook.getUnitId();
    this.sheets = new Map(workbook.getSheets().map(s => [s.getName().toLowerCase(), s.getSheetId()]));
    this.tables = new Map(
      injector
        .get(sheetsTable.TableManager)
        .getTableList(unitId)
        .map(table => [table.name.toLowerCase(), table.subUnitId]),
    );
    const names = new Map<string, string[]>();
    const defined = injector.get(engineFormula.IDefinedNamesService).getDefinedNameMap(unitId) ?? {};
    for (const { name, formulaOrRefString } of Object.values(defined)) {
      const key = name.toLowerCase();
      names.set(key, [...(names.get(key) ?? []), formulaOrRefString]);
    }
    this.names = names;
  }

  of(mentions: Mentions): Reached {
    const reached: Reached = { sheetIds: new Set(), words: new Set(), lost: false, anything: false };
    this.follow(mentions, reached);
    return reached;
  }

  private follow(mentions: Mentions, reached: Reached): void {
    reached.anything ||= mentions.anything;
    for (const name of mentions.sheets) {
      const sheetId = this.sheets.get(name);
      if (sheetId === undefined) reached.lost = true;
      else reached.sheetIds.add(sheetId);
    }
    for (const word of mentions.words) {
      if (reached.words.has(word)) continue;
      reached.words.add(word);
      const sheetId = this.tables.get(word);
      if (sheetId !== undefined) reached.sheetIds.add(sheetId);
      for (const formula of this.names.get(word) ?? []) {
        const further = noMentions();
        addMentions(formula, further);
        this.follow(further, reached);
      }
    }
  }
}

function* formulasOf(rows: CellRows): Generator<string> {
  for (const row in rows) {
    const cells = rows[Number(row)];
    for (const column in cells) {
      const formula = cells[Number(column)]?.f;
      if (formula) yield formula;
    }
  }
}

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
