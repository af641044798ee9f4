/** Des débits et des crédits cumulés par clé et par case (un mois, un genre de ligne), en un seul passage. */
import { LIGNES_PAR_TRANCHE } from '../../../comptabilite';

/** Débit et crédit, en centimes. */
export interface DebitCredit {
  debit: number;
  credit: number;
}

/** Ce que les cumuls lisent de chaque ligne ; les montants sont ceux des colonnes, sans copie. */
export interface LignesCumulees {
  readonly n: number;
  readonly caseDe: Int32Array;
  readonly jour: readonly number[];
  readonly debit: readonly number[];
  readonly credit: readonly number[];
}

/** Une demande préparée : les cases prises en entier, et celles dont seules certaines lignes comptent. */
export interface CasesVoulues {
  readonly entieres: readonly number[];
  readonly partielles: ReadonlySet<number>;
  readonly du: number;
  readonly au: number;
}

/** Les cumuls d'un axe : la clé d'une ligne est un rang (celui d'un compte, d'un couple compte et tiers…). */
export class Cumuls {
  private readonly totaux: Float64Array;
  private rangees: { readonly debuts: Int32Array; readonly lignes: Int32Array } | undefined;

  private constructor(
    private readonly lignes: LignesCumulees,
    readonly cleDe: Int32Array,
    readonly cles: number,
    private readonly cases: number,
  ) {
    this.totaux = new Float64Array(cles * cases * 2);
  }

  /** Cumule toutes les lignes ; rend la main entre deux tranches. */
  static *faire(
    lignes: LignesCumulees,
    cleDe: Int32Array,
    cles: number,
    cases: number,
  ): Generator<void, Cumuls> {
    const cumuls = new Cumuls(lignes, cleDe, cles, cases);
    for (let debut = 0; debut < lignes.n; debut += LIGNES_PAR_TRANCHE) {
      cumuls.ajouter(debut, Math.min(lignes.n, debut + LIGNES_PAR_TRANCHE));
      yield;
    }
    return cumuls;
  }

  private ajouter(debut: number, fin: number): void {
    const { caseDe, debit, credit } = this.lignes;
    const { totaux, cleDe, cases } = this;
    for (let i = debut; i < fin; i++) {
      const ou = (cleDe[i]! * cases + caseDe[i]!) * 2;
      totaux[ou] = totaux[ou]! + debit[i]!;
      totaux[ou + 1] = totaux[ou + 1]! + credit[i]!;
    }
  }

  /** Ajoute à `vers` ce que chaque clé a dans ces cases : 2 × rang pour le débit, 2 × rang + 1 pour le crédit. */
  ajouterTout(voulues: CasesVoulues, vers: Float64Array): void {
    for (let cle = 0; cle < this.cles; cle++) {
      const [debit, credit] = this.entieres(cle, voulues.entieres);
      vers[2 * cle] = vers[2 * cle]! + debit;
      vers[2 * cle + 1] = vers[2 * cle + 1]! + credit;
    }
    if (voulues.partielles.size === 0) return;
    const { n, debit, credit } = this.lignes;
    for (let i = 0; i < n; i++) {
      if (!this.compte(i, voulues)) continue;
      const ou = 2 * this.cleDe[i]!;
      vers[ou] = vers[ou]! + debit[i]!;
      vers[ou + 1] = vers[ou + 1]! + credit[i]!;
    }
  }

  /** Ajoute à `vers` ce qu'une clé a dans ces cases. */
  ajouterUne(cle: number, voulues: CasesVoulues, vers: DebitCredit): void {
    const [debit, credit] = this.entieres(cle, voulues.entieres);
    vers.debit += debit;
    vers.credit += credit;
    if (voulues.partielles.size === 0) return;
    for (const i of this.lignesDe(cle)) {
      if (!this.compte(i, voulues)) continue;
      vers.debit += this.lignes.debit[i]!;
      vers.credit += this.lignes.credit[i]!;
    }
  }

  /** Les lignes d'une clé, dans l'ordre de la feuille. */
  lignesDe(cle: number): Int32Array {
    const { debuts, lignes } = (this.rangees ??= this.ranger());
    return lignes.subarray(debuts[cle]!, debuts[cle + 1]!);
  }

  private entieres(cle: number, entieres: readonly number[]): [number, number] {
    const base = cle * this.cases;
    let debit = 0;
    let credit = 0;
    for (const c of entieres) {
      debit += this.totaux[(base + c) * 2]!;
      credit += this.totaux[(base + c) * 2 + 1]!;
    }
    return [debit, credit];
  }

  private compte(i: number, { partielles, du, au }: CasesVoulues): boolean {
    const jour = this.lignes.jour[i]!;
    return du <= jour && jour <= au && partielles.has(this.lignes.caseDe[i]!);
  }

  private ranger() {
    const debuts = new Int32Array(this.cles + 1);
    const { n } = this.lignes;
    for (let i = 0; i < n; i++) debuts[this.cleDe[i]! + 1]!++;
    for (let cle = 0; cle < this.cles; cle++) debuts[cle + 1] = debuts[cle + 1]! + debuts[cle]!;
    const places = debuts.slice();
    const lignes = new Int32Array(n);
    for (let i = 0; i < n; i++) lignes[places[this.cleDe[i]!]!++] = i;
    return { debuts, lignes };
  }
}
