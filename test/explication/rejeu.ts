/**
 * Rejouer les explications d'une capacité : le classeur brut (les textes des CSV, les cellules), lu sans le décodeur du
 * complément, et chaque cellule générée, expliquée puis recalculée.
 */
import { Decimal } from 'decimal.js';
import type { Capacite, Contexte } from '../../src/cloture/capacite';
import { TABLES_COMMUNES } from '../../src/cloture/tables-communes';
import { lireParametres } from '../../src/cloture/tables-communes/parametres';
import {
  enEuros,
  enNombre,
  ouvrirRejeu,
  type Explication,
  type Jour,
  type Montant,
  type Quantite,
  type Source,
} from '../../src/comptabilite';
import { decoder } from '../../src/workbook/decode';
import type { Produite } from '../../src/workbook/plan';
import { asTablesLues } from '../../src/workbook/reader';
import type { AnyTable, Colonne, Lecture, TablesLues } from '../../src/workbook/table';

/** Les cellules d'un classeur, par table : la première ligne porte les clés des colonnes. */
export type ClasseurBrut = ReadonlyMap<string, readonly (readonly string[])[]>;

/** La même matrice, une cellule changée. */
export function changer(classeur: ClasseurBrut, source: Source, valeur: string): ClasseurBrut {
  const matrice = (classeur.get(source.table) ?? []).map(ligne => [...ligne]);
  const rang = matrice[0]?.indexOf(source.colonne) ?? -1;
  const ligne = matrice[source.ligne - 1];
  if (rang < 0 || !ligne)
    throw new Error(`${source.table}!${source.colonne}, ligne ${source.ligne} n'existe pas.`);
  ligne[rang] = valeur;
  return new Map(classeur).set(source.table, matrice);
}

/** Le texte d'une cellule, tel qu'écrit. */
export function texteBrut(classeur: ClasseurBrut, { table, ligne, colonne }: Source): string {
  const matrice = classeur.get(table);
  const rang = matrice?.[0]?.indexOf(colonne) ?? -1;
  const texte = rang < 0 ? undefined : matrice?.[ligne - 1]?.[rang];
  if (texte === undefined) throw new Error(`${table}!${colonne}, ligne ${ligne} n'existe pas.`);
  return texte;
}

const JOUR_ZERO = Date.UTC(1899, 11, 30);

/** Une cellule en nombre : un texte de nombre, ou une date ISO en jours depuis le 30/12/1899. */
export const lireDans = (classeur: ClasseurBrut) => (source: Source) => {
  const texte = texteBrut(classeur, source);
  return /^\d{4}-\d\d-\d\d$/.test(texte)
    ? new Decimal((Date.parse(`${texte}T00:00:00Z`) - JOUR_ZERO) / 86_400_000)
    : new Decimal(texte);
};

/** Décode du classeur brut les tables communes et celles-ci ; leurs lignes ont le numéro de leur place. */
export function decoderClasseur(classeur: ClasseurBrut, tables: readonly AnyTable[]): TablesLues {
  const connues = new Map([...TABLES_COMMUNES, ...tables].map(t => [t.nom, t]));
  return asTablesLues(
    new Map(
      [...classeur].flatMap(([nom, matrice]) => {
        const table = connues.get(nom);
        return table ? [[nom, decodee(table, matrice)] as const] : [];
      }),
    ),
  );
}

/** Une matrice qui n'a pas changé d'un classeur à l'autre se lit une fois. */
const decodees = new WeakMap<object, Lecture>();

function decodee(table: AnyTable, matrice: readonly (readonly string[])[]): Lecture {
  const connue = decodees.get(matrice);
  const lecture = connue?.table === table ? connue : decoder(table, matrice, { premiereLigne: 1 });
  decodees.set(matrice, lecture);
  return lecture;
}

/** Le contexte d'une capacité sur un classeur brut. */
export function contexteDe(classeur: ClasseurBrut, capacite: Capacite, arrete: Jour): Contexte {
  const tables = decoderClasseur(classeur, [...capacite.lit, ...capacite.ecrit]);
  return { arrete, tables, parametres: lireParametres(tables, arrete) };
}

/** Une cellule générée, la valeur que la capacité y écrit, et son explication. */
export interface CelluleExpliquee {
  readonly nom: string;
  readonly table: string;
  readonly ligne: Readonly<Record<string, unknown>>;
  readonly colonne: string;
  readonly valeur: Decimal;
  readonly explication: Explication | undefined;
}

/** Chaque cellule en euros, en jours ou en taux que la capacité produit. */
export function* cellulesGenerees(
  capacite: Capacite,
  contexte: Contexte,
  produites: readonly Produite[],
): Generator<CelluleExpliquee> {
  for (const { table, lignes } of produites) {
    for (const ligne of lignes as readonly Record<string, unknown>[]) {
      for (const colonne of table.colonnes) {
        const valeur = valeurDe(colonne, ligne[colonne.cle]);
        if (valeur === undefined) continue;
        const explication = capacite.expliquer?.(contexte, { table: table.nom, ligne, colonne: colonne.cle });
        const nom = [table.nom, ...table.cle.map(cle => ligne[cle] ?? ''), colonne.cle].join(' ');
        yield { nom, table: table.nom, ligne, colonne: colonne.cle, valeur, explication };
      }
    }
  }
}

/** La valeur d'une cellule dans son unité naturelle ; undefined si elle est vide ou n'est pas un chiffre. */
function valeurDe(colonne: Colonne, valeur: unknown): Decimal | undefined {
  if (valeur === undefined) return undefined;
  switch (colonne.sorte) {
    case 'montant':
      return new Decimal(enEuros(valeur as Montant));
    case 'quantite':
      return new Decimal(enNombre(valeur as Quantite));
    case 'taux':
      return valeur as Decimal;
    default:
      return undefined;
  }
}

const rejeux = new WeakMap<ClasseurBrut, ReturnType<typeof ouvrirRejeu>>();

/** Rejoue une explication depuis le classeur brut ; lève si un nœud ou la racine ne s'accorde pas. */
export function verifier(cellule: CelluleExpliquee, classeur: ClasseurBrut): void {
  if (!cellule.explication) throw new Error(`${cellule.nom} : sans explication.`);
  const rejeu = rejeux.get(classeur) ?? ouvrirRejeu(lireDans(classeur));
  rejeux.set(classeur, rejeu);
  const rejouee = rejeu(cellule.explication);
  if (rejouee.minus(cellule.valeur).abs().greaterThan('1e-12')) {
    throw new Error(`${cellule.nom} : ${cellule.valeur.toString()} écrit, ${rejouee.toString()} rejoué.`);
  }
}

/** Ce qui n'a pas d'explication, ou dont l'explication rejouée donne autre chose. */
export const fautesDe = (cellules: readonly CelluleExpliquee[], classeur: ClasseurBrut): string[] =>
  cellules.flatMap(c => {
    try {
      verifier(c, classeur);
      return [];
    } catch (erreur) {
      return [String(erreur)];
    }
  });

/**
 * Ce que vaut un arbre quand ses cellules valent autre chose : ses opérations refaites, sans égard à ce qu'il annonce.
 * Dit d'avance ce qu'un recalcul doit trouver.
 */
export function prevoir(e: Explication, lire: (source: Source) => Decimal): Decimal {
  if (e.operation === 'CELLULE') return lire(e.source);
  if (e.operation === 'CONSTANTE') return e.valeur;
  const termes = e.termes.map(t => prevoir(t, lire));
  const [premier, ...autres] = termes;
  if (!premier) return new Decimal(0);
  switch (e.operation) {
    case 'SOMME':
      return Decimal.sum(...termes);
    case 'DIFFERENCE':
      return autres.reduce((reste, t) => reste.minus(t), premier);
    case 'PRODUIT':
      return autres.reduce((p, t) => p.times(t), premier);
    case 'QUOTIENT':
      return autres.reduce((q, t) => q.div(t), premier);
    case 'MINIMUM':
      return Decimal.min(...termes);
    case 'MAXIMUM':
      return Decimal.max(...termes);
    case 'ARRONDI':
      return premier.toDecimalPlaces(e.decimales ?? 2, Decimal.ROUND_HALF_UP);
  }
}
