/**
 * L'auxiliaire : les lignes des comptes de tiers, rangées une fois en tableaux typés, pour répondre ensuite à
 * n'importe quelle date sans relire le grand livre.
 */
import { LIGNES_PAR_TRANCHE, type Compte, type Jour } from '../../../comptabilite';
import { classer, type Collectif, type LignePlan } from './collectifs';
import type { LigneAuxiliaire, Livre } from './livre';

/** Code d'un poste sans tiers : une ligne passée sur un collectif sans nommer personne. */
export const SANS_TIERS = '';

/** Où est une ligne de l'auxiliaire : son livre, et son rang dans ce livre. */
interface Place {
  readonly livre: Livre;
  readonly debut: number;
  readonly rangs: Int32Array;
}

export class Auxiliaire {
  readonly comptes: Collectif[] = [];
  readonly tiers: string[] = [];
  date = new Int32Array(0);
  /** Jour du lettrage ; 0 : jamais lettrée. */
  lettreLe = new Int32Array(0);
  /** Positif : dû par le client, ou au fournisseur. */
  montant = new Float64Array(0);
  tiersDe = new Int32Array(0);
  compteDe = new Int32Array(0);
  /** Groupe de lettrage ; -1 : aucun. */
  groupe = new Int32Array(0);
  readonly groupes: { readonly code: string; complet: boolean }[] = [];
  /** Lignes qui portent un lettrage sans date : elle est alors la plus récente du groupe (domaine §9.4). */
  lettragesSansDate = 0;
  /** Premier jour de chaque exercice repris par des à-nouveaux. */
  private readonly reprises = new Set<number>();
  n = 0;
  private readonly places: Place[] = [];
  private readonly faites: LigneAuxiliaire[] = [];
  private readonly rangs = new Map<string, number>();
  private readonly classes = new Map<string, number>();
  /** Groupes de lettrage par compte, puis par tiers, puis par code. */
  private readonly parCompte: Map<string, number>[][] = [];
  private readonly sansDate = new Set<number>();

  constructor(
    private readonly plan: ReadonlyMap<string, LignePlan>,
    private readonly journalAN = 'AN',
  ) {}

  /** Range des livres, puis rapproche et date ; rend la main entre deux tranches de lignes. */
  static *ranger(
    livres: readonly Livre[],
    plan: ReadonlyMap<string, LignePlan>,
  ): Generator<void, Auxiliaire> {
    const auxiliaire = new Auxiliaire(plan);
    for (const livre of livres) yield* auxiliaire.ajouter(livre);
    yield* auxiliaire.clore();
    return auxiliaire;
  }

  /** La ligne d'un rang : celle d'un grand livre devient un objet à la première demande. */
  origine(i: number): LigneAuxiliaire {
    const { livre, debut, rangs } = this.place(i);
    return (this.faites[i] ??= livre.ligne(rangs[i - debut]!));
  }

  /** La table d'où vient une ligne. */
  table(i: number): string {
    return this.place(i).livre.table;
  }

  /** De quoi lire une colonne de toutes les lignes, sans en faire des objets. */
  lire<C extends keyof LigneAuxiliaire>(colonne: C): (i: number) => LigneAuxiliaire[C] {
    const lecteurs = this.places.map(({ livre }) => livre.lire(colonne));
    return i => {
      const rang = this.rangDePlace(i);
      const { debut, rangs } = this.places[rang]!;
      return lecteurs[rang]!(rangs[i - debut]!);
    };
  }

  private place(i: number): Place {
    return this.places[this.rangDePlace(i)]!;
  }

  /** Quelques livres au plus : le dernier qui commence avant cette ligne. */
  private rangDePlace(i: number): number {
    let rang = this.places.length - 1;
    while (this.places[rang]!.debut > i) rang--;
    return rang;
  }

  /** Vrai si une ligne au moins touche un compte de ce sens. */
  connait(sens: Collectif['sens']): boolean {
    return this.comptes.some(c => c.sens === sens);
  }

  /** Le collectif d'un compte, qu'une ligne le touche ou non. */
  collectif(compte: Compte): Collectif | undefined {
    return classer(compte, this.plan);
  }

  /** Premier jour qui compte à une date : ce qui le précède est repris par des à-nouveaux. */
  plancher(arrete: Jour): number {
    let plancher = 0;
    for (const jour of this.reprises) if (jour <= arrete && jour > plancher) plancher = jour;
    return plancher;
  }

  /** Range un livre ; rend la main entre deux tranches de lignes. */
  *ajouter(livre: Livre): Generator<void> {
    this.agrandir(livre.n);
    const place = { livre, debut: this.n, rangs: new Int32Array(livre.n) };
    this.places.push(place);
    const ranger = this.rangement(livre, place.rangs, place.debut);
    for (let debut = 0; debut < livre.n; debut += LIGNES_PAR_TRANCHE) {
      const fin = Math.min(livre.n, debut + LIGNES_PAR_TRANCHE);
      for (let rang = debut; rang < fin; rang++) ranger(rang);
      yield;
    }
  }

  /** Sépare les devises, rapproche les écritures de clôture des postes qu'elles soldent, date les lettrages sans date. */
  *clore(): Generator<void> {
    this.separerDevises();
    yield;
    for (const { livre } of this.places) if (livre.parPiece === true) this.rapprocherParPiece(livre.table);
    yield;
    this.daterGroupes();
  }

  /** Fait la place de `lignes` lignes de plus. */
  private agrandir(lignes: number): void {
    const taille = this.n + lignes;
    const entiers = (avant: Int32Array) => {
      const suite = new Int32Array(taille);
      suite.set(avant.subarray(0, this.n));
      return suite;
    };
    this.date = entiers(this.date);
    this.lettreLe = entiers(this.lettreLe);
    this.tiersDe = entiers(this.tiersDe);
    this.compteDe = entiers(this.compteDe);
    this.groupe = entiers(this.groupe).fill(-1, this.n);
    const montants = this.montant.subarray(0, this.n);
    this.montant = new Float64Array(taille);
    this.montant.set(montants);
  }

  /** De quoi ranger une ligne du livre, ses colonnes prises une fois. */
  private rangement(livre: Livre, rangs: Int32Array, debut: number): (rang: number) => void {
    const compteDe = livre.lire('Compte');
    const tiersDe = livre.lire('Tiers');
    const dateDe = livre.lire('DateEcriture');
    const debit = livre.lire('Debit');
    const credit = livre.lire('Credit');
    const journal = livre.lire('Journal');
    const lettrage = livre.lire('Lettrage');
    const dateLettrage = livre.lire('DateLettrage');
    return rang => {
      const compte = this.classeDe(compteDe(rang));
      if (compte < 0) return;
      const i = this.n++;
      rangs[i - debut] = rang;
      const tiers = this.rangDe(tiersDe(rang) ?? SANS_TIERS);
      const date = dateDe(rang);
      this.date[i] = date;
      const [du, paye] = [debit(rang), credit(rang)];
      this.montant[i] = this.comptes[compte]!.sens === 'CLIENT' ? du - paye : paye - du;
      this.tiersDe[i] = tiers;
      this.compteDe[i] = compte;
      const code = lettrage(rang);
      if (code !== undefined) this.lettrer(i, this.groupeDe(tiers, compte, code), dateLettrage(rang));
      if (journal(rang) === this.journalAN) this.reprises.add(date);
    };
  }

  private lettrer(i: number, groupe: number, le: Jour | undefined): void {
    this.groupe[i] = groupe;
    this.lettreLe[i] = le ?? 0;
    if (le !== undefined) return;
    this.lettragesSansDate++;
    this.sansDate.add(groupe);
  }

  private classeDe(compte: Compte): number {
    const connue = this.classes.get(compte);
    if (connue !== undefined) return connue;
    const collectif = classer(compte, this.plan);
    const rang = collectif ? this.comptes.push(collectif) - 1 : -1;
    this.classes.set(compte, rang);
    return rang;
  }

  private rangDe(tiers: string): number {
    const connu = this.rangs.get(tiers);
    if (connu !== undefined) return connu;
    const rang = this.tiers.push(tiers) - 1;
    this.rangs.set(tiers, rang);
    return rang;
  }

  /** Le groupe d'un code sur un compte et un tiers (domaine §9.4). */
  private groupeDe(tiers: number, compte: number, code: string): number {
    const parTiers = (this.parCompte[compte] ??= []);
    const groupes = (parTiers[tiers] ??= new Map<string, number>());
    const connu = groupes.get(code);
    if (connu !== undefined) return connu;
    const rang = this.groupes.push({ code, complet: code === code.toUpperCase() }) - 1;
    groupes.set(code, rang);
    return rang;
  }

  /**
   * La portée d'un code comprend la devise (domaine §9.4) : un code partiel vu en plusieurs devises fait un groupe par
   * devise, si chacune a de quoi se solder. Une facture en USD que solde une ligne en euros reste un seul groupe.
   */
  private separerDevises(): void {
    const devise = this.lire('Devise');
    const partiels = new Map<number, Map<string, number[]>>();
    for (let i = 0; i < this.n; i++) {
      const g = this.groupe[i]!;
      if (g < 0 || this.groupes[g]!.complet) continue;
      let parDevise = partiels.get(g);
      if (!parDevise) partiels.set(g, (parDevise = new Map<string, number[]>()));
      const code = devise(i) ?? 'EUR';
      const connues = parDevise.get(code);
      if (connues) connues.push(i);
      else parDevise.set(code, [i]);
    }
    for (const [g, parDevise] of partiels) {
      const [, ...autres] = parDevise.values();
      if (![...parDevise.values()].every(lignes => this.deuxSens(lignes))) continue;
      for (const lignes of autres) this.detacher(g, lignes);
    }
  }

  /** Met des lignes d'un groupe dans un autre, du même code. */
  private detacher(de: number, lignes: readonly number[]): void {
    const autre = this.groupes.push({ ...this.groupes[de]! }) - 1;
    if (this.sansDate.has(de)) this.sansDate.add(autre);
    for (const i of lignes) this.groupe[i] = autre;
  }

  private deuxSens(lignes: readonly number[]): boolean {
    return lignes.some(i => this.montant[i]! > 0) && lignes.some(i => this.montant[i]! < 0);
  }

  /** Une écriture de clôture sans lettrage solde, à sa date, le poste de même compte, tiers et pièce. */
  private rapprocherParPiece(table: string): void {
    const pieceDe = this.lire('Piece');
    const cleDe = (i: number) => `${this.compteDe[i]} ${this.tiersDe[i]} ${pieceDe(i)}`;
    const attendus = new Map<string, { readonly cloture: number[]; groupe: number }>();
    for (let i = 0; i < this.n; i++) {
      if (this.table(i) !== table || this.groupe[i] !== -1) continue;
      const cle = cleDe(i);
      const connu = attendus.get(cle);
      if (connu) connu.cloture.push(i);
      else attendus.set(cle, { cloture: [i], groupe: -1 });
    }
    if (attendus.size === 0) return;
    for (let i = 0; i < this.n; i++) {
      const attendu = this.table(i) === table ? undefined : attendus.get(cleDe(i));
      if (!attendu) continue;
      if (attendu.groupe === -1)
        attendu.groupe =
          this.groupe[i] === -1
            ? this.groupes.push({ code: pieceDe(i), complet: false }) - 1
            : this.groupe[i]!;
      if (this.groupe[i] === -1) this.groupe[i] = attendu.groupe;
    }
    for (const { cloture, groupe } of attendus.values()) {
      const commun = groupe === -1 ? this.groupeEntreElles(cloture) : groupe;
      for (const i of commun === -1 ? [] : cloture) {
        this.groupe[i] = commun;
        this.lettreLe[i] = this.date[i]!;
      }
    }
  }

  /** Des écritures de clôture qu'aucune autre ligne n'attend se soldent entre elles (416, acomptes) ; sinon -1. */
  private groupeEntreElles(lignes: readonly number[]): number {
    if (!this.deuxSens(lignes)) return -1;
    return this.groupes.push({ code: this.origine(lignes[0]!).Piece, complet: false }) - 1;
  }

  /** Lettrage sans date : un groupe complet l'a été à sa dernière ligne, une ligne d'un groupe partiel à la sienne. */
  private daterGroupes(): void {
    if (this.sansDate.size === 0) return;
    const dernieres = new Map<number, number>();
    for (let i = 0; i < this.n; i++) {
      const g = this.groupe[i]!;
      if (this.sansDate.has(g)) dernieres.set(g, Math.max(dernieres.get(g) ?? 0, this.date[i]!));
    }
    const lettrage = this.lire('Lettrage');
    for (let i = 0; i < this.n; i++) {
      const g = this.groupe[i]!;
      if (this.lettreLe[i] !== 0 || !this.sansDate.has(g) || !lettrage(i)) continue;
      this.lettreLe[i] = this.groupes[g]!.complet ? dernieres.get(g)! : this.date[i]!;
    }
  }
}
