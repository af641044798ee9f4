import {
  ajouterJours,
  ajouterMois,
  date,
  fraction,
  jour,
  minimum,
  moins,
  n360,
  nbJours,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';

/** Décompte des jours d'un plan ; c'est une propriété du bien, qui ne change pas pendant sa vie (domaine §3.3). */
export const CONVENTIONS = ['30_360', 'ANNUEL_365', 'REEL_TOTAL'] as const;
export type Convention = (typeof CONVENTIONS)[number];

/** Ce qui détermine un plan linéaire : base = valeur brute moins valeur résiduelle, à partir de la mise en service. */
export interface PlanLineaire {
  readonly base: Montant;
  readonly dureeMois: number;
  readonly miseEnService: Jour;
  readonly convention: Convention;
}

/** Nombre de 29 février dans [du, au]. */
function nb29Fevrier(du: Jour, au: Jour): number {
  let n = 0;
  for (let annee = date(du).annee; annee <= date(au).annee; annee++) {
    const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0;
    if (!bissextile) continue;
    const j = jour(annee, 2, 29);
    if (j >= du && j <= au) n++;
  }
  return n;
}

/**
 * Amortissement linéaire cumulé à la date `d`, comprise : 0 avant la mise en service, la base à la fin.
 * Domaine §3.3 ; un seul arrondi, au demi éloigné de zéro.
 * Ex. : 12 000,00 €, 36 mois, mis en service le 12/05/2026, en 30_360 : 2 544,44 € au 31/12/2026.
 */
export function cumulLineaire(plan: PlanLineaire, d: Jour): Montant {
  const { base, dureeMois: n, miseEnService: mes } = plan;
  if (d < mes) return ZERO;
  switch (plan.convention) {
    case '30_360':
      return fraction(base, Math.min(n360(mes, d), 30 * n), 30 * n);
    case 'ANNUEL_365': {
      const jours = nbJours(mes, d) - nb29Fevrier(mes, d);
      return minimum(base, fraction(base, 12 * jours, n * 365));
    }
    case 'REEL_TOTAL': {
      const total = nbJours(mes, ajouterJours(ajouterMois(mes, n), -1));
      return fraction(base, Math.min(nbJours(mes, d), total), total);
    }
  }
}

/**
 * Dotation de la période du..au, bornes comprises : différence de deux cumuls, donc les dotations de périodes qui
 * se suivent somment exactement à la base (domaine §1.3 et §3.3, conséquence c).
 * @throws RangeError si au < du.
 */
export function dotationLineaire(plan: PlanLineaire, du: Jour, au: Jour): Montant {
  if (au < du) throw new RangeError('La fin de la période précède son début.');
  const avant = du <= plan.miseEnService ? ZERO : cumulLineaire(plan, ajouterJours(du, -1));
  return moins(cumulLineaire(plan, au), avant);
}
