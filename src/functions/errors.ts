import { ErreurFonction, type ResultatFonction, type ValeurCellule } from '../cloture/fonction';
import type { Langue } from './metadata';

/** Outcome of one evaluation, comparable: two equal outcomes need no second push. */
export type Outcome =
  | { readonly ok: true; readonly value: ResultatFonction }
  | { readonly ok: false; readonly error: ErreurFonction };

function isSpill(value: ResultatFonction): value is readonly (readonly ValeurCellule[])[] {
  return typeof value === 'object';
}

function cellsOf(value: ResultatFonction): readonly ValeurCellule[] {
  return isSpill(value) ? value.flat() : [value];
}

/** Runs one evaluation and keeps its business error; a defect of ours becomes #VALEUR! that says so. */
export function evaluate(compute: () => ResultatFonction): Outcome {
  try {
    const value = compute();
    if (cellsOf(value).some(v => typeof v === 'number' && !Number.isFinite(v)))
      throw new RangeError('résultat hors des nombres');
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: asBusinessError(error) };
  }
}

/** The error itself when it is one of ours to show, else #VALUE! that carries the detail. */
export function asBusinessError(error: unknown): ErreurFonction {
  if (error instanceof ErreurFonction) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ErreurFonction('invalidValue', `calcul impossible : ${detail}`, `cannot compute: ${detail}`);
}

export function sameOutcome(a: Outcome | undefined, b: Outcome): boolean {
  if (a === undefined || a.ok !== b.ok) return false;
  if (a.ok && b.ok)
    return (
      Object.is(a.value, b.value) || (isSpill(a.value) && JSON.stringify(a.value) === JSON.stringify(b.value))
    );
  return !a.ok && !b.ok && a.error.code === b.error.code && a.error.fr === b.error.fr;
}

/** The error as Excel takes it: only #N/A and #VALUE! carry a message, shown on the cell's flag. */
export function toCellError(error: ErreurFonction, langue: Langue): CustomFunctions.Error {
  const code =
    error.code === 'notAvailable'
      ? CustomFunctions.ErrorCode.notAvailable
      : CustomFunctions.ErrorCode.invalidValue;
  return new CustomFunctions.Error(code, error[langue]);
}

/** What Excel receives from setResult or as a return value. */
export function toCell(outcome: Outcome, langue: Langue): ResultatFonction | CustomFunctions.Error {
  return outcome.ok ? outcome.value : toCellError(outcome.error, langue);
}
