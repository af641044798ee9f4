import {
  ajouterJours,
  ajouterMois,
  date,
  fraction,
  joursDuMois,
  jour,
  moins,
  n360,
  nbJours,
  plus,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Segment } from './segment';

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

/** La durée d'un plan en unités entières : `poids(d)` unités écoulées au soir de `d`, sur `total` ; fini le `fin`. */
interface Duree {
  readonly total: number;
  readonly fin: Jour;
  poids(d: Jour): number;
}

/** Nombre de 29 février jusqu'au soir de `d`. */
function bissextilesJusque(d: Jour): number {
  const { annee, mois, jour: j } = date(d);
  const a = mois > 2 || (mois === 2 && j === 29) ? annee : annee - 1;
  return Math.floor(a / 4) - Math.floor(a / 100) + Math.floor(a / 400);
}

function duree30_360(origine: Jour, n: number): Duree {
  const o = date(origine);
  const dernier = 360 * o.annee + 30 * (o.mois - 1) + Math.min(o.jour, 30) + 30 * n - 2;
  const [annee, mois, rang] = [
    Math.floor(dernier / 360),
    Math.floor((dernier % 360) / 30) + 1,
    (dernier % 30) + 1,
  ];
  const longueur = joursDuMois(annee, mois);
  return {
    total: 30 * n,
    // Le trentième jour comptable est le dernier du mois.
    fin: jour(annee, mois, rang === 30 ? longueur : Math.min(rang, longueur)),
    poids: d => n360(origine, d),
  };
}

function dureeAnnuel365(origine: Jour, n: number): Duree {
  const avant = bissextilesJusque(ajouterJours(origine, -1));
  const jours365 = (d: Jour) => (d < origine ? 0 : nbJours(origine, d) - bissextilesJusque(d) + avant);
  const total = 365 * n;
  let fin = ajouterJours(origine, Math.ceil(total / 12) - 1);
  for (let manque = total - 12 * jours365(fin); manque > 0; manque = total - 12 * jours365(fin))
    fin = ajouterJours(fin, Math.ceil(manque / 12));
  return { total, fin, poids: d => 12 * jours365(d) };
}

function dureeReelle(origine: Jour, n: number): Duree {
  const fin = ajouterJours(ajouterMois(origine, n), -1);
  return { total: nbJours(origine, fin), fin, poids: d => nbJours(origine, d) };
}

const DUREES: Record<Convention, (origine: Jour, n: number) => Duree> = {
  '30_360': duree30_360,
  ANNUEL_365: dureeAnnuel365,
  REEL_TOTAL: dureeReelle,
};

/**
 * Segment linéaire de `duree`, dont `deja` unités sont passées : le reste de la base se répartit sur le reste de
 * la durée, la date de fin d'origine étant gardée. S'il ne reste aucune unité, tout tombe le premier jour.
 */
function segment(duree: Duree, debut: Jour, deja: number, avant: Montant, base: Montant): Segment {
  const reste = duree.total - deja;
  const fin = reste > 0 ? duree.fin : debut;
  return {
    debut,
    fin: base === 0 ? debut : fin,
    cumul(d) {
      if (d < debut) return avant;
      if (d >= fin) return plus(avant, base);
      return plus(avant, fraction(base, Math.min(duree.poids(d) - deja, reste), reste));
    },
    reprendre: (d, cumul, nouvelle) => segment(duree, ajouterJours(d, 1), duree.poids(d), cumul, nouvelle),
  };
}

/** Segment linéaire entier : `base` sur `dureeMois` à partir de `debut`, après `avant` déjà amorti. */
export function segmentLineaire(
  convention: Convention,
  debut: Jour,
  dureeMois: number,
  avant: Montant,
  base: Montant,
): Segment {
  return segment(DUREES[convention](debut, dureeMois), debut, 0, avant, base);
}

/**
 * Amortissement linéaire cumulé à la date `d`, comprise : 0 avant la mise en service, la base à la fin.
 * Domaine §3.3 ; un seul arrondi, au demi éloigné de zéro.
 * Ex. : 12 000,00 €, 36 mois, mis en service le 12/05/2026, en 30_360 : 2 544,44 € au 31/12/2026.
 */
export function cumulLineaire(plan: PlanLineaire, d: Jour): Montant {
  const { base, dureeMois, miseEnService, convention } = plan;
  return segmentLineaire(convention, miseEnService, dureeMois, ZERO, base).cumul(d);
}

/**
 * Dotation de la période du..au, bornes comprises : différence de deux cumuls, donc les dotations de périodes qui
 * se suivent somment exactement à la base (domaine §1.3 et §3.3, conséquence c).
 * @throws RangeError si au < du.
 */
export function dotationLineaire(plan: PlanLineaire, du: Jour, au: Jour): Montant {
  if (au < du) throw new RangeError('La fin de la période précède son début.');
  const { base, dureeMois, miseEnService, convention } = plan;
  const { cumul } = segmentLineaire(convention, miseEnService, dureeMois, ZERO, base);
  return moins(cumul(au), du <= miseEnService ? ZERO : cumul(ajouterJours(du, -1)));
}
