/** Le résultat réparti par affaire, BU ou section : chaque axe totalise la société (domaine §12.7). */
import { montant, type Montant } from '../../../comptabilite';
import type { Groupe, Livre } from './livre';

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
  livre: Livre,
  axe: Axe,
  codeDe: (g: Groupe) => string,
  du: number,
  arrete: number,
): ResultatAxe[] {
  const [cumuls, mois] = [new Map<string, Map<string, number>>(), new Map<string, Map<string, number>>()];
  const ajouter = (ou: Map<string, Map<string, number>>, code: string, compte: string, m: number) => {
    const la = ou.get(code) ?? new Map<string, number>();
    if (m !== 0) la.set(compte, (la.get(compte) ?? 0) + m);
    ou.set(code, la);
  };
  for (const groupe of livre.gestion) {
    const cumul = livre.cumul(groupe, du, arrete);
    const duMois = livre.cumul(groupe, arrete, arrete);
    if (cumul === 0 && duMois === 0) continue;
    const code = codeDe(groupe);
    ajouter(cumuls, code, groupe.compte, cumul);
    ajouter(mois, code, groupe.compte, duMois);
  }
  if (![...cumuls.keys()].some(code => code !== '')) return [];
  return [...cumuls]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map(([code, cumul]) => ({ axe, code, cumul, mois: mois.get(code) ?? new Map<string, number>() }));
}

/** Produits moins charges. */
export const resultatDe = (mouvements: ReadonlyMap<string, number>): Montant =>
  montant([...mouvements.values()].reduce((s, m) => s - m, 0));
