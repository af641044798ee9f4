/** Ce que la page « Mois fermés » montre : chaque mois, son état, et le scellé qui le couvre. */
import { Periodes, Scelles } from '../../cloture/tables-communes';
import { fin, versIso } from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';

export const MONTH_TABLES = [Periodes, Scelles] as const;

export interface Month {
  readonly periode: string;
  /** En ISO. */
  readonly arrete: string;
  readonly etat: Ligne<typeof Periodes>['Etat'];
  /** Le scellé en vigueur : son rang, qui, quand, son empreinte et sa ligne dans la feuille. */
  readonly scelle: Ligne<typeof Scelles> | undefined;
}

/** Les mois que la clôture a touchés, du plus récent au plus ancien. */
export function monthsOf(tables: TablesLues): Month[] {
  const seals = sealsInForce(tables.lire(Scelles).lignes);
  return tables
    .lire(Periodes)
    .lignes.filter(({ Etat }) => Etat !== 'OUVERTE')
    .map(({ Periode, Etat }) => {
      const arrete = fin(Periode);
      return { periode: Periode, arrete: versIso(arrete), etat: Etat, scelle: seals.get(arrete) };
    })
    .sort((a, b) => (a.periode < b.periode ? 1 : -1));
}

/** Une réouverture lève les scellés de son mois et des suivants. */
function sealsInForce(rows: readonly Ligne<typeof Scelles>[]): Map<number, Ligne<typeof Scelles>> {
  const seals = new Map<number, Ligne<typeof Scelles>>();
  for (const row of [...rows].sort((a, b) => a.Numero - b.Numero)) {
    if (row.Objet === 'SCELLE') seals.set(row.Arrete, row);
    if (row.Objet === 'REOUVERTURE')
      for (const arrete of seals.keys()) if (arrete >= row.Arrete) seals.delete(arrete);
  }
  return seals;
}
