/** Les lignes d'une table rangées par colonne : un million de lignes n'y fait pas un million d'objets. */
import { PIECES_PAR_TRANCHE, terminer, type Lignes } from '../../comptabilite';
import type { AnyTable, CleColonne, Lecture, Ligne, Rang, Valeur } from '../table';

/** Les valeurs de chaque colonne de la table, et les numéros de ligne, dans l'ordre de la feuille. */
export type Colonnes<T extends AnyTable> = {
  readonly [C in keyof Ligne<T>]-?: readonly Ligne<T>[C][];
};

export type LigneLue = Rang & { ligne: number };

const NUMEROS = 'ligne';
/** Colonne absente de la feuille : toutes ses valeurs sont indéfinies. */
const ABSENTE: Valeur[] = [];

interface ColonneRangee {
  readonly cle: string;
  valeurs: Valeur[];
}

export class LignesParColonne {
  /** Nombre de lignes gardées. */
  n = 0;
  private readonly rangees: readonly ColonneRangee[];
  private readonly parCle: ReadonlyMap<string, ColonneRangee>;
  private readonly modele: LigneLue;
  private objets: readonly LigneLue[] | undefined;

  /** @param presentes les colonnes de la table que la feuille porte */
  constructor(
    private readonly table: AnyTable,
    presentes: readonly string[],
  ) {
    this.rangees = [...presentes, NUMEROS].map(cle => ({ cle, valeurs: [] }));
    this.parCle = new Map(this.rangees.map(rangee => [rangee.cle, rangee]));
    // Toutes les lignes partent de la même forme : les moteurs JavaScript les lisent alors sans chercher.
    const vides = table.colonnes.map(c => [c.cle, undefined]);
    this.modele = Object.fromEntries([...vides, [NUMEROS, 0]]) as LigneLue;
  }

  /** Les valeurs d'une colonne, `n` de gardées ; celles d'une colonne absente ne s'écrivent pas. */
  colonne(cle: string): Valeur[] {
    return this.parCle.get(cle)?.valeurs ?? ABSENTE;
  }

  get numeros(): number[] {
    return this.colonne(NUMEROS) as number[];
  }

  /** Fait la place de `lignes` lignes de plus, au moins le double quand il y en a déjà. */
  reserver(lignes: number): void {
    for (const rangee of this.rangees) {
      const { valeurs } = rangee;
      const manque = this.n + lignes - valeurs.length;
      if (manque <= 0) continue;
      const place = new Array<Valeur>(Math.max(manque, this.n));
      rangee.valeurs = this.n === 0 ? place : valeurs.concat(place);
    }
  }

  /** Rend la place réservée qui n'a pas servi. */
  ajuster(): void {
    for (const { valeurs } of this.rangees) valeurs.length = this.n;
  }

  /** Ne garde, des lignes écrites de `n` à `fin`, que celles que `garder` retient. */
  retenir(fin: number, garder: (rang: number) => boolean): void {
    for (let rang = this.n; rang < fin; rang++) {
      if (!garder(rang)) continue;
      if (rang !== this.n) for (const { valeurs } of this.rangees) valeurs[this.n] = valeurs[rang];
      this.n++;
    }
  }

  /** Une ligne, en un objet. */
  ligne(rang: number): LigneLue {
    const lu = { ...this.modele };
    for (const { cle, valeurs } of this.rangees) {
      const valeur = valeurs[rang];
      if (valeur !== undefined) lu[cle] = valeur;
    }
    return lu;
  }

  /** Toutes les lignes, une fois pour toutes. */
  lignes(): readonly LigneLue[] {
    return terminer(this.lignesParTranches());
  }

  /** Les mêmes ; rend la main entre deux tranches tant qu'elles ne sont pas faites. */
  *lignesParTranches(): Generator<void, readonly LigneLue[]> {
    if (this.objets) return this.objets;
    const objets = new Array<LigneLue>(this.n);
    for (let rang = 0; rang < this.n; rang++) {
      if (rang > 0 && rang % PIECES_PAR_TRANCHE === 0) yield;
      objets[rang] = this.ligne(rang);
    }
    return (this.objets = objets);
  }

  /** Les mêmes lignes, où des colonnes entières en remplacent ou s'ajoutent ; les autres sont partagées. */
  avecColonnes(autres: ReadonlyMap<string, Valeur[]>): LignesParColonne {
    const siennes = this.rangees.map(r => r.cle).filter(cle => cle !== NUMEROS);
    const copie = new LignesParColonne(this.table, [...new Set([...siennes, ...autres.keys()])]);
    copie.n = this.n;
    for (const rangee of copie.rangees) rangee.valeurs = autres.get(rangee.cle) ?? this.colonne(rangee.cle);
    return copie;
  }

  /**
   * Les mêmes lignes, où d'autres ont pris la place de celles à partir de `rang`. Une colonne où rien ne change est partagée,
   * et les objets déjà faits servent encore.
   */
  remplacer(rang: number, autres: LignesParColonne): LignesParColonne {
    const copie = new LignesParColonne(
      this.table,
      this.rangees.map(r => r.cle).filter(cle => cle !== NUMEROS),
    );
    copie.n = this.n;
    for (const rangee of copie.rangees) {
      const siennes = autres.colonne(rangee.cle);
      rangee.valeurs = this.colonne(rangee.cle);
      for (let i = 0; i < autres.n; i++) {
        if (rangee.valeurs[rang + i] === siennes[i]) continue;
        if (rangee.valeurs === this.colonne(rangee.cle)) rangee.valeurs = rangee.valeurs.slice();
        rangee.valeurs[rang + i] = siennes[i];
      }
    }
    copie.objets = this.objets?.map((objet, i) =>
      i >= rang && i < rang + autres.n ? copie.ligne(i) : objet,
    );
    return copie;
  }
}

const rangements = new WeakMap<Lecture, LignesParColonne>();

/** Une lecture dont les lignes ne deviennent des objets que si on les demande. */
export function lectureDe<T extends AnyTable>(
  lignes: LignesParColonne,
  reste: Omit<Lecture<T>, 'lignes'>,
): Lecture<T> {
  const lecture = {
    ...reste,
    get lignes() {
      return lignes.lignes() as unknown as readonly Ligne<T>[];
    },
  };
  rangements.set(lecture as unknown as Lecture, lignes);
  return lecture;
}

/** Fait les lignes d'une lecture par tranches : `lecture.lignes` les rend ensuite d'un trait. */
export function* faireLignes(lecture: Lecture<AnyTable>): Generator<void, void> {
  yield* rangements.get(lecture as unknown as Lecture)?.lignesParTranches() ?? [];
}

/** La même lecture, d'autres lignes. */
export function relire<T extends AnyTable>(lecture: Lecture<T>, lignes: LignesParColonne): Lecture<T> {
  const { table, anomalies, entetes, absente, ecartees } = lecture;
  return lectureDe(lignes, { table, anomalies, entetes, absente, ecartees });
}

/** Les lignes d'une lecture, par colonne. */
export function parColonne<T extends AnyTable>(lecture: Lecture<T>): LignesParColonne {
  const cle = lecture as unknown as Lecture;
  let lignes = rangements.get(cle);
  if (!lignes) rangements.set(cle, (lignes = ranger(cle)));
  return lignes;
}

function ranger({ table, lignes: objets }: Lecture): LignesParColonne {
  const lignes = new LignesParColonne(
    table,
    table.colonnes.map(c => c.cle),
  );
  lignes.reserver(objets.length);
  for (const cle of [...table.colonnes.map(c => c.cle), NUMEROS]) {
    const valeurs = lignes.colonne(cle);
    objets.forEach((objet, rang) => (valeurs[rang] = (objet as Rang)[cle]));
  }
  lignes.n = objets.length;
  return lignes;
}

/**
 * Les lignes d'une lecture une à une, chacune faite des seules colonnes utiles à celui qui la lit : rien n'est gardé
 * de celles qu'il ne garde pas.
 * @example defiler(tables.lire(Temps), (c, i) => ({ ligne: c.ligne[i]!, Jours: c.Jours[i]! }))
 */
export function defiler<T extends AnyTable, L>(
  lecture: Lecture<T>,
  faire: (colonnes: Colonnes<T>, rang: number) => L,
): Lignes<L> {
  const lignes = parColonne(lecture);
  const cles = [...lecture.table.colonnes.map(c => c.cle), NUMEROS];
  const colonnes = Object.fromEntries(cles.map(cle => [cle, lignes.colonne(cle)])) as unknown as Colonnes<T>;
  return {
    length: lignes.n,
    at: rang => (rang < lignes.n ? faire(colonnes, rang) : undefined),
    *[Symbol.iterator]() {
      for (let rang = 0; rang < lignes.n; rang++) yield faire(colonnes, rang);
    },
  };
}

/** Une ligne vue à sa place : ses valeurs se lisent dans leurs colonnes, rien n'en est copié. */
type Vue = new (colonnes: readonly (readonly Valeur[])[], rang: number) => object;

/** Une classe de vues par table : toutes ses lignes ont la même forme, et un accès se compile comme celui d'un champ. */
const vues = new WeakMap<AnyTable, Vue>();

function vueDe(table: AnyTable, cles: readonly string[]): Vue {
  const connue = vues.get(table);
  if (connue) return connue;
  class LigneVue {
    constructor(
      readonly colonnes: readonly (readonly Valeur[])[],
      readonly rang: number,
    ) {}
  }
  cles.forEach((cle, n) =>
    Object.defineProperty(LigneVue.prototype, cle, {
      get(this: LigneVue) {
        return this.colonnes[n]![this.rang];
      },
    }),
  );
  vues.set(table, LigneVue);
  return LigneVue;
}

/**
 * Les lignes d'une lecture, vues une à une sans être faites : un million de lignes défilent sans rien laisser. Une vue
 * se lit par ses colonnes et ne s'étale pas (`{ ...ligne }`) ; chaque colonne se lit aussi d'un trait.
 * @example for (const r of lignesVues(tables.lire(Receptions))) total += r.MontantHT;
 */
export function lignesVues<T extends AnyTable>(lecture: Lecture<T>): Lignes<Ligne<T>> {
  const lignes = parColonne(lecture);
  const cles = [...lecture.table.colonnes.map(c => c.cle), NUMEROS];
  const colonnes = cles.map(cle => lignes.colonne(cle));
  const LigneVue = vueDe(lecture.table, cles);
  return {
    ...defiler(lecture, (_, rang) => new LigneVue(colonnes, rang) as Ligne<T>),
    colonne: cle => lignes.colonne(cle) as never,
  };
}

/**
 * Les valeurs d'une colonne que portent, avant ou après, les lignes qui diffèrent d'une lecture à l'autre, numéro de ligne
 * compris. Les colonnes que deux lectures partagent ne se parcourent pas : une saisie ne coûte que la sienne.
 * @example valeursChangees(avant, apres, 'IdAffaire') // les affaires dont un temps a changé
 */
export function valeursChangees<T extends AnyTable>(
  avant: Lecture<T>,
  apres: Lecture<T>,
  cle: CleColonne<T>,
): Set<Valeur> {
  const [unes, autres] = [parColonne(avant), parColonne(apres)];
  const n = Math.max(unes.n, autres.n);
  const [lesUnes, lesAutres] = [unes.colonne(cle), autres.colonne(cle)];
  const changees = new Set<Valeur>();
  for (const colonne of [...avant.table.colonnes.map(c => c.cle), NUMEROS]) {
    const [a, b] = [unes.colonne(colonne), autres.colonne(colonne)];
    for (let rang = 0; a !== b && rang < n; rang++) {
      if (a[rang] !== b[rang]) changees.add(lesUnes[rang]).add(lesAutres[rang]);
    }
  }
  changees.delete(undefined);
  return changees;
}
