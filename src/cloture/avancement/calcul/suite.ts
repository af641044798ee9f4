import { montant, ZERO, type Jour, type Montant } from '../../../comptabilite';

/** Un montant daté, avec ce dont il vient. */
export interface Entree<O> {
  readonly jour: Jour;
  readonly montant: number;
  readonly origine: O;
}

const RIEN: Montant = ZERO;

/** Jusqu'à tant de montants, une suite les garde un à un : la plupart des affaires en ont quelques-uns. */
const PEU = 32;
/** Jours qu'une suite range d'avance de part et d'autre de ceux qu'elle connaît. */
const MARGE = 64;
/** Au-delà de cet écart (vingt-deux ans), un jour est mis à part : une date aberrante ne coûte pas sa distance. */
const ETENDUE = 8192;

/**
 * Montants datés dont on demande le cumul à un jour quelconque. Au-delà de quelques-uns, une case par jour, où les montants
 * s'ajoutent dès l'entrée : ni le nombre de lignes ni leur ordre ne comptent. La suite ne garde d'où ils viennent que pour expliquer
 * un chiffre : un million de lignes n'a pas à le payer.
 */
export class Suite<O = never> {
  /** Montant du jour `premier + rang`. */
  private parJour: number[] = [];
  private premier = 0;
  private vide = true;
  /** Les montants sans case : les premiers venus, puis ceux d'un jour trop loin des autres. */
  private epars: { readonly jour: Jour; readonly montant: number }[] = [];
  private cumuls: number[] | undefined;
  private readonly gardees: Entree<O>[] | undefined;

  constructor(garder = false) {
    this.gardees = garder ? [] : undefined;
  }

  ajouter(jour: Jour, m: number, origine?: O): void {
    if (this.gardees && origine !== undefined) this.gardees.push({ jour, montant: m, origine });
    if (m === 0) return;
    this.vide = false;
    this.cumuls = undefined;
    if (this.parJour.length > 0) return this.ranger(jour, m);
    this.epars.push({ jour, montant: m });
    if (this.epars.length <= PEU) return;
    const premiers = this.epars;
    this.epars = [];
    for (const e of premiers) this.ranger(e.jour, e.montant);
  }

  /** Ajoute un montant à la case de son jour. */
  private ranger(jour: Jour, m: number): void {
    const rang = jour - this.premier;
    const avant = this.parJour[rang];
    if (avant !== undefined) this.parJour[rang] = avant + m;
    else if (this.etendre(jour)) this.parJour[jour - this.premier] = m;
    else this.epars.push({ jour, montant: m });
  }

  /** Cumul des montants datés au plus tard de ce jour, compris. */
  auPlusTard(jour: Jour): Montant {
    if (this.vide) return RIEN;
    const cumuls = this.figer();
    const rang = Math.min(jour - this.premier, cumuls.length - 1);
    let cumul = rang < 0 ? 0 : (cumuls[rang] ?? 0);
    for (const e of this.epars) if (e.jour <= jour) cumul += e.montant;
    return montant(cumul);
  }

  /** Cumul des montants datés après ce jour. */
  apres(jour: Jour): Montant {
    return montant(this.total() - this.auPlusTard(jour));
  }

  total(): Montant {
    if (this.vide) return RIEN;
    let total = this.figer().at(-1) ?? 0;
    for (const e of this.epars) total += e.montant;
    return montant(total);
  }

  /** Ce qui fait le cumul, dans l'ordre d'arrivée. @throws Error si la suite ne garde pas ses origines. */
  entrees(): readonly Entree<O>[] {
    if (!this.gardees) throw new Error('Cette suite ne garde pas ses origines.');
    return this.gardees;
  }

  /** Donne une case à ce jour ; faux s'il est trop loin des autres. */
  private etendre(jour: Jour): boolean {
    const { parJour, premier } = this;
    const vide = parJour.length === 0;
    const debut = Math.min(vide ? jour : premier, jour - MARGE);
    const fin = Math.max(vide ? jour : premier + parJour.length, jour + MARGE);
    if (fin - debut > ETENDUE) return false;
    const cases = new Array<number>(fin - debut).fill(0);
    parJour.forEach((m, rang) => (cases[premier - debut + rang] = m));
    this.parJour = cases;
    this.premier = debut;
    return true;
  }

  private figer(): number[] {
    let cumul = 0;
    return (this.cumuls ??= this.parJour.map(m => (cumul += m)));
  }
}
