/** Les références structurées, calculées comme dans Excel : casse, signes protégés, totaux, étendue du moment. */
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';

let excel: EmbeddedExcel;
let client: Client;

const TITRES = ['Code', "Date d'échéance", 'N° [#]', 'Coût_jour'];

beforeEach(async () => {
  excel = await createEmbeddedExcel();
  client = bootClient(excel);
  await client.Excel.run(async context => {
    const feuille = context.workbook.worksheets.getFirst();
    feuille.getRange('A1:D4').values = [TITRES, ['a', 2, 10, 100], ['b', 3, 20, 200], ['Total', 7, 40, 700]];
    feuille.tables.add('A1:D3', true).name = 'Temps_1';
    context.workbook.worksheets.add('Ailleurs');
    await context.sync();
  });
});

afterEach(() => {
  client.dispose();
  excel.dispose();
});

/** Ce que valent ces formules, écrites en colonne d'une autre feuille ; sans formules, ce qu'elles valent encore. */
const valeurs = (n: number, formules?: string[]) =>
  client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem('Ailleurs').getRange(`A1:A${n}`);
    if (formules) plage.formulas = formules.map(f => [f]);
    await context.sync();
    plage.load('values');
    await context.sync();
    return plage.values.flat() as unknown[];
  });
const calculer = (...formules: string[]) => valeurs(formules.length, formules);

const faire = (geste: (table: Excel.Table, feuille: Excel.Worksheet) => void) =>
  client.Excel.run(async context => {
    geste(context.workbook.tables.getItemAt(0), context.workbook.worksheets.getFirst());
    await context.sync();
  });

test('sans égard à la casse, l’apostrophe protégeant les signes d’un titre', async () => {
  expect(
    await calculer(
      "=SUM(Temps_1[Date d''échéance])",
      "=SUM(TEMPS_1[date D''ÉCHÉANCE])",
      "=SUM(temps_1[N° '['#']])",
      "=SUM(Temps_1[[date d''échéance]:[coût_jour]])",
      '=ROWS(temps_1)',
      '=Temps_1[[#headers],[COÛT_JOUR]]',
    ),
  ).toEqual([5, 5, 30, 335, 2, 'Coût_jour']);
});

test('un nom défini lit le tableau sous toutes ses formes', async () => {
  await client.Excel.run(async context => {
    context.workbook.names.add('Echeances', "=temps_1[date d''échéance]");
    await context.sync();
  });
  expect(await calculer('=SUM(Echeances)')).toEqual([5]);
});

test('la ligne de totaux n’est pas une donnée ; sans elle, #Totals est une erreur', async () => {
  const formules = [
    "=SUM(Temps_1[Date d''échéance])",
    "=Temps_1[[#Totals],[Date d''échéance]]",
    '=ROWS(Temps_1)',
  ];
  expect(await calculer(...formules)).toEqual([5, '#REF!', 2]);
  await faire(table => (table.showTotals = true));
  expect(await valeurs(3)).toEqual([5, 7, 2]);
  expect(await calculer(...formules, '=ROWS(Temps_1[#All])')).toEqual([5, 7, 2, 4]);
});

test('un tableau qui change d’étendue deux fois : la formule lit toujours celle du moment', async () => {
  await faire((_table, feuille) => (feuille.getRange('A4:D4').values = [['', '', '', '']]));
  await calculer("=SUM(Temps_1[Date d''échéance])");
  await faire((_table, feuille) => (feuille.getRange('A4:D4').values = [['c', 100, 0, 0]]));
  await faire((_table, feuille) => (feuille.getRange('B2').values = [[4]]));
  expect(await valeurs(1)).toEqual([107]);
  await faire(table => table.resize('A1:D3'));
  await faire((_table, feuille) => (feuille.getRange('B2').values = [[5]]));
  expect(await valeurs(1)).toEqual([8]);
});
