/** Lecture de ce que la bibliothèque renvoie par `SetInvocationArrayResults`. */

export interface FailedOutcome {
  readonly error: string;
  readonly message?: string;
}
export interface ValueOutcome {
  readonly value: unknown;
}
/** Issue d'une invocation : une valeur (scalaire ou matrice), ou une erreur de cellule et son message. */
export type Outcome = ValueOutcome | FailedOutcome;

export interface InvocationResult {
  readonly id: number;
  readonly outcome: Outcome;
}

const ERROR_OF_CODE: Readonly<Record<number, string>> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
};
/** Excel ne montre le message que de ces deux erreurs. */
const ERRORS_WITH_MESSAGE = new Set(['#N/A', '#VALUE!']);

/** Vrai si l'issue est une erreur. */
export function isFailed(outcome: Outcome): outcome is FailedOutcome {
  return 'error' in outcome;
}

/** Erreur de cellule, avec son message quand Excel le montre. */
export function failure(error: string, message?: unknown): FailedOutcome {
  return typeof message === 'string' && message !== '' && ERRORS_WITH_MESSAGE.has(error)
    ? { error, message }
    : { error };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Valeur typée (erreur, nombre mis en forme, entité) ramenée à ce que la cellule calcule.
 * `setResult(new CustomFunctions.Error(…))` arrive comme un succès qui porte un tel objet.
 */
export function decodeValue(value: unknown): Outcome {
  if (!isRecord(value)) return { value };
  if (value.type === 'Error') {
    const code = value.basicValue ?? value.code;
    return failure(typeof code === 'string' ? code : '#VALUE!', value.message);
  }
  if ('basicValue' in value) return { value: value.basicValue };
  if ('primitive' in value) return { value: value.primitive };
  return failure('#VALUE!');
}

/** Une entrée `[id, ok, valeur, code?]` ; `undefined` si elle n'en a pas la forme. */
export function decodeResult(entry: unknown): InvocationResult | undefined {
  if (!Array.isArray(entry) || typeof entry[0] !== 'number') return undefined;
  const [, ok, value, code] = entry as unknown[];
  if (ok === true) return { id: entry[0], outcome: decodeValue(value) };
  const error = (typeof code === 'number' ? ERROR_OF_CODE[code] : undefined) ?? '#VALUE!';
  // Les codes connus portent le message de CustomFunctions.Error ; les autres, un texte technique qu'Excel tait.
  const meant = typeof code === 'number' && code in ERROR_OF_CODE;
  return { id: entry[0], outcome: failure(error, meant ? value : undefined) };
}

/** Deux issues égales ne demandent aucun recalcul. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (isFailed(a) || isFailed(b)) {
    return isFailed(a) && isFailed(b) && a.error === b.error && a.message === b.message;
  }
  return Object.is(a.value, b.value) || JSON.stringify(a.value) === JSON.stringify(b.value);
}
