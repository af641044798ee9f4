import { Affaires, TABLES_COMMUNES, Temps } from '../../src/cloture/tables-communes';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { messageOf } from '../../src/workbook/errors';
import { decrireFeuille } from '../../src/workbook/feuille';
import { readTables } from '../../src/workbook/reader';
import { insertTables } from '../../src/workbook/setup';
import { verifier } from '../xlsx/verificateur';
import { photographier } from './classeur-vivant';

/** « Insérer les tables dans mon classeur » : celui de l'utilisateur, avec tout ce qui peut y gêner. */
let excel: EmbeddedExcel;
let client: Client;
const FEUILLES = TABLES_COMMUNES.filter(table => !table.generee).map(table => decrireFeuille(table));

beforeEach(async () => {
  excel = await createEmbeddedExcel();
  client = bootClient(excel);
  client.install();
});
afterEach(async () => {
  const defauts = verifier(await excel.save());
  client.uninstall();
  client.dispose();
  excel.dispose();
  expect(defauts).toEqual([]);
});

const faire = (geste: (workbook: Excel.Workbook) => void) =>
  client.Excel.run(async context => {
    geste(context.workbook);
    await context.sync();
  });
const feuilles = () => photographier(excel)['feuilles'] as Record<string, unknown>;

/** Ce que l'utilisateur avait y est encore, à l'identique. */
function garde(avant: Record<string, unknown>): void {
  expect(feuilles()).toMatchObject(avant);
}

test('des feuilles à lui portent nos noms, visibles ou masquées : les nôtres en prennent d’autres', async () => {
  await faire(({ worksheets }) => {
    const noms = [Temps.feuille, `${Temps.feuille} (clôture)`, Affaires.feuille.toUpperCase(), 'Synthèse'];
    for (const [rang, nom] of noms.entries()) {
      const feuille = worksheets.add(nom);
      feuille.getRange('A1:B2').values = [
        ['à moi', rang],
        ['=', '=1+1'],
      ].map(l => l.map(String));
      if (rang % 2 === 1) feuille.visibility = rang === 1 ? 'Hidden' : 'VeryHidden';
    }
  });
  const avant = feuilles();
  expect(await insertTables(FEUILLES)).toBe(FEUILLES.length);
  garde(avant);
  expect(Object.keys(feuilles())).toEqual(
    expect.arrayContaining([`${Temps.feuille} (clôture 2)`, `${Affaires.feuille} (clôture)`]),
  );
  expect((await readTables([Temps])).lire(Temps)).toMatchObject({ absente: false, anomalies: [] });
  expect(await insertTables(FEUILLES)).toBe(0);
});

test('sa feuille a notre titre et ses propres lignes : elle n’est ni remplie ni prise pour la nôtre', async () => {
  await faire(({ worksheets }) => {
    const feuille = worksheets.add(Temps.feuille);
    feuille.getRange('A1').values = [[Temps.titre.fr]];
    feuille.getRange('A3:B4').values = [
      ['Semaine', 'Heures'],
      ['S48', 35],
    ];
  });
  const avant = feuilles();
  await insertTables([decrireFeuille(Temps)]);
  garde(avant);
});

test('il a déjà des tables de ce nom : elles ne bougent pas, et la lecture dit ce qui leur manque', async () => {
  await faire(({ worksheets }) => {
    const feuille = worksheets.add('Mes temps');
    feuille.getRange('B2:C3').values = [
      ['Semaine', 'Heures'],
      ['S48', 35],
    ];
    feuille.tables.add('B2:C3', true).name = 'TEMPS';
  });
  const avant = feuilles();
  expect(await insertTables(FEUILLES)).toBe(FEUILLES.length - 1);
  garde(avant);
  const { anomalies } = (await readTables([Temps])).lire(Temps);
  expect(anomalies.every(a => a.code === 'C-TAB-02' && a.ligne === 2)).toBe(true);
});

test('des noms définis portent ceux de tables : rien ne se crée, tous sont dits', async () => {
  await faire(({ names, worksheets }) => {
    worksheets.getFirst().getRange('A1').values = [[1]];
    names.add('Temps', '=1+1');
    names.add('affaires', '=2');
  });
  const avant = photographier(excel);
  await expect(insertTables(FEUILLES)).rejects.toThrow(/noms définis.*Affaires, Temps.*Gestionnaire de noms/);
  expect(photographier(excel)).toEqual(avant);
  await expect(insertTables([decrireFeuille(Temps)])).rejects.toThrow(/nom défini « Temps »/);
});

test('structure protégée : une phrase et un remède ; une panne en route, puis une relance, donnent tout', async () => {
  client.session.faults.failAt(5, 'AccessDenied');
  const erreur: unknown = await insertTables([decrireFeuille(Temps)]).catch((e: unknown) => e);
  client.session.faults.clear();
  expect(messageOf(erreur).message).toContain('structure du classeur');
  for (let n = 4; n < 30; n += 3) {
    client.session.faults.failAt(n, 'GeneralException', 'half');
    await insertTables(FEUILLES).catch(() => undefined);
    client.session.faults.clear();
  }
  await insertTables(FEUILLES);
  const lues = await readTables(FEUILLES.map(({ table }) => table));
  for (const { table } of FEUILLES)
    expect([table.nom, lues.lire(table).absente, lues.lire(table).anomalies]).toEqual([table.nom, false, []]);
});

test('annulé en route : les tables déjà posées restent entières, les autres viennent à la relance', async () => {
  const bouton = new AbortController();
  const onProgress = ({ fait }: { fait: number }) => fait === 2 && bouton.abort();
  await expect(
    insertTables(FEUILLES, { signal: bouton.signal, onProgress: p => void onProgress(p) }),
  ).rejects.toThrow('Opération annulée');
  const posees = FEUILLES.length - (await insertTables(FEUILLES));
  expect(posees).toBe(3);
});
