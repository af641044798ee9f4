/** Une feuille protégée dans le fichier l'est à l'ouverture, comme dans Excel, et le reste à l'enregistrement. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { verifier } from '../../xlsx/verificateur';

const FEUILLE = 'xl/worksheets/sheet1.xml';
const CHIFFREE =
  '<sheetProtection algorithmName="SHA-512" hashValue="aGFjaGU=" saltValue="c2Vs" spinCount="100000" sheet="1" sort="0"/>';

let excel: EmbeddedExcel | undefined;
let client: Client;

async function ouvrir(fichier?: Uint8Array): Promise<void> {
  fermer();
  excel = await createEmbeddedExcel(fichier ? { fichier } : {});
  client = bootClient(excel);
}
function fermer(): void {
  if (!excel) return;
  client.dispose();
  excel.dispose();
  excel = undefined;
}
afterEach(fermer);

async function enregistrer(): Promise<{ octets: Uint8Array; element: string | undefined }> {
  const octets = await excel!.save();
  expect(verifier(octets)).toEqual([]);
  return { octets, element: /<sheetProtection[^>]*>/.exec(strFromU8(unzipSync(octets)[FEUILLE]!))?.[0] };
}

const surFeuille = (geste: (feuille: Excel.Worksheet) => void) =>
  client.Excel.run(async context => {
    geste(context.workbook.worksheets.getFirst());
    await context.sync();
  });
const ecrire = () => surFeuille(feuille => (feuille.getRange('A1').values = [[1]]));

test('protégée par mot de passe dans le fichier : on n’y écrit pas, on ne l’ouvre pas, le fichier la garde telle quelle', async () => {
  await ouvrir();
  await ecrire();
  const parties = unzipSync(await excel!.save());
  const xml = strFromU8(parties[FEUILLE]!).replace('</sheetData>', `</sheetData>${CHIFFREE}`);
  await ouvrir(zipSync({ ...parties, [FEUILLE]: strToU8(xml) }));
  await expect(ecrire()).rejects.toMatchObject({ code: 'AccessDenied' });
  await expect(surFeuille(feuille => feuille.protection.unprotect())).rejects.toMatchObject({
    code: 'AccessDenied',
  });
  const options = await client.Excel.run(async context => {
    const { protection } = context.workbook.worksheets.getFirst();
    protection.load('protected,options');
    await context.sync();
    return {
      protegee: protection.protected,
      tri: protection.options.allowSort,
      filtre: protection.options.allowAutoFilter,
    };
  });
  expect(options).toEqual({ protegee: true, tri: true, filtre: false });
  expect((await enregistrer()).element).toBe(CHIFFREE);
});

test('protégée par l’API, enregistrée, rouverte, libérée, enregistrée', async () => {
  await ouvrir();
  await surFeuille(feuille => feuille.protection.protect({ allowSort: true }));
  const { octets, element } = await enregistrer();
  expect(element).toBe('<sheetProtection sheet="1" objects="1" scenarios="1" sort="0"/>');
  await ouvrir(octets);
  await expect(ecrire()).rejects.toMatchObject({ code: 'AccessDenied' });
  await surFeuille(feuille => feuille.protection.unprotect());
  await ecrire();
  expect((await enregistrer()).element).toBeUndefined();
});
