/**
 * Les arguments d'un appel tels qu'Excel les envoie. Univer en donne d'autres : il change du texte en nombre, donne
 * une référence pour [[v]], une cellule vide pour [[0]], un argument omis pour 0, une erreur pour du texte.
 */
import { accorder } from '../../comptabilite';
import { CellValueType, engineFormula } from '#vendor';
import type { ICellData, Nullable } from '#vendor';
import { argumentBounds, type FunctionMetadata, type FunctionParameter } from './metadata';

type Variant = engineFormula.FunctionVariantType;

/** Une erreur de cellule, avant de savoir si elle se propage ou se transmet. */
export class CellError {
  constructor(readonly code: string) {}
}
/** Une cellule vide, avant de savoir si elle vaut 0 ou null. */
const EMPTY: unique symbol = Symbol('cellule vide');
const OMITTED: unique symbol = Symbol('argument omis');

type Scalar = string | number | boolean | CellError | typeof EMPTY | typeof OMITTED;
type Raw = Scalar | Scalar[][];

export interface ArgumentRules {
  readonly emptyCellIsNull: boolean;
  readonly allowErrors: boolean;
}
export type PreparedArguments =
  { readonly args: readonly unknown[] } | { readonly error: string; readonly message?: string };

const isErrorCode = (value: unknown): boolean =>
  typeof value === 'string' && engineFormula.ERROR_TYPE_SET.has(value as engineFormula.ErrorType);

/** Valeur d'une cellule du modèle ; le type écrit dans la cellule décide, jamais l'allure du texte. */
export function cellScalar(cell: Nullable<ICellData>): Scalar {
  const value = cell?.v;
  if (cell == null || value == null) return EMPTY;
  if (isErrorCode(value)) return new CellError(String(value));
  if (cell.t === CellValueType.BOOLEAN)
    return value === 'TRUE' || (value !== 'FALSE' && Boolean(Number(value)));
  if (cell.t === CellValueType.NUMBER) return typeof value === 'number' ? value : Number(value);
  if (value === '' && cell.f == null && cell.si == null && cell.t == null) return EMPTY;
  if (cell.t === CellValueType.STRING || cell.t === CellValueType.FORCE_STRING) return String(value);
  return value;
}

function valueScalar(value: engineFormula.BaseValueObject): Scalar {
  if (value.isError()) return new CellError(String((value as engineFormula.ErrorValueObject).getErrorType()));
  if (value.isNull()) return EMPTY;
  return value.isLambda() ? new CellError('#VALUE!') : value.getValue();
}

function readReference(reference: engineFormula.BaseReferenceObject): Raw {
  if (reference.isMultiArea()) return new CellError('#VALUE!');
  if (reference.getCurrentActiveSheetData() == null) return new CellError('#REF!');
  const { startRow, startColumn, endRow, endColumn } = reference.getRangePosition();
  if (startRow < 0 || startColumn < 0) return new CellError('#REF!');
  if (startRow === endRow && startColumn === endColumn) {
    return cellScalar(reference.getCellData(startRow, startColumn));
  }
  const rows: Scalar[][] = [];
  for (let row = startRow; row <= endRow; row += 1) {
    const cells: Scalar[] = [];
    for (let column = startColumn; column <= endColumn; column += 1) {
      cells.push(cellScalar(reference.getCellData(row, column)));
    }
    rows.push(cells);
  }
  return rows;
}

function readArray(array: engineFormula.ArrayValueObject): Raw {
  const rows = array
    .getArrayValue()
    .map(row => Array.from(row, cell => (cell == null ? EMPTY : valueScalar(cell))));
  const only = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined;
  return only ?? rows;
}

function read(variant: Variant): Raw {
  if (variant.isReferenceObject()) return readReference(variant as engineFormula.BaseReferenceObject);
  if (variant.isArray()) return readArray(variant as engineFormula.ArrayValueObject);
  const value = valueScalar(variant as engineFormula.BaseValueObject);
  return value === EMPTY ? OMITTED : value;
}

/** Excel convertit vers le type déclaré quand c'est sans équivoque, et refuse sinon (#VALEUR!). */
function coerce(value: Scalar, type: FunctionParameter['type'], rules: ArgumentRules): unknown {
  if (value === OMITTED) return null;
  if (value instanceof CellError)
    return rules.allowErrors ? { type: 'CustomFunctionError', code: value.code } : value;
  if (value === EMPTY) {
    if (rules.emptyCellIsNull) return null;
    if (type === 'string') return '';
    return type === 'boolean' ? false : 0;
  }
  switch (type) {
    case 'number': {
      if (typeof value === 'number') return value;
      if (typeof value === 'boolean') return value ? 1 : 0;
      const number = value.trim() === '' ? NaN : Number(value);
      return Number.isFinite(number) ? number : new CellError('#VALUE!');
    }
    case 'string':
      return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
    case 'boolean':
      if (typeof value !== 'string') return Boolean(value);
      return /^(true|false)$/i.test(value) ? value.toUpperCase() === 'TRUE' : new CellError('#VALUE!');
    default:
      return value;
  }
}

function convert(raw: Raw, parameter: FunctionParameter, rules: ArgumentRules): unknown {
  if (parameter.dimensionality === 'matrix') {
    if (raw === OMITTED) return null;
    const rows: Scalar[][] = Array.isArray(raw) ? raw : [[raw]];
    const converted = rows.map(row => row.map(cell => coerce(cell, parameter.type, rules)));
    for (const row of converted) for (const cell of row) if (cell instanceof CellError) return cell;
    return converted;
  }
  return Array.isArray(raw) ? new CellError('#VALUE!') : coerce(raw, parameter.type, rules);
}

/**
 * Prépare les arguments d'un appel : une liste complète (les facultatifs absents valent null, car la bibliothèque
 * ajoute l'invocation à la suite de ce que l'hôte envoie), ou l'erreur que la cellule montre sans appeler.
 */
export function prepareArguments(
  variants: readonly Variant[],
  metadata: FunctionMetadata,
  rules: ArgumentRules,
): PreparedArguments {
  const { parameters, name } = metadata;
  const { least, most } = argumentBounds(parameters);
  if (variants.length < least || variants.length > most) {
    const expected = least === most ? `${most}` : `de ${least} à ${most}`;
    return {
      error: '#VALUE!',
      message: `${name} attend ${accorder(expected, 'argument')} et en reçoit ${variants.length}.`,
    };
  }
  const raws = variants.map(read);
  // Une erreur se propage dans l'ordre des arguments, avant toute conversion.
  if (!rules.allowErrors) {
    for (const raw of raws) if (raw instanceof CellError) return { error: raw.code };
  } else {
    for (const raw of raws) {
      if (raw instanceof CellError && raw.code === engineFormula.ErrorType.CONNECT)
        return { error: raw.code };
    }
  }
  const args: unknown[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const values = parameter.repeating ? raws.slice(index) : raws.slice(index, index + 1);
    const converted = values.map(raw => convert(raw, parameter, rules));
    for (const value of converted) if (value instanceof CellError) return { error: value.code };
    if (parameter.repeating) args.push(converted.length > 0 ? converted : null);
    else args.push(converted.length > 0 ? converted[0] : null);
  }
  return { args };
}
