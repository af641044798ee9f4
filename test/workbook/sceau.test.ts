/**
 * L'historique, dans l'Excel embarqué : une ligne du complément changée à la main se voit et se remet d'un geste ; une
 * ligne saisie s'ajoute, se change, se retire et se valide ; un mois fermé ne se clôt pas sur une ligne changée.
 */
import { regularisations } from '../../src/cloture/regularisations';
import { Historique } from '../../src/cloture/tables-communes';
import { ruptures } from '../../src/cloture/tables-communes/sceau';
import { compte, jour, montant } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { dataServices } from '../../src/taskpane/data/dataServices';
import { recordServices } from '../../src/taskpane/records/recordServices';
import { choicesOf, filtered, isEditable, RECORD_TABLES, recordsOf } from '../../src/taskpane/records/view';
import { proposeMapping, readExport } from '../../src/workbook/importing';
import { readTables } from '../../src/workbook/reader';
import { type Mode, runClose } from '../../src/workbook/runs';
import { classeurDuScenario } from '../exemple/petit-classeur';
import { saisir } from './classeur-vivant';

const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);

let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await classeurDuScenario('cas-dore') });
  client = bootClient(excel);
  client.install();
});

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const lancer = (mode: Mode, arrete = NOVEMBRE) =>
  runClose({ capacites: [regularisations], arrete, mode, par: 'essai' });
const records = async () => recordsOf(await readTables(RECORD_TABLES));
/** Le rang, dans le corps, de la FNP de 24A010 en novembre ; l'en-tête est en ligne 4. */
const laFnp = async () =>
  (await records()).rows.find(r => r.Module === 'FNP' && r.Arrete === NOVEMBRE && r.TypeLigne === 'ARRETE')!;
const changer = async (colonne: string, valeur: unknown) =>
  saisir(client, 'Historique', colonne, (await laFnp()).ligne - 5, valeur);

test('ce que l’exécution écrit porte son sceau, intact ; ce qui était là avant n’en a pas', async () => {
  expect((await lancer('VALIDER')).bloque).toBe(false);
  const { rows, broken } = await records();
  expect(broken).toEqual([]);
  expect(rows.filter(r => r.Sceau !== undefined).every(r => r.Arrete === NOVEMBRE)).toBe(true);
  expect(rows.filter(r => r.Arrete === NOVEMBRE)).toHaveLength(4);
});

test('un montant et un compte changés à la main se voient, colonne par colonne', async () => {
  await changer('Montant', 1_500);
  await changer('Compte', '611000');
  const { broken } = await records();
  expect(broken.map(b => b.colonnes.map(c => c.cle))).toEqual([['Compte', 'Montant']]);
  const dit = (await lancer('SIMULER')).anomalies.find(a => a.code === 'C-HIS-01');
  expect(dit).toMatchObject({
    ...{ gravite: 'INFO', table: 'Historique', colonne: 'Compte', cle: 'FNP 24A010' },
    message:
      "FNP 24A010 du 30/11/2026, ligne changée à la main depuis que le complément l'a écrite : Compte, Montant.",
  });
});

test('un geste remet la ligne telle qu’elle était ; un second ne trouve plus rien', async () => {
  expect(await recordServices.restore()).toBe(1);
  expect(await laFnp()).toMatchObject({ Montant: 2_000_00, Compte: '604000' });
  expect(await recordServices.restore()).toBe(0);
});

test('une ligne qui ne se lit plus se remet aussi', async () => {
  const { ligne } = await laFnp();
  await changer('Montant', 'deux mille');
  const { broken, rows } = await records();
  expect(rows.some(r => r.ligne === ligne)).toBe(false);
  expect(broken.map(b => b.ligne)).toEqual([ligne]);
  expect(await recordServices.restore()).toBe(1);
  expect((await laFnp()).Montant).toBe(2_000_00);
});

const SAISIE = {
  Arrete: NOVEMBRE,
  DateEffet: NOVEMBRE,
  Module: 'CHARGES',
  TypeLigne: 'MANUEL',
  IdAffaire: '24A010',
  Compte: compte('604000'),
  Montant: montant(150_00),
  Par: 'Sabine',
  Valide: false,
} as const;
const laSaisie = async () => (await records()).rows.find(r => r.TypeLigne === 'MANUEL')!;

test('une ligne s’ajoute, ne se double pas, se change, se copie et se retire', async () => {
  expect(await recordServices.add(SAISIE)).toBe(true);
  expect(await recordServices.add(SAISIE)).toBe(false);
  expect(await recordServices.change(await laSaisie(), { ...SAISIE, Montant: montant(175_00) })).toBe(true);
  expect(await laSaisie()).toMatchObject({ Montant: 175_00, Par: 'Sabine', Valide: false });
  // Un autre compte est une autre clé : la ligne d'avant s'en va.
  const deplacee = { ...SAISIE, Compte: compte('611000') };
  expect(await recordServices.change(await laSaisie(), deplacee)).toBe(true);
  const { rows } = await records();
  expect(rows.filter(r => r.TypeLigne === 'MANUEL').map(r => r.Compte)).toEqual(['611000']);
  expect(await recordServices.remove(await laSaisie())).toBe(true);
  expect(await laSaisie()).toBeUndefined();
});

test('validée, elle est scellée : elle ne se retouche plus, et un changement à la main bloque', async () => {
  await recordServices.add(SAISIE);
  expect(isEditable(await laSaisie())).toBe(true);
  expect(await recordServices.validate(await laSaisie(), 'Sabine')).toBe(true);
  const ligne = await laSaisie();
  expect([isEditable(ligne), ligne.Valide, ligne.Par]).toEqual([false, true, 'Sabine']);
  await saisir(client, 'Historique', 'Montant', ligne.ligne - 5, 99);
  const { bloque, anomalies } = await lancer('VALIDER');
  expect([bloque, anomalies.find(a => a.code === 'C-HIS-01')?.gravite]).toEqual([true, 'BLOQUANT']);
  expect(await recordServices.restore()).toBe(1);
  expect((await lancer('VALIDER')).bloque).toBe(false);
});

test('l’historique se consulte par affaire, mois et méthode, et chaque ligne mène à son écriture', async () => {
  const lus = await records();
  expect(choicesOf(lus)).toMatchObject({
    affaires: ['24A010', '24A020', '24M030'],
    mois: ['2026-11', '2026-10'],
  });
  const voulues = filtered(lus, { affaire: '24A010', mois: '2026-11', methode: 'FNP' });
  expect(voulues.map(r => [r.TypeLigne, r.Montant])).toEqual([
    ['ARRETE', 2_000_00],
    ['EXTOURNE', -2_000_00],
  ]);
  const ecritures = voulues.map(r => lus.entryOf(r));
  const tables = await readTables(RECORD_TABLES);
  const cles = ecritures.map(ligne => tables.lire(RECORD_TABLES[1]).lignes.find(e => e.ligne === ligne));
  expect(cles.map(e => [e?.Compte, e?.CleGeneration])).toEqual([
    ['604000', 'FNP|2026-11-30|FO001/24A010|ARRETE'],
    ['604000', 'FNP|2026-11-30|FO001/24A010|EXTOURNE'],
  ]);
});

test('le mois fermé, sa ligne changée bloque le suivant jusqu’à ce qu’elle soit remise', async () => {
  expect((await lancer('FERMER')).bloque).toBe(false);
  await changer('Montant', 2_500);
  const bilan = await lancer('VALIDER', DECEMBRE);
  expect(bilan.bloque).toBe(true);
  expect(bilan.anomalies.find(a => a.code === 'C-HIS-01')).toMatchObject({
    gravite: 'BLOQUANT',
    cle: 'FNP 24A010',
  });
  expect(await recordServices.restore()).toBe(1);
  expect(ruptures((await readTables([Historique])).lire(Historique))).toEqual([]);
  expect((await lancer('VALIDER', DECEMBRE)).bloque).toBe(false);
});

test('l’historique s’importe : erreurs par ligne du fichier, reprises marquées « Importé », arrêtés refusés', async () => {
  const donnees = dataServices([]);
  const lignes = [
    'Arrêté;Module;Affaire;Compte;Date d’effet;Montant;Type de ligne',
    ...Array.from(
      { length: 10 },
      (_, n) => `31/12/2025;CHARGES;24A010;6040${10 + n};31/12/2025;1 00${n},50;REPRISE`,
    ),
    '31/12/2025;FNP;24A010;604000;31/12/2025;abc;REPRISE',
    '31/12/2025;FNP;24A010;604000;31/12/2025;12,00;ARRETE',
  ];
  const lu = readExport('reprise.csv', new TextEncoder().encode(lignes.join('\r\n')));
  const correspondance = proposeMapping(Historique, lu.headers);
  const apercu = await donnees.preview(Historique, lu, correspondance, 'AJOUTER', {});
  expect([apercu.added, apercu.refused]).toEqual([10, 2]);
  expect(apercu.anomalies.map(a => [a.ligne, a.code])).toEqual([
    [12, expect.stringMatching(/^C-/)],
    [13, 'C-HIS-02'],
  ]);
  await donnees.write(Historique, apercu, correspondance, {});
  const importees = (await records()).rows.filter(r => r.Par === 'Importé de reprise.csv');
  expect(importees).toHaveLength(10);
  expect(importees.map(r => r.Montant)).toEqual(Array.from({ length: 10 }, (_, n) => 1_000_50 + n * 100));
  expect(importees.every(r => r.TypeLigne === 'REPRISE' && isEditable(r))).toBe(true);
});
