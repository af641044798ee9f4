import { CAPACITES } from '../../src/cloture';
import {
  type ModeFec,
  planifierImport,
  TABLES_IMPORT,
} from '../../src/cloture/comptabilite-generale/fec/importer';
import { mettreEnTables } from '../../src/cloture/comptabilite-generale/fec/lire';
import { RapportFec } from '../../src/cloture/comptabilite-generale/fec/tables';
import { Ecritures, PlanComptable, Tiers } from '../../src/cloture/tables-communes';
import { FEUILLES_COMMUNES } from '../../src/cloture/tables-communes/feuilles';
import { finDeMois } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import type { WorkOptions } from '../../src/workbook/office';
import { readTables } from '../../src/workbook/reader';
import { writeTogether } from '../../src/workbook/together';
import { undoLastRun } from '../../src/workbook/undo';
import { base, facture, lireTexte, texte } from '../cloture/comptabilite-generale/fec/atelier';
import { petitClasseur } from '../exemple/petit-classeur';

/** Un FEC entre au classeur de l'utilisateur : entier, ou pas du tout. */
let excel: EmbeddedExcel;
let client: Client;
beforeEach(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
});
afterEach(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const FEUILLES = [...CAPACITES.flatMap(c => [...c.feuilles]), ...FEUILLES_COMMUNES];

async function importer(contenu: string, mode: ModeFec = 'REMPLACER', options: WorkOptions = {}) {
  const lecture = await lireTexte(contenu);
  const plan = planifierImport(await mettreEnTables(lecture), await readTables(TABLES_IMPORT), mode);
  if (plan.anomalies.length > 0) return plan.anomalies.map(a => a.message);
  await writeTogether(
    {
      produites: plan.produites,
      sheets: FEUILLES,
      module: 'import-fec',
      arrete: finDeMois(lecture.derniereEcriture!),
      message: '',
    },
    options,
  );
  return [];
}

const lues = async () => {
  const tables = await readTables([Ecritures, PlanComptable, Tiers, RapportFec]);
  return {
    ecritures: tables.lire(Ecritures).lignes,
    comptes: tables.lire(PlanComptable).lignes,
    tiers: tables.lire(Tiers).lignes,
    rapport: tables.lire(RapportFec).lignes,
  };
};
const numeros = async () =>
  (await lues()).ecritures.map(l => `${l.Journal} ${l.EcritureNum}/${l.Ligne}`).sort();

test('les écritures entrent, avec les comptes, les tiers et le rapport qui manquaient', async () => {
  const avant = await lues();
  expect(await importer(texte(base()))).toEqual([]);
  const apres = await lues();
  expect(await numeros()).toEqual([
    'BQ 1/1',
    'BQ 1/2',
    ...['VT 1', 'VT 2'].flatMap(n => [1, 2, 3].map(l => `${n}/${l}`)),
  ]);
  expect(apres.tiers.map(l => l.IdTiers)).toEqual([...avant.tiers.map(l => l.IdTiers), 'DUPONT']);
  // Un compte déjà là garde son libellé.
  const connu = avant.comptes.find(l => l.Compte === '706000');
  if (connu) expect(apres.comptes.find(l => l.Compte === '706000')?.Libelle).toBe(connu.Libelle);
  expect(apres.rapport.map(l => l.Rubrique)).toEqual(expect.arrayContaining(['FICHIER', 'TOTAL', 'JOURNAL']));
});

test('remplacer : ce qui n’est plus au fichier part, ce que l’utilisateur a ajouté à une ligne reste', async () => {
  await importer(texte(base()));
  const [premiere] = (await lues()).ecritures;
  await client.Excel.run(async context => {
    const feuille = context.workbook.worksheets.getItem(Ecritures.feuille);
    const rang = Ecritures.colonnes.findIndex(c => c.cle === 'IdAffaire');
    feuille.getRangeByIndexes(premiere!.ligne - 1, rang, 1, 1).values = [['24A010']];
    await context.sync();
  });
  expect(await importer(texte([...facture(1, '20260115'), ...facture(3, '20260401')]))).toEqual([]);
  expect(await numeros()).toEqual(['VT 1', 'VT 3'].flatMap(n => [1, 2, 3].map(l => `${n}/${l}`)));
  expect((await lues()).ecritures.find(l => l.ligne === premiere!.ligne)?.IdAffaire).toBe('24A010');
});

test('ajouter : les pièces nouvelles s’ajoutent ; une pièce déjà là refuse tout', async () => {
  await importer(texte(base()));
  expect(await importer(texte(facture(3, '20260401')), 'AJOUTER')).toEqual([]);
  expect((await numeros()).length).toBe(11);
  const refus = await importer(texte([...facture(3, '20260401'), ...facture(4, '20260402')]), 'AJOUTER');
  expect(refus[0]).toContain('VT 3, ligne 1 du fichier est déjà dans le classeur');
  expect((await numeros()).length).toBe(11);
});

test('deux fois le même import valent un', async () => {
  await importer(texte(base()));
  const une = await lues();
  await importer(texte(base()));
  expect(await lues()).toEqual(une);
});

test('y renoncer pendant l’écriture remet le classeur comme il était', async () => {
  await importer(texte(base()));
  const avant = await lues();
  const arret = new AbortController();
  const onProgress = ({ etape }: { etape: string }) => {
    if (etape.includes('Ecritures')) arret.abort();
  };
  const grand = Array.from({ length: 200 }, (_, n) => facture(n + 10, '20260401')).flat();
  const essai = importer(texte(grand), 'REMPLACER', { signal: arret.signal, onProgress });
  await expect(essai).rejects.toThrow('Opération annulée');
  expect(await lues()).toEqual(avant);
});

test('« Annuler la dernière exécution » défait un import', async () => {
  const avant = await lues();
  await importer(texte(base()));
  await undoLastRun(CAPACITES);
  const apres = await lues();
  expect(apres.ecritures.length).toBe(avant.ecritures.length);
  expect(apres.tiers).toEqual(avant.tiers);
  expect(apres.comptes).toEqual(avant.comptes);
});
