/** Reading and writing .xlsx files for the embedded Excel. */
export { openDocument } from './open';
export type { XlsxDocument } from './open';
export { saveDocument } from './save';
export { newDocument } from './new-document';
export { stateOfSnapshot, stateOfUniver } from './state-of-univer';
export type { UniverExtras } from './state-of-univer';
export type { TableDocument } from './tables-read';
export { FormulaCodec, mangle } from './formulas';
export type { FormulaOptions } from './formulas';
export * from './state';
