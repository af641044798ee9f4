/**
 * Les objets que le client voit. Une `TypeDefinition` dit comment lire, écrire, suivre et appeler ; `define` en fait
 * une fabrique d'objets liés à leur cible. Tout membre absent répond `ApiNotFound`, nommément.
 */
import type { WorkbookModel } from '../model/workbook';
import type { Author } from '../model/events';
import { ApiError } from './errors';

/** Ce dont un objet a besoin au moment où il répond. */
export interface HostContext {
  readonly model: WorkbookModel;
  /** L'auteur des écritures de cette requête. */
  readonly author: Author;
  /** Abonnements et services de la connexion. */
  readonly session: SessionContext;
}

export interface SessionContext {
  readonly id: string;
  enableEvents: boolean;
  subscribe(messageType: number, targetId: string): void;
  unsubscribe(messageType: number, targetId: string): void;
  /** Objet gardé sous cette référence ; `undefined` si elle a été rendue. */
  referenced(id: string): HostObject | undefined;
  release(ids: readonly string[]): void;
  referenceCount(): number;
  /** Appel d'un service (fonctions personnalisées, ruban…) ; rend la valeur de réponse. */
  service(typeName: string, method: string, args: readonly unknown[]): unknown;
  /** Calcul suspendu jusqu'au prochain sync. */
  suspendCalculation(): void;
}

type Getter<T> = (target: T, host: HostContext) => unknown;
type Setter<T> = (target: T, value: unknown, host: HostContext) => void;
type Link<T> = (target: T, host: HostContext) => HostObject;
type Method<T> = (target: T, args: readonly unknown[], host: HostContext) => unknown;

export interface TypeDefinition<T> {
  readonly name: string;
  /** Identité jointe à chaque instanciation (`Id`…) : un renommage ne casse alors pas l'objet. */
  readonly identity?: (target: T, host: HostContext) => Record<string, unknown>;
  readonly properties?: Readonly<Record<string, Getter<T>>>;
  readonly setters?: Readonly<Record<string, Setter<T>>>;
  readonly links?: Readonly<Record<string, Link<T>>>;
  readonly methods?: Readonly<Record<string, Method<T>>>;
  /** Objet gardé par le client d'un sync à l'autre (plages). */
  readonly keepsReference?: boolean;
  /** Propriétés trop lourdes pour un chargement sans liste. */
  readonly heavy?: readonly string[];
  readonly items?: (target: T, host: HostContext) => HostObject[];
  readonly item?: (target: T, key: unknown, host: HostContext) => HostObject;
}

/** Un objet lié à sa cible ; `null` sur le fil s'il est `NULL_OBJECT`. */
export class HostObject {
  constructor(
    readonly definition: TypeDefinition<unknown>,
    readonly target: unknown,
  ) {}

  get name(): string {
    return this.definition.name;
  }

  get isNull(): boolean {
    return this.definition === NULL_DEFINITION;
  }

  get isCollection(): boolean {
    return this.definition.items !== undefined;
  }

  identity(host: HostContext): Record<string, unknown> {
    return this.definition.identity?.(this.target, host) ?? {};
  }

  propertyNames(): string[] {
    const heavy = this.definition.heavy ?? [];
    return Object.keys(this.definition.properties ?? {}).filter(name => !heavy.includes(name));
  }

  has(kind: 'properties' | 'links' | 'methods', name: string): boolean {
    return this.definition[kind]?.[name] !== undefined;
  }

  get(name: string, host: HostContext): unknown {
    return this.member(this.definition.properties?.[name], name)(this.target, host);
  }

  set(name: string, value: unknown, host: HostContext): void {
    this.member(this.definition.setters?.[name], name)(this.target, value, host);
  }

  link(name: string, host: HostContext): HostObject {
    return this.member(this.definition.links?.[name], name)(this.target, host);
  }

  call(name: string, args: readonly unknown[], host: HostContext): unknown {
    return this.member(this.definition.methods?.[name], name)(this.target, args, host);
  }

  items(host: HostContext): HostObject[] {
    return this.member(this.definition.items, 'items')(this.target, host);
  }

  item(key: unknown, host: HostContext): HostObject {
    return this.member(this.definition.item, 'getItem')(this.target, key, host);
  }

  private member<F>(found: F | undefined, name: string): F {
    if (found === undefined)
      throw new ApiError('ApiNotFound', `API absente de l'Excel embarqué : ${this.name}.${name}`);
    return found;
  }
}

/** Fabrique d'objets d'un type : `const range = define<RangeTarget>({...}); range({ … })`. */
export function define<T>(definition: TypeDefinition<T>): (target: T) => HostObject {
  return target => new HostObject(definition as TypeDefinition<unknown>, target);
}

const NULL_DEFINITION: TypeDefinition<unknown> = { name: 'Null' };

/** L'objet nul d'Office.js (`isNullObject`). */
export const NULL_OBJECT = new HostObject(NULL_DEFINITION, undefined);

/** Rend l'objet, ou l'objet nul si la recherche échoue par `ItemNotFound`. */
export function orNull(find: () => HostObject): HostObject {
  try {
    return find();
  } catch (error) {
    if (error instanceof ApiError && error.code === 'ItemNotFound') return NULL_OBJECT;
    throw error;
  }
}

/** Méthodes communes à toutes les collections. */
export function collectionMethods<T>(
  items: (target: T, host: HostContext) => HostObject[],
  item: (target: T, key: unknown, host: HostContext) => HostObject,
): Record<string, Method<T>> {
  return {
    GetCount: (target, _args, host) => items(target, host).length,
    GetItem: (target, [key], host) => item(target, key, host),
    GetItemOrNullObject: (target, [key], host) => orNull(() => item(target, key, host)),
    GetItemAt: (target, [index], host) => {
      const found = items(target, host)[Number(index)];
      if (!found) throw new ApiError('InvalidArgument');
      return found;
    },
  };
}
