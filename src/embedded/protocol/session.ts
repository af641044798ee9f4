/**
 * Une connexion à l'Excel embarqué : une bibliothèque cliente, ses références, ses abonnements, ses pannes. Elle a la
 * forme du pont natif que la bibliothèque de Microsoft cherche au chargement (`_richApiNativeBridge`).
 */
import type { Area } from '../model/address';
import type { Author, ModelEvents } from '../model/events';
import type { WorkbookModel } from '../model/workbook';
import { type Failure, Faults } from './faults';
import { describe, interpret, type Interpreter } from './interpreter';
import type { HostContext, HostObject, SessionContext } from './objects';
import { connectOutbox, type Outlet } from './outbox';
import { range } from './objects/range';
import type { RangeTarget } from './objects/range-target';
import { byteLength, COLUMNS, failed, isBackground, pause, ROWS, shifted } from './requests';
import { rootObject, serviceObject } from './objects/workbook';
import {
  Category,
  DELAY_FOR_CELL_EDIT,
  type BridgeRequest,
  type PushEntry,
  type RequestBody,
  type ResponseBody,
} from './wire';

const MAX_EVENT_RANGES = 2000;
/** `triggerSource` des événements est d'ExcelApi 1.14. */
const SAYS_WHO = 14;

/** Une version « 1.n » absente est récente. */
const atLeast = (version: string | undefined, minor: number): boolean =>
  version === undefined || Number(version.split('.')[1]) >= minor;

/** Ce qui casse hors des actions (une annonce, le calcul) se répond aussi : sans réponse, le client attendrait toujours. */
const broken = (error: unknown): ResponseBody => failed('GeneralException', describe(error));

/** Rend la valeur de réponse ; une fonction rendue est exécutée après l'envoi de la réponse (acquitter d'abord). */
export type ServiceHandler = (args: readonly unknown[]) => unknown;

export interface SessionOptions {
  readonly id: string;
  /** La personne derrière ce client ; deux connexions de la même personne se voient « Local ». */
  readonly user: string;
  /** File commune : un lot à la fois pour tout l'Excel. */
  readonly exclusive: <T>(job: () => Promise<T>) => Promise<T>;
  /** Une cellule est-elle en cours de saisie ? */
  readonly editing: () => boolean;
  /** La version d'ExcelApi annoncée au client ; absente : récente. */
  readonly excelApi?: string;
}

/** Compteurs d'une connexion. */
export interface SessionStats {
  requests: number;
  bytesIn: number;
  bytesOut: number;
}

export class HostSession {
  readonly id: string;
  readonly user: string;
  readonly faults = new Faults();
  readonly stats: SessionStats = { requests: 0, bytesIn: 0, bytesOut: 0 };
  /** Posé par la bibliothèque cliente. */
  onMessageFromHost: ((text: string) => void) | null = null;
  private enableEvents = true;
  private readonly references = new Map<string, HostObject>();
  private readonly referenceIds = new Map<HostObject, string>();
  private readonly eventRanges = new Map<string, HostObject>();
  private readonly subscriptions = new Map<string, number>();
  private readonly services = new Map<string, ServiceHandler>();
  private outbox: PushEntry[] = [];
  private afterReply: (() => void)[] = [];
  private sequence = 0;
  private suspended = false;
  private closed = false;
  private readonly offs: (() => void)[];

  constructor(
    private readonly model: WorkbookModel,
    private readonly options: SessionOptions,
  ) {
    this.id = options.id;
    this.user = options.user;
    const outlet: Outlet = {
      id: this.id,
      user: this.user,
      saysWho: atLeast(options.excelApi, SAYS_WHO),
      keepEventRange: (sheetId, area) => this.keepEventRange(sheetId, area),
      listens: (type, target) => this.subscriptions.has(`${type}|${target}`),
      push: entry => this.enqueue(entry),
      enableEvents: true,
    };
    Object.defineProperty(outlet, 'enableEvents', { get: () => this.enableEvents });
    this.offs = [
      connectOutbox(model, outlet),
      model.on('rowsShifted', event => this.follow(event, ROWS)),
      model.on('columnsShifted', event => this.follow(event, COLUMNS)),
      model.on('loaded', () => this.references.clear()),
    ];
  }

  /** Références de plages gardées pour le client (zéro une fois tous les `Excel.run` finis). */
  get referenceCount(): number {
    return this.references.size;
  }

  /** Le pont natif : une requête de la bibliothèque, en JSON. */
  sendMessageToHost(text: string): void {
    if (this.closed) return;
    const request = JSON.parse(text) as BridgeRequest;
    void this.options.exclusive(() => this.answer(request, byteLength(text)));
  }

  /** Pousse des entrées telles quelles vers le client (invocations de fonctions, commandes). */
  post(entries: readonly PushEntry[]): void {
    if (this.closed || entries.length === 0) return;
    this.onMessageFromHost?.(JSON.stringify({ type: 3, message: { entries } }));
  }

  /** Lance une commande du ruban (`Office.actions.associate`). */
  action(actionId: string, argument?: unknown): void {
    const message = JSON.stringify([actionId, argument === undefined ? '' : JSON.stringify(argument)]);
    this.post([{ messageCategory: Category.Action, messageType: 1000, targetId: '', message }]);
  }

  /** Répond aux appels d'un service du client ; `method` vaut `*` pour tous. */
  onService(typeName: string, method: string, handler: ServiceHandler): () => void {
    const key = `${typeName}|${method}`;
    this.services.set(key, handler);
    return () => this.services.delete(key);
  }

  dispose(): void {
    this.closed = true;
    this.offs.forEach(off => off());
    this.onMessageFromHost = null;
  }

  private async answer(request: BridgeRequest, bytes: number): Promise<void> {
    const { body: raw } = request.message;
    const body = (typeof raw === 'string' ? JSON.parse(raw) : raw) as RequestBody;
    const counted = !isBackground(body);
    const failure = counted ? this.faults.next() : undefined;
    if (counted) this.stats.requests++;
    this.stats.bytesIn += bytes;
    if (this.faults.latencyMs > 0 && counted) await pause(this.faults.latencyMs);
    let response: ResponseBody;
    if (failure?.applied === 'nothing') response = failed(failure.code);
    else if (bytes > this.faults.maxBytes) response = failed('RequestPayloadSizeLimitExceeded');
    else if (counted && !(await this.notEditing(request.flags)))
      response = failed('InvalidOperationInCellEditMode');
    else response = await this.perform(body, failure).catch(broken);
    this.reply(request.id, response);
  }

  private async notEditing(flags: number): Promise<boolean> {
    if (!this.options.editing()) return true;
    if ((flags & DELAY_FOR_CELL_EDIT) === 0) return false;
    while (this.options.editing() && !this.closed) await pause(20);
    return true;
  }

  private async perform(body: RequestBody, failure: Failure | undefined): Promise<ResponseBody> {
    this.suspended = false;
    const half = failure?.applied === 'half' ? Math.floor(body.Actions.length / 2) : Infinity;
    const stop = failure && { at: half, code: failure.code };
    const response = await interpret(body, this.interpreter(), stop);
    // Comme Excel, on répond une fois le calcul fait ; un lot qui n'écrit rien n'attend personne.
    const wrote = this.model.pending.waiting;
    this.model.flush();
    if (wrote && !this.suspended) await this.model.calculated();
    return failure?.applied === 'all' ? failed(failure.code) : response;
  }

  private reply(id: number, body: ResponseBody): void {
    let text = JSON.stringify({ id, type: 2, flags: 0, message: { statusCode: 200, headers: {}, body } });
    if (text.length * 3 > this.faults.maxBytes && byteLength(text) > this.faults.maxBytes) {
      const refused = failed('ResponsePayloadSizeLimitExceeded');
      text = JSON.stringify({
        id,
        type: 2,
        flags: 0,
        message: { statusCode: 200, headers: {}, body: refused },
      });
    }
    this.stats.bytesOut += text.length;
    this.onMessageFromHost?.(text);
    const after = this.afterReply;
    this.afterReply = [];
    if (after.length > 0) setTimeout(() => after.forEach(job => job()), 0);
    this.deliver();
  }

  private enqueue(entry: PushEntry): void {
    this.outbox.push(entry);
    if (this.outbox.length === 1) setTimeout(() => this.deliver(), 0);
  }

  /** Les événements en attente, en un message, après la réponse en cours. */
  private deliver(): void {
    if (this.outbox.length === 0) return;
    const entries = this.outbox;
    this.outbox = [];
    setTimeout(() => this.post(entries), 0);
  }

  private interpreter(): Interpreter {
    const author: Author = { source: 'Local', clientId: this.id, user: this.user };
    const context: HostContext = { model: this.model, author, session: this.sessionContext() };
    return {
      context,
      references: {
        idOf: object => this.referenceIds.get(object),
        keep: object => this.keep(object),
        get: id => this.references.get(id),
      },
      root: rootObject,
      newObject: serviceObject,
      settle: () => (this.suspended ? Promise.resolve(this.model.flush()) : this.model.calculated()),
    };
  }

  private sessionContext(): SessionContext {
    const context = {
      id: this.id,
      enableEvents: true,
      subscribe: (type: number, target: string) => this.count(`${type}|${target}`, 1),
      unsubscribe: (type: number, target: string) => this.count(`${type}|${target}`, -1),
      referenced: (id: string) => this.eventRanges.get(id) ?? this.references.get(id),
      release: (ids: readonly string[]) => ids.forEach(id => this.release(id)),
      referenceCount: () => this.references.size,
      service: (typeName: string, method: string, args: readonly unknown[]) =>
        this.service(typeName, method, args),
      suspendCalculation: () => void (this.suspended = true),
    };
    return Object.defineProperty(context, 'enableEvents', {
      get: () => this.enableEvents,
      set: (value: boolean) => {
        // Les écritures déjà faites dans ce lot s'annoncent selon l'état qui valait alors.
        this.model.flush();
        this.enableEvents = value;
      },
    });
  }

  private service(typeName: string, method: string, args: readonly unknown[]): unknown {
    const handler = this.services.get(`${typeName}|${method}`) ?? this.services.get(`${typeName}|*`);
    const value = handler?.(args) ?? null;
    if (typeof value !== 'function') return value;
    this.afterReply.push(value as () => void);
    return null;
  }

  private count(key: string, step: 1 | -1): void {
    const next = (this.subscriptions.get(key) ?? 0) + step;
    if (next > 0) this.subscriptions.set(key, next);
    else this.subscriptions.delete(key);
  }

  private keep(object: HostObject): string {
    const known = this.referenceIds.get(object);
    if (known) return known;
    const id = `ref${++this.sequence}`;
    this.references.set(id, object);
    this.referenceIds.set(object, id);
    return id;
  }

  private release(id: string): void {
    const object = this.references.get(id);
    this.references.delete(id);
    this.eventRanges.delete(id);
    if (object) this.referenceIds.delete(object);
  }

  private keepEventRange(sheetId: string, area: Area): string {
    const id = `evt${++this.sequence}`;
    this.eventRanges.set(id, range({ sheetId, area }));
    if (this.eventRanges.size > MAX_EVENT_RANGES) {
      const [oldest] = this.eventRanges.keys();
      if (oldest) this.eventRanges.delete(oldest);
    }
    return id;
  }

  /** Les plages gardées suivent les lignes et colonnes insérées ou supprimées. */
  private follow(event: ModelEvents['rowsShifted'], axis: typeof ROWS): void {
    for (const object of this.references.values()) {
      if (object.name !== 'Range') continue;
      const target = object.target as RangeTarget;
      if (target.sheetId === event.sheetId) target.area = shifted(target.area, event, axis);
    }
  }
}
