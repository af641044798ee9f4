import type { Compte } from './compte';
import type { LigneEcriture } from './ecriture';
import { absolu, oppose, plus, ZERO, type Montant } from './montant';

type Precisions = Partial<LigneEcriture>;

/** Une ligne d'écriture du côté de son signe : positif au débit, négatif au crédit. */
export function auDebit(compte: Compte, solde: Montant, precisions: Precisions = {}): LigneEcriture {
  return {
    ...precisions,
    compte,
    debit: solde > 0 ? solde : ZERO,
    credit: solde < 0 ? absolu(solde) : ZERO,
  };
}

/** Une ligne d'écriture du côté contraire de son signe : positif au crédit, négatif au débit. */
export function auCredit(compte: Compte, solde: Montant, precisions: Precisions = {}): LigneEcriture {
  return auDebit(compte, oppose(solde), precisions);
}

/** Montants cumulés par compte, tiers et affaire, dans l'ordre d'arrivée ; un cumul nul ne fait pas de ligne. */
export class CumulParCompte {
  private readonly soldes = new Map<string, { compte: Compte; precisions: Precisions; m: Montant }>();

  ajouter(compte: Compte, m: Montant, precisions: Precisions): void {
    const cle = [compte, precisions.tiers ?? '', precisions.idAffaire ?? ''].join('|');
    const avant = this.soldes.get(cle);
    this.soldes.set(cle, { compte, precisions, m: plus(avant?.m ?? ZERO, m) });
  }

  lignes(cote: typeof auDebit): LigneEcriture[] {
    return [...this.soldes.values()].filter(s => s.m !== 0).map(s => cote(s.compte, s.m, s.precisions));
  }
}
