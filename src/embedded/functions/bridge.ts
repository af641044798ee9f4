/**
 * Le pont entre le moteur de formules d'Univer et les fonctions personnalisées de Microsoft.
 *
 * Pendant un calcul, chaque appel demande sa valeur au registre ; ce qui manque part ensuite vers la bibliothèque en
 * un message, et la cellule montre #GETTING_DATA. Les résultats d'un même envoi ne font qu'un recalcul, après que
 * l'hôte les a accusés : la bibliothèque attend deux fois la durée de sa dernière synchronisation.
 */
import {
  IUniverInstanceService,
  UniverInstanceType,
  engineFormula,
  type Injector,
  type Workbook,
} from '#vendor';
import { cellAddress } from './address';
import { type ArgumentRules, prepareArguments } from './arguments';
import { CustomFunctionExecutor, type Evaluate } from './executor';
import { quickenInvertedIndex } from './inverted-index';
import { type CellRef, InvocationRegistry } from './invocations';
import { readLiteralsAsExcel } from './literals';
import { type FunctionMetadata, type FunctionsMetadata, invocationFlags, needsAddress } from './metadata';
import { recalculate } from './recalculation';
import { type InvocationResult, decodeResult, isFailed } from './results';
import { GETTING_DATA, errorValue, outcomeValue } from './values';
import { callingCellsOf, watchWorkbook, worksheetOf } from './watcher';

export interface FunctionBridgeOptions {
  readonly injector: Injector;
  /** Le classeur servi, au moment où on le demande : il change quand un autre fichier est ouvert. */
  readonly unitId: () => string;
  /** Excel sur le Web envoie null pour une cellule vide ; Excel de bureau, 0. */
  readonly emptyCellIsNull?: boolean;
}

interface Entry {
  readonly metadata: FunctionMetadata;
  readonly allowErrors: boolean;
  readonly executor: CustomFunctionExecutor;
}

/** Une entrée poussée vers la bibliothèque : appel ou annulation. */
export interface InvocationEntry {
  readonly messageCategory: number;
  readonly messageType: number;
  readonly targetId: string;
  readonly message: string;
}

const INVOKE = 1000;
const CANCEL = 1001;
const entry = (messageType: number, message: unknown): InvocationEntry => ({
  messageCategory: 1,
  messageType,
  targetId: '',
  message: JSON.stringify(message),
});

export class FunctionBridge {
  emptyCellIsNull: boolean;
  private readonly injector: Injector;
  private readonly unitId: () => string;
  private readonly registry = new InvocationRegistry();
  private readonly entries = new Map<string, Entry>();
  private namePattern = /(?!)/;
  private readonly refusals = new Map<string, string>();
  private client: ((entries: readonly InvocationEntry[]) => void) | undefined;
  private calculating = false;
  private readonly dirty = new Map<string, CellRef>();
  private readonly moved = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly undo: (() => void)[];
  /** Lots de résultats reçus de la bibliothèque, et valeurs qu'ils portaient. */
  readonly received = { batches: 0, values: 0 };

  constructor(options: FunctionBridgeOptions) {
    this.injector = options.injector;
    this.unitId = options.unitId;
    this.emptyCellIsNull = options.emptyCellIsNull ?? false;
    quickenInvertedIndex();
    const callsOurs = (formula: string): boolean => this.namePattern.test(formula);
    this.undo = [
      readLiteralsAsExcel(this.injector, name => this.entries.has(name)),
      watchWorkbook(
        {
          injector: this.injector,
          unitId: this.unitId,
          known: cell => this.registry.knows(cell) || this.refusals.has(refusalKey(cell)),
          callsOurs,
        },
        {
          calculationStarted: () => this.calculationStarted(),
          calculationEnded: stopped => this.calculationEnded(stopped),
          formulaChanged: (cell, calls) => this.formulaChanged(cell, calls),
          sheetsMoved: sheetIds => this.sheetsMoved(sheetIds),
        },
      ),
    ];
  }

  /**
   * Déclare des fonctions (contenu de `functions.json`) ; celles de même nom sont remplacées. Les formules déjà
   * présentes qui les appellent sont recalculées.
   */
  register(metadata: FunctionsMetadata): void {
    const functions = this.injector.get(engineFormula.IFunctionService);
    const evaluate: Evaluate = (at, called, variants) => this.evaluate(at, called, variants);
    for (const one of metadata.functions) {
      const executor = new CustomFunctionExecutor(one, evaluate);
      functions.registerExecutors(executor);
      this.entries.set(one.name.toUpperCase(), {
        metadata: one,
        allowErrors: metadata.allowErrorForDataTypeAny ?? false,
        executor,
      });
    }
    functions.deleteFormulaAstCacheKey(...this.entries.keys());
    const names = [...this.entries.keys()].map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.namePattern =
      names.length > 0 ? new RegExp(`(?<![\\w.])(?:${names.join('|')})\\s*\\(`, 'i') : /(?!)/;
    this.recalculateCallers();
  }

  /** Recalcule toutes les cellules du classeur qui appellent nos fonctions (après l'ouverture d'un fichier). */
  recalculateCallers(): void {
    const workbook = this.injector
      .get(IUniverInstanceService)
      .getUnit<Workbook>(this.unitId(), UniverInstanceType.UNIVER_SHEET);
    const cells = (workbook?.getSheets() ?? []).flatMap(sheet =>
      callingCellsOf(sheet, formula => this.namePattern.test(formula)),
    );
    this.addDirty(cells);
  }

  /** Rappelle toutes les fonctions simples (recalcul complet) ; les flux ne sont jamais rappelés. */
  invalidate(): void {
    this.addDirty(this.registry.invalidate());
  }

  /** Un autre classeur prend la place : plus rien de l'ancien ne doit répondre. */
  reset(): void {
    this.registry.clear();
    this.dirty.clear();
    this.moved.clear();
    this.refusals.clear();
    this.flush();
  }

  /** Branche le client dont la bibliothèque exécute les fonctions. Rend de quoi le débrancher. */
  connect(send: (entries: readonly InvocationEntry[]) => void): () => void {
    if (this.client) this.registry.resend();
    this.client = send;
    this.schedule();
    return () => {
      if (this.client !== send) return;
      this.client = undefined;
      this.registry.resend();
    };
  }

  /** Vrai quand un client exécute les fonctions. */
  get connected(): boolean {
    return this.client !== undefined;
  }

  /** Argument de `SetInvocationArrayResults`. Rend la main aussitôt : le recalcul vient après l'accusé. */
  results(results: unknown): void {
    const decoded = (Array.isArray(results) ? results : [])
      .map(decodeResult)
      .filter((result): result is InvocationResult => result !== undefined);
    this.received.batches += 1;
    this.received.values += decoded.length;
    this.addDirty(this.registry.deliver(decoded));
  }

  /** Message de l'erreur que montre une cellule (drapeau d'Excel), s'il y en a un. */
  messageAt(sheetId: string, row: number, column: number): string | undefined {
    const refused = this.refusals.get(refusalKey({ sheetId, row, column }));
    const shown = worksheetOf(this.injector, this.unitId(), sheetId)?.getCellRaw(row, column)?.v;
    for (const { outcome } of this.registry.callsAt({ sheetId, row, column })) {
      if (outcome && isFailed(outcome) && outcome.error === shown) return outcome.message;
    }
    return shown === '#VALUE!' ? refused : undefined;
  }

  /** Invocations sans première valeur montrée, et recalculs demandés qui ne sont pas encore partis. */
  pending(): number {
    return this.registry.pending() + (this.dirty.size > 0 || this.moved.size > 0 ? 1 : 0);
  }

  /** Invocations en flux qui vivent encore, pour les contrôles. */
  streams(): number {
    return this.registry.streamCount();
  }

  /** Annule les flux et retire les fonctions du moteur. */
  dispose(): void {
    this.reset();
    for (const undo of this.undo) undo();
    clearTimeout(this.timer);
    const functions = this.injector.get(engineFormula.IFunctionService);
    functions.unregisterExecutors(...this.entries.keys());
    this.client = undefined;
  }

  private evaluate(
    at: { unitId: string } & CellRef,
    metadata: FunctionMetadata,
    variants: readonly engineFormula.FunctionVariantType[],
  ): engineFormula.BaseValueObject {
    if (at.unitId !== this.unitId()) return errorValue('#NAME?');
    const allowErrors = this.entries.get(metadata.name.toUpperCase())?.allowErrors ?? false;
    const rules: ArgumentRules = { emptyCellIsNull: this.emptyCellIsNull, allowErrors };
    const cell = { sheetId: at.sheetId, row: at.row, column: at.column };
    const prepared = prepareArguments(variants, metadata, rules);
    if ('error' in prepared) {
      if (prepared.message) this.refusals.set(refusalKey(cell), prepared.message);
      return errorValue(prepared.error);
    }
    const sheetName = worksheetOf(this.injector, at.unitId, at.sheetId)?.getName() ?? '';
    const outcome = this.registry.request(cell, {
      name: metadata.name.toUpperCase(),
      args: prepared.args,
      address: cellAddress(sheetName, at.row, at.column),
      addressed: needsAddress(metadata),
      flags: invocationFlags(metadata, allowErrors),
    });
    if (!this.calculating) this.schedule();
    return outcomeValue(outcome);
  }

  private formulaChanged(cell: CellRef, calls: boolean): void {
    this.refusals.delete(refusalKey(cell));
    this.registry.forget(cell, calls);
    this.schedule();
  }

  private sheetsMoved(sheetIds: readonly string[]): void {
    for (const sheetId of sheetIds) this.moved.add(sheetId);
    this.schedule();
  }

  private calculationStarted(): void {
    this.calculating = true;
    this.registry.calculationStarted();
  }

  private calculationEnded(stopped: boolean): void {
    this.calculating = false;
    if (!stopped) this.registry.calculationCompleted();
    this.schedule();
  }

  private addDirty(cells: readonly CellRef[]): void {
    for (const cell of cells) this.dirty.set(`${cell.sheetId}\n${cell.row}\n${cell.column}`, cell);
    if (cells.length > 0) this.schedule();
  }

  /** Un seul passage par tour de boucle : déplacements, envois, recalculs, dans cet ordre. */
  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.calculating) return;
      this.relocateMoved();
      this.flush();
      if (this.dirty.size === 0) return;
      const cells = [...this.dirty.values()];
      this.dirty.clear();
      recalculate(this.injector, this.unitId(), cells);
    }, 0);
  }

  private relocateMoved(): void {
    for (const sheetId of this.moved) {
      const sheet = worksheetOf(this.injector, this.unitId(), sheetId);
      const cells = sheet ? callingCellsOf(sheet, formula => this.namePattern.test(formula)) : [];
      for (const key of this.refusals.keys()) if (key.startsWith(`${sheetId}\n`)) this.refusals.delete(key);
      this.registry.relocate(sheetId, cells);
      for (const cell of cells) this.dirty.set(`${cell.sheetId}\n${cell.row}\n${cell.column}`, cell);
    }
    this.moved.clear();
  }

  private flush(): void {
    if (!this.client) return;
    const { invocations, cancellations } = this.registry.takeOutbox();
    if (invocations.length + cancellations.length === 0) return;
    const entries = [
      ...invocations.map(({ id, name, args, address, flags }) =>
        entry(INVOKE, [id, name, args, address, flags]),
      ),
      ...cancellations.map(invocationId => entry(CANCEL, { invocationId })),
    ];
    this.client(entries);
  }
}

const refusalKey = ({ sheetId, row, column }: CellRef): string => `${sheetId}\n${row}\n${column}`;

/** Crée le pont d'un classeur. Un par instance d'Univer. */
export function createFunctionBridge(options: FunctionBridgeOptions): FunctionBridge {
  return new FunctionBridge(options);
}

export { GETTING_DATA };
