import {
  ajouterJours,
  ajouterMois,
  date,
  fraction,
  joursDuMois,
  jour,
  moins,
  nbJours,
  plus,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { position } from './exercices';
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

/**
 * La durée d'un plan en unités entières : `poids(d, p)` unités écoulées au soir de `d`, de position `p`, sur `total` ;
 * elle finit le `fin`.
 */
interface Duree {
  readonly total: number;
  readonly fin: Jour;
  poids(d: Jour, p: number): number;
}

/** Nombre de 29 février jusqu'au soir de `d`. */
function bissextilesJusque(d: Jour): number {
  const { annee, mois, jour: j } = date(d);
  const a = mois > 2 || (mois === 2 && j === 29) ? annee : annee - 1;
  return Math.floor(a / 4) - Math.floor(a / 100) + Math.floor(a / 400);
}

/** N360(origine, d) est une différence de positions (domaine §0.3) : un mois fini vaut toujours trente jours. */
class Duree30360 implements Duree {
  readonly total: number;
  readonly fin: Jour;
  private readonly veille: number;

  constructor(
    private readonly origine: Jour,
    n: number,
  ) {
    const o = date(origine);
    const dernier = 360 * o.annee + 30 * (o.mois - 1) + Math.min(o.jour, 30) + 30 * n - 2;
    const [annee, mois, rang] = [
      Math.floor(dernier / 360),
      Math.floor((dernier % 360) / 30) + 1,
      (dernier % 30) + 1,
    ];
    const longueur = joursDuMois(annee, mois);
    this.total = 30 * n;
    this.veille = 360 * o.annee + 30 * (o.mois - 1) + Math.min(o.jour, 30) - 1;
    // Le trentième jour comptable est le dernier du mois.
    this.fin = jour(annee, mois, rang === 30 ? longueur : Math.min(rang, longueur));
  }

  poids(d: Jour, p: number): number {
    return d < this.origine ? 0 : p - this.veille;
  }
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
  '30_360': (origine, n) => new Duree30360(origine, n),
  ANNUEL_365: dureeAnnuel365,
  REEL_TOTAL: dureeReelle,
};

/**
 * Segment linéaire de `duree`, dont `deja` unités sont passées : le reste de la base se répartit sur le reste de
 * la durée, la date de fin d'origine étant gardée. S'il ne reste aucune unité, tout tombe le premier jour.
 */
class SegmentLineaire implements Segment {
  readonly fin: Jour;
  private readonly reste: number;
  private readonly dernier: Jour;

  constructor(
    private readonly duree: Duree,
    readonly debut: Jour,
    private readonly deja: number,
    private readonly avant: Montant,
    private readonly base: Montant,
  ) {
    this.reste = duree.total - deja;
    this.dernier = this.reste > 0 ? duree.fin : debut;
    this.fin = base === 0 ? debut : this.dernier;
  }

  cumul(d: Jour, p?: number): Montant {
    if (d < this.debut) return this.avant;
    if (d >= this.dernier) return plus(this.avant, this.base);
    const passe = this.duree.poids(d, p ?? position(d)) - this.deja;
    return plus(this.avant, fraction(this.base, Math.min(passe, this.reste), this.reste));
  }

  reprendre(d: Jour, cumul: Montant, nouvelle: Montant): Segment {
    const deja = this.duree.poids(d, position(d));
    return new SegmentLineaire(this.duree, ajouterJours(d, 1), deja, cumul, nouvelle);
  }
}

/** Segment linéaire entier : `base` sur `dureeMois` à partir de `debut`, après `avant` déjà amorti. */
export function segmentLineaire(
  convention: Convention,
  debut: Jour,
  dureeMois: number,
  avant: Montant,
  base: Montant,
): Segment {
  return new SegmentLineaire(DUREES[convention](debut, dureeMois), debut, 0, avant, base);
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
  const segment = segmentLineaire(convention, miseEnService, dureeMois, ZERO, base);
  return moins(segment.cumul(au), du <= miseEnService ? ZERO : segment.cumul(ajouterJours(du, -1)));
}
