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
  const { formules, nom } = await lire();
  expect(formules[0]).toBe('=SUM(Saisies[Heures d\'\'été])&" Temps_1[Code]"');
  expect(nom).toBe('=Saisies[Code]');
});

test('le tableau supprimé : #REF!', async () => {
  await faire(table => table.delete());
  const { formules, valeurs, nom } = await lire();
  expect(formules).toEqual(['=SUM(#REF!)&" Temps_1[Code]"', '=SUM(#REF!)']);
  expect([valeurs[1], nom]).toEqual(['#REF!', '=#REF!']);
});
