/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmbeddedExcel } from '../../../../src/embedded/embedded';
import { bootClient } from '../../../../src/embedded/node/client';
import { balayer, type DonneesRadar, type OptionsRadar } from '../../../../src/cloture/regularisations/radar';
import * as t from '../../../../src/cloture/tables-communes';
import { compte, fin, periode, type Jour } from '../../../../src/comptabilite';
import { readTables } from '../../../../src/workbook/reader';
import { achat, ecriture, le, livraison, NOVEMBRE, OPTIONS, reception, resume } from './atelier';

/** Le radar sur la société livrée : ce qu'il trouve de ce qu'on y cache, et ce qu'il y voit à tort. */
const MODELE = join(__dirname, '../../../../templates/exemple-esn.xlsx');
const MOIS = Array.from({ length: 11 }, (_, i) => fin(periode(`2026-${String(i + 1).padStart(2, '0')}`)));

jest.setTimeout(120_000);

let donnees: DonneesRadar;
let options: OptionsRadar;

beforeAll(async () => {
  const excel = await createEmbeddedExcel({ fichier: new Uint8Array(readFileSync(MODELE)) });
  bootClient(excel).install();
  const tables = await readTables([t.Affaires, t.Livraisons, t.FacturesClients, t.Receptions, t.FacturesFournisseurs, t.Ecritures]);
  const lignes = <T extends (typeof t)['Affaires']>(table: T) => tables.lire(table).lignes;
  const regles = new Map(lignes(t.Affaires).map(a => [a.IdAffaire, a.RegleCA]));
  donnees = {
    livraisons: tables.lire(t.Livraisons).lignes,
    facturesClients: tables.lire(t.FacturesClients).lignes,
    receptions: tables.lire(t.Receptions).lignes,
    facturesFournisseurs: tables.lire(t.FacturesFournisseurs).lignes,
    ecritures: tables.lire(t.Ecritures).lignes,
  };
  options = { ...OPTIONS, venteRattachee: id => id !== undefined && regles.get(id) === undefined };
});

const constats = (arrete: Jour, plus: Partial<DonneesRadar> = {}) =>
  balayer({ ...donnees, ...plus }, { ...options, arrete });

test('sur onze mois tels que livrés', () => {
  console.log(MOIS.map(m => resume(constats(m))));
});
