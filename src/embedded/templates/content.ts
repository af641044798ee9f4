/** Ce que portent les deux classeurs livrés. */
import { depuisTexte, texteJour } from '../../comptabilite';
import { COEFFICIENTS_LIVRES } from '../../cloture/immobilisations/coefficients-livres';
import { PARAMETRES, texteDefaut, type CleParametre } from '../../cloture/tables-communes/parametres';
import { registreColonnes, type Rang, type SorteColonne } from '../../workbook/table';

const TYPES: Partial<Record<SorteColonne, string>> = {
  jour: 'DATE',
  taux: 'TAUX',
  quantite: 'NOMBRE',
  compte: 'COMPTE',
  booleen: 'BOOLEEN',
  enumeration: 'CHOIX',
};

/** Les paramètres du classeur vierge : chacun de ceux qui ont un défaut, avec son sens en commentaire. */
export function defaultParameters(): Rang[] {
  return Object.entries(PARAMETRES).flatMap(([key, { schema, note }]): Rang[] => {
    const value = texteDefaut(key as CleParametre);
    const sort = registreColonnes.get(schema)?.sorte ?? 'texte';
    return value === '' ? [] : [{ Cle: key, Valeur: value, Type: TYPES[sort] ?? 'TEXTE', Commentaire: note }];
  });
}

/** Les coefficients dégressifs du classeur vierge, datés (CGI art. 39 A ; domaine §3.4). */
export const defaultCoefficients = (): Rang[] => COEFFICIENTS_LIVRES.map(c => ({ ...c }));

export const BLANK = {
  title: 'Clôture mensuelle',
  subtitle: 'Classeur vierge : une feuille par table, à remplir ou à alimenter par vos exports.',
} as const;

export const EXAMPLE = {
  title: 'Clôture mensuelle – Alizé Conseil',
  subtitle:
    'Une société de services : 45 personnes, 30 affaires, dix mois clos ; novembre 2026 est à clore. Données fictives.',
} as const;

/** Les dates des paramètres, écrites comme on les lit : la colonne Valeur est un texte. */
export const readableParameters = (rows: readonly Rang[]): Rang[] =>
  rows.map(row => {
    const date = row.Type === 'DATE' ? depuisTexte(String(row.Valeur)) : undefined;
    return date === undefined ? row : { ...row, Valeur: texteJour(date) };
  });
