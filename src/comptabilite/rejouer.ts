/**
 * Second calcul d'une explication, qui ne partage rien avec le premier : ni ses constructeurs, ni decimal.js. Les
 * valeurs y sont des fractions d'entiers, exactes jusqu'à l'arrondi, si bien qu'un accord des deux calculs n'est
 * pas l'accord d'un calcul avec lui-même.
 */
import type Decimal from 'decimal.js';
import { DecimalExact } from './arrondi';
import type { Explication, Noeud, Source } from './explication';

/** Fraction exacte, de dénominateur positif. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** Un nœud dont la valeur n'est pas celle de ses termes, ou une feuille celle de sa cellule. */
export class ErreurRejeu extends Error {
  constructor(
    /** Libellés depuis la racine. */
    readonly chemin: readonly string[],
    readonly attendu: string,
    readonly rejoue: string,
  ) {
    super(`${chemin.join(' › ')} : ${attendu} annoncé, ${rejoue} rejoué.`);
    this.name = 'ErreurRejeu';
  }
}

/** Écart toléré : un quotient annoncé a 60 chiffres, sa fraction est exacte. */
const TOLERANCE: Fraction = { n: 1n, d: 10n ** 20n };

/** Rend la valeur brute d'une cellule, dans l'unité de la feuille (euros, jours, rapport, nombre). */
type Lire = (source: Source) => Decimal;

/** Les nœuds traversés depuis la racine, du plus proche au plus lointain. */
interface Chemin {
  readonly noeud: Explication;
  readonly parent: Chemin | undefined;
}

/**
 * Recalcule une explication depuis les cellules du classeur et rend sa valeur.
 * @throws ErreurRejeu au premier nœud, ou à la première feuille, qui n'annonce pas ce que l'on trouve.
 */
export function rejouer(explication: Explication, lire: Lire): Decimal {
  return ouvrirRejeu(lire)(explication);
}

/** Rejoue plusieurs chiffres d'un même classeur : un nœud qu'ils partagent se recalcule une fois. */
export function ouvrirRejeu(lire: Lire): (explication: Explication) => Decimal {
  const rejeu = new Rejeu(lire);
  return explication => {
    const { n, d } = rejeu.valeurDe(explication, undefined);
    return new DecimalExact(n.toString()).div(d.toString());
  };
}

class Rejeu {
  private readonly faits = new WeakMap<Explication, Fraction>();

  constructor(private readonly lire: Lire) {}

  valeurDe(noeud: Explication, parent: Chemin | undefined): Fraction {
    const faite = this.faits.get(noeud);
    if (faite) return faite;
    const ici = { noeud, parent };
    const trouvee = this.evaluer(ici);
    if (ecartDe(trouvee, enFraction(noeud.valeur)) > 0) throw erreur(ici, enTexte(trouvee));
    this.faits.set(noeud, trouvee);
    return trouvee;
  }

  private evaluer(ici: Chemin): Fraction {
    const { noeud } = ici;
    switch (noeud.operation) {
      case 'CELLULE':
        return enFraction(this.lire(noeud.source));
      case 'CONSTANTE':
        return enFraction(noeud.valeur);
      default:
        return operer(
          noeud,
          noeud.termes.map(t => this.valeurDe(t, ici)),
          ici,
        );
    }
  }
}

/** Positif si les deux diffèrent de plus que la tolérance. */
const ecartDe = (a: Fraction, b: Fraction): number =>
  a.n === b.n && a.d === b.d ? 0 : comparer(absolue(ajouter(a, opposee(b))), TOLERANCE);

function erreur(ici: Chemin, rejoue: string): ErreurRejeu {
  const libelles: string[] = [];
  for (let c: Chemin | undefined = ici; c; c = c.parent) libelles.unshift(nommer(c.noeud));
  return new ErreurRejeu(libelles, ici.noeud.valeur.toString(), rejoue);
}

function operer(e: Noeud, valeurs: readonly Fraction[], ici: Chemin): Fraction {
  const [premiere, ...autres] = valeurs;
  if (!premiere) {
    if (e.operation === 'SOMME') return { n: 0n, d: 1n };
    throw erreur(ici, 'aucun terme');
  }
  switch (e.operation) {
    case 'SOMME':
      return autres.reduce(ajouter, premiere);
    case 'DIFFERENCE':
      return autres.reduce((reste, v) => ajouter(reste, opposee(v)), premiere);
    case 'PRODUIT':
      return autres.reduce((p, v) => reduite(p.n * v.n, p.d * v.d), premiere);
    case 'QUOTIENT':
      return autres.reduce((q, v) => diviser(q, v, ici), premiere);
    case 'MINIMUM':
      return autres.reduce((m, v) => (comparer(v, m) < 0 ? v : m), premiere);
    case 'MAXIMUM':
      return autres.reduce((m, v) => (comparer(v, m) > 0 ? v : m), premiere);
    case 'ARRONDI':
      return arrondir(premiere, e.decimales ?? 2);
  }
}

function diviser(a: Fraction, b: Fraction, ici: Chemin): Fraction {
  if (b.n === 0n) throw erreur(ici, 'division par zéro');
  return b.n < 0n ? reduite(-a.n * b.d, -b.n * a.d) : reduite(a.n * b.d, b.n * a.d);
}

/** Demi éloigné de zéro : la moitié s'ajoute à la valeur absolue, puis la division entière tronque. */
function arrondir({ n, d }: Fraction, decimales: number): Fraction {
  const echelle = 10n ** BigInt(decimales);
  const absolu = n < 0n ? -n : n;
  const unites = (2n * absolu * echelle + d) / (2n * d);
  return reduite(n < 0n ? -unites : unites, echelle);
}

function ajouter(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : reduite(a.n * b.d + b.n * a.d, a.d * b.d);
}

const opposee = ({ n, d }: Fraction): Fraction => ({ n: -n, d });
const absolue = ({ n, d }: Fraction): Fraction => ({ n: n < 0n ? -n : n, d });

function comparer(a: Fraction, b: Fraction): number {
  const ecart = a.n * b.d - b.n * a.d;
  return ecart < 0n ? -1 : ecart > 0n ? 1 : 0;
}

function reduite(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { n: 0n, d: 1n } : { n: n / a, d: d / a };
}

function enFraction(valeur: Decimal): Fraction {
  const [entiers = '0', decimales = ''] = valeur.toFixed().split('.');
  return reduite(BigInt(entiers + decimales), 10n ** BigInt(decimales.length));
}

function enTexte({ n, d }: Fraction): string {
  return new DecimalExact(n.toString()).div(d.toString()).toString();
}

function nommer(e: Explication): string {
  return e.operation === 'CELLULE'
    ? `${e.libelle.fr} (${e.source.table}!${e.source.colonne}, ligne ${e.source.ligne})`
    : e.libelle.fr;
}
