/**
 * La feuille très masquée de la clôture : qui clôture en ce moment (le bail), et ce que la dernière exécution a remplacé
 * (le retour). Voir README.md : pourquoi une feuille, et pourquoi celle-ci.
 */
import { codeOf } from './errors';
import type { Image } from './images';
import type { Context } from './office';

const SHEET = 'Clôture (reprise)';
const LEASE_ROW = 0;
const RUN_ROW = 1;
const LOG_ROW = 2;
/** Une cellule tient 32 767 caractères : une image plus longue en prend plusieurs, à la suite. */
const CHUNK = 30_000;
/** Cellules envoyées ou lues en un aller-retour : moins de 1,5 Mo. */
const ROWS_PER_SYNC = 40;
/** Marques de la première cellule d'une entrée et de ses suites ; elles tiennent aussi le texte pour du texte. */
const FIRST = '>';
const NEXT = '|';

/** La feuille de coulisse d'un classeur, dans un même Excel.run. */
export class Backstage {
  private sheet: Excel.Worksheet | undefined;
  private next = LOG_ROW;

  constructor(private readonly context: Context) {}

  /** Le texte du bail, '' s'il n'y en a pas. */
  async readLease(): Promise<string> {
    const { context } = this;
    const sheet = await this.find();
    if (!sheet) return '';
    const cell = sheet.getRangeByIndexes(LEASE_ROW, 0, 1, 1);
    cell.load('values');
    await context.sync();
    return String(cell.values[0]?.[0] ?? '');
  }

  /** Remplace le bail, et rend celui qui était là au moment même d'écrire. La feuille naît avec le premier. */
  async swapLease(text: string): Promise<string> {
    const { context } = this;
    const sheet = (await this.find()) ?? (await this.create());
    const cell = sheet.getRangeByIndexes(LEASE_ROW, 0, 1, 1);
    const before = sheet.getRangeByIndexes(LEASE_ROW, 0, 1, 1);
    before.load('values');
    cell.values = [[text]];
    sheet.visibility = 'VeryHidden';
    await context.sync();
    return String(before.values[0]?.[0] ?? '');
  }

  /** Ce que la dernière exécution a remplacé, dans l'ordre où elle l'a fait. Une entrée coupée par une panne ne compte pas. */
  async readLog(): Promise<Image[]> {
    const { context } = this;
    const sheet = await this.find();
    if (!sheet) return [];
    const used = sheet.getUsedRange(true);
    used.load('rowIndex,rowCount');
    await context.sync();
    const end = used.rowIndex + used.rowCount;
    const texts: string[] = [];
    for (let row = LOG_ROW; row < end; row += ROWS_PER_SYNC) {
      const range = sheet.getRangeByIndexes(row, 0, Math.min(ROWS_PER_SYNC, end - row), 1);
      range.load('values');
      await context.sync();
      for (const [value] of range.values as unknown[][]) texts.push(String(value));
    }
    this.next = Math.max(LOG_ROW, end);
    return entriesOf(texts);
  }

  /** L'exécution dont on garde de quoi revenir en arrière, '' s'il n'y en a pas. */
  async readRun(): Promise<string> {
    const { context } = this;
    const sheet = await this.find();
    if (!sheet) return '';
    const cell = sheet.getRangeByIndexes(RUN_ROW, 0, 1, 1);
    cell.load('values');
    await context.sync();
    return String(cell.values[0]?.[0] ?? '');
  }

  /** Note où en est l'exécution dont on garde le retour. */
  async writeRun(text: string): Promise<void> {
    const { context } = this;
    const sheet = (await this.find())!;
    sheet.getRangeByIndexes(RUN_ROW, 0, 1, 1).values = [[text]];
    await context.sync();
  }

  /** Une autre exécution commence : celle d'avant ne s'annule plus. */
  async restart(text: string): Promise<void> {
    const { context } = this;
    const sheet = (await this.find())!;
    const used = sheet.getUsedRange(true);
    used.load('rowIndex,rowCount');
    await context.sync();
    const rows = used.rowIndex + used.rowCount - LOG_ROW;
    // Envoyé à moitié, il ne reste rien à annuler plutôt que les images d'une autre exécution.
    sheet.getRangeByIndexes(RUN_ROW, 0, 1, 1).values = [['']];
    if (rows > 0) sheet.getRangeByIndexes(LOG_ROW, 0, rows, 1).clear('Contents');
    sheet.getRangeByIndexes(RUN_ROW, 0, 1, 1).values = [[text]];
    await context.sync();
    this.next = LOG_ROW;
  }

  /** Garde une image, avant que ce qu'elle montre soit remplacé. */
  async append(entry: Image): Promise<void> {
    const { context } = this;
    const sheet = (await this.find())!;
    const text = JSON.stringify(entry);
    const cells: string[][] = [];
    for (let at = 0; at < text.length; at += CHUNK)
      cells.push([(at === 0 ? FIRST : NEXT) + text.slice(at, at + CHUNK)]);
    for (let at = 0; at < cells.length; at += ROWS_PER_SYNC) {
      const part = cells.slice(at, at + ROWS_PER_SYNC);
      sheet.getRangeByIndexes(this.next, 0, part.length, 1).values = part;
      await context.sync();
      this.next += part.length;
    }
  }

  private async find(): Promise<Excel.Worksheet | undefined> {
    const { context } = this;
    if (this.sheet) return this.sheet;
    const found = context.workbook.worksheets.getItemOrNullObject(SHEET);
    await context.sync();
    return found.isNullObject ? undefined : (this.sheet = found);
  }

  /** Créée par un autre au même instant, elle est à nous deux. */
  private async create(): Promise<Excel.Worksheet> {
    const { context } = this;
    const { worksheets } = context.workbook;
    try {
      worksheets.add(SHEET).visibility = 'VeryHidden';
      await context.sync();
    } catch (error) {
      if (codeOf(error) !== 'ItemAlreadyExists') throw error;
    }
    return (this.sheet = worksheets.getItem(SHEET));
  }
}

function entriesOf(texts: readonly string[]): Image[] {
  const whole: string[] = [];
  for (const text of texts) {
    if (text.startsWith(FIRST)) whole.push(text.slice(1));
    else if (text.startsWith(NEXT) && whole.length > 0) whole.push((whole.pop() ?? '') + text.slice(1));
  }
  return whole.flatMap(text => {
    try {
      return [JSON.parse(text) as Image];
    } catch {
      return [];
    }
  });
}
