import { ajouterJours, oppose, plus, ZERO, type Jour } from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import type { TableProduite } from '../contexte';
import { Historique, RATTACHEMENT } from '../tables-communes';
import type { ChargeDuMois } from './calcul/charges';
import type { Regularisation } from './calcul/regularisation';
import { SCHEMAS } from './calcul/regularisation';

export type LigneHistorisee = Valeurs<typeof Historique>;

/** Ce qui retrouve une ligne d'historique. */
export const cle = (l: LigneHistorisee) =>
  Historique.cle.map(colonne => String(l[colonne as keyof LigneHistorisee] ?? '')).join('|');

/** Une ligne que cette capacité possède : une charge, ou un produit rattaché hors des règles de CA. */
export const estDuRattachement = ({ Module, Regle }: Pick<LigneHistorisee, 'Module' | 'Regle'>) =>
  Module in SCHEMAS && (Regle === RATTACHEMENT || !SCHEMAS[Module as keyof typeof SCHEMAS].vente);

/**
 * L'historique de l'arrêté (domaine §4.3) : pour chaque régularisation, la ligne de l'arrêté et son opposée datée du
 * lendemain ; pour les charges facturées du mois, une ligne. Ce qui est manuel, repris ou validé n'est pas touché.
 */
export function produireHistorique(
  regularisations: readonly Regularisation[],
  /** undefined : l'historique des charges ne nous appartient pas. */
  charges: readonly ChargeDuMois[] | undefined,
  arrete: Jour,
): TableProduite<typeof Historique> {
  const lignes = new Map<string, LigneHistorisee>();
  for (const ligne of regularisations.flatMap(r => lignesDe(r, arrete))) {
    const avant = lignes.get(cle(ligne));
    lignes.set(cle(ligne), {
      ...ligne,
      Montant: plus(avant?.Montant ?? ZERO, ligne.Montant),
      MontantTVA: plus(avant?.MontantTVA ?? ZERO, ligne.MontantTVA ?? ZERO),
    });
  }
  return {
    table: Historique,
    lignes: [...lignes.values(), ...(charges ?? []).map(c => ligneDeCharge(c, arrete))],
    cle,
    portee: l =>
      l.Arrete === arrete &&
      (estDuRattachement(l) || (charges !== undefined && l.Module === 'CHARGES')) &&
      ['ARRETE', 'EXTOURNE'].includes(l.TypeLigne) &&
      l.Valide !== true,
  };
}

/** La ligne de l'arrêté d'une régularisation, et son opposée du lendemain si elle s'extourne. */
export function lignesDe(r: Regularisation, arrete: Jour): LigneHistorisee[] {
  const arretee: LigneHistorisee = {
    Arrete: arrete,
    Module: r.module,
    IdAffaire: r.idAffaire,
    Lot: r.lot,
    SousLot: r.sousLot,
    Compte: r.compte,
    CodeProduit: r.codeProduit,
    IdTiers: r.tiers,
    CodeTVA: r.codeTVA,
    DateEffet: arrete,
    Montant: r.montant,
    MontantTVA: r.tva,
    TypeLigne: 'ARRETE',
    Regle: SCHEMAS[r.module].vente ? RATTACHEMENT : undefined,
    Valide: false,
  };
  if (!r.extournee) return [arretee];
  return [
    arretee,
    {
      ...arretee,
      DateEffet: ajouterJours(arrete, 1),
      Montant: oppose(r.montant),
      MontantTVA: oppose(r.tva),
      TypeLigne: 'EXTOURNE',
    },
  ];
}

/** La ligne d'une charge facturée du mois. */
export const ligneDeCharge = (c: ChargeDuMois, arrete: Jour): LigneHistorisee => ({
  Arrete: arrete,
  Module: 'CHARGES',
  IdAffaire: c.idAffaire,
  Lot: c.lot,
  SousLot: c.sousLot,
  Compte: c.compte,
  CodeProduit: c.codeProduit,
  IdTiers: c.tiers,
  CodeTVA: c.codeTVA,
  DateEffet: arrete,
  Montant: c.montant,
  TypeLigne: 'ARRETE',
  Valide: false,
});
