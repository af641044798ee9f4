/** `load` : propriétés choisies, chemins imbriqués, collections. */
import { ApiError } from './errors';
import type { HostObject } from './objects';
import type { Interpreter } from './interpreter';
import type { QueryInfo } from './wire';

export interface Naming {
  readonly property: (name: string) => string;
  readonly items: string;
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

interface Plan {
  readonly names: Set<string>;
  readonly nested: Map<string, string[]>;
}

function plan(object: HostObject, query: QueryInfo): Plan {
  const asked = [...(query.Select ?? []), ...(query.Expand ?? [])];
  const everything = asked.length === 0 || asked.includes('*');
  const names = new Set(everything ? object.propertyNames() : []);
  const nested = new Map<string, string[]>();
  for (const path of asked) {
    if (path === '*' || path === '') continue;
    const [first = '', ...rest] = path.split(/[/.]/);
    const name = pascal(first);
    if (rest.length > 0) nested.set(name, [...(nested.get(name) ?? []), rest.join('/')]);
    else if (object.has('properties', name)) names.add(name);
    else nested.set(name, nested.get(name) ?? ['*']);
  }
  return { names, nested };
}

/** Valeur de réponse d'une requête ; `null` pour l'objet nul, sous-arbre compris. */
export function queryObject(
  object: HostObject,
  query: QueryInfo,
  naming: Naming,
  host: Interpreter,
): unknown {
  if (object.isNull) return null;
  if (object.isCollection) return queryCollection(object, query, naming, host);
  const { context, references } = host;
  const out: Record<string, unknown> = {};
  const reference = references.idOf(object);
  if (reference && naming.items === '_Items') out._ReferenceId = reference;
  const { names, nested } = plan(object, query);
  for (const name of names) out[naming.property(name)] = object.get(name, context);
  for (const [name, paths] of nested) {
    if (!object.has('links', name)) {
      throw new ApiError('ApiNotFound', `propriété absente de l'Excel embarqué : ${object.name}.${name}`);
    }
    out[naming.property(name)] = queryObject(object.link(name, context), { Select: paths }, naming, host);
  }
  return out;
}

function queryCollection(object: HostObject, query: QueryInfo, naming: Naming, host: Interpreter): unknown {
  const { context } = host;
  const all = object.items(context);
  const first = query.Skip ?? 0;
  const chosen = all.slice(first, query.Top === undefined ? undefined : first + query.Top);
  const out: Record<string, unknown> = {};
  const own = new Set(['count']);
  const asked = query.Select ?? ['*'];
  if (asked.some(path => path.toLowerCase() === 'count')) out[naming.property('Count')] = all.length;
  const forItems: QueryInfo = {
    Select: asked.filter(path => !own.has(path.toLowerCase())),
    ...(query.Expand ? { Expand: query.Expand } : {}),
  };
  const onlyCount = forItems.Select?.length === 0 && asked.length > 0;
  out[naming.items] = chosen.map((item, i) => {
    const identity = Object.entries(item.identity(context)).map(([key, value]) => [
      key.startsWith('_') ? key : naming.property(key),
      value,
    ]);
    const loaded = onlyCount ? {} : queryObject(item, forItems, naming, host);
    return { _Index: first + i, ...Object.fromEntries(identity), ...(loaded as object) };
  });
  return out;
}
