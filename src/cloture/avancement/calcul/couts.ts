import type { Jour, Montant } from '../../../comptabilite';
import type { LigneCollaborateur, LigneCout } from './donnees';

/** Coût journalier d'un collaborateur à une date : le dernier `DateEffet` au plus tard de ce jour (domaine §6.2). */
export interface Couts {
  /** undefined si aucun coût n'est connu à cette date : jamais zéro. */
  a(idCollab: string, jour: Jour): Montant | undefined;
  /** La ligne de ce coût. */
  ligneA(idCollab: string, jour: Jour): LigneCout | undefined;
  estExterne(idCollab: string): boolean;
}

/** Prépare la recherche des coûts datés. */
export function indexerCouts(
  couts: readonly LigneCout[],
  collaborateurs: readonly LigneCollaborateur[],
): Couts {
  const parCollab = new Map<string, LigneCout[]>();
  for (const cout of couts) {
    const liste = parCollab.get(cout.IdCollab);
    if (liste) liste.push(cout);
    else parCollab.set(cout.IdCollab, [cout]);
  }
  for (const liste of parCollab.values()) liste.sort((a, b) => b.DateEffet - a.DateEffet);
  const externes = new Set(collaborateurs.filter(c => c.Statut === 'EXTERNE').map(c => c.IdCollab));
  const ligneA = (idCollab: string, jour: Jour) => parCollab.get(idCollab)?.find(c => c.DateEffet <= jour);
  return {
    ligneA,
    a: (idCollab, jour) => ligneA(idCollab, jour)?.CoutJour,
    estExterne: idCollab => externes.has(idCollab),
  };
}
