import { DISPOSITION, type DescriptionFeuille, formuleTotal, LIBELLE_TOTAL } from './feuille';
import type { Context } from './office';

const STYLE = 'TableStyleLight1';
const FILLS = { saisie: '', calcul: '', retenu: '#FFF8E1' } as const;
/** Largeur d'une colonne en points pour une largeur donnée en caractères (7 px par caractère, 5 px de marge). */
const points = (characters: number) => (characters * 7 + 5) * 0.75;

/**
 * Crée la feuille d'une table générée d'après sa description : titre, mode d'emploi, tableau d'une ligne vide,
 * largeurs, formats, volets figés. Si une feuille de l'utilisateur porte déjà ce nom, la nôtre prend le suffixe
 * « (clôture) ».
 */
export async function createSheet(context: Context, description: DescriptionFeuille): Promise<void> {
  const sheets = context.workbook.worksheets;
  const taken = sheets.getItemOrNullObject(description.nom);
  await context.sync();
  const name = taken.isNullObject ? description.nom : `${description.nom.slice(0, 21)} (clôture)`;
  const sheet = sheets.add(name);
  const width = description.colonnes.length;
  const header = sheet.getRangeByIndexes(DISPOSITION.entete - 1, 0, 1, width);
  const title = sheet.getRangeByIndexes(DISPOSITION.titre - 1, 0, 1, 1);
  title.values = [[description.titre.fr]];
  title.format.font.bold = true;
  title.format.font.size = 14;
  const note = sheet.getRangeByIndexes(DISPOSITION.description - 1, 0, 1, 1);
  note.values = [[description.description.fr]];
  note.format.font.color = '#595959';
  header.numberFormat = '@' as unknown as string[][];
  header.values = [description.table.colonnes.map(colonne => colonne.entete)];
  for (const [index, colonne] of description.colonnes.entries()) {
    const cell = sheet.getRangeByIndexes(DISPOSITION.donnees - 1, index, 1, 1);
    cell.numberFormat = colonne.format as unknown as string[][];
    const fill = FILLS[colonne.aspect];
    if (fill) cell.format.fill.color = fill;
    sheet.getRangeByIndexes(0, index, 1, 1).format.columnWidth = points(colonne.largeur);
  }
  await context.sync();
  const table = sheet.tables.add(sheet.getRangeByIndexes(DISPOSITION.entete - 1, 0, 2, width), true);
  table.name = description.table.nom;
  table.style = STYLE;
  writeTotals(sheet, description);
  sheet.freezePanes.freezeRows(DISPOSITION.entete);
  await context.sync();
}

/** Les totaux, au-dessus des en-têtes : ils restent visibles, et la table grandit dessous. */
function writeTotals(sheet: Excel.Worksheet, { colonnes, table }: DescriptionFeuille): void {
  if (colonnes.some(colonne => colonne.total)) {
    const label = sheet.getRangeByIndexes(DISPOSITION.total - 1, 0, 1, 1);
    label.values = [[LIBELLE_TOTAL]];
    label.format.font.bold = true;
  }
  for (const [index, { cle, format, total }] of colonnes.entries()) {
    const entete = table.colonnes.find(colonne => colonne.cle === cle)?.entete;
    if (total === undefined || entete === undefined) continue;
    const cell = sheet.getRangeByIndexes(DISPOSITION.total - 1, index, 1, 1);
    cell.numberFormat = format as unknown as string[][];
    cell.formulas = [[`=${formuleTotal(table.nom, entete, total)}`]];
    cell.format.font.bold = true;
  }
}
