import { applyDelta, mergeSpans, rowsTouched, type RowSpan } from './delta';
import { codeOf } from './errors';
import { watchWorkbook, type Watch, type WorkbookChange } from './events';
import { type Context, withExcel } from './office';
import {
  asTablesLues,
  locateTables,
  MAX_CELLS_PER_SYNC,
  rangeOf,
  readTables,
  usesDates1904,
  type Location,
} from './reader';
import { lectureVide } from './decode';
import type { AnyTable, Lecture, TablesLues } from './table';

export interface CacheOptions {
  /** Attente après une saisie, pour réunir celles qui se suivent. */
  readonly delayMs?: number;
  /** Attente après un recalcul : ils viennent en rafale. */
  readonly calculatedDelayMs?: number;
}

export type CacheListener = (changed: ReadonlySet<string>) => void;

/** Ce qu'il faut relire d'une table. */
type Need = 'all' | RowSpan[];

const RETRY_MS = [250, 1_000, 4_000, 15_000];

/**
 * Les tables du classeur en mémoire, tenues à jour : lues une fois, puis seulement ce qui a bougé, qui que ce soit
 * qui l'ait changé. N'écrit jamais dans le classeur et ne fait attendre personne : `lire` rend la dernière lecture.
 * @example const cache = new TableCache([Temps, Affaires]); await cache.start(); cache.lire(Temps).lignes
 */
export class TableCache implements TablesLues {
  private readonly readings = new Map<string, Lecture<AnyTable>>();
  private readonly listeners = new Set<CacheListener>();
  private readonly withFormulas = new Set<string>();
  private locations = new Map<string, Location>();
  private sheetNames = new Map<string, string>();
  private needs = new Map<string, Need>();
  private watch: Watch | undefined;
  private starting: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = 0;
  private refreshing: Promise<void> | undefined;
  private failures = 0;

  /** Le classeur compte-t-il ses jours depuis 1904 ? Connu après la première lecture. */
  base1904 = false;
  /** Les tables ont-elles été lues une fois ? */
  loaded = false;
  /** Dernier échec de lecture, jusqu'à la prochaine réussie : tant qu'il dure, les données peuvent être en retard. */
  failure: unknown = undefined;

  constructor(
    private readonly tables: readonly AnyTable[],
    private readonly options: CacheOptions = {},
  ) {}

  /** Événements que cet Excel ne donne pas (voir {@link Watch.missing}). */
  get untracked(): readonly string[] {
    return this.watch?.missing ?? [];
  }

  /** Première lecture finie. Ne commence rien : voir {@link start}. */
  get ready(): Promise<void> {
    return this.starting ?? Promise.reject(new Error('La lecture du classeur n’a pas commencé.'));
  }

  /** S'abonne aux changements, puis lit tout : dans cet ordre, rien ne se perd entre les deux. Une seule fois. */
  start(): Promise<void> {
    this.starting ??= this.open().catch(error => {
      this.starting = undefined;
      this.failure = error;
      throw error;
    });
    return this.starting;
  }

  lire<T extends AnyTable>(table: T): Lecture<T> {
    return (this.readings.get(table.nom) as Lecture<T> | undefined) ?? lectureVide(table);
  }

  /** Une image de l'état présent, qui ne bougera plus. */
  snapshot(): TablesLues {
    return asTablesLues(new Map(this.readings));
  }

  /** Appelle `listener` avec les noms des tables relues, après chaque lecture. Rend de quoi se désabonner. */
  subscribe(listener: CacheListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Attend que tout ce qui a été annoncé soit relu. */
  async settled(): Promise<void> {
    await this.starting;
    while (this.needs.size > 0 || this.refreshing) {
      clearTimeout(this.timer);
      this.timer = undefined;
      await this.refresh();
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.listeners.clear();
    this.needs.clear();
    await this.watch?.stop();
  }

  private async open(): Promise<void> {
    this.watch = await watchWorkbook(change => this.onChange(change));
    this.base1904 = await withExcel(usesDates1904);
    for (const table of this.tables) this.needs.set(table.nom, 'all');
    await this.refresh();
    if (!this.loaded) await this.settled();
  }

  private onChange(change: WorkbookChange): void {
    if (change.kind === 'tables') {
      for (const table of this.tables) this.need(table.nom, 'all');
      return this.schedule(this.options.delayMs ?? 30);
    }
    const sheet = this.sheetNames.get(change.sheetId);
    for (const [name, location] of this.locations) {
      if (sheet !== undefined && location.sheet !== sheet) continue;
      if (change.kind === 'moved') this.need(name, 'all');
      else if (change.kind === 'calculated') {
        if (this.withFormulas.has(name)) this.need(name, 'all');
      } else {
        const rows = rowsTouched(location, change.area);
        if (rows !== undefined) this.need(name, rows === 'all' ? 'all' : [rows]);
      }
    }
    const { delayMs = 30, calculatedDelayMs = 250 } = this.options;
    if (this.needs.size > 0) this.schedule(change.kind === 'calculated' ? calculatedDelayMs : delayMs);
  }

  private need(name: string, need: Need): void {
    const known = this.needs.get(name);
    const merged = known === 'all' || need === 'all' ? 'all' : [...(known ?? []), ...need];
    this.needs.set(name, merged);
  }

  /** Relit dans `delay` ms au plus tard ; une échéance plus proche déjà posée l'emporte. */
  private schedule(delay: number): void {
    const at = performance.now() + delay;
    if (this.timer !== undefined && this.dueAt <= at) return;
    clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.refresh();
    }, delay);
  }

  private refresh(): Promise<void> {
    this.refreshing ??= this.readNeeds().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async readNeeds(): Promise<void> {
    const needs = this.needs;
    this.needs = new Map();
    try {
      const changed = await this.read(needs);
      this.failures = 0;
      this.failure = undefined;
      this.loaded = true;
      if (changed.size > 0) for (const listener of this.listeners) listener(changed);
    } catch (error) {
      for (const [name, need] of needs) this.need(name, need);
      await this.onFailure(error);
    }
    if (this.needs.size > 0) this.schedule(this.options.delayMs ?? 30);
  }

  /** Un échec laisse la dernière lecture en place, se dit, et se retente de plus en plus tard. */
  private async onFailure(error: unknown): Promise<void> {
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]!;
    if (this.failures > 2) {
      this.failure = error;
      for (const listener of this.listeners) listener(new Set(this.tables.map(table => table.nom)));
    }
    await new Promise(resolve => setTimeout(resolve, wait));
  }

  /** Relit ce qu'il faut et rend les noms des tables relues. */
  private async read(needs: ReadonlyMap<string, Need>): Promise<Set<string>> {
    const { whole, deltas } = await withExcel(context => this.readRows(context, needs));
    if (whole.length > 0) {
      const read = await readTables(whole);
      for (const table of whole) this.readings.set(table.nom, read.lire(table));
      await withExcel(context => this.findFormulas(context, whole));
    }
    for (const [name, lecture] of deltas) this.readings.set(name, lecture);
    return new Set([...whole.map(table => table.nom), ...deltas.keys()]);
  }

  /** Situe les tables, puis relit les lignes qui suffisent ; les autres tables sont à relire en entier. */
  private async readRows(context: Context, needs: ReadonlyMap<string, Need>) {
    const before = this.locations;
    await this.locate(context);
    const whole: AnyTable[] = [];
    const deltas = new Map<string, Lecture<AnyTable>>();
    for (const table of this.tables) {
      const need = needs.get(table.nom);
      const location = this.locations.get(table.nom);
      if (!samePlace(before.get(table.nom), location)) whole.push(table);
      else if (need === 'all' || (need && !location)) whole.push(table);
      else if (need && location) {
        const lecture = await this.readDelta(context, table, location, mergeSpans(need));
        if (lecture) deltas.set(table.nom, lecture);
        else whole.push(table);
      }
    }
    return { whole, deltas };
  }

  /** Les lignes changées, rapprochées de la dernière lecture ; rien si c'est à relire en entier, par tranches. */
  private async readDelta(context: Context, table: AnyTable, location: Location, spans: readonly RowSpan[]) {
    const changed = spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    if (changed * location.columns > MAX_CELLS_PER_SYNC) return undefined;
    const header = rangeOf(context, location, 0, 1);
    const rows = spans.map(span =>
      rangeOf(context, location, span.first - location.row, span.last - span.first + 1),
    );
    header.load('values');
    for (const range of rows) range.load('values,formulas');
    try {
      await context.sync();
    } catch (error) {
      // Des textes si longs que l'Excel du web les refuse : redemandés de même, la table resterait périmée.
      if (codeOf(error) === 'ResponsePayloadSizeLimitExceeded') return undefined;
      throw error;
    }
    let lecture: Lecture<AnyTable> | undefined = this.lire(table);
    for (const [index, span] of spans.entries()) {
      const range = rows[index]!;
      if (holdsFormula(range.formulas)) this.withFormulas.add(table.nom);
      lecture = lecture && applyDelta(lecture, span, header.values[0] ?? [], range.values, this.base1904);
    }
    return lecture;
  }

  private async locate(context: Context): Promise<void> {
    const sheets = context.workbook.worksheets;
    sheets.load('items/id,items/name');
    const found = await locateTables(context);
    this.sheetNames = new Map(sheets.items.map(sheet => [sheet.id, sheet.name]));
    const wanted = this.tables.map(table => [table.nom, found.get(table.nom.toLowerCase())] as const);
    this.locations = new Map(wanted.flatMap(([name, location]) => (location ? [[name, location]] : [])));
  }

  /** Note les tables qui portent des formules : elles seules ont à suivre les recalculs. */
  private async findFormulas(context: Context, tables: readonly AnyTable[]): Promise<void> {
    const located = tables.flatMap(table => {
      const location = this.locations.get(table.nom);
      return location && location.rows > 1 ? [{ name: table.nom, location }] : [];
    });
    for (const table of tables) this.withFormulas.delete(table.nom);
    const found = located.map(({ location }) =>
      rangeOf(context, location, 1, location.rows - 1).getSpecialCellsOrNullObject('Formulas'),
    );
    await context.sync();
    located.forEach(({ name }, index) => found[index]!.isNullObject || this.withFormulas.add(name));
  }
}

function holdsFormula(formulas: readonly (readonly unknown[])[]): boolean {
  return formulas.some(row => row.some(cell => typeof cell === 'string' && cell.startsWith('=')));
}

function samePlace(a: Location | undefined, b: Location | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.id === b.id &&
    a.sheet === b.sheet &&
    a.row === b.row &&
    a.column === b.column &&
    a.rows === b.rows &&
    a.columns === b.columns
  );
}
