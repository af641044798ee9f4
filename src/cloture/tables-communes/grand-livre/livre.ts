/** Les écritures d'une table, rangées une fois par colonnes : comptes, mois et genre de chaque ligne en rangs entiers. */
import { date, finDeMois, jour as jourCivil, LIGNES_PAR_TRANCHE, type Jour } from '../../../comptabilite';
import type { AnyTable, Lecture } from '../../../workbook/table';
import { parColonne, type LignesParColonne } from '../../../workbook/tables/par-colonne';
import { Cumuls, type CasesVoulues, type LignesCumulees } from './cumuls';

/** Le genre d'une ligne : courante, de période spéciale (13 à 16), ou à-nouveau. */
export type Genre = 'COURANTE' | 'SPECIALE' | 'AN';
const GENRES: readonly Genre[] = ['COURANTE', 'SPECIALE', 'AN'];

/** Colonnes qui peuvent partager le solde d'un compte. */
export type Axe = 'Tiers' | 'Journal' | 'IdAffaire' | 'Section';

/** Ce qu'une demande veut : des jours, bornes comprises, et des genres de lignes. */
export interface Fenetre {
  readonly du: number;
  readonly au: number;
  readonly genres: ReadonlySet<Genre>;
}

/** Un couple (compte, valeur de l'axe) et ses cumuls. */
export interface CumulsAxe {
  readonly comptes: readonly string[];
  readonly valeurs: readonly string[];
  readonly cumuls: Cumuls;
}

const SPECIALE = /-1[3-6]$/;

/** Une case : un mois et un genre. */
interface Case {
  readonly debut: Jour;
  readonly fin: Jour;
  readonly genre: Genre;
}

export class Livre implements LignesCumulees {
  readonly n: number;
  readonly comptes: string[] = [];
  readonly caseDe: Int32Array;
  readonly jour: readonly number[];
  readonly debit: readonly number[];
  readonly credit: readonly number[];
  /** Jours où des à-nouveaux sont datés. */
  readonly joursAN = new Set<number>();
  private readonly compteDe: Int32Array;
  private readonly codes = new Map<string, number>();
  private readonly cases: Case[] = [];
  private readonly axes = new Map<Axe, CumulsAxe>();
  private cumules: Cumuls | undefined;

  private constructor(
    readonly table: AnyTable,
    readonly colonnes: LignesParColonne,
  ) {
    this.n = colonnes.n;
    this.compteDe = new Int32Array(this.n);
    this.caseDe = new Int32Array(this.n);
    this.jour = this.nombres('DateEcriture');
    this.debit = this.nombres('Debit');
    this.credit = this.nombres('Credit');
  }

  /** Range les lignes d'une lecture ; rend la main entre deux tranches. */
  static *ranger<T extends AnyTable>(lecture: Lecture<T>, journalAN: string): Generator<void, Livre> {
    const livre = new Livre(lecture.table, parColonne(lecture));
    const coder = livre.codeur(journalAN);
    for (let debut = 0; debut < livre.n; debut += LIGNES_PAR_TRANCHE) {
      coder(debut, Math.min(livre.n, debut + LIGNES_PAR_TRANCHE));
      yield;
    }
    livre.cumules = yield* Cumuls.faire(livre, livre.compteDe, livre.comptes.length, livre.cases.length);
    return livre;
  }

  /** Les cumuls par compte, au rang de `comptes`. */
  get parCompte(): Cumuls {
    return this.cumules!;
  }

  /** Le rang d'un compte ; undefined si aucune ligne ne le touche. */
  rangDe(compte: string): number | undefined {
    return this.codes.get(compte);
  }

  /** Les valeurs d'une colonne de texte, au rang des lignes. */
  textes(cle: string): readonly (string | undefined)[] {
    return this.colonnes.colonne(cle) as readonly (string | undefined)[];
  }

  /** Les cumuls par compte et par valeur d'une autre colonne, faits à la première demande et gardés. */
  *parAxe(axe: Axe): Generator<void, CumulsAxe> {
    const connus = this.axes.get(axe);
    if (connus) return connus;
    const textes = this.textes(axe);
    const valeurs = new Map<string, number>();
    const couples = new Map<number, number>();
    const cleDe = new Int32Array(this.n);
    const rendus: { comptes: string[]; valeurs: string[] } = { comptes: [], valeurs: [] };
    let avant: string | undefined;
    let rang = 0;
    for (let i = 0; i < this.n; i++) {
      if (i % LIGNES_PAR_TRANCHE === 0) yield;
      const valeur = textes[i] ?? '';
      // Une valeur qui se suit, l'absence surtout, n'est cherchée qu'une fois.
      if (valeur !== avant) {
        rang = valeurs.get(valeur) ?? valeurs.size;
        valeurs.set((avant = valeur), rang);
      }
      const compte = this.compteDe[i]!;
      const couple = rang * this.comptes.length + compte;
      let cle = couples.get(couple);
      if (cle === undefined) {
        couples.set(couple, (cle = couples.size));
        rendus.comptes.push(this.comptes[compte]!);
        rendus.valeurs.push(valeur);
      }
      cleDe[i] = cle;
    }
    const cumuls = yield* Cumuls.faire(this, cleDe, couples.size, this.cases.length);
    const faits = { ...rendus, cumuls };
    this.axes.set(axe, faits);
    return faits;
  }

  /** Les cases d'une fenêtre : les mois entiers se lisent, les autres se recomptent ligne à ligne. */
  voulues({ du, au, genres }: Fenetre): CasesVoulues {
    const entieres: number[] = [];
    const partielles = new Set<number>();
    this.cases.forEach(({ debut, fin, genre }, rang) => {
      if (!genres.has(genre) || fin < du || debut > au) return;
      if (du <= debut && fin <= au) entieres.push(rang);
      else partielles.add(rang);
    });
    return { entieres, partielles, du, au };
  }

  /** Le genre d'une ligne. */
  genreDe(rang: number): Genre {
    return this.cases[this.caseDe[rang]!]!.genre;
  }

  private nombres(cle: string): readonly number[] {
    return this.colonnes.colonne(cle) as readonly number[];
  }

  /** Donne à chaque ligne le rang de son compte et celui de sa case. */
  private codeur(journalAN: string): (debut: number, fin: number) => void {
    const comptes = this.textes('Compte');
    const journaux = this.textes('Journal');
    const periodes = this.textes('Periode');
    const cases = new Map<number, number>();
    let dernier = -1;
    let mois = 0;
    return (debut, fin) => {
      for (let i = debut; i < fin; i++) {
        const jour = this.jour[i]!;
        if (jour !== dernier) {
          dernier = jour;
          const d = date(jour as Jour);
          mois = d.annee * 12 + d.mois - 1;
        }
        const an = journaux[i] === journalAN;
        if (an) this.joursAN.add(jour);
        const periode = periodes[i];
        const genre = an ? 2 : periode !== undefined && SPECIALE.test(periode) ? 1 : 0;
        let rang = cases.get(mois * 3 + genre);
        if (rang === undefined) cases.set(mois * 3 + genre, (rang = this.ouvrirCase(mois, GENRES[genre]!)));
        this.caseDe[i] = rang;
        this.compteDe[i] = this.coder(comptes[i]!);
      }
    };
  }

  private ouvrirCase(mois: number, genre: Genre): number {
    const debut = jourCivil(Math.floor(mois / 12), (mois % 12) + 1, 1);
    return this.cases.push({ debut, fin: finDeMois(debut), genre }) - 1;
  }

  private coder(compte: string): number {
    const connu = this.codes.get(compte);
    if (connu !== undefined) return connu;
    const rang = this.comptes.push(compte) - 1;
    this.codes.set(compte, rang);
    return rang;
  }
}
