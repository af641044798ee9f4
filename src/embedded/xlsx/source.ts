import type { CellRange } from './a1';
import type { Theme } from './colors';
import type { FormulaCodec } from './formulas';
import type { Package } from './package';
import type { XmlElement } from './xml';

/** What the codec keeps of a sheet of the opened file, beside what the model holds. */
export interface SheetSource {
  id: string;
  name: string;
  part: string;
  /** The sheet without its cells: `sheetData` is empty. */
  root: XmlElement;
  /** Attributes of the rows that say more than their number. */
  rows: ReadonlyMap<number, Readonly<Record<string, string>>>;
  /** Rich texts by cell: what is shown, and how the file writes it. */
  rich: ReadonlyMap<number, { text: string; xml: string }>;
  /** Array formulas by cell. */
  arrays: ReadonlyMap<number, ArraySource>;
  /** Attributes and formulas the model cannot hold, valid as long as the value of the cell is the same. */
  opaque: ReadonlyMap<number, { value: string; attrs: string; formula: string }>;
}

export interface ArraySource {
  formula: string;
  ref: string;
  /** True: spills as it wants; false: typed with Ctrl+Shift+Enter over a fixed range. */
  dynamic: boolean;
}

export interface TableSource {
  id: string;
  sheetId: string;
  part: string;
  root: XmlElement;
  range: CellRange;
}

/** What is kept of the opened file: its parts, and where things are. */
export interface WorkbookSource {
  pack: Package;
  part: string;
  root: XmlElement;
  sheets: readonly SheetSource[];
  tables: readonly TableSource[];
  formulas: FormulaCodec;
  theme: Theme;
  stylesPart: string | undefined;
  stringsPart: string | undefined;
  metadataPart: string | undefined;
}

/** Constants of Excel that are errors and not texts. */
export const ERRORS: ReadonlySet<string> = new Set([
  '#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA', '#SPILL!', '#CALC!',
  '#FIELD!', '#BLOCKED!', '#CONNECT!', '#BUSY!', '#UNKNOWN!', '#EXTERNAL!', '#PYTHON!',
]); // prettier-ignore
