import { fraction, minimum, moins, somme, type Montant } from '../../../comptabilite';
import type { TvaDesPieces } from '../tva';
import { tvaDe } from './calcul/arithmetique';
import { TAUX_NUL } from './calcul/schemas';
import type { LigneOperation } from './etablir';

/** D'où vient la TVA que rend une compensation : l'acompte, et ce qui en a été compensé jusqu'à elle, elle comprise. */
export interface Rendu {
  readonly recus: readonly LigneOperation[];
  readonly compenses: readonly LigneOperation[];
}

const total = (operations: readonly LigneOperation[]): Montant => somme(operations.map(o => o.Montant));

/** TVA des acomptes : chaque compensation rend sa part cumulée, la dernière rend le reste exact. */
export class Acomptes {
  private readonly rendus = new Map<string, Rendu>();
  /** Acomptes, puis compensations, par tiers et pièce d'acompte. */
  private readonly recus = new Map<string, LigneOperation[]>();
  private readonly compenses = new Map<string, LigneOperation[]>();

  constructor(
    operations: readonly LigneOperation[],
    private readonly tva: TvaDesPieces,
  ) {
    const { recus, compenses } = this;
    for (const o of operations) {
      if (o.Type !== 'ACOMPTE_RECU' && o.Type !== 'ACOMPTE_VERSE') continue;
      const cle = `${o.IdTiers}|${o.Piece ?? o.IdOperation}`;
      recus.set(cle, [...(recus.get(cle) ?? []), o]);
    }
    const dans = operations.filter(o => o.Type === 'COMPENSATION_ACOMPTE');
    for (const o of [...dans].sort((a, b) => a.Date - b.Date || (a.IdOperation < b.IdOperation ? -1 : 1))) {
      const cle = `${o.IdTiers}|${o.PieceLiee ?? ''}`;
      const jusquALui = [...(compenses.get(cle) ?? []), o];
      compenses.set(cle, jusquALui);
      const siens = recus.get(cle);
      if (siens && total(siens) !== 0) this.rendus.set(o.IdOperation, { recus: siens, compenses: jusquALui });
    }
  }

  /** Ce dont se déduit la TVA qu'une compensation rend ; undefined si son acompte n'est pas ici. */
  rendu(idOperation: string): Rendu | undefined {
    return this.rendus.get(idOperation);
  }

  /** La TVA qu'une compensation rend : sa part cumulée moins celle d'avant. */
  part(idOperation: string): Montant | undefined {
    const rendu = this.rendus.get(idOperation);
    if (!rendu) return undefined;
    const { recus, compenses } = rendu;
    return moins(this.cumul(recus, compenses), this.cumul(recus, compenses.slice(0, -1)));
  }

  /**
   * TVA des acomptes que rien n'a compensée : débit de CPT_TVA_ACOMPTE pour les acomptes reçus, crédit (négatif) pour
   * les versés.
   */
  enAttente(): Montant {
    return somme(
      [...this.recus].map(([cle, recus]) => {
        const tva = this.tvaDe(recus);
        const rendue = total(recus) === 0 ? tva : this.cumul(recus, this.compenses.get(cle) ?? []);
        return recus[0]!.Type === 'ACOMPTE_RECU' ? moins(tva, rendue) : moins(rendue, tva);
      }),
    );
  }

  private tvaDe(recus: readonly LigneOperation[]): Montant {
    return somme(recus.map(o => tvaDe(o.Montant, this.tva.duCode(o.CodeTVA, o.Date)?.taux ?? TAUX_NUL)));
  }

  /** Part cumulée : tva × compensé / reçu, arrondie une fois ; la somme des parts est la TVA de l'acompte. */
  private cumul(recus: readonly LigneOperation[], compenses: readonly LigneOperation[]): Montant {
    const recu = total(recus);
    return fraction(this.tvaDe(recus), minimum(total(compenses), recu), recu);
  }
}
