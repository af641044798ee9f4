/**
 * Le clavier dans la grille, à la française et dans le calendrier du classeur. Avant l'édition, la cellule montre sa formule et ses nombres à la française ;
 * après, ce qui a été tapé redevient ce qu'Excel enregistre (formule américaine, nombre, date en série). Le
 * moteur et le complément ne voient donc jamais que la forme américaine, comme dans Excel.
 */
import {
  CellValueType,
  InterceptorEffectEnum,
  engineFormula,
  sheets,
  type ICellData,
  type Nullable,
} from '#vendor';
import { DECALAGE_1904 } from '../../comptabilite/jour';
import { errorToFrench, toFrench, toUS } from '../formula';
import { isDatePattern, patternOf, shownNumber } from '../model/display';
import type { Language } from './frame/messages';
import { readFrench } from './french-lexer';
import type { Grid } from './grid';
import { frenchNumber, typedValue, type TypedValue } from './typed-value';

/** Avant les intercepteurs d'Univer, qui liraient « 05/11/2026 » à l'américaine et « 12,5 » comme un texte. */
const FIRST = 1000;
/** Après la mise en forme des nombres (0), avant le dernier d'Univer (-1), qui arrête la chaîne. */
const LAST = -0.5;

type Location = Parameters<
  NonNullable<Parameters<sheets.SheetInterceptorService['writeCellInterceptor']['intercept']>[1]['handler']>
>[1];

/** Ce dont la saisie dépend, relu à chaque geste. */
export interface TypingHabits {
  language(): Language;
  /** Le classeur ouvert compte-t-il ses jours depuis 1904 ? */
  date1904(): boolean;
}

/** Branche la grille sur le clavier de la langue et le calendrier du classeur. */
export function acceptTyping(grid: Grid, habits: TypingHabits): void {
  const { language, date1904 } = habits;
  const injector = grid.univer.__getInjector();
  const interceptors = injector.get(sheets.SheetInterceptorService);
  const model = injector.get(engineFormula.FormulaDataModel);
  const french = (): boolean => language() === 'fr-FR';
  readFrench(injector.get(engineFormula.LexerTreeBuilder), french);
  interceptors.writeCellInterceptor.intercept(sheets.BEFORE_CELL_EDIT, {
    priority: FIRST,
    handler: (cell, location, next) => {
      const { row, col, subUnitId, unitId } = location;
      const formula = french() ? model.getFormulaStringByCell(row, col, subUnitId, unitId) : null;
      // Sans appeler la suite : Univer y remettrait la forme américaine.
      return formula ? { ...cell, f: toFrench(formula) } : next(cell);
    },
  });
  interceptors.writeCellInterceptor.intercept(sheets.BEFORE_CELL_EDIT, {
    priority: LAST,
    handler: (cell, location, next) => next(french() && cell ? shownInEditor(cell, location) : cell),
  });
  /** Ce qui vient d'être tapé, avant qu'Univer le lise. */
  let typed: Nullable<ICellData>;
  interceptors.writeCellInterceptor.intercept(sheets.AFTER_CELL_EDIT, {
    priority: FIRST,
    handler: (cell, location, next) => {
      typed = cell;
      return french() && cell ? afterEdit(cell, { location, next, base1904: date1904() }) : next(cell);
    },
  });
  interceptors.writeCellInterceptor.intercept(sheets.AFTER_CELL_EDIT, {
    priority: LAST,
    handler: (cell, _location, next) =>
      next(!french() && date1904() && cell ? counted1904(typed, cell) : cell),
  });
  // La mise en forme, qui vient après, compte depuis 1900 : elle reçoit le numéro qu'elle attend.
  interceptors.intercept(sheets.INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: FIRST,
    effect: InterceptorEffectEnum.Value,
    handler: (cell, location, next) => next(date1904() && cell ? shownFrom1900(cell, location) : cell),
  });
  interceptors.intercept(sheets.INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: LAST,
    effect: InterceptorEffectEnum.Value,
    handler: (cell, _location, next) => next(french() && cell ? shownInGrid(cell) : cell),
  });
}

function shownInEditor(cell: ICellData, location: Location): ICellData {
  const raw = location.worksheet.getCellRaw(location.row, location.col);
  if (raw?.t === CellValueType.BOOLEAN)
    return { ...cell, v: raw.v ? 'VRAI' : 'FAUX', t: CellValueType.STRING };
  if (cell.t !== CellValueType.NUMBER || cell.v == null) return cell;
  // « 12.5% » vient d'Univer pour un pourcentage ; une date arrive déjà mise en forme et n'a pas de point.
  const text =
    typeof cell.v === 'number' ? frenchNumber(cell.v) : String(cell.v).replace(/^(-?\d+)\.(\d+%?)$/, '$1,$2');
  return { ...cell, v: text, t: CellValueType.STRING };
}

/** Le reste de la chaîne d'Univer après une saisie, et le calendrier du classeur. */
interface Edition {
  readonly location: Location;
  readonly base1904: boolean;
  next(cell: Nullable<ICellData>): Nullable<ICellData>;
}

function afterEdit(cell: ICellData, { location, next, base1904 }: Edition): Nullable<ICellData> {
  const raw = location.worksheet.getCellRaw(location.row, location.col);
  if (cell.f) {
    const us = toUS(cell.f);
    // Formule relue sans changement : rendre la cellule telle quelle, pour ne rien écrire ni annoncer.
    return raw?.f === us ? raw : next({ ...cell, f: us });
  }
  const isText = cell.t === CellValueType.STRING || cell.t === CellValueType.FORCE_STRING;
  const typed =
    isText || typeof cell.v !== 'string'
      ? undefined
      : typedValue(cell.v, { year: new Date().getFullYear(), base1904 });
  if (!typed) return next(cell);
  if (typeof typed.value === 'boolean') {
    return { ...cell, v: typed.value ? 1 : 0, t: CellValueType.BOOLEAN, p: null };
  }
  return { ...cell, v: typed.value, t: CellValueType.NUMBER, p: null, ...formatted(cell, typed, location) };
}

/** Une date qu'Univer a lue lui-même dans un texte, rendue au calendrier du classeur. */
function counted1904(typed: Nullable<ICellData>, kept: ICellData): ICellData {
  const isDate = typeof typed?.v === 'string' && /\d[/-]\d/.test(typed.v) && typeof kept.v === 'number';
  return isDate ? { ...kept, v: (kept.v as number) - DECALAGE_1904 } : kept;
}

function shownFrom1900(cell: ICellData, { workbook }: { workbook: Location['workbook'] }): ICellData {
  if (typeof cell.v !== 'number') return cell;
  const v = shownNumber(cell.v, patternOf(workbook.getStyles().getStyleByCell(cell)), true);
  return v === cell.v ? cell : { ...cell, v };
}

/** Le format à poser : aucun quand la cellule en a déjà un du même genre. */
function formatted(
  cell: ICellData,
  { format }: TypedValue,
  location: Location,
): Pick<ICellData, 's'> | undefined {
  if (!format) return undefined;
  const style = location.workbook.getStyles().getStyleByCell(cell);
  const pattern = style?.n?.pattern ?? '';
  if (kindOf(pattern) === format.kind) return undefined;
  return { s: { ...style, n: { pattern: format.pattern } } };
}

function kindOf(pattern: string): 'date' | 'percent' | 'currency' | 'other' {
  const bare = pattern.replace(/"[^"]*"|\\./g, found => (found.includes('€') ? '€' : ''));
  if (bare.includes('%')) return 'percent';
  if (bare.includes('€')) return 'currency';
  return isDatePattern(bare) ? 'date' : 'other';
}

function shownInGrid(cell: ICellData): ICellData {
  if (cell.t === CellValueType.BOOLEAN) return { ...cell, v: cell.v ? 'VRAI' : 'FAUX' };
  if (typeof cell.v === 'string') {
    return cell.f && cell.v.startsWith('#') ? { ...cell, v: errorToFrench(cell.v) } : cell;
  }
  if (cell.t !== CellValueType.NUMBER || typeof cell.v !== 'number' || Number.isInteger(cell.v)) return cell;
  return { ...cell, v: frenchNumber(cell.v) };
}
