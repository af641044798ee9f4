import { writeProtection } from './protection';
import { cellKey, contains } from './a1';
import { Adjuster, editedRange } from './adjust';
import type { SheetChange } from './adjust';
import { readColor } from './colors';
import { followNotes } from './followers';
import { withDynamicArrays } from './metadata';
import type { XlsxDocument } from './open';
import type { Package } from './package';
import { readPart } from './parts';
import { writeSettings } from './settings';
import { adjustSheet, newSheetRoot, SHEET_ORDER, updateSheet } from './sheet-parts';
import { CellWriter } from './sheet-write';
import type { WriteContext } from './sheet-write';
import type { SheetSource } from './source';
import type { SheetState, TableState, WorkbookState } from './state';
import { StringWriter } from './strings';
import { StyleWriter } from './styles-write';
import { columnNames, dataRange, writeTable } from './tables-write';
import { activeSheet, dropTitles, relationshipPrefix, writeWorkbook } from './workbook-write';
import { child, element, elements, setChild, writeXml, XML_HEADER } from './xml';
import type { XmlElement } from './xml';

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const encoder = new TextEncoder();

/** The work of one save: the parts being written and what they share. */
class Saver {
  private readonly pack: Package;
  private readonly root: XmlElement;
  private readonly stylesRoot: XmlElement;
  private readonly strings = new StringWriter();
  private readonly styles: StyleWriter;
  private readonly adjuster: Adjuster;
  private readonly parts = new Map<string, string>();
  private metadata: { root: XmlElement; cm: string } | undefined;
  private lastTableId: number;

  constructor(
    private readonly doc: XlsxDocument,
    private readonly state: WorkbookState,
  ) {
    const { source } = doc;
    this.pack = source.pack.clone();
    this.root = structuredClone(source.root);
    this.stylesRoot =
      source.stylesPart === undefined ? emptyStyles() : readPart(this.pack, source.stylesPart);
    this.styles = new StyleWriter(this.stylesRoot, source.theme, state.styles);
    this.adjuster = makeAdjuster(doc, state);
    this.lastTableId = Math.max(0, ...source.tables.map(t => Number(t.root.attrs['id'] ?? 0)));
  }

  save(): Uint8Array {
    const { pack, doc, state } = this;
    this.dropPart('calcChain');
    this.removeSheets();
    for (const sheet of state.sheets) this.placeSheet(sheet);
    for (const [index, sheet] of state.sheets.entries()) this.writeSheet(sheet, index === activeSheet(state));
    this.followCharts();
    writeWorkbook(pack, doc.source, this.root, state, this.parts, this.adjuster);
    this.writeShared();
    writeSettings(pack, doc.source.part, state.settings);
    const before = doc.source.sheets.map(s => s.name).join('\n');
    const sameNames =
      doc.names.length === state.names.length && doc.names.every((n, i) => n.name === state.names[i]?.name);
    if (before !== state.sheets.map(s => s.name).join('\n') || !sameNames) dropTitles(pack);
    return pack.zip();
  }

  /** Removes a part that belongs to the workbook, with its relationship. */
  private dropPart(kind: string): void {
    const { pack } = this;
    const { part } = this.doc.source;
    const link = pack.related(part, kind);
    if (!link) return;
    pack.remove(link.target);
    pack.setRelationships(
      part,
      pack.relationships(part).filter(r => r.id !== link.id),
    );
  }

  /** Removes the sheets that the model has no more, with the parts that only they use. */
  private removeSheets(): void {
    const { pack } = this;
    const kept = new Set(this.state.sheets.map(s => s.id));
    const gone = this.doc.source.sheets.filter(s => !kept.has(s.id)).map(s => s.part);
    if (gone.length === 0) return;
    const { part } = this.doc.source;
    pack.setRelationships(
      part,
      pack.relationships(part).filter(r => !gone.includes(r.target)),
    );
    for (const name of gone) removeWithParts(pack, name);
  }

  private placeSheet(sheet: SheetState): void {
    const known = this.sourceOf(sheet);
    if (known) {
      this.parts.set(sheet.id, known.part);
      return;
    }
    const name = this.pack.freeName('xl/worksheets/sheet', '.xml');
    this.pack.set(name, '', `${MAIN}.worksheet+xml`);
    this.pack.relate(this.doc.source.part, 'worksheet', name);
    this.parts.set(sheet.id, name);
  }

  private sourceOf(sheet: SheetState): SheetSource | undefined {
    return this.doc.source.sheets.find(s => s.id === sheet.id);
  }

  private writeSheet(sheet: SheetState, active: boolean): void {
    const source = this.sourceOf(sheet);
    const part = this.parts.get(sheet.id) ?? '';
    const root = source ? structuredClone(source.root) : newSheetRoot();
    const tables = this.state.tables.filter(t => t.sheetId === sheet.id);
    const { headers, names } = tableHeaders(sheet, tables);
    const context: WriteContext = {
      strings: this.strings,
      styles: this.styles,
      formulas: this.doc.source.formulas,
      headers,
      dynamicNumber: () => this.dynamicNumber(),
      tableAt: (row, column) => tables.find(t => contains(t.range, row, column))?.name,
    };
    const cells = new CellWriter(sheet, source, context);
    cells.write();
    if (source) {
      adjustSheet(root, source.name, this.adjuster);
      followNotes(this.pack, part, source.name, this.adjuster);
    }
    const oldTab = readColor(child(child(root, 'sheetPr'), 'tabColor'), this.doc.source.theme);
    updateSheet(root, sheet, cells.used, { active, oldTabColor: oldTab });
    writeProtection(root, sheet.protection, SHEET_ORDER);
    this.writeTables(part, root, tables, names);
    this.pack.set(part, joinSheet(root, cells.slices));
  }

  private dynamicNumber(): string {
    const { metadataPart } = this.doc.source;
    this.metadata ??= withDynamicArrays(metadataPart === undefined ? undefined : this.pack.xml(metadataPart));
    return this.metadata.cm;
  }

  private writeTables(
    part: string,
    root: XmlElement,
    tables: readonly TableState[],
    names: ReadonlyMap<string, string[]>,
  ): void {
    const { pack } = this;
    const known = this.doc.source.tables.filter(
      t => t.part !== '' && pack.relationships(part).some(r => r.target === t.part),
    );
    const keptIds = new Set(tables.map(t => t.id));
    const gone = known.filter(t => !keptIds.has(t.id)).map(t => t.part);
    for (const name of gone) pack.remove(name);
    if (gone.length > 0) {
      pack.setRelationships(
        part,
        pack.relationships(part).filter(r => !gone.includes(r.target)),
      );
    }
    const prefix = tables.length > 0 ? relationshipPrefix(root) : 'r';
    const links = tables.map(table => {
      const source = known.find(t => t.id === table.id);
      const name = source?.part ?? pack.freeName('xl/tables/table', '.xml');
      const id = source ? Number(source.root.attrs['id'] ?? 0) : ++this.lastTableId;
      const tree = writeTable(table, names.get(table.id) ?? [], id, source, this.doc.source.formulas);
      pack.set(name, tree, `${MAIN}.table+xml`);
      const link =
        pack.relationships(part).find(r => r.target === name)?.id ?? pack.relate(part, 'table', name);
      return element('tablePart', { [`${prefix}:id`]: link });
    });
    const list = links.length > 0 ? element('tableParts', { count: links.length }, links) : undefined;
    setChild(root, 'tableParts', list, SHEET_ORDER);
  }

  /** Series of charts follow the tables they show, and the names of the sheets. */
  private followCharts(): void {
    const sheet = this.doc.source.sheets[0]?.name ?? '';
    for (const name of this.pack.names()) {
      if (!/\/charts\/chart[^/]*\.xml$/.test(name)) continue;
      const before = this.pack.text(name);
      const after = before.replace(
        /(<c:f>)([^<]*)(<\/c:f>)/g,
        (_, open: string, text: string, close: string) => {
          const plain = text.replace(/&apos;/g, "'").replace(/&amp;/g, '&');
          const moved = this.adjuster.formula(sheet, plain);
          return open + (moved === plain ? text : moved.replace(/&/g, '&amp;').replace(/</g, '&lt;')) + close;
        },
      );
      if (after !== before) this.pack.set(name, after);
    }
  }

  private writeShared(): void {
    const { pack } = this;
    const { source } = this.doc;
    if (this.strings.isEmpty) this.dropPart('sharedStrings');
    else {
      const name = source.stringsPart ?? 'xl/sharedStrings.xml';
      pack.set(name, this.strings.write(), `${MAIN}.sharedStrings+xml`);
      if (source.stringsPart === undefined) pack.relate(source.part, 'sharedStrings', name);
    }
    if (this.styles.isChanged || source.stylesPart === undefined) {
      const name = source.stylesPart ?? 'xl/styles.xml';
      pack.set(name, this.stylesRoot, `${MAIN}.styles+xml`);
      if (source.stylesPart === undefined) pack.relate(source.part, 'styles', name);
    }
    if (this.metadata) {
      const name = source.metadataPart ?? 'xl/metadata.xml';
      pack.set(name, this.metadata.root, `${MAIN}.sheetMetadata+xml`);
      if (source.metadataPart === undefined) pack.relate(source.part, 'sheetMetadata', name);
    }
  }
}

/** Removes a part and those that nothing else points to. */
function removeWithParts(pack: Package, name: string): void {
  const below = pack.relationships(name).filter(r => !r.external && pack.has(r.target));
  pack.remove(name);
  const used = new Set(
    pack.names().flatMap(n => (n.endsWith('.rels') ? [] : pack.relationships(n).map(r => r.target))),
  );
  for (const r of below) if (!used.has(r.target) && pack.has(r.target)) removeWithParts(pack, r.target);
}

/** Texts of the headers of tables, and the names of their columns. */
function tableHeaders(
  sheet: SheetState,
  tables: readonly TableState[],
): { headers: Map<number, string>; names: Map<string, string[]> } {
  const headers = new Map<number, string>();
  const names = new Map<string, string[]>();
  const texts = new Map<number, string>();
  const lastRow = Math.max(-1, ...tables.filter(t => t.showHeader).map(t => t.range.startRow));
  if (lastRow >= 0) {
    for (const cell of sheet.cells()) {
      if (cell.row > lastRow) break;
      if (cell.kind !== 'empty' && cell.value !== null)
        texts.set(cellKey(cell.row, cell.column), String(cell.value));
    }
  }
  for (const table of tables) {
    const { startRow, startColumn, endColumn } = table.range;
    const width = endColumn - startColumn + 1;
    const seen = Array.from({ length: width }, (_, i) => texts.get(cellKey(startRow, startColumn + i)) ?? '');
    const columns = columnNames(
      table.showHeader ? seen : ((table as { columns?: readonly string[] }).columns ?? seen),
    );
    names.set(table.id, columns);
    if (table.showHeader) columns.forEach((name, i) => headers.set(cellKey(startRow, startColumn + i), name));
  }
  return { headers, names };
}

function makeAdjuster(doc: XlsxDocument, state: WorkbookState): Adjuster {
  const renamed = new Map<string, string>();
  const changes = new Map<string, SheetChange>();
  for (const source of doc.source.sheets) {
    const sheet = state.sheets.find(s => s.id === source.id);
    if (!sheet) continue;
    if (sheet.name !== source.name) renamed.set(source.name.toLowerCase(), sheet.name);
    const edits = sheet.edits ?? [];
    const growths = doc.tables.flatMap(before => {
      const after = state.tables.find(t => t.id === before.id && t.sheetId === sheet.id);
      const moved = before.sheetId === sheet.id ? editedRange(dataRange(before), edits) : undefined;
      if (!after || !moved || dataRange(after).startRow !== moved.startRow) return [];
      return dataRange(after).endRow === moved.endRow ? [] : [{ before: moved, after: dataRange(after) }];
    });
    changes.set(source.name.toLowerCase(), { edits, growths });
  }
  return new Adjuster(renamed, changes);
}

/** Puts the rows back between the two halves of the tree. */
function joinSheet(root: XmlElement, slices: readonly Uint8Array[]): Uint8Array {
  if (!child(root, 'sheetData')) setChild(root, 'sheetData', element('sheetData'), SHEET_ORDER);
  const data = elements(root, 'sheetData')[0];
  if (data) data.children = [];
  const xml = writeXml(root);
  const cut = xml.indexOf('<sheetData/>');
  const parts = [
    encoder.encode(`${XML_HEADER}${xml.slice(0, cut)}<sheetData>`),
    ...slices,
    encoder.encode(`</sheetData>${xml.slice(cut + '<sheetData/>'.length)}`),
  ];
  const bytes = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    bytes.set(p, at);
    at += p.length;
  }
  return bytes;
}

/** Least styles a workbook needs. */
function emptyStyles(): XmlElement {
  const one = (name: string, part: XmlElement): XmlElement => element(name, { count: 1 }, [part]);
  const none = { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 };
  const fill = (patternType: string): XmlElement =>
    element('fill', {}, [element('patternFill', { patternType })]);
  return element('styleSheet', { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' }, [
    one('fonts', element('font', {}, [element('sz', { val: 11 }), element('name', { val: 'Calibri' })])),
    element('fills', { count: 2 }, [fill('none'), fill('gray125')]),
    one(
      'borders',
      element(
        'border',
        {},
        ['left', 'right', 'top', 'bottom', 'diagonal'].map(n => element(n)),
      ),
    ),
    one('cellStyleXfs', element('xf', none)),
    one('cellXfs', element('xf', { ...none, xfId: 0 })),
    one('cellStyles', element('cellStyle', { name: 'Normal', xfId: 0, builtinId: 0 })),
  ]);
}

/**
 * Writes a workbook: what the model holds now, in the parts of the file it was opened from. Everything the model
 * does not know (charts, conditional formats, validations, notes, links, print set-up, themes…) stays as it was and
 * follows the tables that grew and the rows that moved. The same document and state give the same bytes.
 */
export async function saveDocument(doc: XlsxDocument, state: WorkbookState): Promise<Uint8Array> {
  return new Saver(doc, state).save();
}
