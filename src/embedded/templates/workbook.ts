/** Le classeur de clôture : sommaire, une feuille par table, listes et noms, depuis les seuls schémas. */
import { hucre } from '#vendor';
import { CAPACITES } from '../../cloture';
import { Parametres } from '../../cloture/tables-communes';
import { FEUILLES_COMMUNES } from '../../cloture/tables-communes/feuilles';
import type { DescriptionFeuille } from '../../workbook/feuille';
import { colonneDe, type AnyTable, type Rang } from '../../workbook/table';
import { BULK_ROWS } from './bulk';
import { readableParameters } from './content';
import * as look from './look';
import { finishPackage } from './package';
import { buildSheet, letter, listName, pagesWide, printedColumns, targetOf } from './sheet';
import { buildSummary, SUMMARY } from './summary';

export interface WorkbookSheet {
  readonly name: string;
  readonly table?: AnyTable;
  /** Dernière colonne imprimée, en lettre ; absente : toute la feuille. */
  readonly lastPrinted?: string;
  /** S'imprime sur plusieurs pages de large. */
  readonly wide?: boolean;
}

export interface WorkbookInput {
  readonly title: string;
  readonly subtitle: string;
  /** Lignes de chaque table, par nom ; une table sans ligne garde une ligne vide. */
  readonly rows: ReadonlyMap<string, readonly Rang[]>;
}

/** Date portée par les propriétés du fichier : fixe, pour que deux fabrications se comparent octet à octet. */
const STAMP = new Date(Date.UTC(2026, 0, 1));

/** Toutes les feuilles du classeur, par famille : les tables communes et celles des capacités. */
export function allSheets(): DescriptionFeuille[] {
  const own = CAPACITES.flatMap(capacite => [...capacite.feuilles]);
  const described = new Set(own.map(sheet => sheet.table.nom));
  const sheets = [...own, ...FEUILLES_COMMUNES.filter(sheet => !described.has(sheet.table.nom))];
  return look.FAMILY_ORDER.flatMap(family => sheets.filter(sheet => sheet.table.famille === family));
}

/** Une liste nommée par colonne citée en référence : elle suit la table quand elle grandit. */
function lists(tables: ReadonlyMap<string, AnyTable>): Map<string, string> {
  const names = new Map<string, string>();
  for (const table of tables.values()) {
    for (const { reference } of table.colonnes) {
      if (!reference) continue;
      const target = targetOf(reference, tables);
      const header = colonneDe(target.table, target.column).entete.replace(/['#[\]]/g, "'$&");
      names.set(listName(target.table.nom, target.column, target.table.cle[0]), `${target.table.nom}[${header}]`);
    }
  }
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Fabrique un classeur .xlsx. Mêmes entrées, mêmes octets.
 * @example await buildWorkbook({ title: 'Clôture', subtitle: '', rows: new Map() })
 */
export async function buildWorkbook({ title, subtitle, rows }: WorkbookInput): Promise<Uint8Array> {
  const descriptions = allSheets();
  const tables = new Map(descriptions.map(d => [d.table.nom, d.table]));
  const parameters = readableParameters(rows.get(Parametres.nom) ?? []);
  const rowsOf = (table: AnyTable) => (table === Parametres ? parameters : (rows.get(table.nom) ?? []));
  const bulk = descriptions
    .filter(({ colonnes }) => colonnes.every(({ total }) => total === undefined))
    .map(({ table }) => ({ table, rows: rowsOf(table) }))
    .filter(filled => filled.rows.length > BULK_ROWS);
  const bulky = new Set(bulk.map(({ table }) => table));
  const written = (table: AnyTable) => (bulky.has(table) ? rowsOf(table).slice(0, 1) : rowsOf(table));
  const closing = parameters.find(r => r.Cle === 'DateArrete')?.Valeur;
  const summary = buildSummary({
    title,
    subtitle,
    closing: closing === undefined ? 'à renseigner' : String(closing),
    sheets: descriptions,
    counts: new Map(descriptions.map(d => [d.table.nom, rowsOf(d.table).length])),
  });
  const bytes = await hucre.writeXlsx({
    sheets: [summary, ...descriptions.map(d => buildSheet({ description: d, rows: written(d.table), tables }))],
    defaultFont: { name: look.FONT, size: 10 },
    properties: { title, creator: 'Clôture', created: STAMP, modified: STAMP },
  });
  const sheets: WorkbookSheet[] = [
    { name: SUMMARY },
    ...descriptions.map(d => ({
      name: d.nom,
      table: d.table,
      wide: pagesWide(d) > 1,
      ...(d.imprimerJusqua === undefined ? {} : { lastPrinted: letter(printedColumns(d).length - 1) }),
    })),
  ];
  return finishPackage(bytes as Uint8Array, sheets, lists(tables), bulk);
}
