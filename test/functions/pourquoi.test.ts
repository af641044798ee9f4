import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { attachFunctions } from '../../src/embedded/functions';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { functionsMetadata } from '../../src/functions/metadata';
import type { WorkbookSource } from '../../src/functions/workbookSource';
import { expliquerCellule, type Reponse } from '../../src/taskpane/explication/explain';
import type { ClasseurSuivi } from '../../src/taskpane/explication/workbook';
import { readSelectedCell } from '../../src/workbook/selection';
import { petitClasseur } from '../exemple/petit-classeur';

/** « Pourquoi ce chiffre ? » sur une cellule d'Excel : la sélection, sa formule, son débordement. */
const FEUILLE = 'Essai';

let excel: EmbeddedExcel;
let client: Client;
let source: WorkbookSource;
let suivi: ClasseurSuivi;

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
  await import('../../src/functions');
  ({ source } = await import('../../src/functions/calls'));
  attachFunctions(excel, client.session, functionsMetadata('fr'));
  await client.Excel.run(async context => {
    context.workbook.worksheets.add(FEUILLE);
    await context.sync();
  });
  const { suivreClasseur } = await import('../../src/taskpane/explication/workbook');
  suivi = suivreClasseur();
  await suivi.pret();
});

afterAll(async () => {
  suivi?.fermer();
  await source?.cache.stop();
  client?.uninstall();
  client?.dispose();
  excel?.dispose();
});

/** Écrit une formule, attend sa valeur. */
async function ecrire(adresse: string, formule: string): Promise<void> {
  await client.Excel.run(async context => {
    context.workbook.worksheets.getItem(FEUILLE).getRange(adresse).formulas = [[formule]];
    await context.sync();
  });
  await excel.calculated();
  await source.cache.settled();
  await excel.calculated();
}

/** Sélectionne une cellule et demande d'où elle vient. */
async function pourquoi(adresse: string): Promise<{ valeur: unknown; reponse: Reponse }> {
  await client.Excel.run(async context => {
    context.workbook.worksheets.getItem(FEUILLE).getRange(adresse).select();
    await context.sync();
  });
  const cellule = await readSelectedCell();
  return { valeur: cellule.value, reponse: await expliquerCellule(cellule, suivi) };
}

const arbreDe = async (adresse: string) => {
  const { valeur, reponse } = await pourquoi(adresse);
  if (reponse.nature !== 'ARBRE') throw new Error(`${adresse} : ${JSON.stringify(reponse)}`);
  return { valeur, calculee: reponse.explication.valeur.toNumber(), libelle: reponse.explication.libelle.fr };
};

test('un chiffre qui déborde de CA.TABLEAU a l’arbre de son affaire et de sa mesure (T-REV-03)', async () => {
  await ecrire('B2', '=CA.TABLEAU("2026-11-30")');
  // Colonnes E à N : budget, facturé, charges, RAF, %, CA, FAE, PCA, production, marge.
  expect(await arbreDe('I3')).toEqual({ valeur: 0.45, calculee: 0.45, libelle: '24A010, % calculé' });
  expect(await arbreDe('J3')).toEqual({ valeur: 45_000, calculee: 45_000, libelle: '24A010, CA reconnu' });
  expect(await arbreDe('N3')).toEqual({ valeur: 9_000, calculee: 9_000, libelle: '24A010, Marge à date' });
});

test('un en-tête, un nom ou la formule elle-même le disent', async () => {
  for (const adresse of ['B2', 'J2', 'B3', 'C3'])
    expect((await pourquoi(adresse)).reponse).toMatchObject({ nature: 'RIEN', raison: 'PAS_UN_CHIFFRE' });
});

test('à côté du débordement, rien n’est à nous', async () => {
  expect((await pourquoi('B4')).reponse).toEqual({ nature: 'RIEN', raison: 'AILLEURS' });
});

test('une autre formule qui découpe le tableau n’est pas devinée', async () => {
  await ecrire('B8', '=INDEX(CA.TABLEAU("2026-11-30"),2,9)');
  const { valeur, reponse } = await pourquoi('B8');
  expect(valeur).toBe(45_000);
  expect(reponse).toEqual({ nature: 'RIEN', raison: 'AUTRE_FORMULE' });
});

test('CA.PERTE et CA.TAUXAVANCEMENT s’expliquent par leurs arguments, cités ou écrits (T-REV-05, T-REV-03)', async () => {
  await ecrire('B10', '100000');
  await ecrire('B11', '=CA.PERTE(B10,60000,60000,50000)');
  await ecrire('B12', '=ROUND(CA.TAUXAVANCEMENT(36000,44000),1)');
  expect(await arbreDe('B11')).toMatchObject({ valeur: 10_000, calculee: 10_000 });
  expect(await arbreDe('B12')).toMatchObject({ valeur: 0.5, calculee: 0.45 });
});
