import * as t from '../tables-communes';
import type { TablesLues } from '../../workbook/table';
import type { Parametres } from '../tables-communes/parametres';
import type { Donnees } from './calcul/donnees';
import type { Options } from './calcul/etablir';
import { TABLES_RADAR } from './radar/lecture';
import { RadarCutOff } from './radar/table';
import { FaePca, FnpCca } from './tables';

/** Les tables que les règles lisent. */
export const TABLES_REGULARISATIONS = [
  t.Parametres,
  t.Tiers,
  t.CommandesAchat,
  t.Receptions,
  t.FacturesFournisseurs,
  FaePca,
  FnpCca,
  ...TABLES_RADAR,
  RadarCutOff,
] as const;

/** Remet au calcul les lignes décodées des tables. */
export function lireDonnees(tables: TablesLues): Donnees {
  return {
    commandesAchat: tables.lire(t.CommandesAchat).lignes,
    receptions: tables.lire(t.Receptions).lignes,
    facturesFournisseurs: tables.lire(t.FacturesFournisseurs).lignes,
    forcees: [...tables.lire(FaePca).lignes, ...tables.lire(FnpCca).lignes],
  };
}

/** Les paramètres des règles, à leur valeur en vigueur. */
export function lireOptions(parametres: Parametres): Options {
  return {
    mode: parametres.valeur('ProrataMethode'),
    exclureNonValidees: parametres.valeur('ExclureNonValidees'),
    perpetuel: parametres.valeur('FNP_Perpetuel'),
    seuilBaseModifiee: parametres.valeur('SeuilBaseModifiee'),
  };
}
