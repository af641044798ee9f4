import { readProtection } from './protection';
import { LocaleType } from '#vendor';
import type { ICellData, IFreeze, IWorkbookData, IWorksheetData } from '#vendor';
import { parseRange } from './a1';
import type { CellRange } from './a1';
import { readColor, readTheme } from './colors';
import type { Theme } from './colors';
import { FormulaCodec } from './formulas';
import type { FormulaOptions } from './formulas';
import { dynamicNumbers } from './metadata';
import { Package } from './package';
import { readPart, splitSheet, withoutPrefix } from './parts';
import { readSettings } from './settings';
import { CellReader } from './sheet-read';
import type { ReadContext } from './sheet-read';
import type { SheetSource, TableSource, WorkbookSource } from './source';
import type { NameState, Visibility } from './state';
import { readSharedStrings } from './strings';
import { StyleReader } from './styles';
import { readTable } from './tables-read';
import type { TableDocument } from './tables-read';
import { child, decodeEscapes, elements, isTrue, textOf } from './xml';
import type { XmlElement } from './xml';

/** A workbook read from a file: what the model is made from, and what must not be lost. */
export interface XlsxDocument {
  /** For `createUnit` / `createWorkbook`; sheet ids are `s1`, `s2`… in the order of the tabs. */
  snapshot: IWorkbookData;
  tables: TableDocument[];
  names: NameState[];
  settings: Record<string, unknown>;
  date1904: boolean;
  /** True when the file must be calculated whole: it says so, or an engine that we do not know computed its values. */
  recalculate: boolean;
  /** Index of the active sheet. */
  active: number;
  /** Ranges filled by array formulas and the values they had: sheet id → row → column. Seeds for the engine. */
  spills: Record<string, Record<number, Record<number, CellRange>>>;
  spilled: Record<string, Record<number, Record<number, ICellData>>>;
  /** What saving needs of the file; opaque to the other parts. */
  source: WorkbookSource;
}

/** Pixels of a column width in characters of the default font (7 pixels a digit at 96 dpi). */
export const pixelsOfWidth = (width: number): number => Math.floor(width * 7 + 0.5);
/** Pixels of a height in points. */
export const pixelsOfHeight = (points: number): number => Math.round((points * 4) / 3);

const SPARE_ROWS = 200;
const SPARE_COLUMNS = 10;

/**
 * Reads the bytes of an .xlsx file. Throws a French sentence when they are not a readable workbook.
 * @param options names of the custom functions, to read `_xldudf_…` back
 */
export async function openDocument(bytes: Uint8Array, options: FormulaOptions = {}): Promise<XlsxDocument> {
  const pack = Package.open(bytes);
  const part = pack.related('', 'officeDocument')?.target ?? 'xl/workbook.xml';
  const root = readPart(pack, part);
  const target = (kind: string): string | undefined => {
    const found = pack.related(part, kind)?.target;
    return found !== undefined && pack.has(found) ? found : undefined;
  };
  const [stylesPart, stringsPart, metadataPart, themePart] = [
    target('styles'),
    target('sharedStrings'),
    target('sheetMetadata'),
    target('theme'),
  ];
  const formulas = new FormulaCodec(options);
  const theme = readTheme(themePart === undefined ? undefined : pack.xml(themePart));
  const dynamic = dynamicNumbers(metadataPart === undefined ? undefined : pack.xml(metadataPart));
  const context: ReadContext = {
    formulas,
    strings: stringsPart === undefined ? [] : readSharedStrings(withoutPrefix(pack.text(stringsPart))),
    isDynamic: cm => dynamic.has(cm),
  };
  const book = readSheets(pack, part, root, context, theme);
  const styles = stylesPart === undefined ? {} : new StyleReader(readPart(pack, stylesPart), theme).all();
  const ids = new Map(book.sheets.map(s => [s.index, s.source.id]));
  const view = child(child(root, 'bookViews'), 'workbookView');
  const activeId = ids.get(Number(view?.attrs['activeTab'] ?? 0));
  return {
    snapshot: {
      id: 'classeur',
      name: 'Classeur',
      appVersion: '0.25.1',
      locale: LocaleType.FR_FR,
      styles,
      sheetOrder: book.sheets.map(s => s.source.id),
      sheets: Object.fromEntries(book.sheets.map(s => [s.source.id, s.data])),
    },
    tables: book.tables.map(t => t.table),
    names: readNames(root, ids, formulas),
    settings: readSettings(pack, part),
    date1904: isTrue(child(root, 'workbookPr')?.attrs['date1904']),
    recalculate: mustRecalculate(root),
    active: Math.max(0, book.sheets.findIndex(s => s.source.id === activeId)),
    spills: Object.fromEntries(book.sheets.map(s => [s.source.id, s.reader.spills])),
    spilled: Object.fromEntries(book.sheets.map(s => [s.source.id, s.reader.spilled])),
    source: {
      pack, part, root, formulas, theme, stylesPart, stringsPart, metadataPart,
      sheets: book.sheets.map(s => s.source),
      tables: book.tables.map(t => t.source),
    },
  }; // prettier-ignore
}

/**
 * True when the values of the file are nobody's that we know. Excel calculates a file whole as it opens it when the file asks
 * for it (`fullCalcOnLoad`: openpyxl, exceljs), or when the engine that calculated it last is older than its own (ECMA-376,
 * 18.2.2, `calcId`; none counts as 0, MS-OI29500, 2.1.565): so always for LibreOffice and Google Sheets, which write no
 * `calcId`. The name of the application (`fileVersion`) plays no part. We do the same, save that the values of any Excel, on
 * Windows, Mac or the web, and of our own engine (`signCalculation`) are kept: a large file opens as it was saved.
 */
function mustRecalculate(root: XmlElement): boolean {
  const attrs = child(root, 'calcPr')?.attrs;
  return isTrue(attrs?.['fullCalcOnLoad']) || Number(attrs?.['calcId'] ?? 0) === 0;
}

interface ReadSheet {
  /** Place in the list of the file, chart sheets counted. */
  index: number;
  data: Partial<IWorksheetData>;
  source: SheetSource;
  reader: CellReader;
}

function readSheets(
  pack: Package,
  workbookPart: string,
  root: XmlElement,
  context: ReadContext,
  theme: Theme,
): { sheets: ReadSheet[]; tables: { table: TableDocument; source: TableSource }[] } {
  const links = new Map(pack.relationships(workbookPart).map(r => [r.id, r]));
  const sheets: ReadSheet[] = [];
  const tables: { table: TableDocument; source: TableSource }[] = [];
  for (const [index, node] of elements(child(root, 'sheets'), 'sheet').entries()) {
    const link = links.get(relationshipId(node));
    if (!link?.type.endsWith('/worksheet')) continue;
    const id = `s${sheets.length + 1}`;
    const sheet = readSheet(pack, link.target, id, node, context, theme);
    sheets.push({ ...sheet, index });
    for (const r of pack.relationships(link.target)) {
      if (!r.type.endsWith('/table') || !pack.has(r.target)) continue;
      const tree = readPart(pack, r.target);
      const table = readTable(tree, `t${tree.attrs['id'] ?? tables.length + 1}`, id, context.formulas);
      if (!table) continue;
      tables.push({
        table,
        source: { id: table.id, sheetId: id, part: r.target, root: tree, range: table.range },
      });
    }
  }
  return { sheets, tables };
}

/** Value of `r:id`, whatever the prefix of the namespace. */
export const relationshipId = (node: XmlElement): string =>
  Object.entries(node.attrs).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? '';

function readSheet(
  pack: Package,
  part: string,
  id: string,
  node: XmlElement,
  context: ReadContext,
  theme: Theme,
): Omit<ReadSheet, 'index'> {
  const { root, rows } = splitSheet(pack.bytes(part));
  const reader = new CellReader(context);
  for (const slice of rows) reader.read(slice);
  const name = node.attrs['name'] ?? id;
  const view = child(child(root, 'sheetViews'), 'sheetView');
  const format = child(root, 'sheetFormatPr');
  const visibility = (node.attrs['state'] ?? 'visible') as Visibility;
  const tab = readColor(child(child(root, 'sheetPr'), 'tabColor'), theme);
  const data: Partial<IWorksheetData> = {
    id,
    name,
    tabColor: tab ?? '',
    hidden: visibility === 'visible' ? 0 : 1,
    cellData: reader.cells,
    rowCount: Math.max(1000, reader.lastRow + 1 + SPARE_ROWS),
    columnCount: Math.max(26, reader.lastColumn + 1 + SPARE_COLUMNS),
    defaultColumnWidth: pixelsOfWidth(Number(format?.attrs['defaultColWidth'] ?? 9.140625)),
    defaultRowHeight: pixelsOfHeight(Number(format?.attrs['defaultRowHeight'] ?? 15)),
    mergeData: readMerges(root),
    columnData: readColumns(root),
    rowData: readRows(reader),
    freeze: readFreeze(view),
    showGridlines: view?.attrs['showGridLines'] === undefined || isTrue(view.attrs['showGridLines']) ? 1 : 0,
  };
  const protection = readProtection(root);
  data.custom = {
    ...(visibility === 'veryHidden' ? { veryHidden: true } : {}),
    ...(protection ? { protection } : {}),
  };
  const { rich, arrays, opaque } = reader;
  return { data, source: { id, name, part, root, rows: reader.rows, rich, arrays, opaque }, reader };
}

function readMerges(root: XmlElement): NonNullable<IWorksheetData['mergeData']> {
  return elements(child(root, 'mergeCells'), 'mergeCell').flatMap(
    m => parseRange(m.attrs['ref'] ?? '') ?? [],
  );
}

/** Columns that a `<col>` covers up to the end of the sheet are a default, not columns to list one by one. */
const LISTED_COLUMNS = 512;

export function readColumns(root: XmlElement): NonNullable<IWorksheetData['columnData']> {
  const columns: NonNullable<IWorksheetData['columnData']> = {};
  for (const col of elements(child(root, 'cols'), 'col')) {
    const first = Number(col.attrs['min']) - 1;
    const last = Math.min(Number(col.attrs['max']) - 1, first + LISTED_COLUMNS);
    for (let c = first; c <= last; c++) {
      const width = Number(col.attrs['width']);
      columns[c] = {
        ...(Number.isFinite(width) && col.attrs['width'] !== undefined ? { w: pixelsOfWidth(width) } : {}),
        hd: isTrue(col.attrs['hidden']) ? 1 : 0,
      };
    }
  }
  return columns;
}

function readRows(reader: CellReader): NonNullable<IWorksheetData['rowData']> {
  const rows: NonNullable<IWorksheetData['rowData']> = {};
  for (const [row, attrs] of reader.rows) {
    const hidden = isTrue(attrs['hidden']);
    const height = attrs['ht'];
    const outline = Number(attrs['outlineLevel'] ?? 0);
    if (!hidden && height === undefined && outline === 0) continue;
    const custom = isTrue(attrs['customHeight']);
    rows[row] = {
      ...(outline === 0 ? {} : { custom: { outline } }),
      ...(height === undefined ? {} : { h: pixelsOfHeight(Number(height)), ...(custom ? { ia: 0 } : {}) }),
      hd: hidden ? 1 : 0,
    };
  }
  return rows;
}

/** Frozen rows and columns of a view. */
export function frozen(view: XmlElement | undefined): { rows: number; columns: number } {
  const pane = child(view, 'pane');
  const state = pane?.attrs['state'];
  if (!pane || (state !== 'frozen' && state !== 'frozenSplit')) return { rows: 0, columns: 0 };
  return { rows: Number(pane.attrs['ySplit'] ?? 0), columns: Number(pane.attrs['xSplit'] ?? 0) };
}

function readFreeze(view: XmlElement | undefined): IFreeze {
  const { rows, columns } = frozen(view);
  return {
    xSplit: columns,
    ySplit: rows,
    startRow: rows > 0 ? rows : -1,
    startColumn: columns > 0 ? columns : -1,
  };
}

/** The names of the users; those Excel reserves (`_xlnm.…`) stay in the file and follow their sheet. */
function readNames(
  root: XmlElement,
  sheets: ReadonlyMap<number, string>,
  formulas: FormulaCodec,
): NameState[] {
  const names: NameState[] = [];
  for (const node of elements(child(root, 'definedNames'), 'definedName')) {
    const name = node.attrs['name'] ?? '';
    const local = node.attrs['localSheetId'];
    if (name.startsWith('_xlnm.')) continue;
    const sheetId = local === undefined ? undefined : sheets.get(Number(local));
    names.push({
      name,
      refersTo: formulas.fromFile(decodeEscapes(textOf(node))),
      ...(sheetId === undefined ? {} : { sheetId }),
      ...(isTrue(node.attrs['hidden']) ? { hidden: true } : {}),
      ...(node.attrs['comment'] === undefined ? {} : { comment: node.attrs['comment'] }),
    });
  }
  return names;
}
