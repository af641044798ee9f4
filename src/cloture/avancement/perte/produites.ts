import { versIso, type Compte, type Jour } from '../../../comptabilite';
import type { TableProduite } from '../../contexte';
import { Historique } from '../../tables-communes';
import type { CaAvancement, LigneCaAvancement } from '../tables';
import type { ModuleSolde } from './historique';
import type { Solde } from './soldes';
import { cleGroupe } from '../calcul/groupe';

/** Les soldes d'un module à l'arrêté, dans l'historique : sans extourne (domaine §5.11). */
export function produireProvisions(
  pertes: readonly Solde[],
  arrete: Jour,
  compte: Compte,
  module: ModuleSolde = 'P1516',
): TableProduite<typeof Historique> {
  return {
    table: Historique,
    lignes: pertes.map(({ groupe, provision }) => ({
      Arrete: arrete,
      Module: module,
      IdAffaire: groupe.IdAffaire,
      Lot: groupe.Lot,
      SousLot: groupe.SousLot,
      Compte: compte,
      DateEffet: arrete,
      Montant: provision,
      TypeLigne: 'ARRETE',
      Valide: false,
    })),
    cle: l =>
      [
        versIso(l.Arrete),
        l.Module,
        l.IdAffaire,
        l.Lot ?? '',
        l.SousLot ?? '',
        l.Compte ?? '',
        l.TypeLigne,
      ].join('|'),
    portee: l => l.Arrete === arrete && l.Module === module && l.TypeLigne === 'ARRETE' && l.Valide !== true,
  };
}

/** Ce que porte chaque contrat à l'arrêté : perte provisionnée, en-cours, et ce qui en est déprécié. */
export interface SoldesArretes {
  readonly pertes: readonly Solde[];
  readonly depreciations: readonly Solde[];
  readonly enCours: readonly Solde[];
}

/** La feuille « CA à l'avancement », avec la provision de chaque contrat, sa variation du mois et son en-cours. */
export function avecProvisions(
  produite: TableProduite<typeof CaAvancement>,
  { pertes, depreciations, enCours }: SoldesArretes,
  cleDe: (ligne: LigneCaAvancement) => string,
): TableProduite<typeof CaAvancement> {
  const parCle = (soldes: readonly Solde[]) => new Map(soldes.map(s => [cleGroupe(s.groupe), s]));
  const [perdu, deprecie, stocke] = [parCle(pertes), parCle(depreciations), parCle(enCours)];
  return {
    ...produite,
    lignes: produite.lignes.map(l => {
      const cle = cleDe(l);
      return {
        ...l,
        Provision: perdu.get(cle)?.provision,
        VariationProvision: perdu.get(cle)?.variation,
        EnCours: stocke.get(cle)?.provision,
        DepreciationEnCours: deprecie.get(cle)?.provision,
      };
    }),
  };
}
