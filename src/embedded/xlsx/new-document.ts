import { OFFICE_RELATIONSHIPS, Package } from './package';
import { openDocument } from './open';
import type { XlsxDocument } from './open';
import type { FormulaOptions } from './formulas';
import { newSheetRoot } from './sheet-parts';
import { element } from './xml';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';

/** A workbook of one empty sheet, for whoever starts without a file. */
export async function newDocument(sheet = 'Feuil1', options: FormulaOptions = {}): Promise<XlsxDocument> {
  const byExtension = (extension: string, type: string): string =>
    `<Default Extension="${extension}" ContentType="${type}"/>`;
  const types =
    `<Types xmlns="${TYPES}">` +
    byExtension('rels', 'application/vnd.openxmlformats-package.relationships+xml') +
    `${byExtension('xml', 'application/xml')}</Types>`;
  const pack = new Package(new Map([['[Content_Types].xml', new TextEncoder().encode(types)]]));
  const attrs = { name: sheet, sheetId: 1, 'r:id': 'rId1' };
  const book = element('workbook', { xmlns: MAIN, 'xmlns:r': OFFICE_RELATIONSHIPS }, [
    element('bookViews', {}, [element('workbookView')]),
    element('sheets', {}, [element('sheet', attrs)]),
  ]);
  pack.set('xl/workbook.xml', book, `${KIND}.sheet.main+xml`);
  pack.set('xl/worksheets/sheet1.xml', newSheetRoot(), `${KIND}.worksheet+xml`);
  pack.relate('', 'officeDocument', 'xl/workbook.xml');
  pack.relate('xl/workbook.xml', 'worksheet', 'xl/worksheets/sheet1.xml');
  return openDocument(pack.zip(), options);
}
