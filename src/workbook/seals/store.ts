/**
 * Où sont gardés les index des lignes scellées : une feuille très masquée, « Clôture (scellés) », à part de celle de la
 * reprise, qui s'efface. On n'y fait qu'ajouter. Perdue, « Vérifier » dit encore quelle table a bougé, plus quelle ligne.
 */
import { codeOf } from '../errors';
import type { Context } from '../office';

const SHEET = 'Clôture (scellés)';
/** Une cellule tient 32 767 caractères. */
const CHUNK = 30_000;
const ROWS_PER_SYNC = 40;
const FIRST = '>';
const NEXT = '|';

/** Ce qu'un scellé garde d'une table : ce qui diffère du scellé sur lequel il repose. */
export interface StoredIndex {
  readonly numero: number;
  readonly table: string;
  readonly objet: string;
  /** Empreinte de la table à ce scellé : un index dont le scellé n'a pas été écrit ne compte pas. */
  readonly hash: string;
  /** Toutes ses lignes, et non ce qui diffère du scellé d'avant. */
  readonly full: boolean;
  readonly delta: string;
}

export class SealStore {
  constructor(private readonly context: Context) {}

  /** Ajoute des index, au bout. La feuille naît avec le premier. */
  async append(indexes: readonly StoredIndex[]): Promise<void> {
    const { context } = this;
    const sheet = (await this.find()) ?? (await this.create());
    // LibreOffice ne connaît que « masquée » : un classeur qui y passe en revient moins bien caché.
    sheet.visibility = 'VeryHidden';
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,rowCount');
    await context.sync();
    let next = used.isNullObject ? 0 : used.rowIndex + used.rowCount;
    const cells = indexes.flatMap(cellsOf);
    for (let at = 0; at < cells.length; at += ROWS_PER_SYNC) {
      const part = cells.slice(at, at + ROWS_PER_SYNC);
      sheet.getRangeByIndexes(next, 0, part.length, 1).values = part;
      await context.sync();
      next += part.length;
    }
  }

  /** Tous les index gardés, du plus ancien au plus récent. */
  async read(): Promise<StoredIndex[]> {
    const { context } = this;
    const sheet = await this.find();
    if (!sheet) return [];
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,rowCount');
    await context.sync();
    if (used.isNullObject) return [];
    const end = used.rowIndex + used.rowCount;
    const texts: string[] = [];
    for (let row = 0; row < end; row += ROWS_PER_SYNC) {
      const range = sheet.getRangeByIndexes(row, 0, Math.min(ROWS_PER_SYNC, end - row), 1);
      range.load('values');
      await context.sync();
      for (const [value] of range.values as unknown[][]) texts.push(String(value));
    }
    return indexesOf(texts);
  }

  private async find(): Promise<Excel.Worksheet | undefined> {
    const sheet = this.context.workbook.worksheets.getItemOrNullObject(SHEET);
    await this.context.sync();
    return sheet.isNullObject ? undefined : sheet;
  }

  private async create(): Promise<Excel.Worksheet> {
    const { worksheets } = this.context.workbook;
    try {
      worksheets.add(SHEET).visibility = 'VeryHidden';
      await this.context.sync();
    } catch (error) {
      if (codeOf(error) !== 'ItemAlreadyExists') throw error;
    }
    return worksheets.getItem(SHEET);
  }
}

function cellsOf({ delta, ...head }: StoredIndex): string[][] {
  const cells = [[FIRST + JSON.stringify(head)]];
  for (let at = 0; at < delta.length; at += CHUNK) cells.push([NEXT + delta.slice(at, at + CHUNK)]);
  return cells;
}

function indexesOf(texts: readonly string[]): StoredIndex[] {
  const found: { head: string; parts: string[] }[] = [];
  for (const text of texts) {
    if (text.startsWith(FIRST)) found.push({ head: text.slice(1), parts: [] });
    else if (text.startsWith(NEXT)) found.at(-1)?.parts.push(text.slice(1));
  }
  return found.flatMap(({ head, parts }) => {
    try {
      return [{ ...(JSON.parse(head) as Omit<StoredIndex, 'delta'>), delta: parts.join('') }];
    } catch {
      return [];
    }
  });
}
