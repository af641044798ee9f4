/** L'historique importé : une reprise, ou des corrections ; ce que le complément tient ne s'importe pas. */
import { Historique } from '../../cloture/tables-communes';
import type { Anomalie } from '../../comptabilite';
import type { Preview } from '../../workbook/importing';

/** Au-delà, le compte des lignes refusées suffit. */
const SHOWN = 50;

const RESERVED: ReadonlySet<unknown> = new Set(['ARRETE', 'EXTOURNE']);

/**
 * L'aperçu d'un import d'historique : chaque ligne est marquée « Importé de fichier » ; celles de type ARRETE ou EXTOURNE,
 * que seule une clôture écrit, sont refusées, avec leur numéro dans le fichier.
 */
export function asOpeningHistory(preview: Preview, file: string): Preview {
  const kept = preview.rows.filter(row => !RESERVED.has(row['TypeLigne']));
  const refused = preview.rows.filter(row => RESERVED.has(row['TypeLigne']));
  const mark = Historique.colonnes.filter(({ cle }) => cle === 'Par');
  const columns = preview.table.colonnes.filter(({ cle }) => cle !== 'Par' && cle !== 'Sceau');
  return {
    ...preview,
    table: { ...preview.table, colonnes: [...columns, ...mark] },
    rows: kept.map(({ Sceau: _sceau, ...row }) => ({ ...row, ligne: row.ligne, Par: `Importé de ${file}` })),
    added: Math.max(0, preview.added - refused.length),
    refused: preview.refused + refused.length,
    anomalies: [
      ...preview.anomalies,
      ...refused.slice(0, SHOWN).map(({ ligne, TypeLigne }) => reserved(ligne, String(TypeLigne))),
    ],
  };
}

const reserved = (ligne: number, type: string): Anomalie => ({
  code: 'C-HIS-02',
  gravite: 'ALERTE',
  ligne,
  message: `Ligne ${ligne} du fichier : une ligne ${type} vient d'une clôture, elle ne s'importe pas.`,
  remede: 'Donnez-lui le type REPRISE (ou MANUEL pour une correction).',
  en: {
    message: `Row ${ligne} of the file: a row of type ${type} comes from a close, it is not imported.`,
    remede: 'Give it the type REPRISE (or MANUEL for a correction).',
  },
});
