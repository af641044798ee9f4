import { tablesRead } from './catalogue';
import { registerFunctions } from './register';
import type { Langue } from './metadata';
import { WorkbookSource } from './workbookSource';

function langue(): Langue {
  return Office.context?.displayLanguage?.toLowerCase().startsWith('fr') === false ? 'en' : 'fr';
}

/** The one in-memory workbook of this page, shared by every function. */
export const source = new WorkbookSource(tablesRead(), langue);

/** Registration is immediate: Excel calls as soon as the page is up. Reading waits for the first streaming cell. */
export const streams = registerFunctions({ source });
