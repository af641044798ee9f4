/** Ce que la figure des états emploie, en un module : il se mesure tel qu'il est livré. */
export { etats } from '../../../src/cloture/etats';
export { Ecritures } from '../../../src/cloture/tables-communes';
export { lireParametres } from '../../../src/cloture/tables-communes/parametres';
export { decoder } from '../../../src/workbook/decode';
export { asTablesLues } from '../../../src/workbook/reader';
