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

test('le calcul qu’Univer lancerait de lui-même, un peu plus tard, n’a pas lieu', async () => {
  // Rien à calculer : rien de nous ne relève Univer de ce qui l'attend.
  const fichier = changer(await perime(), FEUILLE, /<c r="E1".*?<\/c>/, '');
  const excel = await createEmbeddedExcel({ fichier });
  const { runs } = excel.model.engine;
  await new Promise(resolve => setTimeout(resolve, 400));
  const [total] = excel.model.sheets();
  expect(excel.model.read(total!.id, 0, 2).value).toBe(999);
  expect(excel.model.engine.runs).toBe(runs);
  excel.dispose();
});

const LIBREOFFICE = '<calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/>';

test.each([
  ['openpyxl, un modèle : le fichier le demande', '<calcPr calcId="124519" fullCalcOnLoad="1"/>', true],
  ['LibreOffice : aucun moteur n’a signé', LIBREOFFICE, true],
  ['Google Sheets', '<calcPr/>', true],
  ['un écrivain qui n’en dit rien', '', true],
  ['Excel sous Windows, Mac et sur le web', '<calcPr calcId="191029"/>', false],
  ['un vieil Excel', '<calcPr calcId="125725"/>', false],
])('%s', async (_qui, calcPr, recalcule) => {
  const fichier = changer(await perime(), CLASSEUR, /<calcPr[^>]*>/, calcPr);
  expect((await ouvrir(fichier))[0]).toEqual(recalcule ? [5, 0, 1] : [999, 7, 1]);
});

test('enregistré par nous, un fichier qui demandait un recalcul ne le demande plus, d’où qu’il vienne', async () => {
  const recu = changer(
    changer(
      await perime(),
      CLASSEUR,
      /<calcPr[^>]*>/,
      '<calcPr calcId="124519" fullCalcOnLoad="1" iterate="1"/>',
    ),
    CLASSEUR,
    /(?=<bookViews|<sheets)/,
    '<fileVersion appName="Calc"/>',
  );
  const excel = await createEmbeddedExcel({ fichier: recu });
  const rendu = await excel.save();
  excel.dispose();
  const classeurRendu = strFromU8(unzipSync(rendu)[CLASSEUR]!);
  // Inférieur à tout Excel : lui recalcule ; l'itération, réglage de l'utilisateur, reste.
  expect(/<calcPr[^>]*>/.exec(classeurRendu)?.[0]).toBe('<calcPr calcId="1" iterate="1"/>');
  const repris = changer(rendu, FEUILLE, /<v>5<\/v>/, '<v>999</v>');
  expect((await ouvrir(repris))[0]).toEqual([999, 0, 1]);
});
