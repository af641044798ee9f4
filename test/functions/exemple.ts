import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NOT_LOADED } from '../../src/functions/streams';
import type { Acces, Modele } from '../../src/cloture/fonction';
import { arreteDuClasseur, lireParametres } from '../../src/cloture/tables-communes/parametres';
import { parseCsv } from '../../src/workbook/csv';
import { decoder } from '../../src/workbook/decode';
import { asTablesLues } from '../../src/workbook/reader';
import { tablesRead } from '../../src/functions/catalogue';

const entrees = join(__dirname, '../scenarios/exemple-esn/entrees');

export type Matrices = Map<string, unknown[][]>;

/** Les tables du cas de référence, en matrices : en-tête puis lignes. */
export function matricesExemple(): Matrices {
  const fichiers = readdirSync(entrees).filter(nom => nom.endsWith('.csv'));
  return new Map(
    fichiers.map(nom => {
      const { records } = parseCsv(readFileSync(join(entrees, nom)));
      return [basename(nom, '.csv'), records.map(ligne => [...ligne])];
    }),
  );
}

/** Un classeur décodé, sans Excel : ce que les fonctions verraient après lecture. */
export function acces(matrices: Matrices, langue: Acces['langue'] = 'fr'): Acces {
  const lues = new Map(
    tablesRead().flatMap(table => {
      const matrice = matrices.get(table.nom);
      return matrice ? [[table.nom, decoder(table, matrice, { premiereLigne: 4 })] as const] : [];
    }),
  );
  const tables = asTablesLues(lues);
  const modele: Modele = {
    arrete: arreteDuClasseur(tables),
    tables,
    parametres: arrete => lireParametres(tables, arrete),
  };
  return {
    version: '0',
    base1904: false,
    langue,
    modele: () => {
      if (lues.size === 0) throw NOT_LOADED;
      return modele;
    },
  };
}
