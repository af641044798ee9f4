/** Ce que la figure des régularisations emploie, en un module : il se mesure tel qu'il est livré. */
export { proposerTout } from '../../../src/cloture/regularisations/calcul/etablir';
export { lireDonnees, lireOptions } from '../../../src/cloture/regularisations/lecture';
export { produireCharges } from '../../../src/cloture/regularisations/produites';
export { FacturesFournisseurs, Receptions } from '../../../src/cloture/tables-communes';
export { lireParametres } from '../../../src/cloture/tables-communes/parametres';
export { decoder } from '../../../src/workbook/decode';
export { asTablesLues } from '../../../src/workbook/reader';
