import { decoder, lectureVide } from '../workbook/decode';
import { withExcel } from '../workbook/office';
import { locateTables, rangeOf } from '../workbook/reader';
import type { AnyTable, Cellule, Lecture } from '../workbook/table';

/**
 * Lit la seule ligne d'en-tête de chaque table : de quoi dire qu'une table ou une colonne manque sans lire un
 * million de lignes à l'ouverture du volet. Les anomalies des lignes viennent à la simulation.
 */
export function readHeaders(tables: readonly AnyTable[]): Promise<Lecture[]> {
  return withExcel(async context => {
    const locations = await locateTables(context);
    const headers = tables.map(table => {
      const location = locations.get(table.nom.toLowerCase());
      if (!location) return { table };
      const range = rangeOf(context, location, 0, 1);
      range.load('values');
      return { table, location, range };
    });
    await context.sync();
    return headers.map(({ table, location, range }) =>
      location && range
        ? decoder(table, range.values as Cellule[][], { premiereLigne: location.row + 1 })
        : lectureVide(table),
    );
  });
}
