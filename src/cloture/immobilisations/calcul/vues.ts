import { ajouterJours, moins, type Jour, type Montant } from '../../../comptabilite';
import { grilleDe } from './grille';
import type { Bornes, LignePlan, Periodicite, Plan } from './types';

/** Reçoit une période d'un plan, en nombres : rien n'est alloué par ligne. */
export type Visite = (debut: Jour, fin: Jour, dotation: Montant, cumul: Montant, vnc: Montant) => void;

/**
 * Parcourt un plan par exercice, semestre, trimestre ou mois : des périodes entières, de celle qui contient le début
 * du plan à celle qui contient sa fin. Toutes les vues somment au même total (domaine §3.3). Rien sans plan.
 */
export function parcourir(
  plan: Plan,
  exercices: readonly Bornes[],
  periodicite: Periodicite,
  visite: Visite,
): void {
  const { debut, fin } = plan;
  if (debut === undefined || fin === undefined || fin < debut) return;
  const grille = grilleDe(exercices, periodicite);
  const { debuts, fins, positions } = grille;
  const { premier, dernier } = grille.etendre(debut, fin);
  let avant = plan.cumul(ajouterJours(debuts[premier]!, -1));
  for (let rang = premier; rang <= dernier; rang++) {
    const jour = fins[rang]!;
    const cumul = plan.cumul(jour, positions[rang]);
    visite(debuts[rang]!, jour, moins(cumul, avant), cumul, plan.net(jour, cumul));
    avant = cumul;
  }
}

/** Les lignes de {@link parcourir}, une par période. Ex. : T-IMM-01 par exercice, quatre lignes de 2026 à 2029. */
export function vues(plan: Plan, exercices: readonly Bornes[], periodicite: Periodicite): LignePlan[] {
  const lignes: LignePlan[] = [];
  parcourir(plan, exercices, periodicite, (debut, fin, dotation, cumul, vnc) =>
    lignes.push({ debut, fin, dotation, cumul, vnc }),
  );
  return lignes;
}
