/**
 * Le grand livre du classeur : écritures importées et écritures de clôture, validées ou non, en un passage par colonnes.
 * Balances, états, soldes et fonctions en viennent, donc disent la même chose.
 */
import { ajouterJours, terminer, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type { AnyTable, Lecture, Ligne, TablesLues } from '../../../workbook/table';
import { Ecritures, EcrituresCloture } from '../ecritures';
import type { Parametres } from '../parametres';
import { Exercices } from '../referentiels';
import type { DebitCredit } from './cumuls';
import { Livre, type Axe, type Fenetre, type Genre } from './livre';

export type { DebitCredit } from './cumuls';
export type { Axe, Genre } from './livre';

export { TABLES_GRAND_LIVRE } from '../tables-grand-livre';

export type LigneExercice = Ligne<typeof Exercices>;

/** Une ligne de balance : montants en centimes, `solde` = débit − crédit, ouverture comprise. */
export interface LigneBalanceCompte {
  readonly compte: Compte;
  /** Valeur de l'axe demandé ; '' sans axe, ou quand la ligne n'en porte pas. */
  readonly valeur: string;
  /** À-nouveaux de l'exercice ; à défaut, soldes de bilan des exercices d'avant. */
  readonly ouverture: Readonly<DebitCredit>;
  /** Du premier au dernier jour demandés, à-nouveaux non compris. */
  readonly mouvements: Readonly<DebitCredit>;
  /** Depuis le premier jour de l'exercice, à-nouveaux non compris. */
  readonly cumul: Readonly<DebitCredit>;
  readonly solde: Montant;
}

export interface DemandeBalance {
  readonly au: Jour;
  /** Premier jour des mouvements ; celui de l'exercice s'il est omis. */
  readonly du?: Jour;
  readonly axe?: Axe;
  /** Les comptes voulus ; tous s'il est omis. */
  readonly comptes?: (compte: string) => boolean;
  /** Compter les périodes spéciales (domaine §9.8) ; selon le paramètre PeriodesSpeciales s'il est omis. */
  readonly speciales?: boolean;
}

export interface DemandeSolde {
  readonly comptes: (compte: string) => boolean;
  readonly au: Jour;
  /** Avec : les seuls mouvements depuis ce jour. Sans : le solde de l'exercice, ouverture comprise. */
  readonly du?: Jour | undefined;
  readonly affaire?: string | undefined;
  readonly speciales?: boolean;
}

/** Une ligne d'écriture du grand livre. */
export interface LigneLivre {
  readonly table: AnyTable;
  /** Numéro de ligne d'Excel. */
  readonly ligne: number;
  /** Rang parmi les lignes lues. */
  readonly rang: number;
  readonly livre: Livre;
  readonly compte: string;
  readonly jour: Jour;
  readonly genre: Genre;
  readonly debit: Montant;
  readonly credit: Montant;
}

const TOUS: ReadonlySet<Genre> = new Set(['COURANTE', 'SPECIALE', 'AN']);
const AVANT_TOUT = 0;
const gardes = new WeakMap<Lecture, Map<string, Livre>>();

function* livreDe(lecture: Lecture, journalAN: string): Generator<void, Livre> {
  const connus = gardes.get(lecture) ?? new Map<string, Livre>();
  gardes.set(lecture, connus);
  const connu = connus.get(journalAN);
  if (connu) return connu;
  const livre = yield* Livre.ranger(lecture, journalAN);
  connus.set(journalAN, livre);
  return livre;
}

/** Vrai pour un compte de bilan, dont le solde passe d'un exercice au suivant. */
const deBilan = (compte: string) => compte >= '1' && compte < '6';
const deGestion = (compte: string) => compte >= '6' && compte < '8';
const net = ({ debit, credit }: Readonly<DebitCredit>) => (debit - credit) as Montant;

export class GrandLivre {
  private constructor(
    readonly livres: readonly Livre[],
    readonly exercices: readonly LigneExercice[],
    private readonly speciales: boolean,
  ) {}

  /** Range les deux tables, chacune une fois par lecture du classeur ; rend la main entre deux tranches. */
  static *lire(tables: TablesLues, parametres: Parametres): Generator<void, GrandLivre> {
    const journalAN = parametres.valeur('JOURNAL_AN');
    const livres: Livre[] = [];
    for (const table of [Ecritures, EcrituresCloture])
      livres.push(yield* livreDe(tables.lire(table) as unknown as Lecture, journalAN));
    const exercices = [...tables.lire(Exercices).lignes].sort((a, b) => a.DateDebut - b.DateDebut);
    return new GrandLivre(livres, exercices, parametres.valeur('PeriodesSpeciales'));
  }

  /** Le même, d'un trait : pour une cellule ou une explication. */
  static lu(tables: TablesLues, parametres: Parametres): GrandLivre {
    return terminer(GrandLivre.lire(tables, parametres));
  }

  /** Nombre de lignes d'écriture. */
  get n(): number {
    return this.livres.reduce((n, l) => n + l.n, 0);
  }

  /** Les comptes mouvementés, dans leur ordre de texte. */
  comptes(): Compte[] {
    return [...new Set(this.livres.flatMap(l => l.comptes))].sort() as Compte[];
  }

  /** L'exercice qui contient ce jour ; undefined si la table Exercices n'en a pas. */
  exerciceDu(jour: Jour): LigneExercice | undefined {
    return this.exercices.find(e => e.DateDebut <= jour && jour <= e.DateFin);
  }

  /** L'exercice d'avant celui-ci ; undefined s'il est le premier. */
  exercicePrecedent(exercice: LigneExercice): LigneExercice | undefined {
    return this.exercices.filter(e => e.DateFin < exercice.DateDebut).at(-1);
  }

  /**
   * La balance à une date : une ligne par compte mouvementé (et par valeur de l'axe), triée. Rend la main entre deux
   * tranches quand l'axe est neuf.
   * @throws RangeError si aucun exercice ne contient la date : `exerciceDu` le dit avant.
   */
  *balance(demande: DemandeBalance): Generator<void, readonly LigneBalanceCompte[]> {
    const { au, axe, comptes = () => true } = demande;
    const exercice = this.exigerExercice(au);
    const du = demande.du ?? exercice.DateDebut;
    const courants = this.courants(demande.speciales);
    const ouverture = this.fenetreOuverture(exercice, au);
    const fenetres = [
      ouverture,
      { du, au, genres: courants },
      { du: exercice.DateDebut, au, genres: courants },
    ] as const;
    const lignes = new Map<string, LigneBalanceCompte>();
    for (const livre of this.livres) {
      const lu = axe && (yield* livre.parAxe(axe));
      const nombre = lu ? lu.comptes.length : livre.comptes.length;
      const cumuls = lu ? lu.cumuls : livre.parCompte;
      const [ouvert, mouvements, cumul] = fenetres.map(f => {
        const totaux = new Float64Array(2 * nombre);
        cumuls.ajouterTout(livre.voulues(f), totaux);
        return totaux;
      }) as [Float64Array, Float64Array, Float64Array];
      for (let cle = 0; cle < nombre; cle++) {
        const compte = (lu ? lu.comptes : livre.comptes)[cle] as Compte;
        if (!comptes(compte)) continue;
        const reporte = ouverture.reportee && !deBilan(compte) ? NUL : pris(ouvert, cle);
        joindre(lignes, compte, lu?.valeurs[cle] ?? '', [reporte, pris(mouvements, cle), pris(cumul, cle)]);
      }
    }
    const rendues = [...lignes.values()].filter(touchee).map(l => (ouverture.reportee ? netter(l) : l));
    return rendues.sort(parCompteEtValeur);
  }

  /** Le solde (débit − crédit) d'un choix de comptes à une date, ou leurs mouvements entre deux dates. */
  solde({ comptes, au, du, affaire, speciales }: DemandeSolde): Montant {
    const exercice = du === undefined ? this.exigerExercice(au) : undefined;
    const courants = this.courants(speciales);
    const ouverture = exercice && this.fenetreOuverture(exercice, au);
    const fenetre = { du: du ?? exercice!.DateDebut, au, genres: courants };
    const total = { debit: 0, credit: 0 };
    for (const livre of this.livres) {
      const lu = affaire === undefined ? undefined : terminer(livre.parAxe('IdAffaire'));
      const cumuls = lu ? lu.cumuls : livre.parCompte;
      const voulues = livre.voulues(fenetre);
      const reprises = ouverture && livre.voulues(ouverture);
      (lu ? lu.comptes : livre.comptes).forEach((compte, cle) => {
        if ((lu && lu.valeurs[cle] !== affaire) || !comptes(compte)) return;
        cumuls.ajouterUne(cle, voulues, total);
        if (reprises && (!ouverture.reportee || deBilan(compte))) cumuls.ajouterUne(cle, reprises, total);
      });
    }
    return net(total);
  }

  /**
   * Résultat (produits − charges) des exercices antérieurs que rien n'a encore repris : à présenter à part de celui de
   * l'exercice (domaine §9.6). Zéro quand l'exercice a ses à-nouveaux.
   */
  resultatAnterieur(au: Jour): Montant {
    const ouverture = this.fenetreOuverture(this.exigerExercice(au), au);
    if (!ouverture.reportee) return 0 as Montant;
    const total = { debit: 0, credit: 0 };
    for (const livre of this.livres) {
      const voulues = livre.voulues(ouverture);
      livre.comptes.forEach((compte, cle) => {
        if (deGestion(compte)) livre.parCompte.ajouterUne(cle, voulues, total);
      });
    }
    return (total.credit - total.debit) as Montant;
  }

  /** Vrai si l'exercice a ses à-nouveaux ; sinon les soldes de bilan d'avant lui en tiennent lieu. */
  aSesANouveaux({ DateDebut, DateFin }: Pick<LigneExercice, 'DateDebut' | 'DateFin'>): boolean {
    return this.livres.some(({ joursAN }) => [...joursAN].some(j => DateDebut <= j && j <= DateFin));
  }

  /**
   * Les lignes d'un compte entre deux jours, par date puis dans l'ordre des feuilles ; à-nouveaux et périodes spéciales
   * compris ou non.
   */
  lignes(compte: string, du: Jour, au: Jour, genres: ReadonlySet<Genre> = TOUS): LigneLivre[] {
    const trouvees: LigneLivre[] = [];
    for (const livre of this.livres) {
      const cle = livre.rangDe(compte);
      if (cle === undefined) continue;
      const numeros = livre.colonnes.numeros;
      for (const rang of livre.parCompte.lignesDe(cle)) {
        const jour = livre.jour[rang] as Jour;
        const genre = livre.genreDe(rang);
        if (jour < du || jour > au || !genres.has(genre)) continue;
        const debit = livre.debit[rang] as Montant;
        const credit = livre.credit[rang] as Montant;
        trouvees.push({
          table: livre.table,
          ligne: numeros[rang]!,
          rang,
          livre,
          compte,
          jour,
          genre,
          debit,
          credit,
        });
      }
    }
    return trouvees.sort((a, b) => a.jour - b.jour);
  }

  /** Les genres de lignes qui font les mouvements. */
  courants(speciales = this.speciales): ReadonlySet<Genre> {
    return new Set<Genre>(speciales ? ['COURANTE', 'SPECIALE'] : ['COURANTE']);
  }

  /**
   * Les jours et les lignes qui ouvrent un exercice. `reportee` : il n'a pas d'à-nouveaux, et ce qui le précède, depuis
   * le dernier exercice qui en a, en tient lieu pour les comptes de bilan.
   */
  fenetreOuverture(exercice: LigneExercice, au: Jour): Fenetre & { readonly reportee: boolean } {
    if (this.aSesANouveaux(exercice))
      return { du: exercice.DateDebut, au, genres: new Set<Genre>(['AN']), reportee: false };
    const repris = this.exercices.filter(e => e.DateFin < exercice.DateDebut && this.aSesANouveaux(e)).at(-1);
    const du = repris?.DateDebut ?? AVANT_TOUT;
    return { du, au: ajouterJours(exercice.DateDebut, -1), genres: TOUS, reportee: true };
  }

  private exigerExercice(au: Jour): LigneExercice {
    const exercice = this.exerciceDu(au);
    if (!exercice) throw new RangeError('Aucun exercice ne contient cette date.');
    return exercice;
  }
}

const NUL: Readonly<DebitCredit> = { debit: 0, credit: 0 };
const pris = (totaux: Float64Array, cle: number): DebitCredit => ({
  debit: totaux[2 * cle]!,
  credit: totaux[2 * cle + 1]!,
});
const ajouter = (a: Readonly<DebitCredit>, b: Readonly<DebitCredit>): DebitCredit => ({
  debit: a.debit + b.debit,
  credit: a.credit + b.credit,
});

function joindre(
  lignes: Map<string, LigneBalanceCompte>,
  compte: Compte,
  valeur: string,
  [ouverture, mouvements, cumul]: readonly [Readonly<DebitCredit>, DebitCredit, DebitCredit],
): void {
  const cle = `${compte}\u0000${valeur}`;
  const avant = lignes.get(cle);
  const ligne = {
    ouverture: avant ? ajouter(avant.ouverture, ouverture) : ouverture,
    mouvements: avant ? ajouter(avant.mouvements, mouvements) : mouvements,
    cumul: avant ? ajouter(avant.cumul, cumul) : cumul,
  };
  lignes.set(cle, { compte, valeur, ...ligne, solde: (net(ligne.ouverture) + net(ligne.cumul)) as Montant });
}

const touchee = ({ ouverture, cumul, mouvements }: LigneBalanceCompte) =>
  [ouverture, cumul, mouvements].some(({ debit, credit }) => debit !== 0 || credit !== 0);

/** Un solde reporté se présente d'un seul côté : ce n'est pas un mouvement d'à-nouveaux. */
function netter(ligne: LigneBalanceCompte): LigneBalanceCompte {
  const solde = net(ligne.ouverture);
  return { ...ligne, ouverture: solde >= 0 ? { debit: solde, credit: 0 } : { debit: 0, credit: -solde } };
}

const parCompteEtValeur = (a: LigneBalanceCompte, b: LigneBalanceCompte) =>
  a.compte < b.compte ? -1 : a.compte > b.compte ? 1 : a.valeur < b.valeur ? -1 : 1;
