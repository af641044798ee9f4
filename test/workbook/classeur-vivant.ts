/** Un petit classeur ouvert une fois, changé à volonté, et comparé cellule à cellule. */
import { avancement } from '../../src/cloture/avancement';
import { jour } from '../../src/comptabilite';
import type { EmbeddedExcel } from '../../src/embedded/embedded';
import type { Client } from '../../src/embedded/node/client';
import { type Bilan, runClose, type RunRequest } from '../../src/workbook/runs';

export const NOVEMBRE = jour(2026, 11, 30);

export const cloturer = (options: Partial<RunRequest> = {}): Promise<Bilan> =>
  runClose({ capacites: [avancement], arrete: NOVEMBRE, mode: 'VALIDER', par: 'essai', ...options });

/** La cellule au croisement d'une ligne du corps (0 : la première) et d'une colonne, reçoit cette valeur. */
export function saisir(client: Client, table: string, colonne: string, ligne: number, valeur: unknown) {
  return client.Excel.run(async context => {
    const cellule = context.workbook.tables
      .getItem(table)
      .columns.getItem(colonne)
      .getDataBodyRange()
      .getCell(ligne, 0);
    cellule.values = [[valeur]];
    await context.sync();
  });
}

/**
 * Toutes les cellules, les étendues des tables et leurs filtres ; ce que l'exécution note d'elle-même (journal, coulisse,
 * heures) à part. La fonction se suffit : un essai du navigateur l'envoie telle quelle dans la page.
 */
export function photographier({ model }: Pick<EmbeddedExcel, 'model'>): Record<string, unknown> {
  const A_PART = new Set(['Journal des exécutions', 'Clôture (reprise)']);
  const HEURE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
  const feuilles = model.sheets().flatMap(feuille => {
    const zone = feuille.usedArea();
    if (!zone || A_PART.has(feuille.name)) return [];
    const lire = feuille.reader();
    const cellules: unknown[] = [];
    for (let r = 0; r < zone.row + zone.rows; r++)
      for (let c = 0; c < zone.column + zone.columns; c++) {
        const { value, formula } = lire(r, c);
        const dite = typeof value === 'string' && HEURE.test(value) ? 'heure' : value;
        if (formula || dite !== '') cellules.push(`${r},${c} ${formula ?? JSON.stringify(dite)}`);
      }
    return [[feuille.name, cellules] as const];
  });
  const tables = model
    .tables()
    .filter(table => !table.name.startsWith('JournalExecutions'))
    .map(table => [table.name, { ...table.area, filtres: [...table.criteria] }] as const);
  return { feuilles: Object.fromEntries(feuilles), tables: Object.fromEntries(tables) };
}
