import {
  ajouterJours,
  estFinDeMois,
  fraction,
  maximum,
  moins,
  oppose,
  plus,
  texteJour,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { planEconomique } from './economique';
import { calendrier, moisDe, rangDuMois } from './exercices';
import { planFiscal } from './fiscal';
import type {
  Bornes,
  Defaut,
  Fiche,
  LigneDerogatoire,
  OptionsDerogatoire,
  Plan,
  PlanDerogatoire,
} from './types';

const VIDE: PlanDerogatoire = {
  ouverture: ZERO,
  lignes: [],
  alertes: [],
  solde: () => ZERO,
  mouvement: () => ZERO,
};

/** Le solde que demande l'écart des deux plans : l'excédent fiscal cumulé, jamais négatif. */
const excedent = (fiscal: Plan, economique: Plan, d: Jour) =>
  maximum(ZERO, moins(fiscal.cumul(d), economique.cumul(d)));

function sansSortie(fiche: Fiche): Fiche {
  const { sortie: _, ...reste } = fiche;
  return reste;
}

/** Une ligne par exercice, de l'ouverture à la fin des deux plans, ou à la sortie qui solde tout. */
function derouler(
  fiche: Fiche,
  exercices: readonly Bornes[],
  { fiscal, economique }: { fiscal: Plan; economique: Plan },
): LigneDerogatoire[] {
  const suite = calendrier(exercices);
  const sortie = fiche.sortie?.date;
  const debuts = [fiscal.debut, economique.debut].filter(d => d !== undefined);
  const fins = [fiscal.fin, economique.fin].filter(d => d !== undefined);
  if (debuts.length === 0 || fins.length === 0) return [];
  const fin = Math.max(...fins) as Jour;
  const lignes: LigneDerogatoire[] = [];
  let solde = ouvertureDe(fiche);
  let exercice = suite.contenant(Math.min(...debuts) as Jour);
  for (; exercice.debut <= fin; exercice = suite.suivant(exercice)) {
    if (sortie !== undefined && sortie <= exercice.fin) break;
    const fiscale = fiscal.dotation(exercice.debut, exercice.fin);
    const dotation = economique.dotation(exercice.debut, exercice.fin);
    const nouveau = excedent(fiscal, economique, exercice.fin);
    lignes.push({
      debut: exercice.debut,
      fin: exercice.fin,
      fiscale,
      economique: dotation,
      ecart: moins(fiscale, dotation),
      mouvement: moins(nouveau, solde),
      solde: nouveau,
    });
    solde = nouveau;
  }
  if (sortie === undefined || (solde === 0 && sortie > fin)) return lignes;
  const { debut, fin: cloture } = suite.contenant(sortie);
  const dernier = economique.dotation(debut, sortie);
  lignes.push({
    debut,
    fin: cloture,
    fiscale: ZERO,
    economique: dernier,
    ecart: ZERO,
    mouvement: oppose(solde),
    solde: ZERO,
  });
  return lignes;
}

/** Solde du 145 repris de l'ancien logiciel : cumul fiscal moins cumul économique (domaine §3.8). */
function ouvertureDe({ reprise, modeFiscal }: Fiche): Montant {
  if (!reprise || modeFiscal === undefined) return ZERO;
  return maximum(ZERO, moins(reprise.cumulFiscal ?? reprise.cumul, reprise.cumul));
}

function alertesDe(fiche: Fiche, lignes: readonly LigneDerogatoire[]): Defaut[] {
  let cumul = ouvertureDe(fiche) as number;
  for (const { ecart, fin } of lignes) {
    cumul += ecart;
    if (cumul < 0)
      return [
        {
          code: 'C-IMM-FISCAL',
          gravite: 'ALERTE',
          message: `${fiche.id} : le plan fiscal est plus lent que le plan économique au ${texteJour(fin)} ; pas de dérogatoire pour la différence`,
          remede: 'Réintégrez-la hors comptabilité, ou revoyez la durée ou le mode fiscal.',
        },
      ];
  }
  return [];
}

/** Mois écoulés de la ligne au soir de `d`, sur le nombre de ses mois (domaine §3.5, option mensuelle). */
export function avancement(ligne: Bornes, depuis: number, d: Jour): { ecoules: number; mois: number } {
  const { premier, apres } = moisDe(ligne);
  const debut = Math.max(premier, depuis);
  const finis = rangDuMois(d) + (estFinDeMois(d) ? 1 : 0);
  return { ecoules: Math.max(0, Math.min(finis, apres) - debut), mois: Math.max(0, apres - debut) };
}

/** Mois d'où l'étalement mensuel se compte : celui de l'acquisition, ou du lendemain de la reprise. */
export function premierMois({ acquisition, reprise }: Pick<Fiche, 'acquisition' | 'reprise'>): number {
  return rangDuMois(reprise && reprise.date >= acquisition ? ajouterJours(reprise.date, 1) : acquisition);
}

/**
 * Amortissement dérogatoire d'un bien (domaine §3.5) : l'excédent du cumul fiscal sur le cumul économique est au
 * 145. Le solde n'est jamais négatif : quand le fiscal est en retard, il n'y a rien au 145, et une alerte. Par
 * défaut le mouvement est daté de la clôture ; `mensuel` l'étale en douzièmes cumulés. La sortie reprend le solde
 * du dernier arrêté, sans écart pour son exercice. Rien tant que le bien attend sa mise en service.
 * Ex. : T-IMM-02, exercice 2026 : 5 833,33 − 2 972,22 = 2 861,11 €.
 */
export function derogatoire(
  fiche: Fiche,
  exercices: readonly Bornes[],
  options: OptionsDerogatoire = {},
): PlanDerogatoire {
  if (fiche.modeFiscal === undefined) return VIDE;
  const vivante = sansSortie(fiche);
  const fiscal = planFiscal(vivante, exercices, options);
  if (!fiscal) return VIDE;
  const economique = planEconomique(vivante, exercices, options);
  if (economique.etat !== 'EN_PLAN') return VIDE;
  const lignes = derouler(fiche, exercices, { fiscal, economique });
  const ouverture = ouvertureDe(fiche);
  const depuis = premierMois(fiche);
  const sortie = fiche.sortie?.date;
  const solde = (d: Jour): Montant => {
    if (sortie !== undefined && d >= sortie) return ZERO;
    let avant = ouverture;
    for (const ligne of lignes) {
      if (d < ligne.debut) return avant;
      if (d < ligne.fin) {
        if (options.mensuel !== true) return avant;
        const { ecoules, mois } = avancement(ligne, depuis, d);
        const mouvement = moins(excedent(fiscal, economique, ligne.fin), avant);
        return mois === 0 ? avant : plus(avant, fraction(mouvement, ecoules, mois));
      }
      avant = ligne.solde;
    }
    return avant;
  };
  return {
    ouverture,
    lignes,
    alertes: alertesDe(fiche, lignes),
    solde,
    mouvement: (du, au) => (au < du ? ZERO : moins(solde(au), solde(ajouterJours(du, -1)))),
  };
}
