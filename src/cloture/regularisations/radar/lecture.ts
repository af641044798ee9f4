import type { Jour, Montant } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import * as t from '../../tables-communes';
import { lireProduits } from '../../tables-communes/familles';
import type { Proposition } from '../calcul/proposition';
import type { DonneesRadar, OptionsRadar } from './types';

/** Remet au radar les lignes décodées des tables. */
export function lireDonneesRadar({ tables }: Pick<Contexte, 'tables'>): DonneesRadar {
  return {
    livraisons: tables.lire(t.Livraisons).lignes,
    facturesClients: tables.lire(t.FacturesClients).lignes,
    commandesAchat: tables.lire(t.CommandesAchat).lignes,
    receptions: tables.lire(t.Receptions).lignes,
    facturesFournisseurs: tables.lire(t.FacturesFournisseurs).lignes,
    ecritures: tables.lire(t.Ecritures).lignes,
  };
}

/** Les réglages du radar, et ce que la clôture propose déjà. */
export function lireOptionsRadar(
  { tables, parametres }: Pick<Contexte, 'tables' | 'parametres'>,
  arrete: Jour,
  propositions: readonly Proposition[],
): OptionsRadar {
  const affaires = new Map(tables.lire(t.Affaires).lignes.map(a => [a.IdAffaire, a]));
  const produits = new Map(lireProduits(tables).map(p => [p.CodeProduit, p]));
  const produitsPar = parametres.valeur('ModuleProduits');
  const proposes = new Map<string, Montant>();
  for (const { table, piece, propose } of propositions) {
    if (propose !== undefined) proposes.set(`${table}|${piece}`, propose);
  }
  return {
    arrete,
    mode: parametres.valeur('ProrataMethode'),
    delaiFacturation: parametres.valeur('RadarDelaiFacturation'),
    moisRecurrence: parametres.valeur('RadarMoisRecurrence'),
    joursDouble: parametres.valeur('RadarJoursDouble'),
    periodeMaxMois: parametres.valeur('RadarPeriodeMaxMois'),
    exclureNonValidees: parametres.valeur('ExclureNonValidees'),
    fnpPerpetuel: parametres.valeur('FNP_Perpetuel'),
    propose: (table, cle) => proposes.get(`${table}|${cle}`),
    venteRattachee: (idAffaire, codeProduit) =>
      produitsPar === 'RATTACHEMENT' ||
      (produitsPar === 'PAR_PRODUIT' &&
        affaires.get(idAffaire ?? '')?.RegleCA === undefined &&
        produits.get(codeProduit ?? '')?.RegleCA === undefined),
    compteVente: code => produits.get(code ?? '')?.CompteVente ?? parametres.valeur('CPT_VENTE'),
  };
}
