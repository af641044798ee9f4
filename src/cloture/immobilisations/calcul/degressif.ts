import {
  ajouterJours,
  fraction,
  moins,
  plus,
  ZERO,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import { finDuRang, moisDe, position, rangDuMois, type Calendrier } from './exercices';
import type { Segment } from './segment';
import type { Reste } from './types';

/** Ce qui détermine un plan dégressif (domaine §3.4). Le coefficient est écrit en fraction d'entiers. */
export interface RegleDegressive {
  /** Le plan part du premier jour du mois de ce jour. */
  readonly acquisition: Jour;
  readonly dureeMois: number;
  readonly coefficient: { readonly num: number; readonly den: number };
  readonly reste: Reste;
  readonly calendrier: Calendrier;
}

/** Annuité d'un exercice, entre deux positions en trentièmes de mois. */
interface Tranche {
  readonly debut: number;
  readonly fin: number;
  readonly avant: Montant;
  readonly annuite: Montant;
}

/** 1,75 → 175/100. */
export function enFraction(coefficient: Taux): { num: number; den: number } {
  const den = 10 ** coefficient.decimalPlaces();
  return { num: coefficient.times(den).toNumber(), den };
}

/**
 * arr(VNC × min(1 ; max(Tdeg ; 12/R) × L/12)) : Tdeg × L/12 vaut coef × L/n, et 12/R × L/12 vaut L/R. Le linéaire
 * l'emporte dès que son taux dépasse le taux dégressif ; ce qui ne peut plus attendre passe en entier.
 */
function annuite(vnc: Montant, regle: RegleDegressive, longueur: number, reste: number): Montant {
  if (reste <= longueur) return vnc;
  const { num, den } = regle.coefficient;
  const total = den * 30 * regle.dureeMois;
  if (total > num * reste) return fraction(vnc, longueur, reste);
  return fraction(vnc, Math.min(num * longueur, total), total);
}

/**
 * Les annuités d'un plan, de la position `depart` à la fin. En EXERCICES, les exercices passés comptent pour leur
 * longueur entière, le premier aussi ; en MOIS, on compte depuis le premier jour du mois d'acquisition.
 */
function trancher(regle: RegleDegressive, base: Montant, depart: number): Tranche[] {
  const origine = 30 * rangDuMois(regle.acquisition);
  const total = 30 * regle.dureeMois;
  const tranches: Tranche[] = [];
  let vnc = base;
  let ecoule = 0;
  let exercice = regle.calendrier.contenant(regle.acquisition);
  for (; vnc !== 0; exercice = regle.calendrier.suivant(exercice)) {
    const { premier, apres } = moisDe(exercice);
    const ouverture = Math.max(30 * premier, origine);
    const fin = 30 * apres;
    if (fin <= origine) continue;
    const debut = Math.max(ouverture, depart);
    if (debut < fin) {
      const reste = total - (debut - (regle.reste === 'MOIS' ? origine : ouverture - ecoule));
      const dotation = annuite(vnc, regle, fin - debut, reste);
      tranches.push({ debut, fin, avant: moins(base, vnc), annuite: dotation });
      vnc = moins(vnc, dotation);
    }
    ecoule += fin - 30 * premier;
  }
  return tranches;
}

/**
 * Segment dégressif à partir de `debut` : `base` par annuités après la position `depart`, chacune répartie en
 * douzièmes cumulés ; dans un mois entamé, en trentièmes. Rien n'est compté avant `debut`.
 */
export function segmentDegressif(
  regle: RegleDegressive,
  debut: Jour,
  depart: number,
  avant: Montant,
  base: Montant,
): Segment {
  const tranches = trancher(regle, base, depart);
  const derniere = tranches[tranches.length - 1];
  const fin = derniere ? finDuRang(derniere.fin / 30 - 1) : debut;
  return {
    debut,
    fin: fin < debut ? debut : fin,
    cumul(d, p = position(d)) {
      if (d < debut) return avant;
      let tranche: Tranche | undefined;
      for (const t of tranches) {
        if (t.debut >= p) break;
        tranche = t;
      }
      if (!tranche) return avant;
      const part = Math.min(p, tranche.fin) - tranche.debut;
      const acquis = fraction(tranche.annuite, part, tranche.fin - tranche.debut);
      return plus(avant, plus(tranche.avant, acquis));
    },
    // Avant `debut`, rien n'est encore compté : les annuités de l'attente restent à passer.
    reprendre: (d, cumul, nouvelle) =>
      d < debut
        ? segmentDegressif(regle, debut, depart, cumul, nouvelle)
        : segmentDegressif(regle, ajouterJours(d, 1), position(d), cumul, nouvelle),
  };
}

/** Segment qui n'amortit rien : bien non amortissable, ou qui cesse de l'être. */
export function segmentFige(debut: Jour, avant: Montant = ZERO): Segment {
  return {
    debut,
    fin: debut,
    cumul: () => avant,
    reprendre: (d, cumul) => segmentFige(ajouterJours(d, 1), cumul),
  };
}
