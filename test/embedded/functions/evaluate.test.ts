import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { attachFunctions, evaluateFormulas, functionBridge } from '../../../src/embedded/functions';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { declare } from './harness';

describe('évaluation de formules par le vrai chemin', () => {
  let excel: EmbeddedExcel;
  let client: Client;

  beforeAll(async () => {
    excel = await createEmbeddedExcel();
    client = bootClient(excel);
    const { CustomFunctions } = client;
    CustomFunctions.associate('T.DOUBLE', (n: number) => n * 2);
    CustomFunctions.associate('T.CARRE', (n: number) => n * n);
    CustomFunctions.associate('T.TABLEAU', (n: number) => Array.from({ length: n }, (_, i) => [i, `l${i}`]));
    CustomFunctions.associate('T.VIDE', () => {
      throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'affaire vide');
    });
    CustomFunctions.associate('T.LIRE', async (address: string) => {
      const context = new client.Excel.RequestContext();
      const range = context.workbook.worksheets.getFirst().getRange(address).load('values');
      await context.sync();
      return range.values[0]?.[0] as number;
    });
    attachFunctions(excel, client.session, {
      functions: [
        declare('T.DOUBLE', 'n'),
        declare('T.CARRE', 'n', { stream: false }),
        declare('T.TABLEAU', 'n'),
        declare('T.VIDE', ''),
        declare('T.LIRE', 'a'),
      ],
    });
    const sheet = excel.model.sheets()[0]?.id ?? '';
    excel.model.setCells(sheet, { 0: { 0: { v: 12.5, t: 2 } } });
    await excel.calculated();
  });
  afterAll(() => {
    client.dispose();
    functionBridge(excel).dispose();
    excel.dispose();
  });

  const evaluate = (...formulas: string[]) => evaluateFormulas(excel, functionBridge(excel), formulas);

  test('un débordement qui n’a pas la place a sa valeur, si longs que soient ceux d’à côté', async () => {
    expect(await evaluate('=T.TABLEAU(2)', '=SEQUENCE(10)', '=T.TABLEAU(1)')).toEqual([
      {
        formule: '=T.TABLEAU(2)',
        valeur: [
          [0, 'l0'],
          [1, 'l1'],
        ],
      },
      { formule: '=SEQUENCE(10)', valeur: Array.from({ length: 10 }, (_, i) => [i + 1]) },
      { formule: '=T.TABLEAU(1)', valeur: [[0, 'l0']] },
    ]);
  });

  test('valeurs, erreurs, messages, débordements, dans l’ordre', async () => {
    const before = functionBridge(excel).received.values;
    const formulas = [
      '=T.DOUBLE(21)',
      '=T.VIDE()',
      '=T.TABLEAU(3)',
      '={1,"a";TRUE,2.5}',
      '=DATE(2026,11,30)',
      '=1/0',
      '=1=1',
      '="007"',
      '=INCONNUE(1)',
      '=T.LIRE("A1")',
      '=T.DOUBLE(T.LIRE("A1"))',
    ];
    expect(await evaluate(...formulas)).toEqual([
      { formule: formulas[0], valeur: 42 },
      { formule: formulas[1], erreur: '#N/A', message: 'affaire vide' },
      {
        formule: formulas[2],
        valeur: [
          [0, 'l0'],
          [1, 'l1'],
          [2, 'l2'],
        ],
      },
      {
        formule: formulas[3],
        valeur: [
          [1, 'a'],
          [true, 2.5],
        ],
      },
      { formule: formulas[4], valeur: 46356 },
      { formule: formulas[5], erreur: '#DIV/0!' },
      { formule: formulas[6], valeur: true },
      { formule: formulas[7], valeur: '007' },
      { formule: formulas[8], erreur: '#NAME?' },
      { formule: formulas[9], valeur: 12.5 },
      { formule: formulas[10], valeur: 25 },
    ]);
    // Sept appels, dont un repris à l'écart pour déborder : tous revenus par la bibliothèque.
    expect(functionBridge(excel).received.values - before).toBe(7);
  });

  test('le brouillon disparaît', async () => {
    await evaluate('=T.DOUBLE(1)');
    expect(excel.model.sheets().map(sheet => sheet.name)).toEqual(['Feuil1']);
  });

  test('des milliers de formules', async () => {
    const results = await evaluate(...Array.from({ length: 3000 }, (_, i) => `=T.CARRE(${i})`));
    expect(results.map(result => ('valeur' in result ? result.valeur : result.erreur))).toEqual(
      Array.from({ length: 3000 }, (_, i) => i * i),
    );
  });
});
