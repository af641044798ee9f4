/** Les cumuls du grand livre dont les états se tirent : par compte, tiers, affaire, section et mois. */
import { date, montant, type Jour } from '../../../comptabilite';
import { estGestion, type Solde } from './types';

/** Rang d'un mois : douze par an. Deux mois se comparent comme des nombres. */
export const rangDeMois = (jour: Jour): number => {
  const { annee, mois } = date(jour);
  return annee * 12 + mois - 1;
};

/** Des écritures, une colonne par champ ; les champs d'une ligne ont le même rang. */
export interface Source {
  readonly n: number;
  readonly date: readonly Jour[];
  readonly journal: readonly string[];
  readonly compte: readonly string[];
  readonly tiers: readonly (string | undefined)[];
  readonly affaire: readonly (string | undefined)[];
  readonly section: readonly (string | undefined)[];
  readonly debit: readonly number[];
  readonly credit: readonly number[];
}

/** Ce qui s'additionne : même compte, même tiers (comptes 40 et 41), même affaire et même section (classes 6 et 7). */
export interface Groupe {
  readonly compte: string;
  readonly tiers: string;
  readonly affaire: string;
  readonly section: string;
  /** Écritures d'à-nouveaux. */
  readonly an: boolean;
  /** Débit moins crédit de chaque mois, en centimes, à partir de `premier`. */
  readonly mois: Float64Array;
}

const PAR_TIERS = /^4[01]/;
/** Lignes lues avant de rendre la main. */
const TRANCHE = 20_000;

/** Cumuls d'un grand livre ; ne change pas. */
export class Livre {
  constructor(
    readonly groupes: readonly Groupe[],
    /** Rang du premier mois. */
    readonly premier: number,
    private readonly nombre: number,
    /** Mois où des à-nouveaux ont été passés. */
    readonly moisRepris: ReadonlySet<number>,
  ) {}

  get vide(): boolean {
    return this.groupes.length === 0;
  }

  /** Les groupes des classes 6 et 7. */
  get gestion(): readonly Groupe[] {
    return this.groupes.filter(g => estGestion(g.compte));
  }

  /** Débit moins crédit d'un groupe, mois compris. */
  cumul({ mois }: Groupe, du: number, au: number): number {
    let total = 0;
    const fin = Math.min(au - this.premier, this.nombre - 1);
    for (let m = Math.max(0, du - this.premier); m <= fin; m++) total += mois[m] ?? 0;
    return total;
  }

  /** Soldes de bilan des mois du..au, nuls omis : par compte, et par tiers pour les comptes 40 et 41. */
  soldes(du: number, au: number, retenir: (g: Groupe) => boolean = () => true): Solde[] {
    const parCle = new Map<string, { compte: string; tiers: string; total: number }>();
    for (const groupe of this.groupes) {
      const { compte, tiers } = groupe;
      if (estGestion(compte) || !retenir(groupe)) continue;
      const cle = `${compte}\u0000${tiers}`;
      const la = parCle.get(cle) ?? { compte, tiers, total: 0 };
      la.total += this.cumul(groupe, du, au);
      parCle.set(cle, la);
    }
    return [...parCle.values()]
      .filter(s => s.total !== 0)
      .map(({ compte, tiers, total }) => ({ compte, tiers, montant: montant(total) }));
  }

  /** Mouvements des classes 6 et 7 des mois du..au, par compte ; `retenir` choisit l'axe. */
  mouvements(du: number, au: number, retenir: (g: Groupe) => boolean = () => true): Map<string, number> {
    const parCompte = new Map<string, number>();
    for (const groupe of this.groupes) {
      if (!estGestion(groupe.compte) || !retenir(groupe)) continue;
      const total = this.cumul(groupe, du, au);
      if (total !== 0) parCompte.set(groupe.compte, (parCompte.get(groupe.compte) ?? 0) + total);
    }
    return parCompte;
  }

  /** Vrai s'il y a au moins une écriture, à-nouveaux à part, dans les mois du..au. */
  mouvemente(du: number, au: number): boolean {
    return this.groupes.some(
      g => !g.an && g.mois.some((m, i) => m !== 0 && i + this.premier >= du && i + this.premier <= au),
    );
  }
}

/**
 * Range des écritures en une passe ; rend la main toutes les vingt mille lignes.
 * @param journalAN le journal des à-nouveaux
 */
export function* rangerLivre(sources: readonly Source[], journalAN: string): Generator<void, Livre> {
  const mois = new Map<Jour, number>();
  let premier = Infinity;
  let dernier = -Infinity;
  for (const { n, date: dates } of sources)
    for (let i = 0; i < n; i++) {
      const jour = dates[i]!;
      if (mois.has(jour)) continue;
      const rang = rangDeMois(jour);
      mois.set(jour, rang);
      premier = Math.min(premier, rang);
      dernier = Math.max(dernier, rang);
    }
  yield;
  if (mois.size === 0) return new Livre([], 0, 0, new Set());
  const rangement = new Rangement(dernier - premier + 1);
  const repris = new Set<number>();
  for (const source of sources) {
    for (let i = 0; i < source.n; i++) {
      if (i % TRANCHE === TRANCHE - 1) yield;
      const rang = mois.get(source.date[i]!)!;
      const an = source.journal[i] === journalAN;
      if (an) repris.add(rang);
      rangement.groupe(source, i, an).mois[rang - premier]! += source.debit[i]! - source.credit[i]!;
    }
  }
  return new Livre(rangement.groupes, premier, dernier - premier + 1, repris);
}

type Feuilles = Map<string, Groupe>;

/** Les groupes, rangés par compte d'abord : la plupart des comptes n'ont qu'un groupe. */
class Rangement {
  readonly groupes: Groupe[] = [];
  private readonly parCompte = new Map<
    string,
    { mouvements: Map<string, Feuilles>; an: Map<string, Feuilles> }
  >();

  constructor(private readonly nombre: number) {}

  groupe(source: Source, i: number, an: boolean): Groupe {
    const compte = source.compte[i]!;
    let la = this.parCompte.get(compte);
    if (!la) this.parCompte.set(compte, (la = { mouvements: new Map(), an: new Map() }));
    const gestion = estGestion(compte);
    const premier = gestion
      ? (source.affaire[i] ?? '')
      : PAR_TIERS.test(compte)
        ? (source.tiers[i] ?? '')
        : '';
    const second = gestion ? (source.section[i] ?? '') : '';
    const branches = an ? la.an : la.mouvements;
    let feuilles = branches.get(premier);
    if (!feuilles) branches.set(premier, (feuilles = new Map()));
    let groupe = feuilles.get(second);
    if (!groupe) {
      const [affaire, tiers] = gestion ? [premier, ''] : ['', premier];
      groupe = { compte, tiers, affaire, section: second, an, mois: new Float64Array(this.nombre) };
      feuilles.set(second, groupe);
      this.groupes.push(groupe);
    }
    return groupe;
  }
}
