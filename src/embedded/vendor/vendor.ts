/**
 * Les bibliothèques de l'Excel embarqué, réunies en un point : Univer (modèle, moteur de formules) et le
 * codec .xlsx. Sous Node, `build.mjs` en fait un seul fichier CommonJS (`.cache/vendor.cjs`), car ni Univer ni
 * hucre ne se chargent autrement sous jest et Node 20 ; dans le navigateur, webpack suit ces imports.
 */
import 'core-js/actual/iterator';

export * from '@univerjs/core';
export { FUniver } from '@univerjs/core/facade';
export * as engineFormula from '@univerjs/engine-formula';
export * as sheets from '@univerjs/sheets';
export * as sheetsFormula from '@univerjs/sheets-formula';
export * as sheetsTable from '@univerjs/sheets-table';
export * as sheetsFilter from '@univerjs/sheets-filter';
export * as sheetsNumfmt from '@univerjs/sheets-numfmt';
export { createUniver } from '@univerjs/presets';
import '@univerjs/sheets-table/facade';
import '@univerjs/sheets-filter/facade';
import '@univerjs/sheets/facade';
import '@univerjs/sheets-formula/facade';
import '@univerjs/engine-formula/facade';
export * as hucre from 'hucre/xlsx';
export * as fflate from 'fflate';
