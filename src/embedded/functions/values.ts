/** Une issue (valeur, matrice, erreur) changée en objet de valeur d'Univer, sans relire le texte comme un nombre. */
import { engineFormula } from '#vendor';
import { decodeValue, isFailed, type Outcome } from './results';

const {
  ArrayValueObject,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  NumberValueObject,
  StringValueObject,
} = engineFormula;

type Value = engineFormula.BaseValueObject;

/** Ce que montre la cellule avant la première valeur (Excel : #OCCUPE!). */
export const GETTING_DATA = ErrorType.CONNECT;

/** Erreur de cellule ; un code inconnu d'Univer devient #VALUE!. */
export function errorValue(code: string): Value {
  const known = engineFormula.ERROR_TYPE_SET.has(code as engineFormula.ErrorType);
  return ErrorValueObject.create(known ? (code as engineFormula.ErrorType) : ErrorType.VALUE);
}

function scalarValue(value: unknown): Value {
  const decoded = decodeValue(value);
  if (isFailed(decoded)) return errorValue(decoded.error);
  const plain = decoded.value;
  switch (typeof plain) {
    case 'number':
      return Number.isFinite(plain) ? NumberValueObject.create(plain) : errorValue('#NUM!');
    case 'string':
      return StringValueObject.create(plain);
    case 'boolean':
      return BooleanValueObject.create(plain);
    default:
      // Excel montre 0 pour une cellule sans valeur, comme pour une référence à une cellule vide.
      return plain == null ? NumberValueObject.create(0) : errorValue('#VALUE!');
  }
}

function matrixValue(rows: readonly unknown[]): Value {
  // Une liste simple est une ligne : la bibliothèque l'envoie telle quelle.
  const grid = rows.every(Array.isArray) ? (rows as unknown[][]) : [[...rows]];
  const columnCount = Math.max(0, ...grid.map(row => row.length));
  if (grid.length === 0 || columnCount === 0) return errorValue('#CALC!');
  if (grid.some(row => row.length !== columnCount)) return errorValue('#VALUE!');
  if (grid.length === 1 && columnCount === 1) return scalarValue(grid[0]?.[0]);
  return ArrayValueObject.create({
    calculateValueList: grid.map(row => row.map(scalarValue)),
    rowCount: grid.length,
    columnCount,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
}

/** Valeur que la formule reçoit pour cette issue ; `undefined` : pas encore de valeur. */
export function outcomeValue(outcome: Outcome | undefined): Value {
  if (!outcome) return ErrorValueObject.create(GETTING_DATA);
  if (isFailed(outcome)) return errorValue(outcome.error);
  return Array.isArray(outcome.value) ? matrixValue(outcome.value) : scalarValue(outcome.value);
}
