import {
  type ColonneFeuille,
  DISPOSITION,
  type DescriptionFeuille,
  formuleTotal,
  LIBELLE_TOTAL,
} from './feuille';
import { CloseError } from './errors';
import type { Context } from './office';
import { colonneDe } from './table';

const STYLE = 'TableStyleLight1';
const FILLS = { saisie: '', calcul: '', retenu: '#FFF8E1' } as const;
/** Largeur d'une colonne en points pour une largeur donnée en caractères (7 px par caractère, 5 px de marge). */
const points = (characters: number) => (characters * 7 + 5) * 0.75;

/**
 * Crée la feuille d'une table générée d'après sa description : titre, mode d'emploi, tableau d'une ligne vide,
 * largeurs, formats, volets figés. Si une feuille de l'utilisateur porte déjà ce nom, la nôtre prend le suffixe
 * « (clôture) » ; si c'est la nôtre, qu'une création interrompue a laissée, elle est achevée.
 * @throws CloseError si c'est la nôtre, remplie, et que sa table a été renommée ou convertie en plage
 */
export async function createSheet(context: Context, description: DescriptionFeuille): Promise<void> {
  const { sheet, begun } = await sheetFor(context, description);
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
  }
  await context.sync();
  const table = begun ?? sheet.tables.add(sheet.getRangeByIndexes(DISPOSITION.entete - 1, 0, 2, width), true);
  table.name = description.table.nom;
  table.style = STYLE;
  for (const [index, colonne] of description.colonnes.entries())
    styleColumn(sheet, description, colonne, index, DISPOSITION.entete - 1);
  sheet.freezePanes.freezeRows(DISPOSITION.entete);
  await context.sync();
}

/** La feuille à remplir : neuve, ou celle qu'une création interrompue a laissée, avec sa table si elle en a déjà une. */
async function sheetFor(
  context: Context,
  { nom, titre, table }: DescriptionFeuille,
): Promise<{ sheet: Excel.Worksheet; begun?: Excel.Table }> {
  const { worksheets } = context.workbook;
  const defined = context.workbook.names.getItemOrNullObject(table.nom);
  worksheets.load('items/name');
  await context.sync();
  if (!defined.isNullObject) throw nameTaken([table.nom]);
  const names = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  if (!names.has(nom.toLowerCase())) return { sheet: worksheets.add(nom) };
  const taken = worksheets.getItem(nom);
  const top = taken.getRangeByIndexes(0, 0, DISPOSITION.donnees, table.colonnes.length);
  top.load('values');
  const { tables } = taken;
  tables.load('items/id,items/name');
  await context.sync();
  const row = (number: number) => (top.values as unknown[][])[number - 1]!;
  const headers = row(DISPOSITION.entete);
  // Le titre ne suffit pas : une feuille de l'utilisateur peut porter le même, et la sienne ne se remplit pas.
  const ours =
    row(DISPOSITION.titre)[0] === titre.fr &&
    headers.every((header, at) => header === '' || header === table.colonnes[at]!.entete);
  const [begun, ...others] = tables.items;
  const filled = row(DISPOSITION.donnees).some(value => value !== '');
  if (ours && others.length === 0 && headers[0] !== '' && filled) throw unnamed(nom, table.nom, begun?.name);
  if (!ours || others.length > 0 || filled) return { sheet: worksheets.add(freeName(nom, names)) };
  return begun ? { sheet: taken, begun } : { sheet: taken };
}

/** Un nom de feuille libre : le nôtre et « (clôture) », numéroté s'il est pris lui aussi ; 31 caractères au plus. */
function freeName(nom: string, taken: ReadonlySet<string>): string {
  for (let rank = 1; ; rank++) {
    const end = rank === 1 ? ' (clôture)' : ` (clôture ${rank})`;
    const name = nom.slice(0, 31 - end.length) + end;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Excel ne donne pas à une table le nom d'un nom défini. */
export function nameTaken(names: readonly string[]): CloseError {
  const [first] = names;
  return names.length === 1
    ? new CloseError(
        `Le classeur a déjà un nom défini « ${first} » : Excel ne laisse pas une table le porter. Renommez-le (Formules › Gestionnaire de noms), puis relancez.`,
        `The workbook already has a defined name "${first}": Excel will not let a table use it. Rename it (Formulas › Name Manager), then run again.`,
      )
    : new CloseError(
        `Le classeur a déjà des noms définis que des tables doivent porter : ${names.join(', ')}. Renommez-les (Formules › Gestionnaire de noms), puis relancez.`,
        `The workbook already has defined names that tables must use: ${names.join(', ')}. Rename them (Formulas › Name Manager), then run again.`,
      );
}

/** La feuille est pleine, mais aucune table n'y porte le nom attendu : en refaire une ailleurs doublerait ses lignes. */
function unnamed(feuille: string, wanted: string, found: string | undefined): CloseError {
  return found === undefined
    ? new CloseError(
        `La feuille « ${feuille} » n’a plus sa table ${wanted} : ses lignes sont une simple plage. Sélectionnez-les avec leur en-tête, refaites-en un tableau (Accueil › Mettre sous forme de tableau) nommé ${wanted}, puis relancez.`,
        `The sheet "${feuille}" has lost its table ${wanted}: its rows are a plain range. Select them with their header, make them a table named ${wanted} again (Home › Format as Table), then run again.`,
      )
    : new CloseError(
        `La table de la feuille « ${feuille} » s’appelle maintenant ${found}. Rendez-lui son nom ${wanted} (onglet Création de tableau), puis relancez.`,
        `The table of the sheet "${feuille}" is now named ${found}. Name it ${wanted} again (Table Design tab), then run again.`,
      );
}

/**
 * La largeur d'une colonne et son total, au-dessus de l'en-tête, où il reste visible quand la table grandit dessous.
 * Une table posée ailleurs que ne le font nos feuilles n'a pas de ligne pour un total.
 */
export function styleColumn(
  sheet: Excel.Worksheet,
  { table }: DescriptionFeuille,
  { cle, format, largeur, total }: ColonneFeuille,
  column: number,
  headerRow: number,
): void {
  sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = points(largeur);
  if (!total || headerRow !== DISPOSITION.entete - 1) return;
  const label = sheet.getRangeByIndexes(DISPOSITION.total - 1, 0, 1, 1);
  label.values = [[LIBELLE_TOTAL]];
  label.format.font.bold = true;
  const cell = sheet.getRangeByIndexes(DISPOSITION.total - 1, column, 1, 1);
  cell.numberFormat = format as unknown as string[][];
  cell.formulas = [[`=${formuleTotal(table.nom, colonneDe(table, cle).entete, total)}`]];
  cell.format.font.bold = true;
}
