import { fraction, minimum, moins, plus, ZERO, type Montant } from '../../../comptabilite';
import type { TvaDesPieces } from '../tva';
import { TAUX_NUL, tvaDe } from './calcul/schemas';
import type { LigneOperation } from './etablir';

/** TVA des acomptes : chaque compensation rend sa part cumulée, la dernière rend le reste exact. */
export class Acomptes {
  private readonly recus = new Map<string, { montant: Montant; tva: Montant }>();
  private readonly compenses = new Map<string, { montant: Montant; tva: Montant }>();

  constructor(operations: readonly LigneOperation[], tva: TvaDesPieces) {
    for (const o of operations) {
      if (o.Type !== 'ACOMPTE_RECU' && o.Type !== 'ACOMPTE_VERSE') continue;
      const cle = `${o.IdTiers}|${o.Piece ?? o.IdOperation}`;
      const t = tva.duCode(o.CodeTVA, o.Date)?.taux ?? TAUX_NUL;
      const avant = this.recus.get(cle);
      this.recus.set(cle, {
        montant: plus(avant?.montant ?? ZERO, o.Montant),
        tva: plus(avant?.tva ?? ZERO, tvaDe(o.Montant, t)),
      });
    }
    const dans = operations.filter(o => o.Type === 'COMPENSATION_ACOMPTE');
    for (const o of [...dans].sort((a, b) => a.Date - b.Date || (a.IdOperation < b.IdOperation ? -1 : 1)))
      this.parts.set(o.IdOperation, this.compenser(o));
  }

  readonly parts = new Map<string, Montant | undefined>();

  private compenser(o: LigneOperation): Montant | undefined {
    const cle = `${o.IdTiers}|${o.PieceLiee ?? ''}`;
    const recu = this.recus.get(cle);
    if (recu === undefined || recu.montant === 0) return undefined;
    const avant = this.compenses.get(cle) ?? { montant: ZERO, tva: ZERO };
    const montant = minimum(plus(avant.montant, o.Montant), recu.montant);
    // Part cumulée : tva × compensé / reçu, arrondie une fois ; la somme des parts est la TVA de l'acompte.
    const cumul = montant === recu.montant ? recu.tva : fraction(recu.tva, montant, recu.montant);
    this.compenses.set(cle, { montant, tva: cumul });
    return moins(cumul, avant.tva);
  }
}
