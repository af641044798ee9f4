/** Le résultat réparti par affaire, BU ou section : chaque axe totalise la société (domaine §12.7). */
import { montant, type Montant } from '../../../comptabilite';
import type { MouvementAxe } from './livre';

export type Axe = 'AFFAIRE' | 'BU' | 'SECTION';

/** Le résultat d'un code de l'axe ; "" : ce que les écritures n'affectent pas. */
export interface ResultatAxe {
  readonly axe: Axe;
  readonly code: string;
  /** Débit moins crédit par compte, de l'exercice et du mois. */
  readonly cumul: ReadonlyMap<string, number>;
  readonly mois: ReadonlyMap<string, number>;
}

/**
 * Le résultat de chaque code d'un axe, non affecté compris, du plus petit code au plus grand. Vide si aucune écriture de
 * gestion ne porte de code sur cet axe.
 */
export function parAxe(
  axe: Axe,
  codeDe: (valeur: string) => string,
  cumul: readonly MouvementAxe[],
  mois: readonly MouvementAxe[],
): ResultatAxe[] {
  const ranger = (mouvements: readonly MouvementAxe[]) => {
    const parCode = new Map<string, Map<string, number>>();
    for (const { compte, valeur, montant: m } of mouvements) {
      const code = codeDe(valeur);
      const la = parCode.get(code) ?? new Map<string, number>();
      la.set(compte, (la.get(compte) ?? 0) + m);
      parCode.set(code, la);
    }
    return parCode;
  };
  const [cumuls, desMois] = [ranger(cumul), ranger(mois)];
  if (![...cumuls.keys()].some(code => code !== '')) return [];
  return [...cumuls]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map(([code, c]) => ({ axe, code, cumul: c, mois: desMois.get(code) ?? new Map<string, number>() }));
}

/** Produits moins charges. */
export const resultatDe = (mouvements: ReadonlyMap<string, number>): Montant =>
  montant([...mouvements.values()].reduce((s, m) => s - m, 0));
