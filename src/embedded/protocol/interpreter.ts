/** Exécute une requête : les actions dans l'ordre, ce qui a réussi reste acquis, la première erreur arrête tout. */
import { ApiError } from './errors';
import { HostObject, NULL_OBJECT, type HostContext } from './objects';
import { queryObject, type Naming } from './query';
import {
  ActionType,
  PathType,
  type Action,
  type ArgumentInfo,
  type ObjectPath,
  type PathIds,
  type RequestBody,
  type ResponseBody,
} from './wire';

/** Références rendues au client (`_ReferenceId`). */
export interface References {
  idOf(object: HostObject): string | undefined;
  keep(object: HostObject): string;
  get(id: string): HostObject | undefined;
}

export interface Interpreter {
  readonly context: HostContext;
  readonly references: References;
  /** Racine (le classeur) et objets de service créés par le client. */
  root(): HostObject;
  newObject(typeName: string): HostObject;
  /** Appelé avant toute lecture : le calcul en attente doit être fait. */
  settle(): Promise<void>;
}

const pascal = (name: string): string =>
  name.startsWith('_') ? name : name.charAt(0).toUpperCase() + name.slice(1);
const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Noms de propriété sur le fil : PascalCase pour `load`, camelCase pour `retrieve`. */
const WIRE: Naming = { property: pascal, items: '_Items' };
const JSON_NAMES: Naming = { property: camel, items: 'items' };

/** Un lot en cours : les objets déjà construits et la réponse. */
class Batch {
  private readonly live = new Map<number, HostObject>();

  constructor(
    private readonly body: RequestBody,
    private readonly host: Interpreter,
  ) {}

  object(id: number): HostObject {
    const known = this.live.get(id);
    if (known) return known;
    const path = this.body.ObjectPaths[id];
    if (!path) throw new ApiError('InvalidObjectPath');
    const built = this.build(path);
    this.live.set(id, built);
    return built;
  }

  private build(path: ObjectPath): HostObject {
    const { context } = this.host;
    switch (path.ObjectPathType) {
      case PathType.Global:
        return this.host.root();
      case PathType.NewObject:
        return this.host.newObject(path.Name);
      case PathType.Null:
        return NULL_OBJECT;
      case PathType.Reference: {
        const kept = this.host.references.get(path.Name);
        if (!kept) throw new ApiError('InvalidReference');
        return kept;
      }
      default:
        break;
    }
    const parent = this.object(path.ParentObjectPathId ?? 0);
    if (parent.isNull) return NULL_OBJECT;
    if (path.ObjectPathType === PathType.Property) return parent.link(path.Name, context);
    const args = this.args(path.ArgumentInfo);
    if (path.ObjectPathType === PathType.Indexer) return parent.item(args[0], context);
    const made = parent.call(path.Name, args, context);
    if (made instanceof HostObject) return made;
    throw new ApiError('InvalidObjectPath', `${parent.name}.${path.Name}`);
  }

  args(info: ArgumentInfo | undefined): unknown[] {
    const ids = info?.ReferencedObjectPathIds;
    return (info?.Arguments ?? []).map((value, i) => this.resolve(value, ids?.[i]));
  }

  private resolve(value: unknown, id: PathIds | undefined): unknown {
    if (Array.isArray(id) && Array.isArray(value))
      return value.map((item, i) => this.resolve(item, id[i] as PathIds));
    if (typeof id === 'number' && id !== 0) return this.object(id);
    if (typeof value === 'object' && value !== null && '_ObjectPathId' in value) {
      return this.object(Number(value._ObjectPathId));
    }
    return value;
  }

  async perform(action: Action): Promise<unknown> {
    const { context } = this.host;
    if (action.ActionType === ActionType.Trace) return null;
    if (action.ActionType === ActionType.Query || action.ActionType === ActionType.QueryAsJson) {
      await this.host.settle();
      const names = action.ActionType === ActionType.Query ? WIRE : JSON_NAMES;
      return queryObject(this.object(action.ObjectPathId), action.QueryInfo ?? {}, names, this.host);
    }
    // L'étendue d'un débordement n'est connue qu'une fois la formule calculée.
    if (/Spill/.test(this.body.ObjectPaths[action.ObjectPathId]?.Name ?? '')) await this.host.settle();
    const object = this.object(action.ObjectPathId);
    switch (action.ActionType) {
      case ActionType.Instantiate:
        return this.instantiate(object);
      case ActionType.Method:
        return this.method(object, action);
      case ActionType.SetProperty:
        if (object.isNull) throw new ApiError('InvalidOperation');
        object.set(action.Name, this.args(action.ArgumentInfo)[0], context);
        return null;
      case ActionType.Update:
        for (const [name, value] of Object.entries(action.ObjectState ?? {}))
          object.set(pascal(name), value, context);
        return null;
      default:
        throw new ApiError('NotImplemented', `ActionType ${action.ActionType}`);
    }
  }

  private instantiate(object: HostObject): unknown {
    if (object.isNull) return null;
    const reference = this.host.references.idOf(object);
    return { ...object.identity(this.host.context), ...(reference ? { _ReferenceId: reference } : {}) };
  }

  private method(object: HostObject, action: Action): unknown {
    if (object.isNull) return null;
    if (action.Name === '_KeepReference') {
      this.host.references.keep(object);
      return null;
    }
    const value = object.call(action.Name, this.args(action.ArgumentInfo), this.host.context);
    return value === undefined || value instanceof HostObject ? null : value;
  }
}

/** Une panne voulue : le lot échoue à cette action, celles d'avant restent acquises. */
export interface Stop {
  readonly at: number;
  readonly code: string;
}

/** Exécute le lot et rend la réponse du fil, erreur comprise. */
export async function interpret(body: RequestBody, host: Interpreter, stop?: Stop): Promise<ResponseBody> {
  const batch = new Batch(body, host);
  const response: ResponseBody = { Results: [], TraceIds: [] };
  for (const [index, action] of body.Actions.entries()) {
    try {
      if (index === stop?.at) throw new ApiError(stop.code);
      const value = await batch.perform(action);
      if (action.ActionType === ActionType.Trace) response.TraceIds.push(action.Id);
      response.Results.push({ ActionId: action.Id, Value: value ?? null });
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('GeneralException', describe(error));
      const path = body.ObjectPaths[action.ObjectPathId];
      response.Error = {
        Code: known.code,
        Message: known.message,
        Location: path?.Name ?? '',
        ActionIndex: index,
        HttpStatusCode: known.httpStatusCode,
      };
      break;
    }
  }
  return response;
}

/** Une erreur de l'hôte lui-même, avec sa pile : c'est un défaut à retrouver. */
export const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
