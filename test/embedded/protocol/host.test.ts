/** L'hôte sous la bibliothèque de Microsoft : identité, fautes, événements, deux clients, gros volumes. */
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { pause } from '../../../src/embedded/protocol/requests';
import { codeOf, plain } from '../../../src/taskpane/diagnostic/scenario';

let excel: EmbeddedExcel;
let moi: Client;

beforeEach(async () => {
  excel = await createEmbeddedExcel();
  moi = bootClient(excel);
});
afterEach(() => excel.dispose());

const ecrire = (client: Client, adresse: string, valeurs: unknown[][]): Promise<void> =>
  client.Excel.run(async context => {
    context.workbook.worksheets.getItem('Feuil1').getRange(adresse).values = valeurs as never;
    await context.sync();
  });

const lire = (client: Client, adresse: string): Promise<unknown[][]> =>
  client.Excel.run(async context => {
    const plage = context.workbook.worksheets.getItem('Feuil1').getRange(adresse).load('values');
    await context.sync();
    return plain(plage.values) as unknown[][];
  });

describe('Requêtes', () => {
  test('les écritures d’un sync font une seule mutation Univer par feuille', async () => {
    const avant = excel.model.pending.mutations;
    await moi.Excel.run(async context => {
      const feuille = context.workbook.worksheets.getItem('Feuil1');
      for (let i = 1; i <= 50; i++) feuille.getRange(`A${i}:B${i}`).values = [[i, `x${i}`]];
      feuille.getRange('A1:A50').numberFormat = Array.from({ length: 50 }, () => ['0.00']);
      await context.sync();
    });
    expect(excel.model.pending.mutations - avant).toBe(1);
  });

  test('20 000 × 10 cellules écrites en un sync se relisent telles quelles', async () => {
    const valeurs = Array.from({ length: 20000 }, (_, i) => [
      `L${i}`,
      ...Array.from({ length: 9 }, (_u, j) => i * j),
    ]);
    const avant = excel.model.pending.mutations;
    await ecrire(moi, 'A1:J20000', valeurs);
    expect(excel.model.pending.mutations - avant).toBe(1);
    expect(await lire(moi, 'A1:J20000')).toEqual(valeurs);
  });

  test('les références de plages sont rendues après Excel.run', async () => {
    await lire(moi, 'A1:B2');
    await excel.calculated();
    expect(moi.session.referenceCount).toBe(0);
  });

  test('une propriété non chargée, un objet d’un autre contexte, une API absente : chacun son code', async () => {
    const codes = [
      await codeOf(() =>
        moi.Excel.run(async c => (await c.sync(), c.workbook.worksheets.getItem('Feuil1').name)),
      ),
      await codeOf(() =>
        moi.Excel.run(async c => {
          const autre = await moi.Excel.run(async d => [
            d.workbook.worksheets.getItem('Feuil1').getRange('A1'),
          ]);
          c.workbook.worksheets
            .getItem('Feuil1')
            .getRange('B2')
            .getBoundingRect(autre[0] as Excel.Range);
        }),
      ),
      await codeOf(() =>
        moi.Excel.run(async c => {
          c.workbook.worksheets.getItem('Feuil1').charts.load('items/name');
          await c.sync();
        }),
      ),
    ];
    expect(codes).toEqual(['PropertyNotLoaded', 'InvalidRequestContext', 'ApiNotFound']);
  });

  test.each<[string, (feuille: Excel.Worksheet) => void]>([
    [
      'une liste de validation',
      f => (f.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } }),
    ],
    ['une mise en forme conditionnelle', f => f.getRange('A1').conditionalFormats.add('Custom')],
    ['une mise en page', f => (f.pageLayout.orientation = 'Landscape')],
    ['des bandes de tableau', f => (f.tables.add('D1:D2', true).showBandedRows = false)],
  ])('%s, que cet Excel ne garderait pas, se refuse au lieu de paraître faite', async (_quoi, geste) => {
    const code = await codeOf(() =>
      moi.Excel.run(async c => {
        geste(c.workbook.worksheets.getItem('Feuil1'));
        await c.sync();
      }),
    );
    expect(code).toBe('ApiNotFound');
  });

  test('update() et retrieve() passent par leurs propres actions', async () => {
    await moi.Excel.run(async context => {
      const feuille = context.workbook.worksheets.getItem('Feuil1');
      (feuille as unknown as { update(v: object): void }).update({ tabColor: '#123456' });
      feuille.load('tabColor');
      await context.sync();
      expect(feuille.tabColor.toUpperCase()).toBe('#123456');
    });
  });
});

describe('Pannes à la demande', () => {
  test('la troisième requête échoue, rien n’en est appliqué, la suivante passe', async () => {
    moi.session.faults.failAt(3, 'ServiceNotAvailable');
    await ecrire(moi, 'A1', [[1]]);
    await ecrire(moi, 'A2', [[2]]);
    expect(await codeOf(() => ecrire(moi, 'A3', [[3]]))).toBe('ServiceNotAvailable');
    await ecrire(moi, 'A4', [[4]]);
    expect(await lire(moi, 'A1:A4')).toEqual([[1], [2], [''], [4]]);
  });

  test('au-delà de 5 Mo, la requête ou la réponse est refusée', async () => {
    const gros = 'x'.repeat(30000);
    const lignes = Array.from({ length: 200 }, () => [gros]);
    expect(await codeOf(() => ecrire(moi, 'A1:A200', lignes))).toBe('RequestPayloadSizeLimitExceeded');
    await ecrire(moi, 'A1:A100', lignes.slice(0, 100));
    await ecrire(moi, 'A101:A200', lignes.slice(0, 100));
    expect(await codeOf(() => lire(moi, 'A1:A200'))).toBe('ResponsePayloadSizeLimitExceeded');
  });

  test('une erreur de l’hôte, en annonçant une écriture, est une réponse : le client ne l’attend pas toujours', async () => {
    const taire = excel.model.on('changed', () => {
      throw new Error('vue disparue');
    });
    const fin = codeOf(() => ecrire(moi, 'A1', [[1]]));
    expect(await Promise.race([fin, pause(5_000).then(() => 'sans réponse')])).toBe('GeneralException');
    taire();
    await ecrire(moi, 'A2', [[2]]);
    expect(await lire(moi, 'A2')).toEqual([[2]]);
  });

  test('pendant une saisie, un appel échoue ou attend selon delayForCellEdit', async () => {
    excel.editing = true;
    expect(await codeOf(() => ecrire(moi, 'A1', [[1]]))).toBe('InvalidOperationInCellEditMode');
    const attente = moi.Excel.run({ delayForCellEdit: true }, async context => {
      context.workbook.worksheets.getItem('Feuil1').getRange('A1').values = [[2]];
      await context.sync();
    });
    excel.editing = false;
    await attente;
    expect(await lire(moi, 'A1')).toEqual([[2]]);
  });
});

describe('Deux clients sur un classeur', () => {
  test('un Excel d’avant ExcelApi 1.14 ne dit pas quel complément a écrit', async () => {
    const ancien = bootClient(excel, { apiSets: { ExcelApi: '1.13' } });
    const vus: unknown[] = [];
    await ancien.Excel.run(async context => {
      context.workbook.worksheets.onChanged.add(e => {
        vus.push([e.source, e.triggerSource]);
        return Promise.resolve();
      });
      await context.sync();
    });
    await ecrire(ancien, 'A1', [[1]]);
    await excel.calculated();
    expect(vus).toEqual([['Local', undefined]]);
    ancien.dispose();
  });

  test('chacun voit les écritures de l’autre, Remote ; celles de la grille sont Local pour le premier', async () => {
    const autre = bootClient(excel);
    const vus: [string, string, string | undefined][] = [];
    const suivre = (qui: string, client: Client) =>
      client.Excel.run(async context => {
        context.workbook.worksheets.onChanged.add(e => {
          vus.push([qui, e.source, e.triggerSource]);
          return Promise.resolve();
        });
        await context.sync();
      });
    await suivre('moi', moi);
    await suivre('autre', autre);
    await ecrire(autre, 'A1', [['co-auteur']]);
    await excel.calculated();
    expect(vus.splice(0).sort()).toEqual([
      ['autre', 'Local', 'ThisLocalAddin'],
      ['moi', 'Remote', 'Unknown'],
    ]);
    expect(await lire(moi, 'A1')).toEqual([['co-auteur']]);
    excel.model.workbook.getSheetBySheetId(excel.model.activeSheet.id)?.getRange('A2').setValue('tapé');
    await excel.calculated();
    expect(vus.sort()).toEqual([
      ['autre', 'Remote', 'Unknown'],
      ['moi', 'Local', 'Unknown'],
    ]);
  });

  test('table.onChanged ne parle que du tableau, avec la plage de l’événement', async () => {
    const vus: string[] = [];
    await ecrire(moi, 'A1:B2', [
      ['Code', 'Heures'],
      ['a', 1],
    ]);
    await moi.Excel.run(async context => {
      const tableau = context.workbook.tables.add('Feuil1!A1:B2', true);
      await context.sync();
      tableau.onChanged.add(async e => {
        await moi.Excel.run(async c => {
          const plage = e.getRange(c).load('address');
          await c.sync();
          vus.push(`${e.type} ${e.address} ${plage.address}`);
        });
      });
      await context.sync();
    });
    await ecrire(moi, 'F9', [['dehors']]);
    await ecrire(moi, 'B2', [[7]]);
    await excel.calculated();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(vus).toEqual(['TableChanged B2 Feuil1!B2']);
  });
});

describe('Saisie dans la grille', () => {
  test('taper sous un tableau l’agrandit, recopie la colonne calculée et recalcule', async () => {
    await moi.Excel.run(async context => {
      const feuille = context.workbook.worksheets.getItem('Feuil1');
      feuille.getRange('A1:C3').values = [
        ['Code', 'Heures', 'Double'],
        ['a', 1, ''],
        ['b', 2, ''],
      ];
      const tableau = feuille.tables.add('A1:C3', true);
      tableau.name = 'Temps_2026';
      tableau.columns.getItem('Double').getDataBodyRange().formulas = [['=[@Heures]*2'], ['=[@Heures]*2']];
      feuille.getRange('F1').formulas = [['=SUM(Temps_2026[Double])']];
      await context.sync();
    });
    expect(await lire(moi, 'F1')).toEqual([[6]]);
    const feuille = excel.model.workbook.getSheetBySheetId(excel.model.activeSheet.id);
    feuille?.getRange('B4').setValue(10);
    await excel.calculated();
    expect(await lire(moi, 'C4')).toEqual([[20]]);
    expect(await lire(moi, 'F1')).toEqual([[26]]);
  });

  test('formulasLocal parle français, numberFormatLocal aussi', async () => {
    await moi.Excel.run(async context => {
      const plage = context.workbook.worksheets.getItem('Feuil1').getRange('A1');
      plage.formulasLocal = [['=SI(1>0;1,5;2)']];
      plage.load('formulas,formulasLocal,values,numberFormatLocal');
      await context.sync();
      expect(plain([plage.formulas, plage.formulasLocal, plage.values, plage.numberFormatLocal])).toEqual([
        [['=IF(1>0,1.5,2)']],
        [['=SI(1>0;1,5;2)']],
        [[1.5]],
        [['Standard']],
      ]);
    });
  });
});

describe('Lignes et colonnes d’une feuille qu’on ne regarde pas', () => {
  test('supprimer et insérer ne touche ni les tableaux ni les formules d’une autre', async () => {
    const vu = await moi.Excel.run(async context => {
      const { worksheets } = context.workbook;
      const devant = worksheets.getItem('Feuil1');
      const derriere = worksheets.add('Derriere');
      devant.getRange('A4:B5').values = [
        ['Code', 'Prix'],
        ['x', 3],
      ];
      context.workbook.tables.add('Feuil1!A4:B5', true).name = 'Devant';
      derriere.getRange('A1:A6').values = [[1], [2], [3], [4], [5], [6]];
      devant.getRange('D1:D2').formulas = [['=Derriere!A6'], ['=B5']];
      await context.sync();
      devant.activate();
      derriere.getRange('4:4').delete('Up');
      derriere.getRange('A:A').insert('Right');
      await context.sync();
      const table = context.workbook.tables.getItemOrNullObject('Devant');
      const etendue = table.getRange().load('address');
      const formules = devant.getRange('D1:D2').load('formulas,values');
      await context.sync();
      return {
        adresse: etendue.address,
        formules: plain(formules.formulas),
        valeurs: plain(formules.values),
      };
    });
    expect(vu).toEqual({
      adresse: 'Feuil1!A4:B5',
      formules: [['=Derriere!B5'], ['=B5']],
      valeurs: [[6], [3]],
    });
  });
});
