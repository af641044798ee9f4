import type { Jour } from './jour';
import type { Taux } from './taux';

/** Une ligne de la table des codes de TVA. */
export interface LigneTaux {
  readonly CodeTVA: string;
  readonly DateEffet: Jour;
  readonly Taux: Taux;
  readonly Regime: string;
}

const SANS_TVA: ReadonlySet<string> = new Set(['EXONERE', 'INTRACOM', 'AUTOLIQUIDATION']);

/** Le taux d'un code de TVA à une date : celui de sa dernière date d'effet (domaine §4.1, §14.1). */
export class CodesParDate<L extends LigneTaux> {
  private readonly codes = new Map<string, L[]>();

  constructor(
    lignes: Iterable<L>,
    private readonly tauxParDefaut: Taux,
  ) {
    for (const l of lignes) {
      const liste = this.codes.get(l.CodeTVA);
      if (liste) liste.push(l);
      else this.codes.set(l.CodeTVA, [l]);
    }
    for (const liste of this.codes.values()) liste.sort((a, b) => b.DateEffet - a.DateEffet);
  }

  /** Taux d'un code à une date ; le taux par défaut sans code ; undefined pour un code inconnu à cette date. */
  taux(codeTVA: string | undefined, date: Jour): Taux | undefined {
    if (codeTVA === undefined) return this.tauxParDefaut;
    const ligne = this.enVigueur(codeTVA, date);
    return ligne && SANS_TVA.has(ligne.Regime) ? this.tauxParDefaut.mul(0) : ligne?.Taux;
  }

  /** La ligne de taux d'un code à une date. */
  enVigueur(codeTVA: string, date: Jour): L | undefined {
    return this.codes.get(codeTVA)?.find(l => l.DateEffet <= date);
  }
}
