/** Un calcul ne relève que les feuilles qu'un changement peut toucher : rien de ce qu'il laisse ne doit être périmé. */
import fc from 'fast-check';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { addMentions, noMentions, shapeOf } from '../../../src/embedded/model/mentions';
import { bootClient, type Client } from '../../../src/embedded/node/client';

const FEUILLES = ['Temps', 'Taux 1', "L'an", 'Été'] as const;
const TABLE = 'Saisies';
const NOM = 'Coefficient';

let excel: EmbeddedExcel;
let client: Client;

beforeEach(async () => {
  excel = await createEmbeddedExcel();
  client = bootClient(excel);
  await client.Excel.run(async context => {
    for (const nom of FEUILLES) {
      const feuille = context.workbook.worksheets.add(nom);
      feuille.getRange('A1:A3').values = [['Jours'], [2], [3]];
    }
    context.workbook.worksheets.getItem('Temps').tables.add('A1:A3', true).name = TABLE;
    context.workbook.names.add(NOM, "='Taux 1'!$A$2");
    await context.sync();
  });
});

afterEach(() => {
  client.dispose();
  excel.dispose();
});

const ecrire = (feuille: string, adresse: string, valeur: string | number) =>
  client.Excel.run(async context => {
    context.workbook.worksheets.getItem(feuille).getRange(adresse).values = [[valeur]];
    await context.sync();
  });

const lire = () =>
  client.Excel.run(async context => {
    const plages = FEUILLES.map(nom => context.workbook.worksheets.getItem(nom).getRange('A1:D4'));
    for (const plage of plages) plage.load('values');
    await context.sync();
    return plages.map(({ values }) => values as unknown[][]);
  });

const cite = (nom: string) => `'${nom.replaceAll("'", "''")}'`;
/** Deux formules qui ne nomment qu'une adresse, un tableau ou un nom, pour deux qui nomment une feuille. */
const FORMULES = fc.oneof(
  fc.constantFrom('=A2*2', `=SUM(${TABLE}[Jours])`, `=${NOM}+1`, '=INDIRECT("Temps!A2")*10'),
  fc
    .tuple(fc.constantFrom(...FEUILLES), fc.constantFrom('SUM(x!A2:B3)', 'x!$B$4*2', 'x!A2+1'))
    .map(([nom, formule]) => `=${formule.replace('x', cite(nom))}`),
);

const geste = fc.record({
  feuille: fc.constantFrom(...FEUILLES),
  cellule: fc.oneof(
    fc.record({ adresse: fc.constantFrom('A2', 'A3'), valeur: fc.integer({ min: -9, max: 9 }) }),
    fc.record({ adresse: fc.constantFrom('B4', 'C2', 'D3'), valeur: FORMULES }),
  ),
});

test('après chaque geste, tout recalculer ne change aucune cellule', async () => {
  let calculees = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(geste, { minLength: 10, maxLength: 10 }), async gestes => {
      for (const { feuille, cellule } of gestes) {
        // B4 ne se lit pas elle-même, même par une autre feuille : une boucle n'a pas de valeur à comparer.
        if (cellule.adresse === 'B4' && String(cellule.valeur).includes('$B$4')) continue;
        await ecrire(feuille, cellule.adresse, cellule.valeur);
        const avant = await lire();
        await excel.model.engine.recalculateAll();
        expect(avant).toEqual(await lire());
        calculees += avant.flat(2).filter(v => typeof v === 'number').length;
      }
    }),
    { numRuns: 20 },
  );
  expect(calculees).toBeGreaterThan(0);
});

test('une chaîne de feuilles, un nom, un tableau et une adresse bâtie suivent ce qui change', async () => {
  await ecrire('Été', 'C2', `=SUM(${TABLE}[Jours])+${NOM}`);
  await ecrire("L'an", 'C2', "='Été'!C2*10");
  await ecrire('Taux 1', 'D3', '=INDIRECT("Temps!A2")');
  expect((await lire()).map(f => [f[1]![2], f[2]![3]])).toEqual([
    ['', ''],
    ['', 2],
    [70, ''],
    [7, ''],
  ]);
  await ecrire('Temps', 'A2', 5);
  expect((await lire())[3]![1]![2]).toBe(10);
  expect((await lire())[2]![1]![2]).toBe(100);
  expect((await lire())[1]![2]![3]).toBe(5);
  await ecrire('Taux 1', 'A2', 4);
  expect((await lire())[2]![1]![2]).toBe(120);
});

test('une feuille que rien ne relie à ce qui change n’est pas relevée', async () => {
  await ecrire("L'an", 'C2', '=A2*2');
  await ecrire('Été', 'C2', '=Temps!A2');
  const relever = jest.spyOn(excel.model.formulas, 'getSheetFormulaData');
  const vues = async (feuille: string) => {
    relever.mockClear();
    await ecrire(feuille, 'A2', 8);
    return new Set(relever.mock.calls.map(([, id]) => excel.model.sheet(id)?.name));
  };
  expect(await vues('Temps')).toEqual(new Set(['Été']));
  expect(await vues("L'an")).toEqual(new Set(["L'an"]));
});

test('ce que nomme une formule', () => {
  const dire = (formule: string) => {
    const m = noMentions();
    addMentions(formule, m);
    return [[...m.sheets].sort(), [...m.words].sort(), m.anything];
  };
  expect(dire("=SUM(Temps[Jours])*'Taux 1'!A1+Coefficient")).toEqual([
    ['taux 1'],
    ['coefficient', 'temps'],
    false,
  ]);
  expect(dire("='L''an'!$B$4&\"Été!A1\"")).toEqual([["l'an"], [], false]);
  expect(dire('=TODAY()-A1')).toEqual([[], [], true]);
  expect(dire("='A:C'!B2")).toEqual([[], [], true]);
  // Deux noms qui se ressemblent ne sont pas deux adresses ; deux adresses d'une colonne, si.
  expect(shapeOf('=I5*7')).toBe(shapeOf('=I6*7'));
  expect(shapeOf('=TAUX2026*7')).not.toBe(shapeOf('=TAUX2025*7'));
  expect(shapeOf('=F1!A1')).not.toBe(shapeOf('=F2!A1'));
  expect(shapeOf("='A1 b'!C1")).not.toBe(shapeOf("='A2 b'!C1"));
});
