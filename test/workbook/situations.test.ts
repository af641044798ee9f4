import { jour as jourCivil } from '../../src/comptabilite';
import { avancement } from '../../src/cloture/avancement';
import { JournalControles } from '../../src/cloture/tables-communes';
import { produireControles } from '../../src/cloture/tables-communes/produites';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { type BootOptions, bootClient, type Client } from '../../src/embedded/node/client';
import { messageOf } from '../../src/workbook/errors';
import { decrireFeuille } from '../../src/workbook/feuille';
import { withExcel } from '../../src/workbook/office';
import { readTables } from '../../src/workbook/reader';
import { undoLastRun } from '../../src/workbook/undo';
import { writeTable } from '../../src/workbook/writer';
import { classeurEn1904 } from '../exemple/classeur-1904';
import { petitClasseur } from '../exemple/petit-classeur';
import { cloturer, photographier } from './classeur-vivant';
import { Vue } from './coauteur';

/** Le classeur tel qu'on le trouve : ancien, en 1904, en calcul manuel, remué, renommé, tenu par un autre. */
const ECRITURES = 'Ecritures de clôture';
let excel: EmbeddedExcel;
let client: Client;

async function ouvrir(fichier: Uint8Array, options: BootOptions = {}): Promise<void> {
  excel = await createEmbeddedExcel({ fichier });
  client = bootClient(excel, options);
  client.install();
}

afterEach(() => {
  jest.restoreAllMocks();
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const faire = (geste: (context: Excel.RequestContext) => void): Promise<void> =>
  client.Excel.run(async context => {
    geste(context);
    await context.sync();
  });

/** Le cas 24A010 (domaine §18) : FAE 18 000 TTC le 30/11, extournée le 1er décembre. */
function attendreNovembre(): void {
  const vue = new Vue(excel, 'EcrituresCloture');
  const novembre = vue.pleines.filter(l =>
    String(l[vue.colonneDe('Clé de génération')]).includes('2026-11-30'),
  );
  expect(novembre.map(l => ['Compte', 'Débit', 'Crédit'].map(c => l[vue.colonneDe(c)]))).toEqual([
    ['4181', 18_000, 0],
    ['706000', 0, 15_000],
    ['44587', 0, 3_000],
    ['4181', 0, 18_000],
    ['706000', 15_000, 0],
    ['44587', 3_000, 0],
  ]);
}

test('Excel 2021 (ExcelApi 1.13) : la clôture passe et s’annule', async () => {
  const apiSets = { ExcelApi: '1.13', ExcelApiOnline: '0', ExcelApiUndo: '0', RichApiRuntimeFlag: '0' };
  await ouvrir(await petitClasseur(), { apiSets });
  const depart = photographier(excel);
  expect((await cloturer()).bloque).toBe(false);
  attendreNovembre();
  await undoLastRun([avancement]);
  expect(photographier(excel)).toEqual(depart);
});

test('un classeur en 1904 : mêmes montants, dates écrites dans son calendrier', async () => {
  await ouvrir(await classeurEn1904());
  expect((await cloturer()).bloque).toBe(false);
  attendreNovembre();
  const vue = new Vue(excel, 'EcrituresCloture');
  const dates = vue.pleines.slice(-6).map(l => l[vue.colonneDe('Date')]);
  // Le 30/11/2026 est le jour 46 356 depuis 1900 (domaine §0.2), 1 462 de moins depuis 1904.
  expect(dates).toEqual([44_894, 44_894, 44_894, 44_895, 44_895, 44_895]);
});

test('le calcul manuel reste manuel, et rien de l’utilisateur n’est recalculé sans lui', async () => {
  await ouvrir(await petitClasseur());
  await faire(context => {
    const feuille = context.workbook.worksheets.add('À moi');
    feuille.getRange('A1:A2').formulas = [['=1+1'], ['=SUM(EcrituresCloture[Débit])']];
  });
  // Le calcul en cours se termine avant que le mode change : il lirait sinon ce que la clôture écrit.
  await excel.model.engine.idle();
  const feuille = excel.model.sheets().find(({ name }) => name === 'À moi')!;
  const avant = feuille.reader()(1, 0).value;
  await faire(context => void (context.workbook.application.calculationMode = 'Manual'));
  expect((await cloturer()).bloque).toBe(false);
  attendreNovembre();
  expect(excel.model.engine.mode).toBe('Manual');
  expect(feuille.reader()(1, 0).value).toBe(avant);
});

describe('une table générée déplacée, renommée, supprimée', () => {
  beforeEach(async () => {
    await ouvrir(await petitClasseur());
    await cloturer();
  });

  test('décalée de lignes et de colonnes : elle est suivie', async () => {
    await faire(context => {
      const feuille = context.workbook.worksheets.getItem(ECRITURES);
      feuille.getRange('2:3').insert('Down');
      feuille.getRange('A:B').insert('Right');
      feuille.getRange('A1').values = [['à moi']];
      feuille.name = 'Mes écritures';
    });
    const { rapports } = await cloturer();
    expect(rapports.find(r => r.table === 'EcrituresCloture')).toMatchObject({
      feuille: 'Mes écritures',
      ajoutees: 0,
      modifiees: 0,
      retirees: 0,
    });
    attendreNovembre();
  });

  test('renommée : elle n’est pas refaite ailleurs, et l’on dit quel nom lui rendre', async () => {
    const avant = photographier(excel);
    await faire(context => void (context.workbook.tables.getItem('EcrituresCloture').name = 'Tableau12'));
    const dite = messageOf(await cloturer().catch((e: unknown) => e));
    expect(dite.message).toContain('s’appelle maintenant Tableau12');
    expect(dite.en?.message).toContain('is now named Tableau12');
    await faire(context => void (context.workbook.tables.getItem('Tableau12').name = 'EcrituresCloture'));
    expect((await cloturer()).bloque).toBe(false);
    expect(photographier(excel)).toEqual(avant);
  });

  test('convertie en plage : de même', async () => {
    await faire(context => void context.workbook.tables.getItem('EcrituresCloture').convertToRange());
    const dite = messageOf(await cloturer().catch((e: unknown) => e));
    expect(dite.message).toContain('n’a plus sa table EcrituresCloture');
    expect(excel.model.sheets().filter(({ name }) => name.includes('(clôture)'))).toEqual([]);
  });

  test('supprimée avec sa feuille : refaite entière, sauf ce qui ne vient pas de ce mois', async () => {
    await faire(context => context.workbook.worksheets.getItem(ECRITURES).delete());
    expect((await cloturer()).bloque).toBe(false);
    attendreNovembre();
  });
});

test('une table générée d’avant gagne au bout les colonnes qui lui manquent', async () => {
  await ouvrir(await petitClasseur());
  await cloturer();
  await faire(context => {
    const { columns } = context.workbook.tables.getItem('EcrituresCloture');
    columns.add(-1, [['Visa'], ...new Vue(excel, 'EcrituresCloture').corps.map(() => ['vu'])] as never);
    columns.getItem('Date de survenance').delete();
  });
  expect((await cloturer()).bloque).toBe(false);
  attendreNovembre();
  const vue = new Vue(excel, 'EcrituresCloture');
  expect(vue.entetes.slice(-2)).toEqual(['Visa', 'Date de survenance']);
  expect(vue.corps.map(l => l[vue.colonneDe('Visa')])).toEqual(vue.corps.map(() => 'vu'));
});

test('le bail : un autre clôture, on le dit ; passé deux minutes sans nouvelles, on reprend', async () => {
  await ouvrir(await petitClasseur());
  await cloturer();
  const bail = { token: 'autre-1', by: 'Paul', since: Date.now(), expires: Date.now() + 120_000 };
  await faire(context => {
    const coulisse = context.workbook.worksheets.getItem('Clôture (reprise)');
    coulisse.getRange('A1').values = [[JSON.stringify(bail)]];
  });
  const avant = photographier(excel);
  const dite = messageOf(await cloturer().catch((e: unknown) => e));
  expect(dite.message).toMatch(/^Paul clôture ce classeur depuis \d+ h \d\d\. Attendez/);
  expect(photographier(excel)).toEqual(avant);
  const maintenant = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => maintenant() + 121_000);
  expect((await cloturer()).bloque).toBe(false);
});

const CONTROLE = {
  arrete: jourCivil(2026, 11, 30),
  travaux: new Set<string>(),
  tables: new Set<string>(),
  travailDe: () => undefined,
};

test('un envoi trop gros pour Excel repart en deux : des lignes longues après des courtes', async () => {
  await ouvrir(await petitClasseur());
  const controles = Array.from({ length: 900 }, (_, i) => ({
    code: 'C-ESSAI',
    gravite: 'INFO' as const,
    message: `${i} `.padEnd(i < 300 ? 10 : 1_500, 'x'),
    remede: '',
  }));
  client.session.faults.maxBytes = 500_000;
  const { ajoutees } = await withExcel(context =>
    writeTable(context, produireControles(controles, CONTROLE), decrireFeuille(JournalControles)),
  );
  expect(ajoutees).toBe(900);
  const { lignes } = (await readTables([JournalControles])).lire(JournalControles);
  expect(lignes.map(({ Message }) => Message)).toEqual(controles.map(({ message }) => message));
});

test('un long retrait se fait par envois sous la limite d’Excel', async () => {
  await ouvrir(await petitClasseur());
  const controles = Array.from({ length: 2_000 }, (_, i) => ({
    code: 'C-ESSAI',
    gravite: 'INFO' as const,
    message: `${i} `.padEnd(1_500, 'x'),
    remede: '',
  }));
  const ecrire = (gardes: typeof controles) =>
    withExcel(context =>
      writeTable(context, produireControles(gardes, CONTROLE), decrireFeuille(JournalControles)),
    );
  await ecrire(controles);
  client.session.faults.maxBytes = 2_000_000;
  expect((await ecrire([controles[0]!, controles[1_999]!])).retirees).toBe(1_998);
  client.session.faults.clear();
  const { lignes } = (await readTables([JournalControles])).lire(JournalControles);
  expect(lignes.map(({ Message }) => Message)).toEqual([controles[0]!.message, controles[1_999]!.message]);
});
