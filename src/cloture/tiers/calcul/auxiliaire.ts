/**
 * L'auxiliaire : les lignes des comptes de tiers, rangées une fois en tableaux typés, pour répondre ensuite à
 * n'importe quelle date sans relire le grand livre.
 */
import { parTranches, type Compte, type Jour, type Montant } from '../../../comptabilite';
import { classer, type Collectif, type LignePlan } from './collectifs';

/** Une cellule d'où vient un montant : sa valeur, et le signe qu'elle y prend. */
export interface CelluleSource {
  readonly table: string;
  readonly ligne: number;
  readonly colonne: string;
  readonly montant: Montant;
  readonly signe: 1 | -1;
}

/** Une ligne d'un compte de tiers : celle d'une écriture, ou celle qu'une facture ou un règlement aurait passée. */
export interface LigneAuxiliaire {
  readonly ligne: number;
  /** Écriture de l'arrêté en cours, de ligne 0 : la ligne qu'elle a déjà au classeur, si elle y est. */
  readonly enPlace?: number | undefined;
  readonly Exercice?: string | undefined;
  readonly Journal?: string | undefined;
  readonly EcritureNum?: string | undefined;
  readonly DateEcriture: Jour;
  readonly Compte: Compte;
  readonly Tiers?: string | undefined;
  readonly Piece: string;
  readonly DatePiece: Jour;
  readonly Libelle: string;
  readonly Debit: Montant;
  readonly Credit: Montant;
  readonly Lettrage?: string | undefined;
  readonly DateLettrage?: Jour | undefined;
  readonly DateEcheance?: Jour | undefined;
  readonly Devise?: string | undefined;
  readonly MontantDevise?: Montant | undefined;
  /** Clé d'une écriture de clôture : elle la nomme mieux que sa ligne, qui bouge. */
  readonly CleGeneration?: string | undefined;
  /** Vrai pour la ligne d'une facture ou d'un avoir, quand ce n'est pas une écriture. */
  readonly estFacture?: boolean;
  /** Les cellules dont la ligne est faite, quand ce n'est pas une écriture. */
  readonly cellules?: readonly CelluleSource[];
}

/** Des lignes d'une même table, dans l'ordre de la feuille. */
export interface Livre {
  readonly table: string;
  readonly lignes: readonly LigneAuxiliaire[];
  /** Les lignes sans lettrage soldent le poste de même compte, tiers et pièce (écritures de clôture). */
  readonly parPiece?: boolean;
}

/** Code d'un poste sans tiers : une ligne passée sur un collectif sans nommer personne. */
export const SANS_TIERS = '';

export class Auxiliaire {
  readonly comptes: Collectif[] = [];
  readonly tiers: string[] = [];
  readonly origines: LigneAuxiliaire[] = [];
  readonly tables: string[] = [];
  readonly date: Int32Array;
  /** Jour du lettrage ; 0 : jamais lettrée. */
  readonly lettreLe: Int32Array;
  /** Positif : dû par le client, ou au fournisseur. */
  readonly montant: Float64Array;
  readonly tiersDe: Int32Array;
  readonly compteDe: Int32Array;
  /** Groupe de lettrage ; -1 : aucun. */
  readonly groupe: Int32Array;
  readonly groupes: { readonly code: string; complet: boolean }[] = [];
  /** Lignes qui portent un lettrage sans date : elle est alors la plus récente du groupe (domaine §9.4). */
  lettragesSansDate = 0;
  /** Premier jour de chaque exercice repris par des à-nouveaux. */
  private readonly reprises = new Set<number>();
  n = 0;
  private readonly rangs = new Map<string, number>();
  private readonly classes = new Map<string, number>();
  /** Groupes de lettrage par compte, puis par tiers, puis par code. */
  private readonly parCompte: Map<string, number>[][] = [];
  private readonly sansDate = new Set<number>();

  private constructor(
    taille: number,
    private readonly plan: ReadonlyMap<string, LignePlan>,
  ) {
    this.date = new Int32Array(taille);
    this.lettreLe = new Int32Array(taille);
    this.montant = new Float64Array(taille);
    this.tiersDe = new Int32Array(taille);
    this.compteDe = new Int32Array(taille);
    this.groupe = new Int32Array(taille).fill(-1);
  }

  /** Range des livres ; rend la main entre deux tranches de lignes. */
  static *ranger(
    livres: readonly Livre[],
    plan: ReadonlyMap<string, LignePlan>,
    journalAN = 'AN',
  ): Generator<void, Auxiliaire> {
    const taille = livres.reduce((total, l) => total + l.lignes.length, 0);
    const auxiliaire = new Auxiliaire(taille, plan);
    for (const { table, lignes } of livres)
      for (const tranche of parTranches(lignes)) {
        auxiliaire.ajouter(table, tranche, journalAN);
        yield;
      }
    for (const livre of livres) if (livre.parPiece) auxiliaire.rapprocherParPiece(livre.table);
    yield;
    auxiliaire.daterGroupes();
    return auxiliaire;
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

  private ajouter(table: string, lignes: readonly LigneAuxiliaire[], journalAN: string): void {
    for (const ligne of lignes) {
      const compte = this.classeDe(ligne.Compte);
      if (compte < 0) continue;
      const i = this.n++;
      const { sens } = this.comptes[compte]!;
      const tiers = this.rangDe(ligne.Tiers ?? SANS_TIERS);
      this.origines.push(ligne);
      this.tables.push(table);
      this.date[i] = ligne.DateEcriture;
      this.montant[i] = sens === 'CLIENT' ? ligne.Debit - ligne.Credit : ligne.Credit - ligne.Debit;
      this.tiersDe[i] = tiers;
      this.compteDe[i] = compte;
      if (ligne.Lettrage !== undefined)
        this.lettrer(i, this.groupeDe(tiers, compte, ligne.Lettrage), ligne.DateLettrage);
      if (ligne.Journal === journalAN) this.reprises.add(ligne.DateEcriture);
    }
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

  /** Le groupe d'un code : sa portée est un compte et un tiers (domaine §9.4). */
  private groupeDe(tiers: number, compte: number, code: string): number {
    const parTiers = (this.parCompte[compte] ??= []);
    const groupes = (parTiers[tiers] ??= new Map<string, number>());
    const connu = groupes.get(code);
    if (connu !== undefined) return connu;
    const rang = this.groupes.push({ code, complet: code === code.toUpperCase() }) - 1;
    groupes.set(code, rang);
    return rang;
  }

  /** Une écriture de clôture sans lettrage solde, à sa date, le poste de même compte, tiers et pièce. */
  private rapprocherParPiece(table: string): void {
    const cleDe = (i: number) => `${this.compteDe[i]} ${this.tiersDe[i]} ${this.origines[i]!.Piece}`;
    const attendus = new Map<string, { readonly cloture: number[]; groupe: number }>();
    for (let i = 0; i < this.n; i++) {
      if (this.tables[i] !== table || this.groupe[i] !== -1) continue;
      const cle = cleDe(i);
      const connu = attendus.get(cle);
      if (connu) connu.cloture.push(i);
      else attendus.set(cle, { cloture: [i], groupe: -1 });
    }
    if (attendus.size === 0) return;
    for (let i = 0; i < this.n; i++) {
      const attendu = this.tables[i] === table ? undefined : attendus.get(cleDe(i));
      if (!attendu) continue;
      if (attendu.groupe === -1)
        attendu.groupe =
          this.groupe[i] === -1
            ? this.groupes.push({ code: this.origines[i]!.Piece, complet: false }) - 1
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
    const deuxSens = lignes.some(i => this.montant[i]! > 0) && lignes.some(i => this.montant[i]! < 0);
    if (!deuxSens) return -1;
    return this.groupes.push({ code: this.origines[lignes[0]!]!.Piece, complet: false }) - 1;
  }

  /** Lettrage sans date : un groupe complet l'a été à sa dernière ligne, une ligne d'un groupe partiel à la sienne. */
  private daterGroupes(): void {
    if (this.sansDate.size === 0) return;
    const dernieres = new Map<number, number>();
    for (let i = 0; i < this.n; i++) {
      const g = this.groupe[i]!;
      if (this.sansDate.has(g)) dernieres.set(g, Math.max(dernieres.get(g) ?? 0, this.date[i]!));
    }
    for (let i = 0; i < this.n; i++) {
      const g = this.groupe[i]!;
      if (this.lettreLe[i] !== 0 || !this.sansDate.has(g) || !this.origines[i]!.Lettrage) continue;
      this.lettreLe[i] = this.groupes[g]!.complet ? dernieres.get(g)! : this.date[i]!;
    }
  }
}
