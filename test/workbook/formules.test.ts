import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { CATALOGUE } from '../../src/functions/catalogue';
import { freezeFormulas, normaliseFormula, repairFormulas } from '../../src/workbook/ownFormulas';

const IDS = CATALOGUE.map(({ id }) => id);

describe('une formule sous sa forme de saisie', () => {
  test.each([
    ['=_xldudf_CA_AVANCEMENT("24A010")', '=CA.AVANCEMENT("24A010")'],
    ['=[2]!_xldudf_CA_FAE(A1)+ca.pca(A1)', '=CA.FAE(A1)+CA.PCA(A1)'],
    ['=SUM(AMORT.PLAN(A1,60,B1))', '=SUM(AMORT.PLAN(A1,60,B1))'],
    ['=CONCAT("CA_FAE(",CA_FAE(A1))', '=CONCAT("CA_FAE(",CA.FAE(A1))'],
    ['=MACA.FAE(A1)+XCA_FAE(A1)', '=MACA.FAE(A1)+XCA_FAE(A1)'],
    ['=CA.FAEX(A1)', '=CA.FAEX(A1)'],
  ])('%s', (stored, typed) => expect(normaliseFormula(stored, IDS)).toBe(typed));
});

describe('réparer et figer, par la vraie bibliothèque', () => {
  let excel: EmbeddedExcel;
  let client: Client;
  beforeEach(async () => {
    excel = await createEmbeddedExcel({});
    client = bootClient(excel);
    client.install();
  });
  afterEach(() => {
    client.uninstall();
    client.dispose();
    excel.dispose();
  });

  const poser = (adresse: string, contenu: unknown[][]) =>
    client.Excel.run(async context => {
      context.workbook.worksheets.getFirst().getRange(adresse).formulas = contenu as string[][];
      await context.sync();
    });
  const lire = (adresse: string) =>
    client.Excel.run(async context => {
      const plage = context.workbook.worksheets.getFirst().getRange(adresse).load('formulas,values');
      await context.sync();
      return { formules: plage.formulas as unknown[][], valeurs: plage.values as unknown[][] };
    });

  test('seules les formules en #NOM? qui appellent nos fonctions sont réécrites', async () => {
    await poser('A1:A4', [['=CA_FAE("24A010")'], ['=INCONNUE(1)'], ['=1+1'], ['ca_fae(']]);
    expect((await lire('A1')).valeurs).toEqual([['#NAME?']]);
    expect(await repairFormulas(IDS)).toEqual({ changed: 1, left: 0, leftAt: [] });
    expect((await lire('A1:A4')).formules).toEqual([
      ['=CA.FAE("24A010")'],
      ['=INCONNUE(1)'],
      ['=1+1'],
      ['ca_fae('],
    ]);
  });

  test('figer garde les formules ordinaires, et celles de nos fonctions qui sont en erreur', async () => {
    await poser('B1:B4', [['=1+1'], ['=CA_FAE("24A010")'], ['=IFERROR(CA_FAE("24A010"),"007")'], ['texte']]);
    const bilan = await freezeFormulas(IDS);
    expect(bilan).toMatchObject({ changed: 1, left: 1 });
    expect(bilan.leftAt).toEqual([expect.stringMatching(/!B2$/)]);
    const { formules, valeurs } = await lire('B1:B4');
    expect(formules.map(([f]) => f)).toEqual(['=1+1', '=CA_FAE("24A010")', '007', 'texte']);
    expect(valeurs.map(([v]) => v)).toEqual([2, '#NAME?', '007', 'texte']);
  });

  test('un texte qui s’écrit comme une formule n’en est pas une', async () => {
    await poser('D1:D2', [["'=CA_FAE(1)"], ["'=CA.FAE(1)"]]);
    expect(await repairFormulas(IDS)).toEqual({ changed: 0, left: 0, leftAt: [] });
    expect(await freezeFormulas(IDS)).toEqual({ changed: 0, left: 0, leftAt: [] });
    expect((await lire('D1:D2')).valeurs).toEqual([['=CA_FAE(1)'], ['=CA.FAE(1)']]);
  });

  test('figer un tableau qui déborde en garde chaque valeur, et libère ses cellules', async () => {
    await poser('F1', [['=IFERROR(CA_TABLEAU("x"),SEQUENCE(2,2))']]);
    expect((await lire('F1:G2')).valeurs).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await freezeFormulas(IDS)).toMatchObject({ changed: 1, left: 0 });
    expect((await lire('F1:G2')).formules).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('une feuille protégée, une feuille masquée : la première garde ses formules et le dit, l’autre est réparée', async () => {
    await poser('A1', [['=CA_FAE("a")']]);
    await client.Excel.run(async context => {
      const { worksheets } = context.workbook;
      worksheets.getFirst().protection.protect();
      const masquee = worksheets.add("L'autre");
      masquee.getRange('C3').formulas = [['=_xldudf_CA_FAE("b")']];
      masquee.visibility = 'VeryHidden';
      await context.sync();
    });
    const avant = await lire('A1');
    expect(await repairFormulas(IDS)).toEqual({
      changed: 1,
      left: 1,
      leftAt: [expect.stringMatching(/!A1$/)],
    });
    expect(await freezeFormulas(IDS)).toMatchObject({ changed: 0, left: 2 });
    expect(await lire('A1')).toEqual(avant);
  });

  test('beaucoup de formules se réparent par envois ; renoncer s’arrête entre deux', async () => {
    const nombre = 1_200;
    await poser(
      `A1:A${nombre}`,
      Array.from({ length: nombre }, (_, i) => [`=CA_FAE("a${i}")`]),
    );
    expect(await repairFormulas(IDS)).toMatchObject({ changed: nombre });
    const { formules } = await lire(`A1:A${nombre}`);
    expect([formules[0], formules[nombre - 1]]).toEqual([['=CA.FAE("a0")'], [`=CA.FAE("a${nombre - 1}")`]]);
    const arret = new AbortController();
    arret.abort();
    await expect(repairFormulas(IDS, { signal: arret.signal })).rejects.toThrow('Opération annulée');
  });

  test.each([
    ['réparer', repairFormulas],
    ['figer', freezeFormulas],
  ])(
    '%s pendant qu’un co-auteur insère une ligne, avant chaque envoi : rien ne s’écrit à côté',
    async (_nom, geste) => {
      const { session } = client;
      const envoyer = session.sendMessageToHost.bind(session);
      const formule = geste === repairFormulas ? '=CA_FAE("a")' : '=IFERROR(CA_FAE("a"),5)';
      const attendu = geste === repairFormulas ? '=CA.FAE("a")' : 5;
      for (let n = 1; ; n++) {
        session.sendMessageToHost = envoyer;
        await poser(
          'A1:B20',
          Array.from({ length: 20 }, () => ['', '']),
        );
        await poser('A1:B3', [
          ['avant', 1],
          [formule, 2],
          ['après', '=1+2'],
        ]);
        let envois = 0;
        session.sendMessageToHost = texte => {
          if (++envois !== n) return envoyer(texte);
          const coauteur = bootClient(excel);
          void coauteur.Excel.run(async context => {
            context.workbook.worksheets.getFirst().getRange('1:1').insert('Down');
            await context.sync();
          }).then(() => {
            coauteur.dispose();
            return envoyer(texte);
          });
        };
        const { changed } = await geste(IDS);
        session.sendMessageToHost = envoyer;
        expect(changed).toBe(1);
        const { formules } = await lire('A1:B4');
        const lignes = [
          ['avant', 1],
          [attendu, 2],
          ['après', '=1+2'],
        ];
        if (envois < n) {
          expect(formules.slice(0, 3)).toEqual(lignes);
          return expect(n).toBeGreaterThan(4);
        }
        expect(formules.slice(1)).toEqual(lignes);
      }
    },
  );
});
