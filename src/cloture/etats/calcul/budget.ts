/** Le budget du résultat : les lignes de la table Budgets qui nomment un compte (domaine §12.7). */
import { repartir, type Montant } from '../../../comptabilite';
import { estGestion } from './types';

export interface LigneBudget {
  /** Rang du mois ; undefined : toute l'année. */
  readonly mois: number | undefined;
  readonly axe: 'AFFAIRE' | 'CENTRE';
  readonly compte: string;
  /** Tel que saisi : une charge ou un produit, positifs. */
  readonly montant: Montant;
}

/** Le budget d'un exercice, en débit moins crédit par compte. */
export interface Budget {
  readonly mois: ReadonlyMap<string, number>;
  readonly cumul: ReadonlyMap<string, number>;
  /** Les mois d'après l'arrêté, jusqu'à la fin de l'exercice. */
  readonly reste: ReadonlyMap<string, number>;
}

/**
 * Le budget d'un mois, de l'exercice à ce mois, et de ce qui en reste. Une année se partage en mois égaux, par cumul
 * arrondi : la somme des mois est l'année. Si des centres ont un budget par compte, les affaires n'y ajoutent rien :
 * ce serait compter deux fois. undefined sans ligne par compte de gestion.
 */
export function budgeter(
  lignes: readonly LigneBudget[],
  exercice: { readonly du: number; readonly au: number },
  arrete: number,
): Budget | undefined {
  const parCompte = lignes.filter(l => estGestion(l.compte));
  if (parCompte.length === 0) return undefined;
  const axe = parCompte.some(l => l.axe === 'CENTRE') ? 'CENTRE' : 'AFFAIRE';
  const [mois, cumul, reste] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const ajouter = (compte: string, rang: number, m: number) => {
    if (rang < exercice.du || rang > exercice.au || m === 0) return;
    const signe = compte.startsWith('7') ? -1 : 1;
    const poser = (ou: Map<string, number>) => ou.set(compte, (ou.get(compte) ?? 0) + signe * m);
    if (rang === arrete) poser(mois);
    poser(rang <= arrete ? cumul : reste);
  };
  for (const l of parCompte) {
    if (l.axe !== axe) continue;
    if (l.mois !== undefined) ajouter(l.compte, l.mois, l.montant);
    else {
      const parts = repartir(
        l.montant,
        Array.from({ length: exercice.au - exercice.du + 1 }, () => 1),
      );
      parts.forEach((part, i) => ajouter(l.compte, exercice.du + i, part));
    }
  }
  return { mois, cumul, reste };
}
