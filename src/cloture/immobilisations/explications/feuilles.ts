/** Les feuilles des explications des immobilisations : cellules des tables, constantes de la règle. */
import { arbre, type Explication, type Jour, type Libelle, type Montant } from '../../../comptabilite';
import type { AnyTable, Colonne, Ligne } from '../../../workbook/table';

export const dire = (fr: string, en: string): Libelle => ({ fr, en });

const colonneDe = (table: AnyTable, cle: string): Colonne | undefined =>
  table.colonnes.find(c => c.cle === cle);

/** Le nom d'une colonne, précédé du bien quand il faut dire duquel. */
function nommer(table: AnyTable, cle: string, de?: string): Libelle {
  const colonne = colonneDe(table, cle);
  const suite = de === undefined ? '' : ` · ${de}`;
  return dire(`${colonne?.entete ?? cle}${suite}`, `${colonne?.en ?? cle}${suite}`);
}

const sourceDe = (table: AnyTable, { ligne }: { ligne: number }, colonne: string) => ({
  table: table.nom,
  ligne,
  colonne,
});

/** Un montant tel que sa cellule le porte ; une cellule vide vaut zéro. */
export const montantLu = <T extends AnyTable>(
  table: T,
  ligne: Ligne<T>,
  cle: keyof Ligne<T> & string,
  de?: string,
): Explication =>
  arbre.cellule(
    nommer(table, cle, de),
    sourceDe(table, ligne, cle),
    arbre.eurosExacts((ligne[cle] as Montant | undefined) ?? (0 as Montant)),
    'EUR',
  );

/** Une date ou un nombre tel que sa cellule le porte. */
export const nombreLu = <T extends AnyTable>(
  table: T,
  ligne: Ligne<T>,
  cle: keyof Ligne<T> & string,
  unite: 'DATE' | 'NOMBRE' | 'TAUX' = 'NOMBRE',
): Explication => arbre.cellule(nommer(table, cle), sourceDe(table, ligne, cle), String(ligne[cle]), unite);

export const zero = (libelle: Libelle): Explication => arbre.constante(libelle, 0, 'EUR');
export const nombre = (libelle: Libelle, n: number): Explication => arbre.constante(libelle, n);
export const jours = (libelle: Libelle, n: number): Explication => arbre.constante(libelle, n, 'JOUR');

/** Un jour, et la cellule ou la constante qui le dit. */
export interface Instant {
  readonly jour: Jour;
  readonly feuille: Explication;
}

/** Un jour qu'aucune cellule ne dit : une fin de période, la veille d'un exercice. */
export const instant = (jour: Jour, libelle: Libelle): Instant => ({
  jour,
  feuille: arbre.constante(libelle, jour, 'DATE'),
});

/** Une somme en euros. */
export const total = (fr: string, en: string, termes: readonly Explication[]): Explication =>
  arbre.somme(dire(fr, en), termes, 'EUR');
/** Le premier terme moins les autres. */
export const ecart = (fr: string, en: string, termes: readonly Explication[]): Explication =>
  arbre.difference(dire(fr, en), termes);
