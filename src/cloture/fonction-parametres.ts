import type { ParametreFonction } from './fonction';

/** Un paramètre se décrit par son nom et sa phrase, en français puis en anglais. */
type Dit = readonly [nom: string, description: string];

/**
 * Décrit un paramètre de fonction. De type « any » sauf à le dire : une clé ou une date arrivent brutes, et
 * `arguments.ts` les lit avec une phrase par refus.
 */
export const parametre = (
  fr: Dit,
  en: Dit,
  plus: Omit<Partial<ParametreFonction>, 'nom' | 'description'> = {},
): ParametreFonction => ({
  nom: { fr: fr[0], en: en[0] },
  description: { fr: fr[1], en: en[1] },
  type: 'any',
  ...plus,
});

/** Décrit une date : numéro de série, texte ISO ou texte français. */
export const parametreDate = (fr: Dit, en: Dit): ParametreFonction => parametre(fr, en, { date: true });

/** Le même paramètre, que la formule peut omettre. */
export const facultatif = (p: ParametreFonction): ParametreFonction => ({ ...p, facultatif: true });

/** L'affaire d'une fonction par clé, lue par `lireAffaire`. */
export const AFFAIRE = parametre(
  ['affaire', 'Code de l\'affaire, ou "*" pour toute la société. Vide : #N/A.'],
  ['project', 'Project code, or "*" for the whole company. Empty: #N/A.'],
);

/** L'arrêté d'une fonction qui suit le classeur, lu par `lireArrete` : celui du classeur s'il est omis. */
export const ARRETE = facultatif(
  parametreDate(
    ['arrete', "Date d'arrêté ; celle du classeur si elle est omise ou vide."],
    ['closingDate', 'Closing date; that of the workbook when omitted or empty.'],
  ),
);

/** Les deux bornes d'une période, lues par `lirePeriode`. */
export const DU = parametreDate(
  ['du', 'Premier jour de la période, compris.'],
  ['from', 'First day of the period, included.'],
);
export const AU = parametreDate(
  ['au', 'Dernier jour de la période, compris.'],
  ['to', 'Last day of the period, included.'],
);
