/** Une feuille du classeur d'après sa description : titre, table, listes, notes, mise en page. */
import type { hucre } from '#vendor';
import { DISPOSITION, formuleTotal, LIBELLE_TOTAL, type DescriptionFeuille, type FormatConditionnel } from '../../workbook/feuille';
import { colonneDe, type AnyTable, type Colonne, type Rang } from '../../workbook/table';
import { encoderLigne } from '../../workbook/decode';
import * as look from './look';

type WriteSheet = hucre.WriteSheet;
type CellValue = hucre.CellValue;

/** Dernière ligne couverte par les listes : au-delà, Excel les prolonge avec la table. */
const LAST_LISTED_ROW = 20_000;
/** Largeur au-delà de laquelle une feuille s'imprime en A3 plutôt qu'en lettres minuscules. */
const A4_WIDTH = 190;
/** Au-delà, elle s'imprime sur plusieurs pages de large, la première colonne répétée. */
const PAGE_WIDTH = 300;

/** Lettre d'une colonne, 0 = A. */
export function letter(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letter(Math.floor(column / 26) - 1) + letter(column % 26);
}

/** Nom défini de la liste des clés d'une table : `Liste_Affaires`. */
export const listName = (table: string, column: string, key: string | undefined) =>
  column === key ? `Liste_${table}` : `Liste_${table}_${column}`;

/** Table et colonne visées par une référence simple. */
export function targetOf(reference: string, tables: ReadonlyMap<string, AnyTable>): { table: AnyTable; column: string } {
  const [name = '', column] = reference.split('.');
  const table = tables.get(name);
  if (!table) throw new Error(`Référence vers une table inconnue : ${reference}.`);
  return { table, column: column ?? table.cle[0] ?? '' };
}

/** Note d'en-tête : le sens, puis ce qui est exigé. */
export function noteOf(column: Colonne): string {
  const rule = column.requis ? 'Obligatoire.' : 'Facultatif.';
  const list = column.reference ? ` Code de la table ${column.reference}.` : '';
  return `${column.note ?? column.entete}\n${rule}${list}`;
}

export interface SheetInput {
  readonly description: DescriptionFeuille;
  readonly rows: readonly Rang[];
  readonly tables: ReadonlyMap<string, AnyTable>;
}

/** La feuille à écrire. La table garde une ligne vide quand elle n'a pas de données. */
export function buildSheet({ description, rows, tables }: SheetInput): WriteSheet {
  const { table } = description;
  const { titre, description: under, entete, donnees } = DISPOSITION;
  const count = Math.max(1, rows.length);
  const end = entete + count;
  const matrix: CellValue[][] = [];
  const cells = new Map<string, Partial<hucre.Cell>>();
  const put = (row: number, column: number, value: CellValue, cell: Partial<hucre.Cell>) => {
    (matrix[row - 1] ??= [])[column] = value;
    cells.set(`${row - 1},${column}`, { value, ...cell });
  };
  put(titre, 0, table.titre.fr, { style: look.titleStyle(table.famille) });
  put(under, 0, table.description.fr, { style: look.descriptionStyle });
  table.colonnes.forEach((column, index) => {
    put(entete, index, column.entete, {
      style: look.headerStyle(table.famille, column.sorte, headerKind(description, column)),
      comment: { author: 'Clôture', text: noteOf(column) },
    });
  });
  const styles = description.colonnes.map(c => look.dataStyle(colonneDe(table, c.cle).sorte, c.format, c.aspect));
  for (let index = 0; index < count; index++) {
    const row = rows[index];
    const values = row ? encoderLigne(table, row) : [];
    styles.forEach((style, column) => {
      const value = values[column];
      put(donnees + index, column, value === '' || value === undefined ? null : value, { style });
    });
  }
  if (description.colonnes.some(c => c.total))
    put(DISPOSITION.total, 0, LIBELLE_TOTAL, { style: look.totalStyle(table.famille, 'texte', '@') });
  description.colonnes.forEach(({ cle, format, total }, column) => {
    if (total === undefined) return;
    const { entete: header, sorte } = colonneDe(table, cle);
    put(DISPOSITION.total, column, null, {
      style: look.totalStyle(table.famille, sorte, format),
      formula: formuleTotal(table.nom, header, total),
      formulaResult: totalOf(matrix, column, total),
    });
  });
  for (let row = 0; row < matrix.length; row++) matrix[row] ??= [];
  const last = letter(table.colonnes.length - 1);
  return {
    name: description.nom,
    rows: matrix,
    cells,
    columns: description.colonnes.map(c => ({ width: c.largeur })),
    rowDefs: new Map([
      [titre - 1, { height: 26 }],
      [under - 1, { height: 18 }],
      [entete - 1, { height: 32 }],
    ]),
    tables: [
      {
        name: table.nom,
        range: `A${entete}:${last}${end}`,
        columns: table.colonnes.map(c => ({ name: c.entete })),
        style: 'TableStyleLight1',
      },
    ],
    dataValidations: validations(table, tables),
    conditionalRules: description.formatsConditionnels.map((f, index) => rule(table, f, index + 1)),
    freezePane: { rows: entete, columns: 1 },
    view: { tabColor: look.argb(look.FAMILIES[table.famille].dark), showGridLines: false },
    ...page(description),
  };
}

/** La valeur d'un total à la fabrication, au centime ; Excel la recalcule ensuite. */
function totalOf(matrix: readonly (readonly CellValue[])[], column: number, total: 'SOMME' | 'NOMBRE'): number {
  const values = matrix.slice(DISPOSITION.donnees - 1).map(row => row[column]);
  if (total === 'NOMBRE') return values.filter(value => value !== null && value !== undefined).length;
  const sum = values.reduce<number>((all, value) => all + (typeof value === 'number' ? value : 0), 0);
  return Math.round(sum * 100) / 100;
}

function headerKind(description: DescriptionFeuille, column: Colonne): 'plein' | 'clair' | 'retenu' {
  const aspect = description.colonnes.find(c => c.cle === column.cle)?.aspect;
  if (aspect === 'retenu') return 'retenu';
  return description.table.generee || column.requis ? 'plein' : 'clair';
}

/** Les colonnes qui s'impriment : toutes, ou jusqu'à celle que dit la description. */
export function printedColumns({ colonnes, imprimerJusqua }: DescriptionFeuille): DescriptionFeuille['colonnes'] {
  const last = colonnes.findIndex(c => c.cle === imprimerJusqua);
  return last < 0 ? colonnes : colonnes.slice(0, last + 1);
}

const printedWidth = (description: DescriptionFeuille) =>
  printedColumns(description).reduce((sum, c) => sum + c.largeur, 0);

/** Le nombre de pages de large d'une feuille imprimée. */
export const pagesWide = (description: DescriptionFeuille) => Math.ceil(printedWidth(description) / PAGE_WIDTH);

function page(description: DescriptionFeuille): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  const width = printedWidth(description);
  const a4 = width <= A4_WIDTH || description.imprimerJusqua !== undefined;
  return {
    pageSetup: {
      orientation: description.portrait ? 'portrait' : 'landscape',
      paperSize: a4 ? 'a4' : 'a3',
      fitToPage: true,
      fitToWidth: pagesWide(description),
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&8&F&C&8&A&R&8Page &P / &N' },
  };
}

function validations(table: AnyTable, tables: ReadonlyMap<string, AnyTable>): hucre.DataValidation[] {
  return table.colonnes.flatMap((column, index): hucre.DataValidation[] => {
    const range = `${letter(index)}${DISPOSITION.donnees}:${letter(index)}${LAST_LISTED_ROW}`;
    const common = { type: 'list', range, allowBlank: true, showErrorMessage: true } as const;
    if (column.valeurs) {
      return [
        {
          ...common,
          values: [...column.valeurs],
          errorStyle: 'stop' as const,
          errorTitle: column.entete,
          errorMessage: 'Choisissez une valeur de la liste.',
        },
      ];
    }
    if (!column.reference) return [];
    const target = targetOf(column.reference, tables);
    return [
      {
        ...common,
        formula1: listName(target.table.nom, target.column, target.table.cle[0]),
        errorStyle: 'warning' as const,
        errorTitle: column.entete,
        errorMessage: `Ce code n'est pas dans la feuille « ${target.table.feuille} ».`,
      },
    ];
  });
}

/** Tons qui valent pour toute la ligne ; les autres, pour la cellule de la colonne. */
const WIDE: ReadonlySet<FormatConditionnel['ton']> = new Set(['attenue', 'titre', 'total']);

function rule(table: AnyTable, format: FormatConditionnel, priority: number): hucre.ConditionalRule {
  const index = table.colonnes.findIndex(c => c.cle === format.colonne);
  if (index < 0) throw new Error(`La table ${table.nom} n'a pas de colonne ${format.colonne}.`);
  const first = DISPOSITION.donnees;
  const wide = WIDE.has(format.ton);
  const from = wide ? 'A' : letter(index);
  const to = wide ? letter(table.colonnes.length - 1) : letter(index);
  const cell = `$${letter(index)}${first}`;
  const test =
    'vaut' in format.quand ? `${cell}="${format.quand.vaut}"` : `${cell}${format.quand.compare}${format.quand.a}`;
  return {
    type: 'expression',
    priority,
    formula: test,
    range: `${from}${first}:${to}${LAST_LISTED_ROW}`,
    style: look.TONES[format.ton],
  };
}
