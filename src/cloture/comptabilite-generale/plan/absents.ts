/** Les comptes mouvementés que le plan n'a pas, et ce que l'on propose d'en dire. */
import type { Jour, Referentiel } from '../../../comptabilite';
import { appartenance, officielDe } from '../../../comptabilite/pcg';
import type { Valeurs } from '../../../workbook/table';
import type { GrandLivre } from '../../tables-communes/grand-livre';
import type { PlanDeComptes } from '../../tables-communes/plan-comptes';
import type { ComptesAbsents } from './tables';

export type CompteAbsent = Valeurs<typeof ComptesAbsents>;

const typeDe = (compte: string): CompteAbsent['TypeTiers'] =>
  compte.startsWith('41')
    ? 'CLIENT'
    : compte.startsWith('40')
      ? 'FOURNISSEUR'
      : compte.startsWith('42')
        ? 'SALARIE'
        : 'AUTRE';

/**
 * Un compte par ligne, dans leur ordre : libellé du plan officiel de l'exercice, collectif si chacune de ses lignes nomme
 * un tiers.
 */
export function comptesAbsents(
  livre: GrandLivre,
  plan: PlanDeComptes,
  referentiel: Referentiel,
): CompteAbsent[] {
  return livre
    .comptes()
    .filter(c => plan.fiche(c) === undefined)
    .map(c => {
      const { lignes, sansTiers, depuis } = mesurer(livre, c);
      const officiel = officielDe(c, referentiel);
      const collectif = c.startsWith('4') && lignes > 0 && sansTiers === 0;
      return {
        Compte: c,
        Libelle: officiel?.libelle ?? `Compte ${c}`,
        Officiel: officiel?.compte,
        Collectif: collectif,
        TypeTiers: collectif ? typeDe(c) : undefined,
        Lignes: lignes,
        Depuis: depuis,
        DansLePlan: appartenance(c, referentiel),
      };
    });
}

function mesurer({ livres }: GrandLivre, compte: string) {
  let lignes = 0;
  let sansTiers = 0;
  let depuis: Jour | undefined;
  for (const livre of livres) {
    const cle = livre.rangDe(compte);
    if (cle === undefined) continue;
    const tiers = livre.textes('Tiers');
    for (const rang of livre.parCompte.lignesDe(cle)) {
      const jour = livre.jour[rang] as Jour;
      lignes++;
      if (tiers[rang] === undefined) sansTiers++;
      if (depuis === undefined || jour < depuis) depuis = jour;
    }
  }
  return { lignes, sansTiers, depuis };
}

/** La ligne du plan de comptes qu'un compte absent devient. */
export const fichePlan = ({ Compte, Libelle, Collectif, TypeTiers }: CompteAbsent) => ({
  Compte,
  Libelle: Libelle ?? `Compte ${Compte}`,
  Collectif: Collectif ?? false,
  TypeTiers,
  Imputable: true,
  Bloque: false,
});
