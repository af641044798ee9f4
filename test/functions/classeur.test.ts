import { Temps } from '../../src/cloture/tables-communes';
import { enNombre, type Quantite } from '../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { attachFunctions, functionBridge } from '../../src/embedded/functions';
import { bootClient, type Client } from '../../src/embedded/node/client';
import type { Streams } from '../../src/functions/streams';
import type { WorkbookSource } from '../../src/functions/workbookSource';
import { functionsMetadata } from '../../src/functions/metadata';
import { petitClasseur } from '../exemple/petit-classeur';

/** Le complément dans l'Excel embarqué : la vraie bibliothèque, le vrai classeur d'exemple, nos fonctions. */
let excel: EmbeddedExcel;
let client: Client;
let coauteur: Client;
let source: WorkbookSource;
let streams: Streams;

const FEUILLE = 'Essai';

beforeAll(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  coauteur = bootClient(excel);
  client.install();
  await import('../../src/functions');
  ({ source, streams } = await import('../../src/functions/calls'));
  attachFunctions(excel, client.session, functionsMetadata('fr'));
  await coauteur.Excel.run(async context => {
    context.workbook.worksheets.add(FEUILLE);
    await context.sync();
  });
});

afterAll(async () => {
  await source?.cache.stop();
  client?.uninstall();
  client?.dispose();
  coauteur?.dispose();
  excel?.dispose();
});

/** Écrit des formules l'une sous l'autre, attend, et rend leurs valeurs. */
async function calculer(...formules: string[]): Promise<unknown[]> {
  await coauteur.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem(FEUILLE).getRangeByIndexes(0, 0, formules.length, 1);
    plage.formulas = formules.map(f => [f]);
    await context.sync();
  });
  return relire(formules.length);
}

async function relire(nombre: number): Promise<unknown[]> {
  await excel.calculated();
  await source.cache.settled();
  await excel.calculated();
  return coauteur.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem(FEUILLE).getRangeByIndexes(0, 0, nombre, 1);
    plage.load('values');
    await context.sync();
    return plage.values.map(ligne => ligne[0] as unknown);
  });
}

/** Attend qu'une cellule prenne une valeur ; la bibliothèque espace ses envois d'une demi-seconde. */
async function attendre(nombre: number, attendu: unknown[]): Promise<void> {
  for (let essai = 0; essai < 60; essai++) {
    if (JSON.stringify(await relire(nombre)) === JSON.stringify(attendu)) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  expect(await relire(nombre)).toEqual(attendu);
}

/** Agit sur une table comme le ferait un collègue. */
function collegue(agir: (table: Excel.Table, context: Excel.RequestContext) => Promise<void>, nom = 'Temps') {
  return coauteur.Excel.run(async context => {
    await agir(context.workbook.tables.getItem(nom), context);
    await context.sync();
  });
}

test('les fonctions par arguments et par clé donnent les valeurs de domaine §18 et §19', async () => {
  expect(
    await calculer(
      '=CA.AVANCEMENT("24A010","2026-11-30")',
      '=CA.FAE("24A010","2026-11-30")',
      '=CA.PRODUCTION("24A010")',
      '=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2026,11,1),DATE(2026,11,30))',
      '=CA.TAUXAVANCEMENT(36000,44000)',
      '=CLOTURE.ARRETE()',
      '=CLOTURE.VERSION()',
    ),
  ).toEqual([45000, 15000, 7000, 333.33, 0.45, 46356, '0.1.0']);
});

test('une clé vide, une affaire inconnue : #N/A et sa phrase', async () => {
  const feuille = excel.model.sheets().find(s => s.name === FEUILLE)!;
  expect(await calculer('=CA.AVANCEMENT("")', '=CA.AVANCEMENT(Z99)', '=CA.AVANCEMENT("ZZZ")')).toEqual([
    '#N/A',
    '#N/A',
    '#N/A',
  ]);
  const phrase = (rang: number) => functionBridge(excel).messageAt(feuille.id, rang, 0);
  expect(phrase(0)).toBe('affaire vide : indiquez un code, ou "*" pour la société');
  expect(phrase(1)).toBe('affaire vide : indiquez un code, ou "*" pour la société');
  expect(phrase(2)).toMatch(/^affaire ZZZ inconnue/);
});

describe('la cellule suit le classeur, qui que ce soit qui le change', () => {
  const SUIVIES = ['=CA.AVANCEMENT("24A010")', '=CA.TAUX("24A010")'];

  beforeEach(async () => {
    await calculer(...SUIVIES);
    await attendre(2, [45000, 0.45]);
  });

  /** Jours d'une ligne de temps, en colonne « Jours » du corps. */
  const jours = (table: Excel.Table, rang: number) =>
    table.columns.getItem('Jours').getDataBodyRange().getCell(rang, 0);

  // T0002 est un jour de C001, à 400,00 € : CH 36 400, REP 80 400, CA = arr(100 000 × 36 400 / 80 400).
  const UN_JOUR_DE_PLUS = [45273.63, 36400 / 80400];

  test('un temps modifié par un collègue, puis remis', async () => {
    const temps = await lignes();
    await collegue(async table => {
      jours(table, 1).values = [[2]];
    });
    await attendre(2, UN_JOUR_DE_PLUS);
    expect(relues(temps)).toEqual([2]);
    await collegue(async table => {
      jours(table, 1).values = [[1]];
    });
    await attendre(2, [45000, 0.45]);
  });

  test('une saisie de l’utilisateur lui-même', async () => {
    await client.Excel.run(async context => {
      jours(context.workbook.tables.getItem('Temps'), 1).values = [[2]];
      await context.sync();
    });
    await attendre(2, UN_JOUR_DE_PLUS);
    await client.Excel.run(async context => {
      jours(context.workbook.tables.getItem('Temps'), 1).values = [[1]];
      await context.sync();
    });
    await attendre(2, [45000, 0.45]);
  });

  test('une ligne ajoutée sous la table, puis vidée', async () => {
    await collegue(async (table, context) => {
      const plage = table.getRange();
      const derniere = table.getDataBodyRange().getRow(1);
      plage.load('rowIndex,rowCount,columnIndex,columnCount');
      derniere.load('values');
      await context.sync();
      const nouvelle = table.worksheet.getRangeByIndexes(
        plage.rowIndex + plage.rowCount,
        plage.columnIndex,
        1,
        plage.columnCount,
      );
      nouvelle.values = [derniere.values[0]!.map((v, i) => (i === 0 ? 'T9999' : (v as unknown)))];
      table.resize(plage.getResizedRange(1, 0));
    });
    await attendre(2, UN_JOUR_DE_PLUS);
    await collegue(async (table, context) => {
      table.getDataBodyRange().getLastRow().clear('Contents');
      table.resize(table.getRange().getResizedRange(-1, 0));
      await context.sync();
    });
    await attendre(2, [45000, 0.45]);
  });

  test('une valeur illisible dit où elle est, puis s’oublie', async () => {
    await collegue(async table => {
      jours(table, 1).values = [['un jour']];
    });
    await attendre(2, ['#N/A', '#N/A']);
    const feuille = excel.model.sheets().find(s => s.name === FEUILLE)!;
    expect(functionBridge(excel).messageAt(feuille.id, 0, 0)).toMatch(/^Temps, ligne 6\b.*« un jour »/);
    await collegue(async table => {
      jours(table, 1).values = [[1]];
    });
    await attendre(2, [45000, 0.45]);
  });

  /** Les lignes de temps telles que le cache les tient. */
  const lignes = () => Promise.resolve(source.cache.lire(Temps).lignes);
  /** Jours des lignes que le cache a remplacées depuis, en jours : les autres sont les mêmes objets. */
  const relues = (avant: readonly { readonly Jours: Quantite }[]) =>
    source.cache
      .lire(Temps)
      .lignes.filter((ligne, rang) => ligne !== avant[rang])
      .map(ligne => enNombre(ligne.Jours));

  test('un tri de la table ne change rien', async () => {
    await collegue(async table => {
      table.sort.apply([{ key: 0, ascending: false }]);
    });
    await attendre(2, [45000, 0.45]);
  });

  test('effacer les formules libère tout', async () => {
    await calculer(...Array.from({ length: 7 }, () => ''));
    for (let essai = 0; essai < 30 && streams.size > 0; essai++) await new Promise(r => setTimeout(r, 100));
    expect(streams.size).toBe(0);
  });
});
