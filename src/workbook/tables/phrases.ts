/** Ce qui se dit d'une cellule mal remplie, dans les deux langues : le constat, puis le remède. */

/** Un constat et son remède, en français puis en anglais. */
export interface Faute {
  readonly message: string;
  readonly remede: string;
  readonly en: { readonly message: string; readonly remede: string };
}

/** Texte court pour un message. */
const citer = (brut: unknown) => `« ${String(brut).slice(0, 60)} »`;
const quote = (brut: unknown) => `"${String(brut).slice(0, 60)}"`;

const REMEDES = {
  compte: {
    fr: 'Un compte a de 3 à 12 caractères et commence par trois chiffres, par exemple 706000.',
    en: 'An account has 3 to 12 characters and begins with three digits, for example 706000.',
  },
  nombre: {
    fr: 'Saisissez un nombre, par exemple 1 234,56.',
    en: 'Type a number, for example 1 234,56.',
  },
  date: {
    fr: 'Saisissez une date, ou son texte sous la forme JJ/MM/AAAA ou AAAA-MM-JJ.',
    en: 'Type a date, or its text as DD/MM/YYYY or YYYY-MM-DD.',
  },
  periode: {
    fr: 'Saisissez le mois sous la forme AAAA-MM, par exemple 2026-11.',
    en: 'Type the month as YYYY-MM, for example 2026-11.',
  },
} as const;

/** « brut » n'est pas ce que la colonne attend. */
const refus =
  (quoi: string, what: string, remede: { readonly fr: string; readonly en: string }) =>
  (brut: unknown): Faute => ({
    message: `${citer(brut)} ${quoi}`,
    remede: remede.fr,
    en: { message: `${quote(brut)} ${what}`, remede: remede.en },
  });

export const pasCompte = refus("n'est pas un compte", 'is not an account', REMEDES.compte);
export const texteTropLong = refus('a plus de 32 767 caractères', 'has more than 32,767 characters', {
  fr: 'Une cellule d’Excel n’en tient pas davantage : raccourcissez le texte.',
  en: 'An Excel cell holds no more: shorten the text.',
});
export const codeTropLong = refus('a plus de 255 caractères', 'has more than 255 characters', {
  fr: 'Cette colonne porte un code, pas un libellé : raccourcissez-le partout où il est cité.',
  en: 'This column holds a code, not a label: shorten it wherever it is used.',
});
export const pasNombre = refus("n'est pas un nombre", 'is not a number', REMEDES.nombre);
export const pasTaux = refus("n'est pas un taux", 'is not a rate', REMEDES.nombre);
export const tropGrand = refus(
  'dépasse ce qui se calcule au centime',
  'is beyond what can be computed to the cent',
  REMEDES.nombre,
);
export const nombreAmbigu = refus('se lit de deux façons', 'can be read in two ways', {
  fr: 'Écrivez 1 234,00 ou 1,23 : la virgule seule suivie de trois chiffres ne dit pas lequel.',
  en: 'Write 1 234,00 or 1,23: a comma alone before three digits does not say which.',
});
export const pasEntier = refus("n'est pas un nombre entier attendu", 'is not an expected whole number', {
  fr: 'Saisissez un nombre sans décimale.',
  en: 'Type a number without decimals.',
});
export const pasDate = refus("n'est pas une date", 'is not a date', REMEDES.date);
export const dateLointaine = refus('est hors des années 1901 à 2999', 'is outside the years 1901 to 2999', {
  fr: 'Corrigez la date ; laissez la cellule vide si elle veut dire « pas de date ».',
  en: 'Correct the date; leave the cell empty if it means "no date".',
});
export const dateAmbigue = refus(
  "n'est pas une date lisible sans ambiguïté",
  'cannot be read as a date without ambiguity',
  REMEDES.date,
);
export const pasBooleen = refus("n'est ni oui ni non", 'is neither yes nor no', {
  fr: 'Saisissez O ou N.',
  en: 'Type O (yes) or N (no).',
});
export const pasMois = refus("n'est pas un mois", 'is not a month', REMEDES.periode);

/** Un jour qui n'est pas le premier du mois, dans une colonne de mois ; `jour` est déjà écrit JJ/MM/AAAA. */
export const jourPasMois = (jour: string): Faute => ({
  message: `${jour} est un jour, pas un mois`,
  remede: REMEDES.periode.fr,
  en: { message: `${jour} is a day, not a month`, remede: REMEDES.periode.en },
});

export const erreurExcel = (erreur: string): Faute => ({
  message: `la cellule affiche l'erreur ${erreur}`,
  remede: 'Corrigez la formule ou remplacez-la par sa valeur, puis relancez.',
  en: {
    message: `the cell shows the error ${erreur}`,
    remede: 'Correct the formula or replace it with its value, then run again.',
  },
});

export const horsListe = (brut: unknown, valeurs: readonly string[]): Faute =>
  refus("n'est pas dans la liste", 'is not in the list', {
    fr: `Choisissez une valeur parmi ${valeurs.join(', ')}.`,
    en: `Choose one of ${valeurs.join(', ')}.`,
  })(brut);

export const horsBornes = (decimal: string | number, [min, max]: readonly [number, number]): Faute => ({
  message: `${citer(String(decimal).replace('.', ','))} est hors de ${min * 100} % à ${max * 100} %`,
  remede: 'Saisissez une part ou un pourcentage : 20 % ou 0,20.',
  en: {
    message: `${quote(decimal)} is outside ${min * 100}% to ${max * 100}%`,
    remede: 'Type a ratio or a percentage: 20% or 0,20.',
  },
});

export const arrondie = (decimal: string, decimales: number, retenu: number): Faute => ({
  message: `${citer(decimal.replace('.', ','))} a plus de ${decimales} décimales : arrondi à ${String(retenu).replace('.', ',')}`,
  remede: 'Arrondissez la valeur dans la source si cet arrondi ne convient pas.',
  en: {
    message: `${quote(decimal)} has more than ${decimales} decimals: rounded to ${retenu}`,
    remede: 'Round the value at its source if this rounding does not suit.',
  },
});

export const VIDE: Faute = {
  message: 'la cellule est vide alors que cette colonne est obligatoire',
  remede: 'Remplissez la cellule, ou videz toute la ligne si elle ne sert pas.',
  en: {
    message: 'the cell is empty though this column is required',
    remede: 'Fill the cell, or clear the whole row if it is not used.',
  },
};
