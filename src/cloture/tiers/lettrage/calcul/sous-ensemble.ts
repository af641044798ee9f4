/**
 * Recherche bornée des sous-ensembles d'une somme donnée. Le problème est exponentiel : la taille est limitée, chaque
 * comparaison est comptée, et la réponse dit si elle a tout vu.
 */

/** Pas de calcul encore permis, partagés par toutes les recherches d'une exécution. */
export interface Budget {
  restant: number;
}

/** Pas faits entre deux pauses : quelques millisecondes. */
export const PAS_PAR_TRANCHE = 20_000;

export interface Recherche {
  /** Somme visée, en centimes, positive. */
  readonly cible: number;
  /** Montants positifs, en centimes, décroissants. */
  readonly montants: readonly number[];
  readonly tailleMax: number;
  /** Écart accepté, en centimes, de part et d'autre. */
  readonly tolerance: number;
  /** La recherche s'arrête à ce nombre de solutions : deux suffisent à savoir qu'aucune n'est la seule. */
  readonly solutionsMax: number;
}

export interface Issue {
  /** Rangs dans `montants`, croissants, une solution par élément ; les plus courtes d'abord. */
  readonly solutions: readonly (readonly number[])[];
  /** Toutes les combinaisons de cette taille ou moins ont été comparées. */
  readonly tailleExploree: number;
  readonly borneAtteinte: boolean;
  readonly pas: number;
}

/** Premier rang, à partir de `debut`, dont le montant ne dépasse pas `valeur` (montants décroissants). */
function premierAuPlus(montants: readonly number[], valeur: number, debut: number): number {
  let bas = debut;
  let haut = montants.length;
  while (bas < haut) {
    const milieu = (bas + haut) >> 1;
    if (montants[milieu]! <= valeur) haut = milieu;
    else bas = milieu + 1;
  }
  return bas;
}

/**
 * Les sous-ensembles de `tailleMax` montants au plus dont la somme est la cible, à la tolérance près. Rend la main tous
 * les {@link PAS_PAR_TRANCHE} pas : l'appelant peut laisser respirer la fenêtre, ou abandonner.
 * @example [...chercher({ cible: 300, montants: [200, 100], tailleMax: 4, tolerance: 0, solutionsMax: 2 }, budget)]
 */
export function* chercher(recherche: Recherche, budget: Budget): Generator<void, Issue> {
  const { cible, montants, tailleMax, tolerance, solutionsMax } = recherche;
  const solutions: number[][] = [];
  const choisis: number[] = [];
  let pas = 0;
  let dansTranche = 0;

  const assez = () => solutions.length >= solutionsMax || budget.restant <= 0;

  function* descendre(debut: number, reste: number, places: number): Generator<void, void> {
    const maximum = reste + tolerance;
    for (let i = premierAuPlus(montants, maximum, debut); i < montants.length && !assez(); i++) {
      budget.restant--;
      pas++;
      if (++dansTranche >= PAS_PAR_TRANCHE) {
        dansTranche = 0;
        yield;
      }
      const montant = montants[i]!;
      // Décroissants : si les places restantes, toutes à ce montant, ne suffisent pas, la suite non plus.
      if (montant * places < reste - tolerance) return;
      choisis.push(i);
      if (places === 1) solutions.push([...choisis]);
      else yield* descendre(i + 1, reste - montant, places - 1);
      choisis.pop();
    }
  }

  let tailleExploree = 0;
  for (let taille = 1; taille <= tailleMax && !assez(); taille++) {
    yield* descendre(0, cible, taille);
    if (!assez()) tailleExploree = taille;
  }
  return { solutions, tailleExploree, borneAtteinte: budget.restant <= 0, pas };
}
