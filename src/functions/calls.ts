import { tablesRead } from './catalogue';
import { displayLanguage } from './language';
import { bindFunctions } from './register';
import { WorkbookSource } from './workbookSource';

/** The one in-memory workbook of this page, shared by every function. Reading waits for the first streaming cell. */
export const source = new WorkbookSource(tablesRead(), displayLanguage);

export const { streams, calls } = bindFunctions({ source });
