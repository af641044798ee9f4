/** Fonctions personnalisées de l'Excel embarqué. */
export { createFunctionBridge, FunctionBridge, GETTING_DATA, type FunctionBridgeOptions } from './bridge';
export type { FunctionMetadata, FunctionParameter, FunctionsMetadata } from './metadata';
export { attachFunctions, functionBridge } from './attach';
export { evaluateFormulas, type Evaluation } from './evaluate';
export { cellAddress, columnName, quoteSheetName } from './address';
