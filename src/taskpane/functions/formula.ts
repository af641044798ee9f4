import { date, depuisSerie, depuisTexte, type Jour, versIso } from '../../comptabilite';
import type { Fonction, ParametreFonction } from '../../cloture/fonction';
import type { Langue } from '../../ui/proprietes';

/** Un argument compris : sa valeur pour l'essai, et son écriture dans une formule. */
export interface Argument {
  /** Ce que la fonction recevrait ; absent quand seul Excel peut le dire (une référence non lue). */
  readonly value?: unknown;
  /** Syntaxe américaine, celle de `range.formulas`. */
  readonly us: string;
  /** Telle que l'utilisateur la taperait, séparateurs de sa langue. */
  readonly shown: string;
}

/** Les références prises dans la feuille, et les valeurs qu'elles portaient. */
export type Selections = ReadonlyMap<string, readonly (readonly unknown[])[]>;

const OMITTED: Argument = { value: null, us: '', shown: '' };
const REFERENCE = /^=(?:'[^']+'!|[\p{L}\d._]+!)?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?$/u;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const decimal = (n: number, langue: Langue) => (langue === 'fr' ? String(n).replace('.', ',') : String(n));
export const separator = (langue: Langue) => (langue === 'fr' ? ';' : ',');

/** Un nombre comme on le tape : « 1 234,5 » ou « 1234.5 » ; rien d'autre. */
export function readNumber(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function dateArgument(jour: Jour, langue: Langue): Argument {
  const { annee, mois, jour: rang } = date(jour);
  const call = (glue: string) => `DATE(${[annee, mois, rang].join(glue)})`;
  // L'essai reçoit un texte ISO : il ne dépend pas du jour zéro du classeur.
  return { value: versIso(jour), us: call(','), shown: call(separator(langue)) };
}

function scalar(value: unknown, langue: Langue): Argument {
  if (typeof value === 'number') return { value, us: String(value), shown: decimal(value, langue) };
  if (typeof value === 'boolean')
    return {
      value,
      us: value ? 'TRUE' : 'FALSE',
      shown: langue === 'fr' ? (value ? 'VRAI' : 'FAUX') : value ? 'TRUE' : 'FALSE',
    };
  const text = String(value);
  return { value: text, us: quoted(text), shown: quoted(text) };
}

/** Une colonne de constantes : les lignes d'un tableau se séparent d'un point-virgule dans les deux langues. */
function column(texts: readonly string[], langue: Langue): Argument {
  const cells = texts.map(text => scalar(readNumber(text) ?? text.trim(), langue));
  return {
    value: cells.map(cell => [cell.value]),
    us: `{${cells.map(cell => cell.us).join(';')}}`,
    shown: `{${cells.map(cell => cell.shown).join(';')}}`,
  };
}

/** Ce paramètre se lit-il comme un nombre ? L'exemple du catalogue le dit ; sinon, ce qui a l'air d'un nombre en est un. */
function isText(fonction: Fonction, index: number): boolean {
  return typeof fonction.exemple.arguments[index] === 'string';
}

/**
 * Comprend un champ de l'assistant. Une date tapée devient DATE(…), lisible partout ; « =B2 » est une référence ; une
 * clé (« 24010 ») reste un texte quand l'exemple du catalogue en a un ; un champ vide est un argument omis.
 */
export function readField(
  fonction: Fonction,
  index: number,
  text: string,
  langue: Langue,
  selections: Selections,
): Argument {
  const parametre = fonction.parametres[index] as ParametreFonction;
  const typed = text.trim();
  if (typed === '') return OMITTED;
  if (REFERENCE.test(typed)) {
    const us = typed.slice(1);
    const values = selections.get(us);
    const value = values && (parametre.matrice ? values : values[0]?.[0]);
    return values ? { us, shown: us, value } : { us, shown: us };
  }
  if (parametre.date) {
    const jour = depuisTexte(typed);
    if (jour !== undefined) return dateArgument(jour, langue);
  }
  if (parametre.matrice) return column(typed.split(';'), langue);
  const number = isText(fonction, index) ? undefined : readNumber(typed);
  return scalar(number ?? typed, langue);
}

/** La formule d'un appel ; les arguments omis de la fin ne s'écrivent pas. */
export function callOf(id: string, args: readonly Argument[], langue: Langue): { us: string; shown: string } {
  const given = args.map(argument => argument.us !== '');
  const kept = args.slice(0, given.lastIndexOf(true) + 1);
  return {
    us: `=${id}(${kept.map(argument => argument.us).join(',')})`,
    shown: `=${id}(${kept.map(argument => argument.shown).join(separator(langue))})`,
  };
}

/** L'exemple du catalogue, en arguments : une date y est un numéro de série. */
export function exampleArguments(fonction: Fonction, langue: Langue): Argument[] {
  return fonction.parametres.map((parametre, index) => {
    const value = fonction.exemple.arguments[index] ?? null;
    if (value === null) return OMITTED;
    if (parametre.date && typeof value === 'number') return dateArgument(depuisSerie(value), langue);
    if (Array.isArray(value)) return column(value.flat().map(String), langue);
    return scalar(value, langue);
  });
}

/** L'exemple du catalogue, tel qu'on le taperait dans les champs. */
export function exampleTexts(fonction: Fonction, langue: Langue): string[] {
  return fonction.parametres.map((parametre, index) => {
    const value = fonction.exemple.arguments[index] ?? null;
    if (value === null) return '';
    if (parametre.date && typeof value === 'number') {
      const { annee, mois, jour } = date(depuisSerie(value));
      return [jour, mois].map(n => String(n).padStart(2, '0')).join('/') + `/${annee}`;
    }
    if (Array.isArray(value)) return value.flat().map(String).join(';');
    return typeof value === 'number' ? decimal(value, langue) : String(value);
  });
}
