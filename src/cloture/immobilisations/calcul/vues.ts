import {
  ajouterJours,
  ajouterMois,
  debutDeMois,
  finDeMois,
  moins,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { calendrier } from './exercices';
import type { Bornes, LignePlan, Periodicite, Plan } from './types';

const MOIS: Record<Exclude<Periodicite, 'ANNUELLE'>, number> = {
  SEMESTRIELLE: 6,
  TRIMESTRIELLE: 3,
  MENSUELLE: 1,
};

/** Périodes d'un exercice, comptées depuis son ouverture ; la dernière est plus courte s'il le faut. */
export function periodesDe(exercice: Bornes, periodicite: Periodicite): Bornes[] {
  if (periodicite === 'ANNUELLE') return [{ debut: exercice.debut, fin: exercice.fin }];
  const pas = MOIS[periodicite];
  const periodes: Bornes[] = [];
  const origine = debutDeMois(exercice.debut);
  for (let debut = exercice.debut, k = 1; debut <= exercice.fin; k++) {
    const fin = Math.min(finDeMois(ajouterMois(origine, pas * k - 1)), exercice.fin) as Jour;
    periodes.push({ debut, fin });
    debut = ajouterJours(fin, 1);
  }
  return periodes;
}

/**
 * Le plan vu par exercice, semestre, trimestre ou mois : des périodes entières, de celle qui contient le début du
 * plan à celle qui contient sa fin. Toutes les vues somment au même total (domaine §3.3). Vide sans plan.
 */
export function vues(plan: Plan, exercices: readonly Bornes[], periodicite: Periodicite): LignePlan[] {
  const { debut, fin } = plan;
  if (debut === undefined || fin === undefined || fin < debut) return [];
  const suite = calendrier(exercices);
  const lignes: LignePlan[] = [];
  let avant: Montant | undefined;
  for (let exercice = suite.contenant(debut); exercice.debut <= fin; exercice = suite.suivant(exercice))
    for (const periode of periodesDe(exercice, periodicite)) {
      if (periode.fin < debut || periode.debut > fin) continue;
      const cumul = plan.cumul(periode.fin);
      avant ??= plan.cumul(ajouterJours(periode.debut, -1));
      lignes.push({ ...periode, dotation: moins(cumul, avant), cumul, vnc: plan.vnc(periode.fin) });
      avant = cumul;
    }
  return lignes;
}
