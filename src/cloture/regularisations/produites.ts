import { versIso, type Jour } from '../../comptabilite';
import type { TableProduite } from '../contexte';
import type { ModuleRegul, Proposition } from './calcul/types';
import { COLONNES_SAISIES, FaePca, FnpCca } from './tables';

/** Les modules de chaque feuille. */
const PRODUITS: ReadonlySet<ModuleRegul> = new Set(['FAE', 'PCA', 'AAE']);

/** Les deux feuilles de l'arrêté ; les lignes des arrêtés passés y restent. */
export function produirePropositions(propositions: readonly Proposition[], arrete: Jour): TableProduite[] {
  const commun = {
    cle: (l: { Arrete: Jour; Module: string; Cle: string }) => [versIso(l.Arrete), l.Module, l.Cle].join('|'),
    portee: (l: { Arrete: Jour }) => l.Arrete === arrete,
    colonnesUtilisateur: COLONNES_SAISIES,
  };
  const lignes = (produits: boolean) =>
    propositions.filter(p => PRODUITS.has(p.module) === produits).map(p => ligneDe(p, arrete));
  return [
    { table: FaePca, lignes: lignes(true), ...commun },
    { table: FnpCca, lignes: lignes(false), ...commun },
  ] as unknown as TableProduite[];
}

function ligneDe(p: Proposition, arrete: Jour) {
  return {
    Arrete: arrete,
    Module: p.module,
    Cle: p.cle,
    Etat: etatDe(p),
    Piece: p.piece,
    IdTiers: p.tiers,
    IdAffaire: p.idAffaire,
    Lot: p.lot,
    SousLot: p.sousLot,
    CodeProduit: p.codeProduit,
    Compte: p.compte,
    CodeTVA: p.codeTVA,
    PeriodeDu: p.etendue?.du,
    PeriodeAu: p.etendue?.au,
    Base: p.base,
    Propose: p.propose,
    Force: p.forcage?.montant,
    Motif: p.forcage?.motif,
    Auteur: p.forcage?.auteur,
    DateForcage: p.forcage?.date,
    Expire: p.forcage?.expire,
    Retenu: p.retenu,
    Ecart: p.ecart,
    BaseForcee: p.forcage?.base,
    BaseModifiee: p.baseModifiee,
    Ignoree: p.ignoree?.fr,
  };
}

function etatDe(p: Proposition) {
  if (p.baseModifiee !== undefined) return 'BASE_MODIFIEE';
  if (p.forcage) return 'FORCE';
  return p.ignoree ? 'IGNORE' : 'PROPOSE';
}
