/** Ce que l'on recalcule à l'ouverture d'un fichier : comme Excel, ce qui n'a pas de valeur, ou tout s'il le demande. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createEmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient } from '../../../src/embedded/node/client';

const FEUILLE = 'xl/worksheets/sheet1.xml';
const CLASSEUR = 'xl/workbook.xml';

/** Un tableau, un total de ce tableau, une différence nulle, une formule qui déborde. */
async function classeur(): Promise<Uint8Array> {
  const excel = await createEmbeddedExcel();
  const client = bootClient(excel);
  await client.Excel.run(async context => {
    const feuille = context.workbook.worksheets.getActiveWorksheet();
    feuille.getRange('A1:A3').values = [['Jours'], [2], [3]];
    feuille.tables.add('A1:A3', true).name = 'Saisies';
    await context.sync();
    feuille.getRange('C1:E1').formulas = [['=SUM(Saisies[Jours])', '=A2-2', '=SEQUENCE(3)']];
    await context.sync();
  });
  const octets = await excel.save();
  client.dispose();
  excel.dispose();
  return octets;
}

function changer(octets: Uint8Array, partie: string, de: RegExp, vers: string): Uint8Array {
  const parties = unzipSync(octets);
  const avant = strFromU8(parties[partie]!);
  const apres = avant.replace(de, vers);
  if (apres === avant) throw new Error(`Rien à changer dans ${partie}.`);
  return zipSync({ ...parties, [partie]: strToU8(apres) });
}

async function ouvrir(octets: Uint8Array): Promise<unknown[][]> {
  const excel = await createEmbeddedExcel({ fichier: octets });
  const client = bootClient(excel);
  const valeurs = await client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getActiveWorksheet().getRange('C1:E3');
    plage.load('values');
    await context.sync();
    return plage.values as unknown[][];
  });
  client.dispose();
  excel.dispose();
  return valeurs;
}

/** Le total et la différence tels qu'un autre les aurait enregistrés : rien ne les recalcule. */
const perime = async () =>
  changer(
    changer(await classeur(), FEUILLE, /<v>5<\/v>/, '<v>999</v>'),
    FEUILLE,
    /(A2-2<\/f>)<v>0<\/v>/,
    '$1<v>7</v>',
  );

test('les valeurs du fichier sont gardées, la formule qui déborde se redéploie', async () => {
  expect(await ouvrir(await classeur())).toEqual([
    [5, 0, 1],
    ['', '', 2],
    ['', '', 3],
  ]);
  expect((await ouvrir(await perime()))[0]).toEqual([999, 7, 1]);
});

test('une formule sans valeur se calcule', async () => {
  const sans = changer(await classeur(), FEUILLE, /<v>5<\/v>/, '');
  expect((await ouvrir(sans))[0]).toEqual([5, 0, 1]);
});

test('un fichier qui demande un recalcul est recalculé en entier', async () => {
  const demande = changer(
    await perime(),
    CLASSEUR,
    /<calcPr[^>]*>|(?=<\/workbook>)/,
    '<calcPr calcId="0" fullCalcOnLoad="1"/>',
  );
  expect((await ouvrir(demande))[0]).toEqual([5, 0, 1]);
});
