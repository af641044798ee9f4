import { date, debutDeMois, finDeMois, joursDuMois, n360, nbJours, type Jour } from './jour';
import { fraction, moins, ZERO, type Montant } from './montant';

/** Comment une période pèse : en jours, en mois entiers (règle du demi-mois), ou en parts de mois. */
export const MODES_ETALEMENT = ['JOURS', 'MOIS', 'MOIS_PRORATA'] as const;
export type ModeEtalement = (typeof MODES_ETALEMENT)[number];

/** Un service rendu du premier au dernier jour, bornes comprises. */
export interface Etendue {
  readonly du: Jour;
  readonly au: Jour;
}

/**
 * Part acquise à l'arrêté d'un montant qui couvre du..au (domaine §4.5) : rien avant le début, tout à partir de la
 * fin, arrondie une fois au centime. Le signe suit celui du montant.
 * Ex. : 12 000,00 du 15/10/2026 au 14/10/2027, au 30/11/2026 : 47 jours sur 365, 1 545,21.
 * @throws RangeError si la fin précède le début.
 */
export function acquis(m: Montant, etendue: Etendue, arrete: Jour, mode: ModeEtalement = 'JOURS'): Montant {
  const { du, au } = etendue;
  if (au < du) throw new RangeError('La période finit avant de commencer.');
  if (arrete < du) return ZERO;
  if (arrete >= au) return m;
  const { echu, total } = poidsEchu(etendue, arrete, mode);
  return fraction(m, echu, total);
}

/** Ce qui pèse d'une période jusqu'à un jour qu'elle contient, et en tout : jours, mois, ou parts de mois au même dénominateur. */
export function poidsEchu(
  etendue: Etendue,
  arrete: Jour,
  mode: ModeEtalement = 'JOURS',
): { readonly echu: number; readonly total: number } {
  const { du, au } = etendue;
  switch (modeApplique(etendue, mode)) {
    case 'JOURS':
      return { echu: nbJours(du, arrete), total: nbJours(du, au) };
    case 'MOIS':
      return { echu: moisEntiers(etendue, finDeMois(arrete)), total: moisEntiers(etendue, au) };
    case 'MOIS_PRORATA':
      return enPartsDeMois(etendue, arrete);
  }
}

/** Ce qui reste à constater d'avance à l'arrêté : le montant moins sa part acquise. Ex. : T-CUT-05, 10 454,79. */
export function constateDAvance(
  m: Montant,
  etendue: Etendue,
  arrete: Jour,
  mode: ModeEtalement = 'JOURS',
): Montant {
  return moins(m, acquis(m, etendue, arrete, mode));
}

/** Le mode qui s'applique : en MOIS, une période dont aucun mois ne compte revient aux jours, et cela se signale. */
export function modeApplique(etendue: Etendue, mode: ModeEtalement): ModeEtalement {
  return mode === 'MOIS' && moisEntiers(etendue, etendue.au) === 0 ? 'JOURS' : mode;
}

/** Un mois compte s'il est couvert quinze jours au moins sur trente normalisés. */
const DEMI_MOIS = 15;

/** Mois de l'étendue qui comptent jusqu'à une date : seuls le premier et le dernier peuvent être trop courts. */
function moisEntiers({ du, au }: Etendue, jusque: Jour): number {
  const fin = au < jusque ? au : jusque;
  const compte = (debut: Jour, terme: Jour) => (n360(debut, terme) >= DEMI_MOIS ? 1 : 0);
  const rangs = rangDuMois(fin) - rangDuMois(du);
  if (rangs === 0) return compte(du, fin);
  return compte(du, finDeMois(du)) + rangs - 1 + compte(debutDeMois(fin), fin);
}

/** Σ parts jusqu'à l'arrêté et Σ parts, mises au même dénominateur pour n'arrondir qu'une fois. */
function enPartsDeMois({ du, au }: Etendue, arrete: Jour): { echu: number; total: number } {
  const [premier, dernier, courant] = [longueur(du), longueur(au), longueur(arrete)];
  return {
    echu: parts(du, arrete, premier, courant) * dernier,
    total: parts(du, au, premier, dernier) * courant,
  };
}

/** Σ des parts de mois de du à fin, en (premier × dernier)es de mois. */
function parts(du: Jour, fin: Jour, premier: number, dernier: number): number {
  const rangs = rangDuMois(fin) - rangDuMois(du);
  if (rangs === 0) return nbJours(du, fin) * premier;
  const entame = nbJours(du, finDeMois(du)) * dernier;
  const acheve = nbJours(debutDeMois(fin), fin) * premier;
  return entame + acheve + (rangs - 1) * premier * dernier;
}

function longueur(j: Jour): number {
  const { annee, mois } = date(j);
  return joursDuMois(annee, mois);
}

function rangDuMois(j: Jour): number {
  const { annee, mois } = date(j);
  return annee * 12 + mois;
}
