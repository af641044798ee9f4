import { versIso, type Compte, type Jour } from '../../../comptabilite';
import type { TableProduite } from '../../contexte';
import { Historique } from '../../tables-communes';
import type { CaAvancement, LigneCaAvancement } from '../tables';
import type { Perte } from './etablir';
import { cleGroupe } from '../calcul/groupe';

/** Les provisions de l'arrêté dans l'historique : des soldes, sans extourne (domaine §5.11). */
export function produireProvisions(
  pertes: readonly Perte[],
  arrete: Jour,
  compte: Compte,
): TableProduite<typeof Historique> {
  return {
    table: Historique,
    lignes: pertes.map(({ groupe, provision }) => ({
      Arrete: arrete,
      Module: 'P1516',
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
    portee: l => l.Arrete === arrete && l.Module === 'P1516' && l.TypeLigne === 'ARRETE' && l.Valide !== true,
  };
}

/** La feuille « CA à l'avancement », avec la provision de chaque contrat et sa variation du mois. */
export function avecProvisions(
  produite: TableProduite<typeof CaAvancement>,
  pertes: readonly Perte[],
  cleDe: (ligne: LigneCaAvancement) => string,
): TableProduite<typeof CaAvancement> {
  const parCle = new Map(pertes.map(p => [cleGroupe(p.groupe), p]));
  return {
    ...produite,
    lignes: produite.lignes.map(l => {
      const perte = parCle.get(cleDe(l));
      return perte ? { ...l, Provision: perte.provision, VariationProvision: perte.variation } : l;
    }),
  };
}
