/**
 * Branche les fichiers .xlsx sur le modèle : ouvrir monte le document dans Univer, enregistrer rend l'état du modèle
 * au document, qui a gardé tout ce qu'Univer ne connaît pas (validations, mises en forme conditionnelles, notes…).
 */
import type { ModelEvents } from './model/events';
import type { TableModel } from './model/tables';
import type { WorkbookContent, WorkbookModel } from './model/workbook';
import {
  newDocument,
  openDocument,
  saveDocument,
  stateOfUniver,
  type StructuralEdit,
  type TableFilter,
  type TableState,
  type XlsxDocument,
} from './xlsx';

/** Le fichier derrière un modèle : le document ouvert, et les lignes et colonnes insérées ou retirées depuis. */
export class WorkbookFile {
  #document: XlsxDocument | undefined;
  #edits: Record<string, StructuralEdit[]> = {};

  constructor(
    private readonly model: WorkbookModel,
    private readonly functions?: readonly string[],
  ) {
    const record = (axis: StructuralEdit['axis']) => (event: ModelEvents['rowsShifted']) => {
      const kind = event.count < 0 ? 'delete' : 'insert';
      (this.#edits[event.sheetId] ??= []).push({ axis, kind, at: event.at, count: Math.abs(event.count) });
    };
    model.on('rowsShifted', record('rows'));
    model.on('columnsShifted', record('columns'));
    model.on('loaded', () => (this.#edits = {}));
  }

  /** Lit un fichier ; `save` repartira de lui. */
  async open(bytes: Uint8Array): Promise<WorkbookContent> {
    const document = await openDocument(bytes, this.#options());
    this.#document = document;
    return {
      snapshot: document.snapshot,
      tables: document.tables.map(table => ({
        ...table,
        styleName: table.styleName ?? '',
        showHeaders: table.showHeader,
        showFilterButton: table.showFilter ?? true,
      })),
      names: document.names,
      settings: document.settings,
      active: document.active,
      date1904: document.date1904,
      arrays: Object.entries(document.spills).flatMap(([sheetId, rows]) =>
        Object.entries(rows).flatMap(([row, cells]) =>
          Object.keys(cells).map(column => ({ sheetId, row: Number(row), column: Number(column) })),
        ),
      ),
      recalculate: document.recalculate,
    };
  }

  /** Le classeur tel qu'il est, dans un fichier .xlsx : mêmes octets pour un même état. */
  async save(): Promise<Uint8Array> {
    const { model } = this;
    const document = this.#document ?? (await newDocument(model.sheets()[0]?.name, this.#options()));
    const sheets = model.sheets();
    // Le classeur vivant, sans copie : rien ne l’écrit entre ici et le dernier octet.
    const state = stateOfUniver(model.inner.getSnapshot(), model.unitId, model.injector, {
      tables: model.tables().map(table => tableState(model, table)),
      names: model.names.all().map(({ name, refersTo, hidden, comment, sheetId }) => ({
        name,
        refersTo: refersTo.replace(/^=/, ''),
        hidden,
        comment,
        sheetId,
      })),
      settings: Object.fromEntries(model.settings),
      active: Math.max(
        0,
        sheets.findIndex(sheet => sheet.id === model.activeSheet.id),
      ),
      edits: this.#edits,
    });
    return saveDocument(document, state);
  }

  #options() {
    return this.functions ? { functions: this.functions } : {};
  }
}

function tableState(model: WorkbookModel, table: TableModel): TableState {
  const { row, column, rows, columns } = table.area;
  return {
    id: table.id,
    sheetId: table.sheetId,
    name: table.name,
    range: { startRow: row, startColumn: column, endRow: row + rows - 1, endColumn: column + columns - 1 },
    showHeader: table.showHeaders,
    showTotals: table.showTotals,
    styleName: table.styleName === '' ? undefined : table.styleName,
    calculatedColumns: Object.fromEntries(
      [...table.calculated].map(([at, { formula, row: from }]) => [
        at,
        model.formulaForRow(formula, from, table.body.row),
      ]),
    ),
    showFilter: table.showFilterButton,
    filters: filtersOf(table),
  };
}

/** Les filtres posés par l'API ; sans aucun, ceux du fichier sont gardés. */
function filtersOf(table: TableModel): TableFilter[] | undefined {
  const filters: TableFilter[] = [];
  for (const [column, { values }] of table.criteria)
    if (Array.isArray(values)) filters.push({ column, values: values.map(String) });
  return filters.length > 0 ? filters : undefined;
}
