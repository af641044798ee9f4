/** Les écritures importées dans un mois fermé : elles passent au premier jour ouvert, et l'aperçu le dit. */
import { Ecritures } from '../../cloture/tables-communes';
import { direRedatees, type Importee, redater } from '../../cloture/tables-communes/redater';
import type { Preview } from '../../workbook/importing';
import type { TablesLues } from '../../workbook/table';

/** L'aperçu d'un import d'écritures, les pièces tardives redatées, par tranches. */
export function* withLateEntries(preview: Preview, tables: TablesLues): Generator<void, Preview> {
  const { lignes, rangs, jour } = yield* redater(preview.rows as unknown as readonly Importee[], tables);
  if (rangs.length === 0 || jour === undefined) return preview;
  const wanted = new Set([...preview.table.colonnes.map(({ cle }) => cle), 'DateSurvenance']);
  const ligne = preview.rows[rangs[0]!]!.ligne;
  return {
    ...preview,
    table: { ...preview.table, colonnes: Ecritures.colonnes.filter(({ cle }) => wanted.has(cle)) },
    rows: lignes as unknown as Preview['rows'],
    anomalies: [...preview.anomalies, direRedatees(rangs.length, jour, { ligne })],
  };
}
