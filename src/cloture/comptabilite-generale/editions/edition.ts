import type { Jour, Referentiel } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import { GrandLivre, type LigneExercice } from '../../tables-communes/grand-livre';
import { comptesRetenus } from '../../tables-communes/passage-plan';
import { PlanDeComptes, referentielDeLExercice } from '../../tables-communes/plan-comptes';

/** Ce dont une édition a besoin. */
export interface Edition {
  readonly livre: GrandLivre;
  readonly arrete: Jour;
  readonly exercice: LigneExercice;
  readonly referentiel: Referentiel;
  /** Le plan d'un autre exercice. */
  readonly referentielDe: (exercice: LigneExercice) => Referentiel;
  readonly plan: PlanDeComptes;
  /** Comptes retenus pour le passage de N-1 au plan de l'exercice. */
  readonly retenus: ReadonlyMap<string, string>;
}

/** Ce qu'une édition lit du classeur ; undefined quand aucun exercice ne contient l'arrêté. */
export function* editionDe({ arrete, tables, parametres }: Contexte): Generator<void, Edition | undefined> {
  const livre = yield* GrandLivre.lire(tables, parametres);
  const exercice = livre.exerciceDu(arrete);
  if (!exercice) return undefined;
  return {
    livre,
    arrete,
    exercice,
    referentiel: referentielDeLExercice(exercice, parametres),
    referentielDe: autre => referentielDeLExercice(autre, parametres),
    plan: PlanDeComptes.lu(tables),
    retenus: comptesRetenus(tables),
  };
}
