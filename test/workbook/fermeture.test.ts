import { avancement } from '../../src/cloture/avancement';
import { EcrituresCloture, Historique, Parametres, Periodes } from '../../src/cloture/tables-communes';
import { jour, type Jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { readTables } from '../../src/workbook/reader';
import { type Mode, runClose } from '../../src/workbook/runs';
import { undoLastRun } from '../../src/workbook/undo';
import { petitClasseur } from '../exemple/petit-classeur';

/** « Fermer » : le mois est figé, ce qui arrive après n'en bouge rien (domaine §1.2, PCG art. 1031-3). */
const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);

let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
});

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const lancer = (mode: Mode, arrete: Jour) =>
  runClose({ capacites: [avancement], arrete, mode, par: 'essai' });
const lire = () => readTables([EcrituresCloture, Historique, Parametres, Periodes]);
const arreteEcrit = async () =>
  (await lire()).lire(Parametres).lignes.find(l => l.Cle === 'DateArrete')?.Valeur;

/** Ce que le mois de novembre a laissé : ses écritures (extournes comprises) et ses lignes d'historique. */
async function deNovembre() {
  const tables = await lire();
  return {
    ecritures: tables.lire(EcrituresCloture).lignes.filter(l => l.CleGeneration.includes('|2026-11-30|')),
    historique: tables.lire(Historique).lignes.filter(l => l.Arrete === NOVEMBRE),
    periode: tables.lire(Periodes).lignes.find(l => l.Periode === '2026-11'),
  };
}

test('un mois ne se ferme pas avant celui qui le précède : rien n’est écrit', async () => {
  const avant = await excel.save();
  const { bloque, anomalies } = await lancer('FERMER', DECEMBRE);
  expect(bloque).toBe(true);
  // Novembre est la onzième ligne de la table, dont l'en-tête est en ligne 4.
  expect(anomalies.find(a => a.code === 'C-GEN-08')).toMatchObject({
    table: 'Periodes',
    ligne: 15,
    colonne: 'Etat',
    cle: '2026-11',
    remede: expect.stringContaining('novembre 2026') as string,
    en: { message: '2026-11 is not closed: 2026-12 cannot be closed before it.' },
  });
  expect(await excel.save()).toEqual(avant);
});

test('fermer valide les écritures, l’historique et la période, et eux seuls', async () => {
  expect((await lancer('FERMER', NOVEMBRE)).bloque).toBe(false);
  const { ecritures, historique, periode } = await deNovembre();
  expect(ecritures).toHaveLength(6);
  expect(ecritures.every(l => l.DateValidation !== undefined)).toBe(true);
  expect(historique.length).toBeGreaterThan(0);
  expect(historique.every(l => l.Valide === true)).toBe(true);
  expect(periode).toMatchObject({ Etat: 'FERMEE', Par: 'essai' });
  const autres = (await lire()).lire(Periodes).lignes.filter(l => l.Periode > '2026-11');
  expect(autres.map(l => l.Etat)).toEqual(autres.map(() => 'OUVERTE'));
});

test('l’arrêté du classeur passe au mois suivant', async () => {
  expect(await arreteEcrit()).toBe('31/12/2026');
});

test('un mois fermé refuse une nouvelle exécution, et le dit', async () => {
  const bilan = await lancer('VALIDER', NOVEMBRE);
  expect(bilan.bloque).toBe(true);
  const fermee = bilan.anomalies.find(a => a.gravite === 'BLOQUANT' && a.message.includes('FERMEE'));
  expect(fermee?.remede).not.toBe('');
});

test('une pièce de novembre changée après coup ne déplace rien de novembre ; l’effet tombe en décembre', async () => {
  const avant = await deNovembre();
  await client.Excel.run(async context => {
    // T0001 (C002), un temps de juin, passe de 1 à 3 jours (500 € le jour) : 1 000 € de charges de plus, en retard.
    const jours = context.workbook.tables
      .getItem('Temps')
      .columns.getItem('Jours')
      .getDataBodyRange()
      .getCell(0, 0);
    jours.values = [[3]];
    await context.sync();
  });
  const bilan = await lancer('FERMER', DECEMBRE);
  expect(bilan.bloque).toBe(false);
  expect(await deNovembre()).toEqual(avant);
  const ca = (await lire())
    .lire(Historique)
    .lignes.filter(l => l.Module === 'CA' && l.IdAffaire === '24A010');
  const [novembre, decembre] = [NOVEMBRE, DECEMBRE].map(d => ca.find(l => l.Arrete === d));
  expect(novembre?.Montant).toBe(45_000_00);
  // 37 500 + 1 000 de charges, RAF inchangé : le CA est celui des nouvelles charges, à reconnaître d'un coup.
  expect(decembre?.CH).toBe(38_500_00);
});

test('fermer décembre ouvre 2027 : février est ajouté pour que les extournes de janvier y tombent', async () => {
  const periodes = (await lire()).lire(Periodes).lignes.filter(l => l.Periode >= '2026-12');
  expect(periodes.map(l => [l.Periode, l.Exercice, l.Etat])).toEqual([
    ['2026-12', '2026', 'FERMEE'],
    ['2027-01', '2027', 'OUVERTE'],
    ['2027-02', '2027', 'OUVERTE'],
  ]);
  expect(await arreteEcrit()).toBe('31/01/2027');
});

test('un mois ouvert entre en clôture quand on le valide, pas quand on le simule ; annuler le rouvre', async () => {
  const janvier = jour(2027, 1, 31);
  const etats = async () =>
    (await lire())
      .lire(Periodes)
      .lignes.filter(l => l.Periode >= '2027-01')
      .map(l => l.Etat);
  await lancer('SIMULER', janvier);
  expect(await etats()).toEqual(['OUVERTE', 'OUVERTE']);
  expect((await lancer('VALIDER', janvier)).bloque).toBe(false);
  expect(await etats()).toEqual(['EN_CLOTURE', 'OUVERTE']);
  const { rapports } = await lancer('VALIDER', janvier);
  expect(rapports.filter(r => r.ajoutees + r.modifiees + r.retirees > 0)).toEqual([]);
  await undoLastRun([avancement]);
  expect(await etats()).toEqual(['OUVERTE', 'OUVERTE']);
});
