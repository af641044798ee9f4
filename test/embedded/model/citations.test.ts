import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { verifier } from '../../xlsx/verificateur';

/** Ce qui cite un tableau le suit, comme dans Excel ; le fichier enregistré ne cite rien d'inconnu. */
let excel: EmbeddedExcel;
let client: Client;

beforeEach(async () => {
  excel = await createEmbeddedExcel();
  client = bootClient(excel);
  await client.Excel.run(async context => {
    const sheet = context.workbook.worksheets.getFirst();
    sheet.getRange('A1:C3').values = [
      ['Code', "Heures d'été", 'Coût'],
      ['a', 2, 10],
      ['b', 3, 20],
    ];
    sheet.tables.add('A1:C3', true).name = 'Temps_1';
    context.workbook.names.add('Codes', '=Temps_1[Code]');
    sheet.getRange('E1:E2').formulas = [
      ['=SUM(Temps_1[Heures d\'\'été])&" Temps_1[Code]"'],
      ["=SUM(Temps_1[[Heures d''été]:[Coût]])"],
    ];
    await context.sync();
  });
});
afterEach(async () => {
  const defauts = verifier(await excel.save()).filter(d => !/^le nom ne désigne plus rien/.test(d.defaut));
  client.dispose();
  excel.dispose();
  expect(defauts).toEqual([]);
});

async function lire() {
  return client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getFirst().getRange('E1:E2').load('formulas,values');
    const nom = context.workbook.names.getItem('Codes').load('formula');
    await context.sync();
    return { formules: plage.formulas.flat(), valeurs: plage.values.flat() as unknown[], nom: nom.formula };
  });
}
const faire = (geste: (table: Excel.Table) => void) =>
  client.Excel.run(async context => {
    geste(context.workbook.tables.getItemAt(0));
    await context.sync();
  });

test('une colonne renommée dans sa cellule d’en-tête : formules et noms disent le nouveau nom', async () => {
  await faire(table => (table.getHeaderRowRange().values = [['N° [#]', 'Jours', 'Coût']]));
  expect(await lire()).toEqual({
    formules: ['=SUM(Temps_1[Jours])&" Temps_1[Code]"', '=SUM(Temps_1[[Jours]:[Coût]])'],
    valeurs: ['5 Temps_1[Code]', 35],
    nom: "=Temps_1[N° '['#']]",
  });
});

test('des titres échangés : les colonnes ont bougé, personne n’a changé de nom', async () => {
  await faire(table => (table.getHeaderRowRange().values = [['Code', 'Coût', "Heures d'été"]]));
  expect((await lire()).formules[0]).toBe('=SUM(Temps_1[Heures d\'\'été])&" Temps_1[Code]"');
});

test('le tableau renommé', async () => {
  await faire(table => (table.name = 'Saisies'));
  expect(await lire()).toEqual({
    formules: ['=SUM(Saisies[Heures d\'\'été])&" Temps_1[Code]"', "=SUM(Saisies[[Heures d''été]:[Coût]])"],
    valeurs: ['5 Temps_1[Code]', 35],
    nom: '=Saisies[Code]',
  });
});

test('renommé : la colonne calculée, le nom seul et les valeurs suivent, à l’ouverture aussi, en calcul manuel aussi', async () => {
  await client.Excel.run(async context => {
    const feuille = context.workbook.worksheets.getFirst();
    feuille.getRange('D1:D3').formulas = [['Total'], ['=[@Coût]*2'], ['=[@Coût]*2']];
    feuille.getRange('F1').formulas = [['=ROWS(Temps_1)']];
    await context.sync();
    context.application.calculationMode = 'Manual';
    context.workbook.tables.getItemAt(0).name = 'Saisies.2';
    await context.sync();
  });
  expect((await lire()).valeurs).toEqual(['5 Temps_1[Code]', 35]);
  const fichier = await excel.save();
  const relu = await createEmbeddedExcel({ fichier });
  const autre = bootClient(relu);
  const vu = await autre.Excel.run(async context => {
    const feuille = context.workbook.worksheets.getFirst();
    feuille.getRange('A4:C4').values = [['c', 4, 30]];
    await context.sync();
    const [ligne, seul] = ['D4', 'F1'].map(a => feuille.getRange(a).load('formulas,values'));
    await context.sync();
    return [
      ligne!.formulas[0]![0],
      ligne!.values[0]![0],
      seul!.formulas[0]![0],
      seul!.values[0]![0],
    ] as unknown[];
  });
  autre.dispose();
  relu.dispose();
  expect(vu).toEqual(['=[@Coût]*2', 60, '=ROWS(Saisies.2)', 3]);
});

test('renommé dans la grille : de même', async () => {
  const [table] = excel.model.tables();
  excel.model.run('sheet.mutation.set-sheet-table', {
    subUnitId: table!.sheetId,
    tableId: table!.id,
    config: { name: 'Saisies' },
  });
  await excel.calculated();
  expect(await lire()).toMatchObject({ valeurs: ['5 Temps_1[Code]', 35], nom: '=Saisies[Code]' });
});

test('le tableau supprimé : #REF!', async () => {
  await faire(table => table.delete());
  const { formules, valeurs, nom } = await lire();
  expect(formules).toEqual(['=SUM(#REF!)&" Temps_1[Code]"', '=SUM(#REF!)']);
  expect([valeurs[1], nom]).toEqual(['#REF!', '=#REF!']);
});
