/** Petites lectures d'une requête et d'une réponse, communes à la session. */
import { LAST_ROW, type Area } from '../model/address';
import { ApiError } from './errors';
import { ActionType, PathType, type RequestBody, type ResponseBody } from './wire';

/**
 * Le ménage d'après `Excel.run` (`_RemoveReference`) et les appels de service (fonctions personnalisées) : l'auteur
 * d'un essai ne les voit pas, ils ne comptent ni pour les pannes ni pour la saisie en cours.
 */
export function isBackground(body: RequestBody): boolean {
  const cleanup = body.Actions.some(action => action.Name === '_RemoveReference');
  const onlyCleanup = body.Actions.every(
    action => action.Name === '_RemoveReference' || action.ActionType === ActionType.Instantiate,
  );
  if (cleanup && onlyCleanup) return true;
  return body.Actions.every(({ ObjectPathId }) => {
    const type = body.ObjectPaths[ObjectPathId]?.ObjectPathType;
    return type === undefined || type === PathType.NewObject;
  });
}

/** Réponse d'une requête refusée en bloc. */
export function failed(code: string, details?: string): ResponseBody {
  const { message, httpStatusCode } = new ApiError(code, details);
  const error = {
    Code: code,
    Message: message,
    Location: '',
    ActionIndex: 0,
    HttpStatusCode: httpStatusCode,
  };
  return { Results: [], TraceIds: [], Error: error };
}

const encoder = new TextEncoder();

/** Octets d'un texte en UTF-8. */
export const byteLength = (text: string): number => encoder.encode(text).length;

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

type Axis = readonly [start: 'row', size: 'rows'] | readonly [start: 'column', size: 'columns'];
export const ROWS: Axis = ['row', 'rows'];
export const COLUMNS: Axis = ['column', 'columns'];

/** Le rectangle après l'insertion (`count` > 0) ou la suppression de lignes ou de colonnes entières en `at`. */
export function shifted(area: Area, { at, count }: { at: number; count: number }, [start, size]: Axis): Area {
  if (area[size] >= LAST_ROW) return area;
  const first = area[start];
  const last = first + area[size] - 1;
  if (at > last) return area;
  if (count > 0) {
    return at <= first ? { ...area, [start]: first + count } : { ...area, [size]: area[size] + count };
  }
  const removedBefore = Math.max(0, Math.min(first, at - count) - at);
  const removedInside = Math.max(0, Math.min(last + 1, at - count) - Math.max(first, at));
  return { ...area, [start]: first - removedBefore, [size]: Math.max(1, area[size] - removedInside) };
}
