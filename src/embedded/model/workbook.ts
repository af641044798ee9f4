/**
 * Le classeur embarqué : un classeur Univer, ses tableaux, ses noms, ses paramètres, et l'écriture groupée.
 *
 * Les écritures passent par `setCells` : elles s'empilent, restent visibles aux lectures, et partent ensuite en
 * UNE mutation par feuille (`flush`), car chaque mutation d'Univer reparcourt tout le classeur.
 */
import {
  ICommandService,
  UniverInstanceType,
  engineFormula,
  sheetsTable,
  type ICellData,
  type IStyleData,
  type IWorkbookData,
  type Injector,
  type Workbook,
} from '#vendor';
import { Emitter, LOCAL_USER, type Author, type ModelEventName, type ModelEvents } from './events';
import { Engine, type CellPosition } from './engine';
import { quickenFormulaData } from './formula-data';
import { NameBook } from './names';
import { PendingWrites } from './pending';
import { SheetModel } from './sheets';
import { TableBook } from './table-book';
import type { TableModel } from './tables';
import type { CellMatrix, CellView } from './cells';
import { acceptTableNames } from './table-names';
import { createHeadlessUniver, type EmbeddedLocale, type UniverHandle } from './univer';
import { Watcher } from './watch';

type FWorkbook = NonNullable<ReturnType<UniverHandle['univerAPI']['getActiveWorkbook']>>;

/** Contenu d'un classeur à monter : ce que rend le lecteur de fichiers, ou un classeur neuf. */
export interface WorkbookContent {
  readonly snapshot: Partial<IWorkbookData>;
  readonly tables?: readonly {
    sheetId: string;
    name: string;
    id?: string;
    /** Étendue complète, bornes Univer ou adresse A1. */
    range: { startRow: number; startColumn: number; endRow: number; endColumn: number } | string;
    styleName?: string;
    showTotals?: boolean;
    showHeaders?: boolean;
    showFilterButton?: boolean;
    calculatedColumns?: Readonly<Record<number, string>>;
  }[];
  readonly names?: readonly {
    name: string;
    refersTo: string;
    hidden?: boolean | undefined;
    comment?: string | undefined;
    sheetId?: string | undefined;
  }[];
  /** Indice de la feuille active. */
  readonly active?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Le classeur compte ses jours depuis 1904. */
  readonly date1904?: boolean;
  readonly fileName?: string;
  /** Les cellules dont la formule déborde. */
  readonly arrays?: readonly CellPosition[];
  /** Le fichier est à recalculer en entier : il le demande, ou l'on ne sait quel moteur l'a calculé. */
  readonly recalculate?: boolean;
}

/** Classeurs ouverts par ce processus, pour des identifiants qui ne se répètent pas. */
let ranks = 0;

export interface WorkbookModelOptions {
  readonly univer?: UniverHandle;
  readonly locale?: EmbeddedLocale;
}

export class WorkbookModel {
  readonly handle: UniverHandle;
  readonly injector: Injector;
  readonly locale: EmbeddedLocale;
  readonly engine: Engine;
  readonly settings = new Map<string, unknown>();
  readonly names: NameBook;
  readonly tableBook: TableBook;
  readonly pending: PendingWrites;
  fileName = 'Classeur1.xlsx';
  date1904 = false;
  /** Traduction des formules (`formulasLocal`), posée par `embedded.ts` quand elle existe. */
  localFormulas: { toLocal(formula: string): string; fromLocal(formula: string): string } | undefined;
  /** Auteur des mutations en cours ; `undefined` : la personne devant la grille. */
  author: Author | undefined;
  private readonly events = new Emitter();
  private readonly watcher: Watcher;
  private readonly sheetModels = new Map<string, SheetModel>();
  private unit = '';
  private opened: Workbook | undefined;
  private ownsUniver: boolean;

  constructor(options: WorkbookModelOptions = {}) {
    this.locale = options.locale ?? 'fr-FR';
    this.handle = options.univer ?? createHeadlessUniver(this.locale);
    this.ownsUniver = options.univer === undefined;
    this.injector = this.handle.univer.__getInjector();
    this.engine = new Engine(this.handle);
    this.names = new NameBook(this);
    this.tableBook = new TableBook(this);
    this.pending = new PendingWrites(this);
    this.watcher = new Watcher(this);
  }

  get univerAPI(): UniverHandle['univerAPI'] {
    return this.handle.univerAPI;
  }

  /** Façade Univer du classeur. */
  get workbook(): FWorkbook {
    const workbook = this.univerAPI.getWorkbook(this.unit);
    if (!workbook) throw new Error('aucun classeur ouvert');
    return workbook;
  }

  /** Classeur Univer lui-même (feuilles, styles). */
  get inner(): Workbook {
    // La façade se refait à chaque appel : mieux vaut la demander une fois par classeur.
    return (this.opened ??= this.workbook.getWorkbook());
  }

  get unitId(): string {
    return this.unit;
  }

  get tableManager(): sheetsTable.TableManager {
    return this.injector.get(sheetsTable.TableManager);
  }

  get formulas(): engineFormula.FormulaDataModel {
    return this.injector.get(engineFormula.FormulaDataModel);
  }

  /** Ferme le classeur ouvert, s'il y en a un, et monte celui-ci. */
  load(content: WorkbookContent): void {
    this.close();
    this.fileName = content.fileName ?? 'Classeur1.xlsx';
    this.date1904 = content.date1904 ?? false;
    // Univer garde les formules lues par classeur et par texte : deux Excel d'un même processus ne partagent rien.
    const workbook = this.univerAPI.createWorkbook({ ...content.snapshot, id: `classeur-${++ranks}` });
    this.unit = workbook.getId();
    acceptTableNames(this.injector, (unitId, name) => {
      const table = unitId === this.unit ? this.tableBook.byName(name) : undefined;
      return { headers: table?.showHeaders ?? true, totals: table?.showTotals ?? false };
    });
    quickenFormulaData(this.injector);
    this.watcher.attach();
    this.engine.attach();
    this.watcher.quietly(() => {
      for (const table of content.tables ?? []) this.tableBook.addLoaded(table);
      for (const { name, refersTo, comment, hidden, sheetId } of content.names ?? []) {
        this.names.add(name, refersTo, comment, hidden, sheetId);
      }
      this.sheets()[content.active ?? 0]?.activate();
    });
    this.engine.opened(this.unit, content.arrays ?? [], content.recalculate ?? false);
    for (const [key, value] of Object.entries(content.settings ?? {})) this.settings.set(key, value);
    this.emit('loaded', { unitId: this.unit });
  }

  private close(): void {
    if (this.unit === '') return;
    this.pending.clear();
    this.tableBook.clear();
    this.settings.clear();
    this.sheetModels.clear();
    this.univerAPI.disposeUnit(this.unit);
    this.unit = '';
    this.opened = undefined;
  }

  /** Les feuilles, dans l'ordre des onglets. */
  sheets(): SheetModel[] {
    return this.inner.getSheets().map(sheet => this.sheetModel(sheet.getSheetId()));
  }

  /** La feuille de cet identifiant ; `undefined` si elle n'existe plus. */
  sheet(sheetId: string): SheetModel | undefined {
    return this.inner.getSheetBySheetId(sheetId) ? this.sheetModel(sheetId) : undefined;
  }

  /** La feuille de ce nom, sans égard à la casse. */
  sheetByName(name: string): SheetModel | undefined {
    const wanted = name.toLocaleLowerCase();
    return this.sheets().find(sheet => sheet.name.toLocaleLowerCase() === wanted);
  }

  get activeSheet(): SheetModel {
    return this.sheetModel(
      (this.inner.getActiveSheet(true) ?? this.inner.getSheetByIndex(0))?.getSheetId() ?? '',
    );
  }

  private sheetModel(sheetId: string): SheetModel {
    let model = this.sheetModels.get(sheetId);
    if (!model) this.sheetModels.set(sheetId, (model = new SheetModel(this, sheetId)));
    return model;
  }

  /** Tous les tableaux du classeur. */
  tables(): readonly TableModel[] {
    return this.tableBook.all();
  }

  /** La cellule telle qu'elle est, écritures en attente comprises, débordement de formule compris. */
  read(sheetId: string, row: number, column: number): CellView {
    return this.pending.read(sheetId, row, column);
  }

  /** Le style d'une cellule Univer, qu'il soit nommé ou en ligne. */
  styleOf(cell: Pick<ICellData, 's'> | null | undefined): IStyleData | undefined {
    const style = cell?.s;
    if (!style) return undefined;
    return typeof style === 'string' ? (this.inner.getStyles().get(style) ?? undefined) : style;
  }

  /**
   * Fond des rustines Univer dans une feuille au nom d'un auteur, et les annonce. Elles partent à `flush()`
   * (appelé de lui-même au tour suivant si personne ne le fait).
   */
  setCells(sheetId: string, changes: CellMatrix, author: Author = LOCAL_USER): void {
    this.pending.addMatrix(sheetId, changes, author);
  }

  /** Envoie à Univer tout ce qui attend : une mutation par feuille. */
  flush(): void {
    this.pending.flush();
  }

  /** Attend que les écritures soient passées et que le moteur n'ait plus rien à faire. */
  async calculated(): Promise<void> {
    this.flush();
    await this.engine.idle();
  }

  /** Une formule décalée d'une ligne à l'autre (références relatives). */
  formulaForRow(formula: string, from: number, to: number): string {
    if (from === to) return formula;
    return this.injector.get(engineFormula.LexerTreeBuilder).moveFormulaRefOffset(formula, 0, to - from);
  }

  /** Recalcule ces cellules (fonctions personnalisées dont le résultat est arrivé, par exemple). */
  recalculate(cells: Iterable<CellPosition>): void {
    this.flush();
    this.engine.recalculate(this.unit, cells);
  }

  /** Exécute une commande ou mutation Univer sur ce classeur, au nom d'un auteur. */
  run(id: string, params: Record<string, unknown>, author?: Author): boolean {
    return this.as(author ?? this.author, () =>
      this.injector.get(ICommandService).syncExecuteCommand(id, { unitId: this.unit, ...params }),
    );
  }

  /** Fait quelque chose au nom de quelqu'un : les événements porteront cet auteur. */
  as<T>(author: Author | undefined, action: () => T): T {
    const before = this.author;
    this.author = author;
    try {
      return action();
    } finally {
      this.author = before;
    }
  }

  /** Fait quelque chose sans que le guetteur n'annonce rien (l'appelant s'en charge). */
  quietly<T>(action: () => T): T {
    return this.watcher.quietly(action);
  }

  on<K extends ModelEventName>(name: K, listener: (event: ModelEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  emit<K extends ModelEventName>(name: K, event: ModelEvents[K]): void {
    this.events.emit(name, event);
  }

  dispose(): void {
    this.watcher.dispose();
    this.engine.dispose();
    this.pending.clear();
    if (this.ownsUniver) this.handle.univer.dispose();
    else if (this.unit !== '') this.univerAPI.disposeUnit(this.unit);
  }

  /** Genre d'unité Univer (classeur). */
  static readonly unitType = UniverInstanceType.UNIVER_SHEET;
}
