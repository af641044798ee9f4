/** Scénarios sur les tableaux : croissance, colonnes calculées, références structurées, identité. */
import { codeOf, onSheet, plain, type ExcelApi, type Observations, type Scenario } from './scenario';

const TITLES = ['Code', 'Heures', 'Double'];

/** Une feuille neuve et son tableau de deux lignes en A1:C3. */
function withTable(
  excel: ExcelApi,
  name: string,
  work: (t: {
    sheet: Excel.Worksheet;
    table: Excel.Table;
    context: Excel.RequestContext;
  }) => Promise<Observations>,
): Promise<Observations> {
  return onSheet(excel, name, async (sheet, context) => {
    sheet.getRange('A1:C3').values = [TITLES, ['a', 1, ''], ['b', 2, '']];
    const table = sheet.tables.add('A1:C3', true);
    table.name = `DiagT${name}`;
    await context.sync();
    return work({ sheet, table, context });
  });
}

const bodyAddress = async (table: Excel.Table, context: Excel.RequestContext): Promise<string> => {
  const body = table.getDataBodyRange().load('address');
  await context.sync();
  return body.address.replace(/^.*!/, '');
};

export const TABLE_SCENARIOS: readonly Scenario[] = [
  {
    id: 'tableaux.croissance',
    titre: 'Écrire juste sous un tableau l’agrandit ; écrire des vides ne l’agrandit pas.',
    run: excel =>
      withTable(excel, 'croissance', async ({ sheet, table, context }) => {
        sheet.getRange('A4:C4').values = [['', '', '']];
        await context.sync();
        const vides = await bodyAddress(table, context);
        sheet.getRange('A4:B4').values = [['c', 3]];
        await context.sync();
        return { apresVides: vides, apresValeurs: await bodyAddress(table, context) };
      }),
  },
  {
    id: 'tableaux.colonne-a-droite',
    titre: 'Écrire juste à droite d’un tableau ajoute une colonne.',
    run: excel =>
      withTable(excel, 'droite', async ({ sheet, table, context }) => {
        sheet.getRange('D1').values = [['Neuve']];
        await context.sync();
        table.columns.load('items/name');
        await context.sync();
        return { colonnes: table.columns.items.map(column => column.name) };
      }),
  },
  {
    id: 'tableaux.colonne-calculee',
    titre: 'Une colonne remplie d’une formule se recopie dans les lignes neuves (resize).',
    run: excel =>
      withTable(excel, 'calculee', async ({ sheet, table, context }) => {
        table.columns.getItem('Double').getDataBodyRange().formulas = [['=[@Heures]*2'], ['=[@Heures]*2']];
        await context.sync();
        table.resize('A1:C5');
        await context.sync();
        sheet.getRange('A4:B5').values = [
          ['c', 10],
          ['d', 20],
        ];
        const column = table.columns.getItem('Double').getDataBodyRange().load('values,formulas');
        await context.sync();
        return { valeurs: plain(column.values), formule: String(column.formulas[3]?.[0]) };
      }),
  },
  {
    id: 'tableaux.references-structurees',
    titre: 'SOMME sur une colonne de tableau, et suivi quand le tableau grandit.',
    run: excel =>
      withTable(excel, 'refs', async ({ sheet, context }) => {
        sheet.getRange('F1').formulas = [['=SUM(DiagTrefs[Heures])']];
        const cell = sheet.getRange('F1').load('values');
        await context.sync();
        const avant = Number(cell.values[0]?.[0]);
        sheet.getRange('A4:B4').values = [['c', 10]];
        cell.load('values');
        await context.sync();
        return { avant, apres: Number(cell.values[0]?.[0]) };
      }),
  },
  {
    id: 'tableaux.lignes-ajoutees',
    titre: 'rows.add à la fin et au milieu.',
    run: excel =>
      withTable(excel, 'lignes', async ({ table, context }) => {
        table.rows.add(undefined, [['z', 9, '']]);
        table.rows.add(0, [['y', 8, '']]);
        const body = table.getDataBodyRange().load('values');
        table.rows.load('count');
        await context.sync();
        return { nombre: table.rows.count, codes: body.values.map(row => String(row[0])) };
      }),
  },
  {
    id: 'tableaux.identite',
    titre: 'Un tableau renommé garde son identifiant ; un objet déjà obtenu reste bon.',
    run: excel =>
      withTable(excel, 'ident', async ({ table, context }) => {
        table.load('id');
        await context.sync();
        const avant = table.id;
        table.name = 'DiagTautre';
        await context.sync();
        table.load('id,name');
        await context.sync();
        return { memeIdentifiant: table.id === avant, nom: table.name };
      }),
  },
  {
    id: 'tableaux.objet-nul',
    titre: 'Un tableau absent : objet nul d’un côté, ItemNotFound de l’autre.',
    run: async excel => {
      const nul = await excel.run(async context => {
        const table = context.workbook.tables.getItemOrNullObject('TableauAbsentDuDiagnostic');
        const body = table.getDataBodyRange().load('values');
        await context.sync();
        return [table.isNullObject, body.isNullObject];
      });
      const code = await codeOf(() =>
        excel.run(async context => {
          context.workbook.tables.getItem('TableauAbsentDuDiagnostic').load('name');
          await context.sync();
        }),
      );
      return { nul, code };
    },
  },
  {
    id: 'tableaux.redimension-refusee',
    titre: 'resize doit garder la ligne d’en-tête.',
    run: excel =>
      withTable(excel, 'resize', async ({ table, context }) => ({
        code: await codeOf(async () => {
          table.resize('A2:C6');
          await context.sync();
        }),
      })),
  },
  {
    id: 'tableaux.filtre',
    titre: 'Critères d’un filtre : lus, effacés ; écrire dans les lignes masquées ne déplace rien.',
    run: excel =>
      withTable(excel, 'filtre', async ({ table, context }) => {
        table.columns.getItem('Code').filter.applyValuesFilter(['a']);
        table.autoFilter.load('isDataFiltered');
        await context.sync();
        const filtre = table.autoFilter.isDataFiltered;
        table.getDataBodyRange().getColumn(1).values = [[10], [20]];
        await context.sync();
        table.clearFilters();
        const body = table.getDataBodyRange().load('values');
        table.autoFilter.load('isDataFiltered');
        await context.sync();
        return {
          filtre,
          ensuite: table.autoFilter.isDataFiltered,
          heures: body.values.map(row => Number(row[1])),
        };
      }),
  },
];
