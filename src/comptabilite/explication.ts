import type Decimal from 'decimal.js';
import { DecimalExact } from './arrondi';
import type { Montant } from './montant';
import { UNITE_QUANTITE, type Quantite } from './quantite';

/** Ce qu'un nœud veut dire, dans les deux langues du produit. */
export interface Libelle {
  readonly fr: string;
  readonly en: string;
}

/** Ce que mesure une valeur, dans son unité naturelle : euros, jours, rapport (20 % = 0,2), nombre, date (un Jour). */
export type Unite = 'EUR' | 'JOUR' | 'TAUX' | 'NOMBRE' | 'DATE';

/** Une cellule du classeur : table, ligne Excel, clé de la colonne. */
export interface Source {
  readonly table: string;
  readonly ligne: number;
  readonly colonne: string;
}

interface Base {
  readonly libelle: Libelle;
  readonly unite: Unite;
  readonly valeur: Decimal;
}

/** Une opération et ses termes. `decimales` n'existe que pour un ARRONDI. */
export interface Noeud extends Base {
  readonly operation: 'SOMME' | 'DIFFERENCE' | 'PRODUIT' | 'QUOTIENT' | 'MINIMUM' | 'MAXIMUM' | 'ARRONDI';
  readonly termes: readonly Explication[];
  readonly decimales?: number;
}

/** Une cellule lue telle quelle. */
export interface Cellule extends Base {
  readonly operation: 'CELLULE';
  readonly source: Source;
}

/** Un nombre de la règle (0, 1, 360…), jamais un chiffre du classeur ; ou l'argument d'une fonction. */
export interface Constante extends Base {
  readonly operation: 'CONSTANTE';
  readonly argument?: true;
}

/**
 * Pourquoi un chiffre vaut ce qu'il vaut (conception §1, loi 3) : un arbre dont les nœuds disent leur opération et
 * dont les feuilles sont des cellules ou des constantes. Il se construit à la demande et ne se garde pas ;
 * {@link rejouer} le recalcule depuis les cellules.
 */
export type Explication = Noeud | Cellule | Constante;

export type Operation = Explication['operation'];

/** Montant en euros exacts, pour une feuille. */
export function eurosExacts(m: Montant): Decimal {
  return new DecimalExact(m).div(100);
}

/** Quantité en unités exactes (jours, heures), pour une feuille. */
export function quantiteExacte(q: Quantite): Decimal {
  return new DecimalExact(q).div(UNITE_QUANTITE);
}

/** Une cellule du classeur. `valeur` : euros, jours ou rapport, tels que la cellule les porte. */
export function cellule(
  libelle: Libelle,
  source: Source,
  valeur: Decimal | number | string,
  unite: Unite,
): Cellule {
  return { operation: 'CELLULE', libelle, source, valeur: new DecimalExact(valeur), unite };
}

/** Une constante de la règle. */
export function constante(
  libelle: Libelle,
  valeur: Decimal | number | string,
  unite: Unite = 'NOMBRE',
): Constante {
  return { operation: 'CONSTANTE', libelle, valeur: new DecimalExact(valeur), unite };
}

/** Ce qu'une fonction de cellule a reçu : la formule le dit, pas la règle. */
export function argument(libelle: Libelle, valeur: Decimal | number | string, unite: Unite): Constante {
  return { ...constante(libelle, valeur, unite), argument: true };
}

/** t1 + t2 + … ; zéro sans terme. L'unité est celle du premier terme, EUR sans terme. */
export function somme(libelle: Libelle, termes: readonly Explication[], unite?: Unite): Noeud {
  const valeur = termes.reduce((total, t) => total.plus(t.valeur), new DecimalExact(0));
  return { operation: 'SOMME', libelle, termes, valeur, unite: unite ?? termes[0]?.unite ?? 'EUR' };
}

/** t1 - t2 - … ; deux dates diffèrent en jours. @throws RangeError sans terme. */
export function difference(libelle: Libelle, termes: readonly Explication[], unite?: Unite): Noeud {
  const [premier, ...autres] = exiger(termes, 'une différence');
  const valeur = autres.reduce((reste, t) => reste.minus(t.valeur), premier.valeur);
  const commune = premier.unite === 'DATE' ? 'JOUR' : premier.unite;
  return { operation: 'DIFFERENCE', libelle, termes, valeur, unite: unite ?? commune };
}

/** 0 - terme. */
export function oppose(
  terme: Explication,
  libelle: Libelle = { fr: 'Son opposé', en: 'Its opposite' },
): Noeud {
  return difference(libelle, [constante({ fr: 'Zéro', en: 'Zero' }, 0, terme.unite), terme]);
}

/**
 * t1 × t2 × … L'unité est celle du seul terme qui n'est pas un rapport ni un nombre ; avec des jours et des euros,
 * des euros ; un produit d'euros par des euros est un nombre, que son quotient ramène à des euros.
 * @throws RangeError sans terme.
 */
export function produit(libelle: Libelle, termes: readonly Explication[], unite?: Unite): Noeud {
  const [premier, ...autres] = exiger(termes, 'un produit');
  const valeur = sansSigneDeZero(autres.reduce((p, t) => p.times(t.valeur), premier.valeur));
  return { operation: 'PRODUIT', libelle, termes, valeur, unite: unite ?? uniteProduit(termes) };
}

/** dividende / diviseur. @throws RangeError si le diviseur est nul : la règle doit dire ce que vaut ce cas. */
export function quotient(
  libelle: Libelle,
  dividende: Explication,
  diviseur: Explication,
  unite?: Unite,
): Noeud {
  if (diviseur.valeur.isZero()) throw new RangeError(`${libelle.fr} : division par zéro.`);
  return {
    operation: 'QUOTIENT',
    libelle,
    termes: [dividende, diviseur],
    valeur: sansSigneDeZero(dividende.valeur.div(diviseur.valeur)),
    unite: unite ?? uniteQuotient(dividende.unite, diviseur.unite),
  };
}

/** Le plus petit des termes. @throws RangeError sans terme. */
export function minimum(libelle: Libelle, termes: readonly Explication[]): Noeud {
  const [premier] = exiger(termes, 'un minimum');
  const valeur = DecimalExact.min(...termes.map(t => t.valeur));
  return { operation: 'MINIMUM', libelle, termes, valeur, unite: premier.unite };
}

/** Le plus grand des termes. @throws RangeError sans terme. */
export function maximum(libelle: Libelle, termes: readonly Explication[]): Noeud {
  const [premier] = exiger(termes, 'un maximum');
  const valeur = DecimalExact.max(...termes.map(t => t.valeur));
  return { operation: 'MAXIMUM', libelle, termes, valeur, unite: premier.unite };
}

/** Le terme arrondi, demi éloigné de zéro (domaine §0.1) ; au centime par défaut. */
export function arrondi(libelle: Libelle, terme: Explication, decimales = 2): Noeud {
  const valeur = sansSigneDeZero(terme.valeur.toDecimalPlaces(decimales, DecimalExact.ROUND_HALF_UP));
  return { operation: 'ARRONDI', libelle, termes: [terme], decimales, valeur, unite: terme.unite };
}

/**
 * arr(m × num / den), l'arbre de `fraction` : multiplie d'abord, divise ensuite, arrondit une fois (domaine §0.1).
 * Ex. : prorata(CA, budget, charges, reprévision).
 */
export function prorata(
  libelle: Libelle,
  m: Explication,
  num: Explication,
  den: Explication,
  decimales = 2,
): Noeud {
  const multiplie = produit(
    { fr: `${m.libelle.fr} × ${num.libelle.fr}`, en: `${m.libelle.en} × ${num.libelle.en}` },
    [m, num],
  );
  const divise = quotient(
    { fr: `${libelle.fr}, avant arrondi`, en: `${libelle.en}, before rounding` },
    multiplie,
    den,
    m.unite,
  );
  return arrondi(libelle, divise, decimales);
}

/** Les cellules dont un chiffre dépend, dans l'ordre de l'arbre ; une cellule lue deux fois y est deux fois. */
export function* cellulesDe(explication: Explication): Generator<Cellule> {
  if (explication.operation === 'CELLULE') yield explication;
  else if (explication.operation !== 'CONSTANTE') {
    for (const terme of explication.termes) yield* cellulesDe(terme);
  }
}

/** -0 est un zéro : il ne s'affiche pas. */
function sansSigneDeZero(valeur: Decimal): Decimal {
  return valeur.isZero() ? valeur.abs() : valeur;
}

function exiger(termes: readonly Explication[], quoi: string): [Explication, ...Explication[]] {
  const [premier, ...autres] = termes;
  if (!premier) throw new RangeError(`Il faut au moins un terme à ${quoi}.`);
  return [premier, ...autres];
}

function uniteProduit(termes: readonly Explication[]): Unite {
  const compter = (unite: Unite) => termes.filter(t => t.unite === unite).length;
  if (compter('EUR') > 0) return compter('EUR') === 1 ? 'EUR' : 'NOMBRE';
  if (compter('JOUR') === 1) return 'JOUR';
  return compter('TAUX') === termes.length ? 'TAUX' : 'NOMBRE';
}

function uniteQuotient(dividende: Unite, diviseur: Unite): Unite {
  if (dividende === diviseur) return dividende === 'NOMBRE' ? 'NOMBRE' : 'TAUX';
  return dividende;
}

/** Un nœud tel qu'on le lit : un prorata et son arrondi sont une seule opération, `m × num ÷ den`. */
export interface NoeudLu {
  readonly operation: Operation | 'PRORATA';
  readonly termes: readonly Explication[];
  /** Nombre de décimales, si un arrondi a changé la valeur. */
  readonly arrondi?: number;
}

/** Replie les arrondis et les proratas : l'arbre garde chaque opération, l'écran en montre une par chiffre. */
export function lireNoeud(e: Explication): NoeudLu {
  if (e.operation === 'CELLULE' || e.operation === 'CONSTANTE') return { operation: e.operation, termes: [] };
  const [premier, second] = e.termes;
  if (e.operation === 'ARRONDI' && premier && 'termes' in premier) {
    const change = !premier.valeur.equals(e.valeur);
    return { ...lireNoeud(premier), ...(change ? { arrondi: e.decimales ?? 2 } : {}) };
  }
  if (e.operation === 'QUOTIENT' && premier?.operation === 'PRODUIT' && second) {
    return { operation: 'PRORATA', termes: [...premier.termes, second] };
  }
  return { operation: e.operation, termes: e.termes };
}
