/**
 * Le calcul. Univer attend 100 ms après chaque mutation avant de calculer, et ne dit pas simplement quand il a
 * fini : ici les changements sont pris en main dès qu'ils sont connus, un calcul à la fois, et `idle()` répond
 * quand plus rien n'est à calculer. Le mode manuel se contente de ne pas partir.
 */
import {
  ICommandService,
  IUniverInstanceService,
  engineFormula,
  sheets,
  sheetsFormula,
  type ICommandInfo,
} from '#vendor';
import { calculateWithin } from './formula-data';
import type { UniverHandle } from './univer';

export type CalculationMode = 'Automatic' | 'AutomaticExceptTables' | 'Manual';

/** Une cellule à recalculer. */
export interface CellPosition {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

interface DirtyRange {
  unitId: string;
  sheetId: string;
  range: { startRow: number; startColumn: number; endRow: number; endColumn: number };
}

interface Dirty {
  forceCalculation: boolean;
  dirtyRanges: DirtyRange[];
  dirtyNameMap: object;
  dirtyDefinedNameMap: object;
  dirtySuperTableMap?: object;
  dirtyUnitFeatureMap: object;
  dirtyUnitOtherFormulaMap: object;
  clearDependencyTreeCache: object;
}

/** Les membres privés du déclencheur d'Univer dont on se sert (couverts par les tests du moteur). */
interface Trigger {
  _setTimeoutKey: ReturnType<typeof setTimeout>;
  _waitingCommandQueue: ICommandInfo[];
  _generateDirty(commands: readonly ICommandInfo[]): Dirty;
  _mergeDirty(a: Dirty, b: Dirty): Dirty;
}

const emptyDirty = (): Dirty => ({
  forceCalculation: false,
  dirtyRanges: [],
  dirtyNameMap: {},
  dirtyDefinedNameMap: {},
  dirtySuperTableMap: {},
  dirtyUnitFeatureMap: {},
  dirtyUnitOtherFormulaMap: {},
  clearDependencyTreeCache: {},
});

/** Ce qu'Univer dit d'un classeur qu'il monte, et qu'il prend pour des changements. */
const OPENING: readonly string[] = [
  engineFormula.SetTriggerFormulaCalculationStartMutation.id,
  engineFormula.SetSuperTableMutation.id,
  engineFormula.SetDefinedNameMutation.id,
];

/** Déclencheurs de mise en forme : ils ne changent aucune valeur. */
const STYLE_TRIGGERS = [
  sheets.SetStyleCommand.id,
  sheets.SetBorderCommand.id,
  sheets.ClearSelectionFormatCommand.id,
];

export class Engine {
  private modeValue: CalculationMode = 'Automatic';
  private attached = false;
  private queue: ICommandInfo[] = [];
  private extra = emptyDirty();
  private hasExtra = false;
  private running = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiters: (() => void)[] = [];
  private readonly disposables: { dispose(): void }[] = [];
  private disposed = false;
  private opening = false;
  /** Nombre de calculs menés à terme (mesure et tests). */
  runs = 0;

  constructor(private readonly handle: UniverHandle) {}

  private get commands(): ICommandService {
    return this.handle.univer.__getInjector().get(ICommandService);
  }

  private get dirtyService(): engineFormula.IActiveDirtyManagerService {
    return this.handle.univer.__getInjector().get(engineFormula.IActiveDirtyManagerService);
  }

  /** À appeler quand un classeur existe : les services d'Univer naissent avec le premier. */
  attach(): void {
    if (!this.attached) {
      this.attached = true;
      this.disposables.push(this.commands.onCommandExecuted((info, options) => this.observe(info, options)));
    }
    // Le calcul d'ouverture attend déjà dans la file d'Univer : il est repris ici.
    for (const info of this.trigger._waitingCommandQueue)
      if (!this.queue.includes(info)) this.queue.push(info);
    this.schedule();
  }

  /**
   * Un fichier vient d'être monté : comme Excel, on en garde les valeurs, et l'on ne calcule que les formules qui n'en ont
   * pas et celles qui débordent ; ou tout, s'il le demande. Univer, lui, recalcule tout ce qui lit un tableau.
   */
  opened(unitId: string, arrays: Iterable<CellPosition>, everything: boolean): void {
    this.queue = this.queue.filter(({ id }) => !OPENING.includes(id));
    // Univer annonce les tableaux du fichier un peu plus tard, mais dans ce tour : ce ne sont pas des changements.
    this.opening = true;
    setTimeout(() => {
      this.opening = false;
      if (!this.disposed) this.disarm();
      this.resume();
    }, 0);
    const formulas = this.handle.univer.__getInjector().get(engineFormula.FormulaDataModel);
    this.extra.dirtyRanges = everything ? [] : formulas.getFormulaDirtyRanges();
    this.extra.forceCalculation = everything;
    this.hasExtra = everything || this.extra.dirtyRanges.length > 0;
    this.recalculate(unitId, everything ? [] : arrays);
  }

  get mode(): CalculationMode {
    return this.modeValue;
  }

  set mode(mode: CalculationMode) {
    this.modeValue = mode;
    if (mode === 'Manual') {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    this.schedule();
  }

  /** Un calcul est en cours, ou attend de partir. */
  get busy(): boolean {
    return this.running > 0 || this.opening || (this.pending && this.modeValue !== 'Manual');
  }

  private get pending(): boolean {
    return this.queue.length > 0 || this.hasExtra;
  }

  private get trigger(): Trigger {
    const controller = this.handle.univer.__getInjector().get(sheetsFormula.TriggerCalculationController);
    return controller as unknown as Trigger;
  }

  /** Recalcule ces cellules et ce qui en dépend, même si rien n'a changé autour d'elles. */
  recalculate(unitId: string, cells: Iterable<CellPosition>): void {
    for (const { sheetId, row, column } of cells) {
      const range = { startRow: row, endRow: row, startColumn: column, endColumn: column };
      this.extra.dirtyRanges.push({ unitId, sheetId, range });
      this.hasExtra = true;
    }
    this.schedule();
  }

  /** Recalcule tout, mode manuel compris (`application.calculate`). */
  recalculateAll(): Promise<void> {
    this.extra.forceCalculation = true;
    this.hasExtra = true;
    this.start();
    return this.idle(true);
  }

  /** Répond quand plus aucun calcul n'est en cours ni en attente (en mode manuel : plus aucun en cours). */
  idle(evenManual = false): Promise<void> {
    if (this.pending && (evenManual || this.modeValue !== 'Manual')) this.start();
    if (!this.busy) return Promise.resolve();
    return new Promise(resolve => this.waiters.push(resolve));
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    for (const item of this.disposables) item.dispose();
    this.finish();
  }

  private observe(info: Readonly<ICommandInfo>, options?: { onlyLocal?: boolean }): void {
    if (info.id === engineFormula.SetFormulaCalculationStartMutation.id) this.running++;
    if (info.id === engineFormula.SetFormulaCalculationNotificationMutation.id) this.notified(info.params);
    if (!this.dirtyService.get(info.id) || (this.opening && OPENING.includes(info.id))) return;
    if (info.id === sheets.SetRangeValuesMutation.id) {
      const trigger = (info.params as { trigger?: string }).trigger;
      if (options?.onlyLocal === true || (trigger && STYLE_TRIGGERS.includes(trigger))) return;
    }
    this.queue.push(info as ICommandInfo);
    this.schedule();
  }

  private notified(params: unknown): void {
    if ((params as { functionsExecutedState?: number }).functionsExecutedState === undefined) return;
    // La notification part pendant que le moteur tient encore son verrou : la suite attend le tour d'après.
    setTimeout(() => {
      this.running = Math.max(0, this.running - 1);
      this.runs++;
      this.resume();
    }, 0);
  }

  private resume(): void {
    if (this.running > 0) return;
    if (this.pending && this.modeValue !== 'Manual') this.start();
    else this.finish();
  }

  private schedule(): void {
    if (this.disposed || this.modeValue === 'Manual' || !this.pending) return;
    if (this.running > 0 || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.start(), 0);
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.disposed || this.running > 0 || !this.pending) return;
    const unit = this.handle.univer.__getInjector().get(IUniverInstanceService).getAllUnitsForType(2);
    const trigger = this.disarm();
    const dirty = trigger._mergeDirty(this.extra, trigger._generateDirty(this.queue));
    this.queue = [];
    this.extra = emptyDirty();
    this.hasExtra = false;
    if (unit.length === 0) return this.finish();
    calculateWithin(this.handle.univer.__getInjector(), dirty, () =>
      this.commands.syncExecuteCommand(engineFormula.SetFormulaCalculationStartMutation.id, dirty, {
        onlyLocal: true,
      }),
    );
  }

  /** Le calcul qu'Univer ferait de lui-même, après ses 100 ms, n'a pas lieu. */
  private disarm(): Trigger {
    const { trigger } = this;
    clearTimeout(trigger._setTimeoutKey);
    trigger._waitingCommandQueue = [];
    return trigger;
  }

  private finish(): void {
    for (const resolve of this.waiters.splice(0)) resolve();
  }
}
