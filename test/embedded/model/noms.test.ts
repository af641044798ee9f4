/** Les noms définis ont une portée : le classeur, ou une feuille. Une feuille recopiée dans Excel a les mêmes noms que l'autre. */
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { verifier } from '../../xlsx/verificateur';

let excel: EmbeddedExcel;
let client: Client;

async function ouvrir(fichier?: Uint8Array): Promise<void> {
  excel = await createEmbeddedExcel(fichier ? { fichier } : {});
  client = bootClient(excel);
}
function fermer(): void {
  client.dispose();
  excel.dispose();
}
afterEach(fermer);

/** « Taux », trois fois : du classeur, et de chacune des deux feuilles. */
beforeEach(async () => {
  await ouvrir();
  await client.Excel.run(async context => {
    const { worksheets } = context.workbook;
    worksheets.getFirst().getRange('A1:A3').values = [[1], [2], [3]];
    context.workbook.names.add('Taux', '=Feuil1!$A$1');
    worksheets.getFirst().names.add('Taux', '=Feuil1!$A$2');
    worksheets.add('Autre').names.add('Taux', '=Feuil1!$A$3', 'à soi');
    await context.sync();
  });
});

const lire = () =>
  client.Excel.run(async context => {
    const { worksheets, names } = context.workbook;
    const listes = [names, worksheets.getItem('Feuil1').names, worksheets.getItem('Autre').names];
    for (const liste of listes) liste.load('items/name,items/formula,items/scope,items/comment');
    await context.sync();
    return listes.map(l => l.items.map(n => `${n.scope} ${n.name}${n.formula} ${n.comment}`.trim()));
  });

const TROIS = [
  ['Workbook Taux=Feuil1!$A$1'],
  ['Worksheet Taux=Feuil1!$A$2'],
  ['Worksheet Taux=Feuil1!$A$3 à soi'],
];

test('chacun se lit à sa portée, et reste dans le fichier', async () => {
  expect(await lire()).toEqual(TROIS);
  const fichier = await excel.save();
  expect(verifier(fichier)).toEqual([]);
  fermer();
  await ouvrir(fichier);
  expect(await lire()).toEqual(TROIS);
});

test('changé ou supprimé, un nom d’une feuille laisse les autres', async () => {
  await client.Excel.run(async context => {
    const { worksheets } = context.workbook;
    worksheets.getItem('Feuil1').names.getItem('taux').delete();
    worksheets.getItem('Autre').names.getItem('Taux').comment = 'relu';
    await context.sync();
  });
  expect(await lire()).toEqual([TROIS[0], [], ['Worksheet Taux=Feuil1!$A$3 relu']]);
});

test('le classeur ne voit pas les noms de ses feuilles ; une plage, d’abord celui de la sienne', async () => {
  await client.Excel.run(async context => {
    const { names, worksheets } = context.workbook;
    const plages = ['Feuil1', 'Autre'].map(f => worksheets.getItem(f).getRange('Taux').load('address'));
    worksheets.getItem('Autre').names.add('Propre', '=Feuil1!$A$1');
    const propre = names.getItemOrNullObject('Propre');
    await context.sync();
    expect(propre.isNullObject).toBe(true);
    expect(plages.map(p => p.address)).toEqual(['Feuil1!A2', 'Feuil1!A3']);
  });
});
