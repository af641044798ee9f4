import type { Jour, Montant } from '../../../comptabilite';
import type { LigneCollaborateur, LigneCout } from './donnees';

/** Ce qu'un collaborateur coûte : sa sorte, et ses coûts datés, du plus récent au plus ancien. */
export interface Tarif {
  readonly externe: boolean;
  readonly couts: readonly LigneCout[];
}

/** Coût journalier d'un collaborateur à une date : le dernier `DateEffet` au plus tard de ce jour (domaine §6.2). */
export interface Couts {
  /** undefined si aucun coût n'est connu à cette date : jamais zéro. */
  a(idCollab: string, jour: Jour): Montant | undefined;
  /** La ligne de ce coût. */
  ligneA(idCollab: string, jour: Jour): LigneCout | undefined;
  estExterne(idCollab: string): boolean;
  /** Tout ce qu'on sait d'un collaborateur, en une recherche. */
  de(idCollab: string): Tarif;
}

const INCONNU: Tarif = { externe: false, couts: [] };

/** Prépare la recherche des coûts datés. */
export function indexerCouts(
  couts: readonly LigneCout[],
  collaborateurs: readonly LigneCollaborateur[],
): Couts {
  const tarifs = new Map<string, { externe: boolean; couts: LigneCout[] }>();
  for (const c of collaborateurs) tarifs.set(c.IdCollab, { externe: c.Statut === 'EXTERNE', couts: [] });
  for (const cout of couts) {
    const tarif = tarifs.get(cout.IdCollab);
    if (tarif) tarif.couts.push(cout);
    else tarifs.set(cout.IdCollab, { externe: false, couts: [cout] });
  }
  for (const tarif of tarifs.values()) tarif.couts.sort((a, b) => b.DateEffet - a.DateEffet);
  const de = (idCollab: string): Tarif => tarifs.get(idCollab) ?? INCONNU;
  return {
    de,
    ligneA: (idCollab, jour) => coutEnVigueur(de(idCollab), jour),
    a: (idCollab, jour) => coutEnVigueur(de(idCollab), jour)?.CoutJour,
    estExterne: idCollab => de(idCollab).externe,
  };
}

/** La ligne de coût en vigueur à une date, undefined s'il n'y en a pas encore. */
export function coutEnVigueur({ couts }: Tarif, jour: Jour): LigneCout | undefined {
  for (const cout of couts) if (cout.DateEffet <= jour) return cout;
  return undefined;
}
