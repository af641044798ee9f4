/** L'Excel embarqué : un classeur vivant auquel des bibliothèques Office.js se connectent. */
import type { HostSession as Session } from './protocol/session';
import { HostSession } from './protocol/session';
import { WorkbookModel, type WorkbookContent } from './model/workbook';
import type { EmbeddedLocale, UniverHandle } from './model/univer';
import { WorkbookFile } from './codec';
import { languageOf, toFrench, toUS } from './formula';

export type { EmbeddedLocale, UniverHandle } from './model/univer';
export type { HostSession } from './protocol/session';
export type { PushEntry } from './protocol/wire';

export interface ClientOptions {
  /** La personne ; par défaut la première connexion est celle de la grille, les suivantes des co-auteurs. */
  readonly user?: string;
  /** La version d'ExcelApi que ce client annonce ; par défaut celle d'un Excel récent. */
  readonly excelApi?: string;
}

export interface EmbeddedOptions {
  readonly univer?: UniverHandle;
  readonly fichier?: Uint8Array;
  readonly locale?: EmbeddedLocale;
  /** Noms des fonctions personnalisées, pour relire leurs formules dans un fichier. */
  readonly functions?: readonly string[];
  /** La grille, s'il y en a une, est-elle en train de recevoir une saisie ? */
  readonly typing?: () => boolean;
}

/** Une activité qui retient `calculated()` : rend vrai tant qu'elle n'est pas finie. */
export type Busy = () => boolean;

export interface EmbeddedExcel {
  readonly model: WorkbookModel;
  /** Vrai pendant qu'une cellule est en saisie : les appels échouent, ou attendent s'ils l'ont demandé. */
  editing: boolean;
  connect(options?: ClientOptions): Session;
  sessions(): readonly Session[];
  load(bytes: Uint8Array): Promise<void>;
  save(): Promise<Uint8Array>;
  /** Moteur au repos, événements partis, aucune fonction personnalisée en attente. */
  calculated(): Promise<void>;
  /** Ajoute une activité à attendre ; rend de quoi la retirer. */
  addBusy(busy: Busy): () => void;
  dispose(): void;
}

/** `formulasLocal` : ce qu'un Excel français montre et accepte. */
const FRENCH_FORMULAS = {
  toLocal: toFrench,
  fromLocal: (formula: string): string => (languageOf(formula) === 'fr' ? toUS(formula) : formula),
};

/** Classeur neuf d'une feuille. */
function blank(locale: EmbeddedLocale): WorkbookContent {
  const name = locale === 'fr-FR' ? 'Feuil1' : 'Sheet1';
  const sheet = { id: 'feuille-1', name, rowCount: 200, columnCount: 26, cellData: {} };
  return {
    snapshot: { id: 'classeur', name: 'Classeur1', sheetOrder: [sheet.id], sheets: { [sheet.id]: sheet } },
  };
}

class Excel implements EmbeddedExcel {
  readonly model: WorkbookModel;
  private readonly open: HostSession[] = [];
  private readonly busy = new Set<Busy>();
  private readonly file: WorkbookFile;
  private queue: Promise<unknown> = Promise.resolve();
  private sequence = 0;
  private forced = false;
  private readonly typing: () => boolean;

  constructor(options: EmbeddedOptions) {
    const { univer, locale } = options;
    this.typing = options.typing ?? (() => false);
    this.model = new WorkbookModel({ ...(univer ? { univer } : {}), ...(locale ? { locale } : {}) });
    if (this.model.locale === 'fr-FR') this.model.localFormulas = FRENCH_FORMULAS;
    this.file = new WorkbookFile(this.model, options.functions);
  }

  get editing(): boolean {
    return this.forced || this.typing();
  }

  set editing(editing: boolean) {
    this.forced = editing;
  }

  connect(options: ClientOptions = {}): Session {
    const id = `client-${++this.sequence}`;
    const local = this.open.some(session => session.user === 'local') ? id : 'local';
    const session = new HostSession(this.model, {
      id,
      user: options.user ?? local,
      editing: () => this.editing,
      ...(options.excelApi === undefined ? {} : { excelApi: options.excelApi }),
      exclusive: job => this.exclusive(job),
    });
    this.open.push(session);
    const close = session.dispose.bind(session);
    session.dispose = () => {
      close();
      this.open.splice(this.open.indexOf(session) >>> 0, 1);
    };
    return session;
  }

  sessions(): readonly Session[] {
    return this.open;
  }

  private exclusive<T>(job: () => Promise<T>): Promise<T> {
    const next = this.queue.then(job);
    this.queue = next.catch(() => undefined);
    return next;
  }

  async load(bytes: Uint8Array): Promise<void> {
    this.model.load(await this.file.open(bytes));
    await this.model.calculated();
  }

  async save(): Promise<Uint8Array> {
    await this.calculated();
    return this.file.save();
  }

  async calculated(): Promise<void> {
    for (;;) {
      await this.model.calculated();
      await new Promise(resolve => setTimeout(resolve, 0));
      const waiting = [...this.busy].some(busy => busy());
      if (!waiting && !this.model.pending.waiting && !this.model.engine.busy) break;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    // Deux tours : les événements sont poussés au tour qui suit la réponse.
    await new Promise(resolve => setTimeout(resolve, 0));
    await new Promise(resolve => setTimeout(resolve, 0));
  }

  addBusy(busy: Busy): () => void {
    this.busy.add(busy);
    return () => this.busy.delete(busy);
  }

  dispose(): void {
    for (const session of [...this.open]) session.dispose();
    this.model.dispose();
  }
}

/** Crée un Excel embarqué, sur un fichier ou sur un classeur neuf. */
export async function createEmbeddedExcel(options: EmbeddedOptions = {}): Promise<EmbeddedExcel> {
  const excel = new Excel(options);
  if (options.fichier) await excel.load(options.fichier);
  else {
    excel.model.load(blank(options.locale ?? 'fr-FR'));
    await excel.model.calculated();
  }
  return excel;
}
