import type { Anomalie } from '../comptabilite';
import { encoderValeur } from './decode';
import { codeOf } from './errors';
import type { DescriptionFeuille } from './feuille';
import { applyFilter, readFilter, type SavedFilter, withoutFilter } from './filters';
import { type Image, imageOf, planUndo } from './images';
import { type Cell, assertMatrix, bytesPerRow, mostBytes } from './matrix';
import { type Context, throwIfCancelled, type WorkOptions, yieldToWindow } from './office';
import { type OpenedTable, TableOpener } from './open-table';
import { outline } from './outline';
import { type Produite, type RowPatch, type WritePlan, planWrite } from './plan';
import {
  ATTEMPTS,
  deleteRows,
  growTable,
  insertRows,
  type Place,
  replaceRows,
  restless,
  RowsMoved,
} from './swap';
import type { AnyTable, Valeur } from './table';

/** Ce qu'une écriture a changé dans une table. */
export interface WriteReport {
  table: string;
  feuille: string;
  ajoutees: number;
  modifiees: number;
  retirees: number;
  inchangees: number;
  anomalies: Anomalie[];
}

export interface WriteOptions extends WorkOptions {
  /** Appelé avant la première écriture d'une table, avec ce qui va y être remplacé : à garder pour pouvoir annuler. */
  onImage?: (image: Image) => Promise<void>;
}

type Awaitable<T> = T | Promise<T>;

/** Un envoi reste sous 1,5 Mo de valeurs : Excel pour le web refuse plus de 5 Mo (office-js §3.3). */
const MAX_BYTES = 1_500_000;
/** Un envoi qui retire des lignes les rend, pour vérifier et rouvrir : leurs valeurs deux fois, formules, formats. */
const TIMES_RETURNED = 4;

/** Écrit des tables, dans un même Excel.run. */
export class TableWriter {
  private readonly opener: TableOpener;

  constructor(
    private readonly context: Context,
    private readonly options: WriteOptions = {},
  ) {
    this.opener = new TableOpener(context);
  }

  /**
   * Met une table générée à jour, en place : les lignes gardent leur rang, leurs voisines et les cellules de
   * l'utilisateur. La feuille est créée d'après sa description si elle manque. Le filtre actif est ôté le temps de
   * l'écriture, puis remis. Si des lignes bougent pendant qu'on écrit, la table est relue et le plan refait.
   * @throws CloseError si la table ne cesse de bouger
   */
  async write(produite: Produite, description: DescriptionFeuille): Promise<WriteReport> {
    return this.settle(produite.table, async () => {
      const opened = await this.opener.open(produite.table, description);
      const plan = planWrite(produite, opened, (colonne, valeur) =>
        encoderValeur(colonne, valeur as Valeur, opened.base1904),
      );
      if (!isEmpty(plan)) {
        const filter = await readFilter(this.context, opened.handle, opened.matrix[0]!);
        await this.options.onImage?.({ ...imageOf(produite, opened, plan), filter });
        await this.carryOut(produite.table, opened, plan, filter);
        if (description.plan) await this.refold(produite.table, description);
      }
      return {
        table: produite.table.nom,
        feuille: opened.location.sheet,
        ajoutees: plan.appended.length,
        modifiees: plan.patches.length,
        retirees: plan.removed.length,
        inchangees: plan.unchanged,
        anomalies: plan.anomalies,
      };
    });
  }

  /** Remet une table comme l'image la montre, et le filtre qu'une panne lui a ôté ; rien si le classeur ne l'a plus. */
  async restore({ table, plan: fold }: DescriptionFeuille, image: Image): Promise<readonly Anomalie[]> {
    return this.settle(table, async () => {
      const opened = await this.opener.find(table);
      if (!opened) return [];
      const plan = planUndo(table, image, opened);
      const filter = await readFilter(this.context, opened.handle, opened.matrix[0]!);
      if (!isEmpty(plan)) await this.carryOut(table, opened, plan, filter);
      if (filter.length === 0 && image.filter && image.filter.length > 0)
        await applyFilter(this.context, opened.handle, image.filter);
      if (fold && !isEmpty(plan)) await this.refold(table, { plan: fold });
      return plan.anomalies;
    });
  }

  /**
   * Change des cellules de lignes qu'on vient de lire, et d'elles seules : si elles ont bougé entre-temps, tout est relu et
   * redemandé. Rend combien de lignes ont changé ; aucune si le classeur n'a pas la table.
   */
  async patch(table: AnyTable, patchesOf: (opened: OpenedTable) => Awaitable<RowPatch[]>): Promise<number> {
    return this.settle(table, async () => {
      const opened = await this.opener.find(table);
      const patches = opened ? await patchesOf(opened) : [];
      if (!opened || patches.length === 0) return 0;
      const filter = await readFilter(this.context, opened.handle, opened.matrix[0]!);
      await this.carryOut(table, opened, { ...NOTHING, patches }, filter);
      return patches.length;
    });
  }

  private async settle<T>(table: AnyTable, job: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await job();
      } catch (error) {
        if (!(error instanceof RowsMoved)) throw error;
        if (attempt === ATTEMPTS) throw restless(table, 'l’écriture');
      }
    }
  }

  private carryOut(
    table: AnyTable,
    opened: OpenedTable,
    plan: WritePlan,
    filter: SavedFilter,
  ): Promise<void> {
    return withoutFilter(this.context, opened.handle, filter, () =>
      new Application(this.context, table, opened, this.options).apply(plan),
    );
  }

  /** Replie à nouveau un état dont les lignes ont changé. */
  private async refold(table: AnyTable, { plan }: Pick<DescriptionFeuille, 'plan'>): Promise<void> {
    const opened = plan && (await this.opener.find(table));
    const at = plan && opened?.lecture.entetes[plan.colonne];
    if (opened && at !== undefined) await outline(this.context, opened.location, at, plan!);
  }
}

const NOTHING: WritePlan = {
  patches: [],
  appended: [],
  removed: [],
  inserted: [],
  keys: [],
  freeRows: 0,
  ordered: false,
  unchanged: 0,
  anomalies: [],
};

const isEmpty = (plan: WritePlan): boolean =>
  plan.patches.length + plan.appended.length + plan.removed.length + plan.inserted.length === 0;

/** Met une table générée à jour (voir {@link TableWriter.write}). */
export function writeTable(
  context: Context,
  produite: Produite,
  description: DescriptionFeuille,
  options: WriteOptions = {},
): Promise<WriteReport> {
  return new TableWriter(context, options).write(produite, description);
}

/** L'application d'un plan à une table : lignes changées, ajoutées, retirées (du bas vers le haut), rouvertes. */
class Application {
  private readonly body: number;
  private done = 0;

  constructor(
    private readonly context: Context,
    private readonly table: AnyTable,
    private readonly opened: OpenedTable,
    private readonly options: WorkOptions,
  ) {
    this.body = opened.location.row + 1;
  }

  async apply(plan: WritePlan): Promise<void> {
    const total = plan.patches.length + plan.appended.length;
    for (const run of consecutive(plan.patches))
      await this.write(
        run[0]!.index,
        run.map(patch => patch.cells),
        total,
      );
    if (plan.appended.length > 0) await this.append(plan, total);
    await this.remove(plan);
    for (const run of consecutive(plan.inserted))
      await this.reopen(
        run[0]!.index,
        run.map(({ cells }) => cells),
      );
  }

  private get sheet(): Excel.Worksheet {
    return this.opened.handle.worksheet;
  }

  private place(index: number): Place {
    return { table: this.opened.handle, location: this.opened.location, index };
  }

  private async append({ appended, freeRows }: WritePlan, total: number): Promise<void> {
    const { handle, location } = this.opened;
    const missing = appended.length - freeRows;
    if (missing > 0) await growTable(this.context, handle, location, missing);
    const first = location.rows - 1 - freeRows;
    this.formatRows(this.body + first, appended.length);
    await this.write(first, appended, total, true);
  }

  /** Rouvre des lignes retirées qui se suivaient, par envois sous la limite. */
  private async reopen(index: number, rows: readonly Cell[][]): Promise<void> {
    const step = rowsPerSend(rows);
    for (let first = 0; first < rows.length; first += step) {
      const part = rows.slice(first, first + step);
      assertMatrix(part, part.length, this.opened.location.columns);
      await insertRows(this.context, this.place(index + first), part, row =>
        this.formatRows(row, part.length),
      );
      await yieldToWindow();
    }
  }

  private async remove({ removed, appended, inserted }: WritePlan): Promise<void> {
    const { location } = this.opened;
    const rows = location.rows - 1;
    // Une table garde toujours une ligne : la dernière à partir se vide.
    const emptied = removed.length === rows && appended.length + inserted.length === 0;
    const bytes = (index: number) => TIMES_RETURNED * mostBytes(this.opened.matrix[index + 1] ?? []);
    for (const [index, count] of runsFromBottom(emptied ? removed.slice(1) : removed, bytes))
      await deleteRows(this.context, { ...this.place(index), count }, (row, before, beside) => {
        const planned = this.opened.matrix[index + row + 1] ?? [];
        return !beside && before.every((value, at) => value === planned[at]);
      });
    if (emptied) await this.write(0, [Array.from({ length: location.columns }, (): Cell => '')], 1);
  }

  /**
   * Écrit des lignes à partir d'un rang du corps, par envois sous la limite, moitié moindres si Excel les refuse pour leur
   * taille : rien n'en est alors appliqué. `fresh` : la place doit être vide.
   */
  private async write(index: number, rows: readonly Cell[][], total: number, fresh = false): Promise<void> {
    let step = rowsPerSend(rows);
    for (let first = 0; first < rows.length;) {
      throwIfCancelled(this.options.signal);
      const part = rows.slice(first, first + step);
      assertMatrix(part, part.length, part[0]!.length);
      try {
        await replaceRows(this.context, this.place(index + first), part, (row, before) =>
          fresh ? this.isFree(before) : this.isPlanned(index + first + row, before),
        );
      } catch (error) {
        if (codeOf(error) !== 'RequestPayloadSizeLimitExceeded' || part.length === 1) throw error;
        step = Math.ceil(part.length / 2);
        continue;
      }
      first += part.length;
      this.done += part.length;
      this.tell(total);
      await yieldToWindow();
    }
  }

  private tell(total: number): void {
    const { nom } = this.table;
    this.options.onProgress?.({
      etape: `Écriture de ${nom}`,
      en: `Writing ${nom}`,
      fait: Math.min(this.done, total),
      total,
    });
  }

  /** La ligne trouvée est-elle celle d'après laquelle le plan est fait ? Sa clé le dit. */
  private isPlanned(index: number, found: readonly unknown[]): boolean {
    const { matrix, lecture } = this.opened;
    const planned = matrix[index + 1] ?? [];
    const keys = this.table.cle.map(cle => lecture.entetes[cle]);
    if (keys.includes(undefined)) return found.every((value, at) => value === planned[at]);
    return keys.every(at => found[at!] === planned[at!]);
  }

  /** Rien de nous ni de personne dans nos colonnes ; une colonne calculée de l'utilisateur a déjà pu se remplir. */
  private isFree(found: readonly unknown[]): boolean {
    return Object.values(this.opened.lecture.entetes).every(at => found[at] === '');
  }

  /** Le format avant la valeur : un identifiant écrit dans une cellule « Texte » reste du texte (« 007 », « 12E5 »). */
  private formatRows(row: number, rows: number): void {
    for (const colonne of this.table.colonnes) {
      const at = this.opened.lecture.entetes[colonne.cle];
      if (at === undefined) continue;
      const range = this.sheet.getRangeByIndexes(row, this.opened.location.column + at, rows, 1);
      range.numberFormat = colonne.format as unknown as string[][];
    }
  }
}

/** Les rangées qui se suivent s'écrivent d'un bloc. */
function consecutive<T extends { index: number }>(patches: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const patch of [...patches].sort((a, b) => a.index - b.index)) {
    const last = runs[runs.length - 1];
    if (last && last[last.length - 1]!.index === patch.index - 1) last.push(patch);
    else runs.push([patch]);
  }
  return runs;
}

const rowsPerSend = (rows: readonly (readonly unknown[])[]): number =>
  Math.max(1, Math.floor(MAX_BYTES / bytesPerRow(rows)));

/** Les lignes qui se suivent, par blocs sous la limite d'un envoi, du bas vers le haut. */
function runsFromBottom(
  indexes: readonly number[],
  bytesOf: (index: number) => number,
): [first: number, count: number][] {
  const runs: [number, number][] = [];
  let total = 0;
  for (const index of indexes) {
    const last = runs[runs.length - 1];
    const bytes = bytesOf(index);
    if (last && last[0] + last[1] === index && total + bytes <= MAX_BYTES) {
      last[1]++;
      total += bytes;
    } else {
      runs.push([index, 1]);
      total = bytes;
    }
  }
  return runs.reverse();
}
