import type { Fonction } from '../cloture/fonction';
import { CATALOGUE } from './catalogue';

export type Langue = 'fr' | 'en';

/** Shape of functions.json, the file Excel reads before any code runs. */
export interface FunctionsMetadata {
  readonly functions: readonly FunctionMetadata[];
}

export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly helpUrl: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly result: { readonly type: string; readonly dimensionality: 'scalar' | 'matrix' };
  readonly options?: { readonly stream: true };
}

export interface ParameterMetadata {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly dimensionality: 'scalar' | 'matrix';
  readonly optional?: true;
}

/** Development origin, replaced at build time as in the manifest. */
export const DEV_ORIGIN = 'https://localhost:3001';

/** Anchor of a function in the help page: `CA.FAE` becomes `ca-fae`. */
export function helpAnchor(id: string): string {
  return id.toLowerCase().replaceAll('.', '-');
}

/**
 * Metadata of the catalogue in one language: only texts change, ids and names never do. Entity arguments are not
 * asked for (no allowCustomDataForDataTypeAny), so a cell always arrives as its basic value; error arguments are
 * not asked for either, so they propagate without a call.
 */
export function functionsMetadata(
  langue: Langue,
  origin = DEV_ORIGIN,
  catalogue = CATALOGUE,
): FunctionsMetadata {
  return { functions: catalogue.map(f => functionMetadata(f, langue, origin)) };
}

function functionMetadata(f: Fonction, langue: Langue, origin: string): FunctionMetadata {
  return {
    id: f.id,
    name: f.id,
    description: f.description[langue],
    helpUrl: `${origin}/assets/aide/fonctions.html#${helpAnchor(f.id)}`,
    parameters: f.parametres.map(p => ({
      name: p.nom[langue],
      description: p.description[langue],
      type: p.type,
      dimensionality: p.matrice ? ('matrix' as const) : ('scalar' as const),
      ...(p.facultatif ? { optional: true as const } : {}),
    })),
    result: { type: f.resultat.type, dimensionality: f.resultat.matrice ? 'matrix' : 'scalar' },
    ...(f.flux ? { options: { stream: true as const } } : {}),
  };
}
