import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';

/** Le relevé des formules est gardé par feuille : rien de ce qui en amène une ne doit lui échapper. */
let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  excel = await createEmbeddedExcel();
  client = bootClient(excel);
});

afterAll(() => {
  client.dispose();
  excel.dispose();
});

const feuille = (nom: string, agir: (sheet: Excel.Worksheet) => void) =>
  client.Excel.run(async context => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(nom);
    await context.sync();
    agir(sheet.isNullObject ? context.workbook.worksheets.add(nom) : sheet);
    await context.sync();
  });

const valeur = (nom: string, adresse: string) =>
  client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem(nom).getRange(adresse);
    plage.load('values');
    await context.sync();
    return plage.values[0]?.[0] as unknown;
  });

test('une feuille de valeurs reçoit une formule : elle se calcule, et suit ce qui change ailleurs', async () => {
  await feuille('Valeurs', s => (s.getRange('A1:A3').values = [[1], [2], [3]]));
  await feuille('Autre', s => (s.getRange('A1').values = [[10]]));
  await feuille('Valeurs', s => (s.getRange('A2').values = [[5]]));
  await feuille('Valeurs', s => (s.getRange('B1').formulas = [['=SUM(A1:A3)+Autre!A1']]));
  expect(await valeur('Valeurs', 'B1')).toBe(19);
  await feuille('Autre', s => (s.getRange('A1').values = [[20]]));
  expect(await valeur('Valeurs', 'B1')).toBe(29);
});

test('une formule suit ses lignes insérées, et une feuille ajoutée a les siennes', async () => {
  await feuille('Valeurs', s => s.getRange('1:1').insert('Down'));
  expect(await valeur('Valeurs', 'B2')).toBe(29);
  await feuille('Valeurs', s => (s.getRange('A2').values = [[100]]));
  expect(await valeur('Valeurs', 'B2')).toBe(128);
  await feuille('Neuve', s => (s.getRange('A1').formulas = [['=Valeurs!B2*2']]));
  expect(await valeur('Neuve', 'A1')).toBe(256);
});
