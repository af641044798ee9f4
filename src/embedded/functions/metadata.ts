/** Ce que `functions.json` dit d'une fonction personnalisée (format de Microsoft), et ce que l'hôte en tire. */

export interface FunctionParameter {
  readonly name: string;
  /** any, number, string ou boolean. */
  readonly type?: string;
  readonly optional?: boolean;
  readonly dimensionality?: 'scalar' | 'matrix';
  readonly repeating?: boolean;
}

export interface FunctionOptions {
  readonly stream?: boolean;
  readonly cancelable?: boolean;
  readonly requiresAddress?: boolean;
  readonly requiresStreamAddress?: boolean;
}

export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: readonly FunctionParameter[];
  readonly result?: { readonly type?: string; readonly dimensionality?: 'scalar' | 'matrix' };
  readonly options?: FunctionOptions;
}

export interface FunctionsMetadata {
  readonly functions: readonly FunctionMetadata[];
  /** Les erreurs des cellules arrivent à la fonction au lieu de se propager sans appel. */
  readonly allowErrorForDataTypeAny?: boolean;
}

/** Drapeaux d'une invocation dans le protocole de la bibliothèque. */
export const CANCELABLE = 1;
export const STREAMING = 2;
export const ALLOW_ERRORS = 4;

/** Drapeaux envoyés avec chaque appel de la fonction. Une fonction en flux est toujours annulable. */
export function invocationFlags(metadata: FunctionMetadata, allowErrors: boolean): number {
  const options = metadata.options ?? {};
  return (
    (options.cancelable || options.stream ? CANCELABLE : 0) |
    (options.stream ? STREAMING : 0) |
    (allowErrors ? ALLOW_ERRORS : 0)
  );
}

/** Nombre d'arguments permis : du dernier obligatoire au dernier déclaré (255, borne d'Excel, s'il se répète). */
export function argumentBounds(parameters: readonly FunctionParameter[]): { least: number; most: number } {
  let least = 0;
  parameters.forEach((parameter, index) => {
    if (!parameter.optional) least = index + 1;
  });
  return { least, most: parameters.at(-1)?.repeating ? 255 : parameters.length };
}

/** Vrai si l'adresse de la cellule appelante distingue deux appels (et fait donc partie de leur clé). */
export function needsAddress(metadata: FunctionMetadata): boolean {
  const options = metadata.options ?? {};
  return Boolean(options.stream ? options.requiresStreamAddress : options.requiresAddress);
}
