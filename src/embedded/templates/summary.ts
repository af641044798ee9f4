/** La première feuille : à quoi sert le classeur, l'arrêté, et une ligne par feuille avec son lien. */
import type { hucre } from '#vendor';
import type { DescriptionFeuille } from '../../workbook/feuille';
import * as look from './look';

export const SUMMARY = 'Sommaire';

export interface SummaryInput {
  readonly title: string;
  readonly subtitle: string;
  /** Valeur affichée de DateArrete, vide quand le classeur n'en a pas. */
  readonly closing: string;
  readonly sheets: readonly DescriptionFeuille[];
  readonly counts: ReadonlyMap<string, number>;
}

const STEPS = [
  'Remplissez les feuilles du haut vers le bas, ou collez-y vos exports : les colonnes se reconnaissent à leur nom.',
  'En-tête foncé : colonne obligatoire. En-tête clair : facultative. La note de chaque en-tête dit ce qui est attendu.',
  "Onglet « Clôture » du ruban, bouton « Clôture » : choisissez l'arrêté, simulez, lisez les contrôles, validez.",
  'Les feuilles grises sont écrites par le complément ; vos colonnes, filtres et formules y restent.',
];

const quoted = (sheet: string) => `'${sheet.replaceAll("'", "''")}'`;
const line = { style: 'thin', color: look.argb('D0D0D0') } as const;

/** La feuille « Sommaire ». */
export function buildSummary({ title, subtitle, closing, sheets, counts }: SummaryInput): hucre.WriteSheet {
  const rows: hucre.CellValue[][] = [];
  const cells = new Map<string, Partial<hucre.Cell>>();
  const heights = new Map<number, { height: number }>();
  const put = (column: number, value: hucre.CellValue, style: look.Style, more: Partial<hucre.Cell> = {}) => {
    const row = rows.length - 1;
    rows[row]![column] = value;
    cells.set(`${row},${column}`, { value, style, ...more });
  };
  const next = (height?: number) => {
    rows.push([]);
    if (height) heights.set(rows.length - 1, { height });
  };
  const text = look.font(10, '262626');
  next(30);
  put(0, title, { font: look.font(20, '1F3864', { bold: true }), alignment: { vertical: 'center' } });
  next(20);
  put(0, subtitle, look.descriptionStyle);
  next();
  next(24);
  put(0, 'Arrêté', { font: look.font(11, '262626', { bold: true }), alignment: { vertical: 'center' } });
  put(
    1,
    closing,
    {
      font: look.font(12, '1F3864', { bold: true }),
      fill: look.solid('EAF0F8'),
      alignment: { horizontal: 'left', vertical: 'center', indent: 1 },
    },
    {
      formula: 'IFERROR(VLOOKUP("DateArrete",Parametres[[Paramètre]:[Valeur]],2,FALSE),"à renseigner")',
      formulaResult: closing,
    },
  );
  next();
  STEPS.forEach((step, index) => {
    next(17);
    put(0, `${index + 1}. ${step}`, { font: text });
  });
  next();
  for (const family of look.FAMILY_ORDER) {
    const group = sheets.filter(s => s.table.famille === family);
    if (group.length === 0) continue;
    next();
    next(20);
    const { dark, name } = look.FAMILIES[family];
    const head: look.Style = {
      font: look.font(11, 'FFFFFF', { bold: true }),
      fill: look.solid(dark),
      alignment: { vertical: 'center' },
    };
    put(0, name, head);
    put(1, 'Ce que la feuille contient', head);
    put(2, 'Remplie par', head);
    put(3, 'Lignes', { ...head, alignment: { horizontal: 'right', vertical: 'center' } });
    for (const { nom, table } of group) {
      next(30);
      const border = { bottom: line };
      const cell: look.Style = { font: text, alignment: { vertical: 'center', wrapText: true }, border };
      const link = look.font(10, '0563C1', { underline: true });
      put(
        0,
        nom,
        { font: link, alignment: { vertical: 'center', wrapText: true }, border },
        { hyperlink: { target: '', location: `${quoted(nom)}!A1`, tooltip: `Aller à ${nom}` } },
      );
      put(1, table.description.fr, cell);
      put(2, table.generee ? 'le complément' : table.requise ? 'vous (indispensable)' : 'vous (si utile)', cell);
      put(3, counts.get(table.nom) ?? 0, {
        font: text,
        numFmt: '#,##0;-#,##0;–',
        alignment: { horizontal: 'right', vertical: 'center' },
        border,
      });
    }
  }
  return {
    name: SUMMARY,
    rows,
    cells,
    rowDefs: heights,
    columns: [{ width: 30 }, { width: 88 }, { width: 20 }, { width: 9 }],
    view: { showGridLines: false, tabColor: look.argb('1F3864') },
    pageSetup: {
      orientation: 'portrait',
      paperSize: 'a4',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&8&F&R&8Page &P / &N' },
  };
}
