/** Pénalités de retard entre professionnels (C. com. art. L441-10 et D441-5 ; domaine §8.5). */
import {
  date,
  fraction,
  jour,
  montant,
  taux,
  ZERO,
  type Jour,
  type Montant,
  type Taux,
} from '../../../../comptabilite';

/** Une somme payée en retard, ou encore due : ce qui est impayé du lendemain de l'échéance au jour `au`. */
export interface Tranche {
  readonly montant: Montant;
  readonly echeance: Jour;
  /** Jour du paiement ; l'arrêté pour ce qui reste dû. */
  readonly au: Jour;
}

/** « 2026_1 » : premier semestre 2026, tel que dans TauxLegal_2026_1. */
export type Semestre = string;

/** D'où vient le taux d'une pénalité. */
export type BaseTaux = 'CONVENU' | 'PLANCHER' | 'BCE';

export interface TauxPenalites {
  /** Taux des conditions générales ; undefined sans clause. */
  readonly convenu: Taux | undefined;
  /** Taux de l'intérêt légal d'un semestre ; undefined s'il n'est pas renseigné. */
  legal(semestre: Semestre): Taux | undefined;
  /** Taux de refinancement de la BCE au premier jour du semestre. */
  bce(semestre: Semestre): Taux | undefined;
  /** Jours de l'année : 365, ou 360 ou 366 par usage. */
  readonly base: number;
}

/** Une part de tranche dans un semestre, au taux de ce semestre. */
export interface Morceau {
  readonly montant: Montant;
  readonly semestre: Semestre;
  readonly jours: number;
  readonly taux: Taux;
  readonly origine: BaseTaux;
}

export interface Penalite {
  readonly montant: Montant;
  readonly morceaux: readonly Morceau[];
  /** Semestres dont le plancher n'est pas connu : le taux convenu n'a pas pu lui être comparé. */
  readonly planchersInconnus: readonly Semestre[];
}

/** Trois fois le taux légal (art. L441-10 II). */
const MULTIPLE_PLANCHER = 3;
/** Points ajoutés au taux de la BCE, sans clause (art. L441-10 II). */
const POINTS_BCE = taux('0.10');

/**
 * arr(impayé × taux × jours de retard / base), du lendemain de l'échéance au paiement compris ; zéro sans retard.
 * @param base jours de l'année, 365 par défaut
 * @example penalite(12 000 €, 30/09/2026, 24/11/2026, 7,86 %) = 142,13 € (domaine T-AR-03)
 */
export function penalite(ttc: Montant, echeance: Jour, paiement: Jour, t: Taux, base = 365): Montant {
  const jours = paiement - echeance;
  return jours <= 0 ? ZERO : fraction(ttc, t.times(jours), base);
}

const semestreDe = (j: Jour): Semestre => {
  const { annee, mois } = date(j);
  return `${annee}_${mois <= 6 ? 1 : 2}`;
};

const finDeSemestre = (j: Jour): Jour => {
  const { annee, mois } = date(j);
  return mois <= 6 ? jour(annee, 6, 30) : jour(annee, 12, 31);
};

/** Les jours de retard de chaque semestre, du lendemain de l'échéance à `au` compris. */
export function* semestres({ echeance, au }: Tranche): Iterable<{ semestre: Semestre; jours: number }> {
  for (let debut = (echeance + 1) as Jour; debut <= au;) {
    const fin = Math.min(finDeSemestre(debut), au) as Jour;
    yield { semestre: semestreDe(debut), jours: fin - debut + 1 };
    debut = (fin + 1) as Jour;
  }
}

/** Les mêmes taux sans rien de convenu au-dessus du plancher : trois fois le taux légal de chaque semestre. */
export const auPlancher = (t: TauxPenalites): TauxPenalites => ({ ...t, convenu: taux(0) });

type Trouve = { readonly taux: Taux; readonly origine: BaseTaux; readonly plancherInconnu: boolean };

/** Taux d'un semestre : convenu s'il atteint le plancher, sinon le plancher ; sans clause, BCE + 10 points. */
function tauxDuSemestre(semestre: Semestre, t: TauxPenalites): Trouve | undefined {
  const legal = t.legal(semestre);
  const plancher = legal?.times(MULTIPLE_PLANCHER);
  if (t.convenu !== undefined) {
    if (plancher === undefined) return { taux: t.convenu, origine: 'CONVENU', plancherInconnu: true };
    const sousPlancher = t.convenu.lt(plancher);
    return {
      taux: sousPlancher ? plancher : t.convenu,
      origine: sousPlancher ? 'PLANCHER' : 'CONVENU',
      plancherInconnu: false,
    };
  }
  const bce = t.bce(semestre);
  return bce && { taux: bce.plus(POINTS_BCE), origine: 'BCE', plancherInconnu: false };
}

/**
 * Pénalités de tranches d'une même pièce, au taux de chaque semestre, arrondies une fois à la fin (domaine §8.5).
 * Rend le premier semestre dont le taux manque, s'il en manque un : rien ne se suppose.
 */
export function penalites(
  tranches: readonly Tranche[],
  t: TauxPenalites,
): Penalite | { readonly manquant: Semestre } {
  let total = taux(0);
  const morceaux: Morceau[] = [];
  const inconnus = new Set<Semestre>();
  for (const tranche of tranches) {
    for (const { semestre, jours } of semestres(tranche)) {
      const trouve = tauxDuSemestre(semestre, t);
      if (trouve === undefined) return { manquant: semestre };
      if (trouve.plancherInconnu) inconnus.add(semestre);
      total = total.plus(taux(trouve.taux).times(tranche.montant).times(jours));
      morceaux.push({
        montant: tranche.montant,
        semestre,
        jours,
        taux: trouve.taux,
        origine: trouve.origine,
      });
    }
  }
  return { montant: fraction(montant(1), total, t.base), morceaux, planchersInconnus: [...inconnus] };
}
