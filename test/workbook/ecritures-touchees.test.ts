/**
 * Les écritures de clôture changées à la main, dans l'Excel embarqué : changée, ajoutée, retirée, chacune se voit à
 * chaque exécution, mois ouvert ou fermé, et se remet d'un geste ; un libellé se change, et sa trace en reste.
 */
import { CAPACITES } from '../../src/cloture';
import { EcrituresCloture, Parametres } from '../../src/cloture/tables-communes';
import { jour } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { recordServices } from '../../src/taskpane/records/recordServices';
import { RECORD_TABLES, recordsOf } from '../../src/taskpane/records/view';
import { readTables } from '../../src/workbook/reader';
import { type Mode, runClose } from '../../src/workbook/runs';
import { reopenMonth } from '../../src/workbook/reopen';
import { enterCells } from '../../src/workbook/entry';
import { classeurDuScenario } from '../exemple/petit-classeur';
import { photographier, saisir } from './classeur-vivant';

const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);
const PIECE = 'SAISIE|2026-11-30|S1|ARRETE';

let excel: EmbeddedExcel;
let client: Client;

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await classeurDuScenario('cpta-pieces') });
  client = bootClient(excel);
  client.install();
  expect((await lancer('VALIDER')).bloque).toBe(false);
}, 120_000);

afterAll(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const lancer = (mode: Mode, arrete = NOVEMBRE) =>
  runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });
const ecrites = async () => (await readTables([EcrituresCloture])).lire(EcrituresCloture).lignes;
const laLigne = async (rang: number) =>
  (await ecrites()).find(l => l.CleGeneration === PIECE && l.Ligne === rang)!;
const touchees = async () => (await recordsOf(await readTables(RECORD_TABLES))).touched;
const dites = async (arrete = NOVEMBRE) =>
  (await lancer('SIMULER', arrete)).anomalies
    .filter(a => a.code.startsWith('C-ECR'))
    .map(a => [a.code, a.gravite, a.message]);
/** Rang d'une ligne dans le corps de la table ; l'en-tête est en ligne 4. */
const changer = async (rang: number, colonne: string, valeur: unknown) =>
  saisir(client, 'EcrituresCloture', colonne, (await laLigne(rang)).ligne - 5, valeur);
const retirer = async (rang: number) => {
  const { ligne } = await laLigne(rang);
  await client.Excel.run(async context => {
    context.workbook.tables
      .getItem('EcrituresCloture')
      .rows.getItemAt(ligne - 5)
      .delete();
    await context.sync();
  });
};
/** Ajoute au bout une copie d'une ligne, quelques cellules changées. */
const copier = async (rang: number, autres: Record<string, unknown>) => {
  const { ligne } = await laLigne(rang);
  await client.Excel.run(async context => {
    const table = context.workbook.tables.getItem('EcrituresCloture');
    const corps = table.getDataBodyRange();
    const entetes = table.getHeaderRowRange();
    corps.load('values');
    entetes.load('values');
    await context.sync();
    const noms = entetes.values[0] as string[];
    const copie = (corps.values[ligne - 5] as unknown[]).map((v, i) => autres[noms[i]!] ?? v);
    table.rows.add(undefined, [copie as string[]]);
    await context.sync();
  });
};
const RIEN = { changed: [], added: [], removed: [], lost: [], labels: [] };

test('ce que l’exécution écrit porte son sceau, intact', async () => {
  const lignes = await ecrites();
  expect(lignes.length).toBeGreaterThan(20);
  expect(lignes.every(l => l.Sceau !== undefined)).toBe(true);
  expect(await touchees()).toEqual(RIEN);
});

describe('mois ouvert', () => {
  let avant: Record<string, unknown>;
  beforeAll(() => void (avant = photographier(excel)));

  test('un montant et un compte changés se voient et se remettent ; rien d’autre ne bouge', async () => {
    await changer(1, 'Débit', 1);
    await changer(1, 'Compte', '999999');
    expect(await dites()).toEqual([
      [
        'C-ECR-01',
        'INFO',
        `${PIECE}, ligne 1, changée à la main depuis que le complément l'a écrite : Compte, Débit.`,
      ],
    ]);
    expect(await recordServices.restore()).toBe(1);
    expect(photographier(excel)).toEqual(avant);
  });

  test('la dernière cellule remplie d’une ligne, vidée, se voit et se remet', async () => {
    const { Sceau } = await laLigne(1);
    const derniere = Object.keys(JSON.parse(Sceau!) as object)
      .filter(c => c !== 'suite')
      .at(-1);
    const colonne = EcrituresCloture.colonnes.find(({ cle }) => cle === derniere)!;
    await changer(1, colonne.entete, '');
    expect((await touchees()).changed.map(c => c.colonnes.map(({ cle }) => cle))).toEqual([[derniere]]);
    expect(await recordServices.restore()).toBe(1);
    expect(photographier(excel)).toEqual(avant);
  });

  test('une ligne illisible, une clé changée se remettent aussi', async () => {
    const { ligne } = await laLigne(1);
    await saisir(client, 'EcrituresCloture', 'Débit', ligne - 5, 'mille');
    await saisir(client, 'EcrituresCloture', 'N° ligne', ligne - 5, 77);
    expect((await touchees()).changed.map(c => c.ligne)).toEqual([ligne]);
    expect(await recordServices.restore()).toBe(1);
    expect(photographier(excel)).toEqual(avant);
  });

  test('une ligne retirée se voit, et revient telle qu’elle était, sceau compris', async () => {
    const perdue = await laLigne(2);
    await retirer(2);
    expect((await dites()).map(([code, gravite]) => [code, gravite])).toEqual([['C-ECR-01', 'INFO']]);
    expect((await touchees()).removed).toEqual([PIECE]);
    expect(await recordServices.restore()).toBe(1);
    expect({ ...(await laLigne(2)), ligne: 0 }).toEqual({ ...perdue, ligne: 0 });
    expect(await touchees()).toEqual(RIEN);
  });

  test('une ligne ajoutée, copie ou neuve, se voit et s’en va', async () => {
    await copier(1, { 'N° ligne': 50, Débit: 5 });
    await copier(1, { 'N° ligne': 51, Débit: 6, Sceau: '' });
    const { added } = await touchees();
    expect(added).toHaveLength(2);
    expect(await recordServices.restore()).toBe(2);
    expect(await touchees()).toEqual(RIEN);
    expect((await ecrites()).filter(l => l.CleGeneration === PIECE && l.Ligne >= 50)).toEqual([]);
  });

  test('une pièce dont il ne reste qu’une ligne : ce qui ne se remet pas est dit, relancer l’écrit de nouveau', async () => {
    const lignes = (await ecrites()).filter(l => l.CleGeneration === PIECE).length;
    expect(lignes).toBe(3);
    await retirer(3);
    await retirer(2);
    await recordServices.restore();
    expect(await dites()).toEqual([['C-ECR-01', 'INFO', expect.stringContaining('1 ligne de plus retirée')]]);
    await lancer('VALIDER');
    expect(await dites()).toEqual([]);
    expect((await ecrites()).filter(l => l.CleGeneration === PIECE)).toHaveLength(lignes);
  });
});

describe('mois fermé', () => {
  beforeAll(async () => {
    expect((await lancer('FERMER')).bloque).toBe(false);
  }, 60_000);

  test('le numéro définitif et la validation sont scellés', async () => {
    expect(await touchees()).toEqual(RIEN);
    expect((await laLigne(1)).Sceau).toContain('"DateValidation":');
  });

  test('un montant changé, une ligne retirée, une ligne ajoutée bloquent le mois suivant jusqu’à ce qu’on les remette', async () => {
    const avant = (await ecrites()).length;
    await changer(1, 'Débit', 1);
    expect((await dites(DECEMBRE)).map(([code, gravite]) => [code, gravite])).toEqual([
      ['C-ECR-01', 'BLOQUANT'],
    ]);
    await retirer(2);
    await copier(3, { 'N° ligne': 50, Sceau: '' });
    const { bloque, ecritures } = await lancer('VALIDER', DECEMBRE);
    expect([bloque, ecritures.nombre > 0]).toEqual([true, true]);
    expect(await recordServices.restore()).toBe(3);
    expect(await ecrites()).toHaveLength(avant);
    expect(await dites(DECEMBRE)).toEqual([]);
  }, 60_000);

  test('un libellé et une référence se changent : rien ne bloque, l’ancien et le nouveau sont dits, et l’ancien se remet', async () => {
    const { Libelle, Piece } = await laLigne(1);
    await changer(1, 'Libellé', 'Autre libellé');
    await changer(1, 'Pièce', 'REF-9');
    expect(await dites(DECEMBRE)).toEqual([
      [
        'C-ECR-02',
        'INFO',
        `${PIECE}, ligne 1, validée. Pièce : « ${Piece} » devient « REF-9 » ; Libellé : « ${Libelle} » devient « Autre libellé ».`,
      ],
    ]);
    expect(await recordServices.restore()).toBe(0);
    expect((await touchees()).labels.map(l => l.dit.fr)).toHaveLength(2);
    expect(await recordServices.restoreLabels()).toBe(1);
    expect(await laLigne(1)).toMatchObject({ Libelle, Piece });
  }, 60_000);

  test('lettrer une écriture validée n’est pas la changer', async () => {
    await changer(1, 'Lettrage', 'AA');
    expect(await touchees()).toEqual(RIEN);
    await changer(1, 'Lettrage', '');
  });

  test('rouvrir ne légitime pas une ligne changée : il faut d’abord la remettre', async () => {
    await enterCells({
      table: Parametres,
      cle: { Cle: 'ReouvertureMois' },
      valeurs: { Valeur: 'O' },
      sinon: { Cle: 'ReouvertureMois', Valeur: 'O' },
    });
    const rouvrir = () =>
      reopenMonth({ capacites: CAPACITES, arrete: NOVEMBRE, par: 'essai', motif: 'Facture oubliée' });
    await changer(1, 'Débit', 1);
    const refus = await rouvrir();
    expect([refus.bloque, refus.anomalies.map(a => a.code)]).toEqual([true, ['C-ECR-01']]);
    await recordServices.restore();
    expect((await rouvrir()).bloque).toBe(false);
    expect(await touchees()).toEqual(RIEN);
  }, 60_000);
});
