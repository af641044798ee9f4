import { montant, ZERO, type Jour, type Montant } from '../../../comptabilite';

/** Un montant daté, avec ce dont il vient. */
export interface Entree<O> {
  readonly jour: Jour;
  readonly montant: number;
  readonly origine: O;
}

/**
 * Montants datés dont on demande le cumul à un jour quelconque. Les montants d'un même jour s'ajoutent à
 * l'entrée : une suite pèse un nombre par jour, quel que soit le nombre de lignes. Elle ne garde d'où ils
 * viennent que pour expliquer un chiffre : un million de lignes n'a pas à le payer.
 */
export class Suite<O = never> {
  private readonly parJour = new Map<Jour, number>();
  private jours: Jour[] | undefined;
  private cumuls: Montant[] = [];
  private readonly gardees: Entree<O>[] | undefined;

  constructor(garder = false) {
    this.gardees = garder ? [] : undefined;
  }

  ajouter(jour: Jour, m: number, origine?: O): void {
    if (this.gardees && origine !== undefined) this.gardees.push({ jour, montant: m, origine });
    if (m === 0) return;
    this.parJour.set(jour, (this.parJour.get(jour) ?? 0) + m);
    this.jours = undefined;
  }

  /** Cumul des montants datés au plus tard de ce jour, compris. */
  auPlusTard(jour: Jour): Montant {
    const jours = this.figer();
    let bas = 0;
    let haut = jours.length;
    while (bas < haut) {
      const milieu = (bas + haut) >> 1;
      if ((jours[milieu] ?? Infinity) <= jour) bas = milieu + 1;
      else haut = milieu;
    }
    return bas === 0 ? ZERO : (this.cumuls[bas - 1] ?? ZERO);
  }

  /** Cumul des montants datés après ce jour. */
  apres(jour: Jour): Montant {
    return montant(this.total() - this.auPlusTard(jour));
  }

  total(): Montant {
    this.figer();
    return this.cumuls.at(-1) ?? ZERO;
  }

  /** Ce qui fait le cumul, dans l'ordre d'arrivée. @throws Error si la suite ne garde pas ses origines. */
  entrees(): readonly Entree<O>[] {
    if (!this.gardees) throw new Error('Cette suite ne garde pas ses origines.');
    return this.gardees;
  }

  private figer(): Jour[] {
    if (this.jours) return this.jours;
    const jours = [...this.parJour.keys()].sort((a, b) => a - b);
    let cumul = 0;
    this.cumuls = jours.map(j => montant((cumul += this.parJour.get(j) ?? 0)));
    this.jours = jours;
    return jours;
  }
}
