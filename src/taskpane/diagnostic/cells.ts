/** Scénarios sur les cellules : valeurs, textes, formats, formules. */
import { codeOf, onSheet, plain, type Scenario } from './scenario';

export const CELL_SCENARIOS: readonly Scenario[] = [
  {
    id: 'cellules.nombres-en-texte',
    titre:
      'Un texte qui ressemble à un nombre est-il lu comme tel, sauf au format texte ou après une apostrophe ?',
    run: excel =>
      onSheet(excel, 'textes', async (sheet, context) => {
        sheet.getRange('D1:D3').numberFormat = [['@'], ['@'], ['@']];
        sheet.getRange('A1:D3').values = [
          ['007', "'007", '12E5', '007'],
          ['512000', "'512000", '24E010', '12E5'],
          ['TRUE', "'=1+1", '5%', '2026-11-30'],
        ];
        const range = sheet.getRange('A1:D3').load('values,valueTypes');
        await context.sync();
        return { valeurs: plain(range.values), types: plain(range.valueTypes) };
      }),
  },
  {
    id: 'cellules.virgule-decimale',
    titre: 'Que devient un texte à virgule décimale écrit par l’API ?',
    run: excel =>
      onSheet(excel, 'virgules', async (sheet, context) => {
        sheet.getRange('A1:B1').values = [['1,5', '1.5']];
        const range = sheet.getRange('A1:B1').load('values');
        await context.sync();
        return { valeurs: plain(range.values) };
      }),
  },
  {
    id: 'cellules.null-et-vide',
    titre: 'null laisse la cellule, le texte vide l’efface.',
    run: excel =>
      onSheet(excel, 'vides', async (sheet, context) => {
        const range = sheet.getRange('A1:C1');
        range.values = [[1, 2, 3]];
        await context.sync();
        range.values = [[null as never, '', 4]];
        range.load('values');
        await context.sync();
        return { valeurs: plain(range.values) };
      }),
  },
  {
    id: 'cellules.formules',
    titre: 'Formules écrites, relues et calculées dans la même requête ; erreurs lues en texte.',
    run: excel =>
      onSheet(excel, 'formules', async (sheet, context) => {
        sheet.getRange('A1:A2').values = [[20], [22]];
        sheet.getRange('B1:B4').formulas = [['=SUM(A1:A2)'], ['=NA()'], ['=1/0'], ['=IF(A1>10,"oui","non")']];
        const range = sheet.getRange('B1:B4').load('values,formulas');
        await context.sync();
        return { valeurs: plain(range.values), formules: plain(range.formulas) };
      }),
  },
  {
    id: 'cellules.dates',
    titre: 'Les dates sont des numéros de série ; 30/11/2026 vaut 46356 (calendrier 1900).',
    run: excel =>
      onSheet(excel, 'dates', async (sheet, context) => {
        sheet.getRange('A1:A2').numberFormat = [['dd/mm/yyyy'], ['General']];
        sheet.getRange('A1').values = [[46356]];
        sheet.getRange('A2').formulas = [['=DATE(2000,1,1)']];
        const range = sheet.getRange('A1:A2').load('values,text,numberFormat');
        await context.sync();
        return {
          valeurs: plain(range.values),
          textes: plain(range.text[0] ?? []),
          formats: plain(range.numberFormat[0] ?? []),
        };
      }),
  },
  {
    id: 'cellules.dimensions',
    titre: 'Une matrice aux mauvaises dimensions est refusée.',
    run: excel =>
      onSheet(excel, 'dimensions', async (sheet, context) => ({
        code: await codeOf(async () => {
          sheet.getRange('A1:B2').values = [[1]];
          await context.sync();
        }),
      })),
  },
  {
    id: 'cellules.application-partielle',
    titre: 'Ce qui précède une erreur dans un lot reste acquis.',
    run: excel =>
      onSheet(excel, 'partiel', async (sheet, context) => {
        const code = await codeOf(() =>
          excel.run(async other => {
            const same = other.workbook.worksheets.getItem('Diag partiel');
            same.getRange('A1').values = [[1]];
            other.workbook.tables.getItem('TableauAbsentDuDiagnostic').delete();
            same.getRange('A2').values = [[2]];
            await other.sync();
          }),
        );
        const range = sheet.getRange('A1:A2').load('values');
        await context.sync();
        return { code, valeurs: plain(range.values) };
      }),
  },
  {
    id: 'cellules.decoupage',
    titre: 'Plus de 1 500 cellules : la bibliothèque découpe, rien ne se perd.',
    run: excel =>
      onSheet(excel, 'grand', async (sheet, context) => {
        const rows = 2000;
        sheet.getRange(`A1:C${rows}`).values = Array.from({ length: rows }, (_, i) => [i, `x${i}`, i / 4]);
        await context.sync();
        const used = sheet.getUsedRangeOrNullObject(true).load('address,rowCount');
        const last = sheet.getRange(`A${rows}:C${rows}`).load('values');
        await context.sync();
        return { lignes: used.rowCount, derniere: plain(last.values[0] ?? []) };
      }),
  },
  {
    id: 'cellules.debordement',
    titre: 'Une formule qui déborde se lit sur toute son étendue.',
    run: excel =>
      onSheet(excel, 'debord', async (sheet, context) => {
        sheet.getRange('B2').formulas = [['=SEQUENCE(3,2)']];
        await context.sync();
        const spill = sheet.getRange('B2').getSpillingToRangeOrNullObject().load('address,values');
        await context.sync();
        if (spill.isNullObject) return { etendue: null };
        return { etendue: spill.address.replace(/^.*!/, ''), valeurs: plain(spill.values) };
      }),
  },
  {
    id: 'cellules.feuille-protegee',
    titre: 'Écrire dans une feuille protégée est refusé.',
    run: excel =>
      onSheet(excel, 'protegee', async (sheet, context) => {
        sheet.protection.protect();
        await context.sync();
        const code = await codeOf(() =>
          excel.run(async other => {
            other.workbook.worksheets.getItem('Diag protegee').getRange('A1').values = [[1]];
            await other.sync();
          }),
        );
        sheet.protection.unprotect();
        await context.sync();
        return { code };
      }),
  },
];
