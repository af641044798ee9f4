/**
 * Ce qui s'importe dans un mois fermé : daté du premier jour ouvert, la vraie date en survenance (domaine §1.2 ; PCG art.
 * 1031-4). Le mois fermé ne bouge pas, et un second import ne défait rien.
 */
import { CAPACITES } from '../../src/cloture';
import { avancement } from '../../src/cloture/avancement';
import { RapportFec } from '../../src/cloture/comptabilite-generale/fec/tables';
import { Ecritures } from '../../src/cloture/tables-communes';
import { type Importee, redater, TABLES_REDATER } from '../../src/cloture/tables-communes/redater';
import { FEUILLES_COMMUNES } from '../../src/cloture/tables-communes/feuilles';
import { jour, type Jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { dataServices } from '../../src/taskpane/data/dataServices';
import { type FecServices, fecServices, type ModeFec } from '../../src/taskpane/data/fecServices';
import { proposeMapping, readExport } from '../../src/workbook/importing';
import { readTables } from '../../src/workbook/reader';
import { runClose } from '../../src/workbook/runs';
import type { AnyTable } from '../../src/workbook/table';
import { verifySeals } from '../../src/workbook/seals/verify';
import { base, facture, NOM, texte, type LigneBrute } from '../cloture/comptabilite-generale/fec/atelier';
import { petitClasseur } from '../exemple/petit-classeur';

const NOVEMBRE = jour(2026, 11, 30);
const PREMIER = jour(2026, 12, 1);
const FEUILLES = [...CAPACITES.flatMap(c => [...c.feuilles]), ...FEUILLES_COMMUNES];

let excel: EmbeddedExcel;
let client: Client;
let fec: FecServices;

async function ouvrir(fichier: Uint8Array) {
  client?.uninstall();
  client?.dispose();
  excel?.dispose();
  excel = await createEmbeddedExcel({ fichier });
  client = bootClient(excel);
  client.install();
  fec = fecServices(FEUILLES);
}

const importer = async (lignes: readonly LigneBrute[], mode: ModeFec = 'REMPLACER') =>
  fec.write(await fec.read(new File([texte(lignes)], NOM), {}), mode, {});
const lues = async () => (await readTables([Ecritures])).lire(Ecritures).lignes;
const datesDe = async (num: string) =>
  (await lues())
    .filter(l => l.Journal === 'VT' && l.EcritureNum === num)
    .map(l => [l.DateEcriture, l.DateSurvenance]);
const trois = (date: Jour, survenance?: Jour) => Array.from({ length: 3 }, () => [date, survenance]);
const intact = async () => (await verifySeals({ capacites: [avancement] })).intact;

let ferme: Uint8Array;

beforeAll(async () => {
  await ouvrir(await petitClasseur());
  expect(await importer(base())).toMatchObject({ ajoutees: 8, redatees: 0, anomalies: [] });
  const bilan = await runClose({ capacites: [avancement], arrete: NOVEMBRE, mode: 'FERMER', par: 'essai' });
  expect(bilan.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  ferme = await excel.save();
}, 120_000);
beforeEach(() => ouvrir(ferme));
afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

test('un FEC du mois fermé et du mois ouvert : la pièce tardive passe au 1er décembre, rien d’autre ne change de date', async () => {
  const lignes = [...base(), ...facture(3, '20261120'), ...facture(4, '20261205')];
  expect(await importer(lignes)).toMatchObject({ ajoutees: 6, modifiees: 0, redatees: 3 });
  expect(await datesDe('3')).toEqual(trois(PREMIER, jour(2026, 11, 20)));
  expect(await datesDe('4')).toEqual(trois(jour(2026, 12, 5)));
  expect(await datesDe('1')).toEqual(trois(jour(2026, 1, 15)));
  expect(await intact()).toBe(true);
  const rapport = (await readTables([RapportFec])).lire(RapportFec).lignes;
  expect(rapport.filter(l => l.Code === 'C-GEN-04').map(l => l.Libelle)).toEqual([
    expect.stringMatching(/^3 lignes .* datées du 01\/12\/2026/),
  ]);
});

test('le même FEC, deux fois, ne défait pas la date : deux imports en valent un', async () => {
  const lignes = [...base(), ...facture(3, '20261120')];
  await importer(lignes);
  const avant = await lues();
  expect(await importer(lignes)).toMatchObject({ ajoutees: 0, modifiees: 0, retirees: 0, redatees: 3 });
  expect(await lues()).toEqual(avant);
  expect(await intact()).toBe(true);
});

test('ajouter, pièces nouvelles seules : de même', async () => {
  expect(await importer(facture(3, '20261120'), 'AJOUTER')).toMatchObject({ ajoutees: 3, redatees: 3 });
  expect(await datesDe('3')).toEqual(trois(PREMIER, jour(2026, 11, 20)));
  expect(await intact()).toBe(true);
});

test('une ligne changée d’une pièce scellée n’est pas redatée : « Vérifier » la nomme', async () => {
  const [premiere, ...suite] = base();
  await importer([{ ...premiere!, EcritureLib: 'Autre' }, ...suite]);
  expect(await datesDe('1')).toEqual(trois(jour(2026, 1, 15)));
  const { intact: entier, anomalies } = await verifySeals({ capacites: [avancement] });
  expect([entier, anomalies.map(a => [a.code, a.table])]).toEqual([false, [['C-SCE-03', 'Ecritures']]]);
});

test('un export CSV des écritures : l’aperçu dit la ligne, et l’écriture passe au premier jour ouvert', async () => {
  const donnees = dataServices(FEUILLES);
  const entete =
    'Exercice;Journal;N° d’écriture;N° ligne;Date;Compte;Pièce;Date de pièce;Libellé;Débit;Crédit';
  const lignes = ['604000;F9;20/11/2026;Achat;80,00;0', '512000;F9;20/11/2026;Achat;0;80,00'];
  const csv = [entete, ...lignes.map((l, i) => `2026;AC;9;${i + 1};20/11/2026;${l}`)].join('\r\n');
  const lu = readExport('ecritures.csv', new TextEncoder().encode(csv));
  const correspondance = proposeMapping(Ecritures, lu.headers);
  const apercu = await donnees.preview(Ecritures, lu, correspondance, 'AJOUTER', {});
  expect([apercu.added, apercu.refused]).toEqual([2, 0]);
  expect(apercu.anomalies.filter(a => a.code === 'C-GEN-04').map(a => [a.gravite, a.ligne])).toEqual([
    ['INFO', 2],
  ]);
  await donnees.write(Ecritures, apercu, correspondance, {});
  const ecrites = (await lues()).filter(l => l.EcritureNum === '9');
  expect(ecrites.map(l => [l.DateEcriture, l.DateSurvenance, l.DatePiece])).toEqual([
    [PREMIER, jour(2026, 11, 20), jour(2026, 11, 20)],
    [PREMIER, jour(2026, 11, 20), jour(2026, 11, 20)],
  ]);
  expect(await intact()).toBe(true);
});

test('redater rend la main : une fois toutes les vingt mille lignes du classeur, et du fichier', async () => {
  const tables = await readTables(TABLES_REDATER);
  const [premiere] = tables.lire(Ecritures).lignes;
  const beaucoup = {
    ...tables.lire(Ecritures),
    lignes: new Array<NonNullable<typeof premiere>>(100_000).fill(premiere!),
  };
  const grand = { lire: (t: AnyTable) => (t.nom === Ecritures.nom ? beaucoup : tables.lire(t)) };
  const suite = redater(beaucoup.lignes.slice(0, 60_000) as unknown as Importee[], grand as never);
  let pauses = 0;
  while (suite.next().done !== true) pauses++;
  expect(pauses).toBe(8);
});

test('sans écriture au mois fermé, une première reprise garde ses dates', async () => {
  await ouvrir(await petitClasseur());
  await runClose({ capacites: [avancement], arrete: NOVEMBRE, mode: 'FERMER', par: 'essai' });
  expect(await importer(base())).toMatchObject({ ajoutees: 8, redatees: 0 });
  expect(await datesDe('1')).toEqual(trois(jour(2026, 1, 15)));
});
