/** Un scénario du diagnostic : du pur Office.js, rejoué dans le vrai Excel comme dans l'Excel embarqué. */

export type Observation =
  string | number | boolean | null | readonly Observation[] | { readonly [key: string]: Observation };

/** Ce qu'un scénario a vu, clé par clé ; part tel quel dans le JSON exporté. */
export type Observations = Readonly<Record<string, Observation>>;

/** L'espace `Excel` d'Office.js. */
export type ExcelApi = typeof Excel;

export interface Scenario {
  readonly id: string;
  /** Ce que le scénario cherche à savoir, en une phrase. */
  readonly titre: string;
  readonly run: (excel: ExcelApi) => Promise<Observations>;
}

/** Le préfixe des feuilles et tableaux créés ici : tous sont supprimés à la fin de leur scénario. */
export const PREFIX = 'Diag';

/** Travaille sur une feuille neuve, supprimée ensuite, même après une erreur. */
export async function onSheet(
  excel: ExcelApi,
  name: string,
  work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<Observations>,
): Promise<Observations> {
  const title = `${PREFIX} ${name}`;
  const remove = (): Promise<void> =>
    excel.run(async context => {
      const old = context.workbook.worksheets.getItemOrNullObject(title);
      await context.sync();
      if (old.isNullObject) return;
      old.delete();
      await context.sync();
    });
  await remove();
  try {
    return await excel.run(async context => {
      const sheet = context.workbook.worksheets.add(title);
      await context.sync();
      return work(sheet, context);
    });
  } finally {
    await remove();
  }
}

/** Le code d'erreur de l'API, ou `aucune`. */
export async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'aucune';
  } catch (error) {
    const { code } = error as { code?: string };
    return code ?? (error instanceof Error ? error.name : 'inconnue');
  }
}

/** Copie sans prototypes d'un autre contexte. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Attend un événement au plus `ms` millisecondes ; `undefined` s'il ne vient pas. */
export async function until<T>(read: () => T | undefined, ms = 3000): Promise<T | undefined> {
  const step = 20;
  for (let waited = 0; waited < ms; waited += step) {
    const value = read();
    if (value !== undefined) return value;
    await new Promise(resolve => setTimeout(resolve, step));
  }
  return read();
}
