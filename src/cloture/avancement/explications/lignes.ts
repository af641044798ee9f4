import { arbre, type Explication } from '../../../comptabilite';
import { colonneDe, type AnyTable } from '../../../workbook/table';
import type { ValeurCellule } from '../../fonction';

type Langue = 'fr' | 'en';

const OPERATIONS: Readonly<Record<ReturnType<typeof arbre.lireNoeud>['operation'], Record<Langue, string>>> =
  {
    SOMME: { fr: 'somme', en: 'sum' },
    DIFFERENCE: { fr: 'différence', en: 'difference' },
    PRODUIT: { fr: 'produit', en: 'product' },
    QUOTIENT: { fr: 'quotient', en: 'quotient' },
    PRORATA: { fr: 'prorata a × b ÷ c', en: 'share a × b ÷ c' },
    MINIMUM: { fr: 'minimum', en: 'minimum' },
    MAXIMUM: { fr: 'maximum', en: 'maximum' },
    ARRONDI: { fr: 'arrondi', en: 'rounding' },
    CELLULE: { fr: 'cellule', en: 'cell' },
    CONSTANTE: { fr: 'constante', en: 'constant' },
  };
const ARRONDI = { fr: ', arrondi', en: ', rounded' } as const;
const UNITES: Readonly<Record<Explication['unite'], Record<Langue, string>>> = {
  EUR: { fr: 'EUR', en: 'EUR' },
  JOUR: { fr: 'jour', en: 'day' },
  TAUX: { fr: 'taux', en: 'rate' },
  NOMBRE: { fr: 'nombre', en: 'number' },
  DATE: { fr: 'date', en: 'date' },
};

export const EN_TETES: Readonly<Record<Langue, readonly string[]>> = {
  fr: ['Niveau', 'Chiffre', 'Opération', 'Valeur', 'Unité', 'Table', 'Ligne', 'Colonne'],
  en: ['Level', 'Figure', 'Operation', 'Value', 'Unit', 'Table', 'Row', 'Column'],
};

/** Au-delà, les niveaux du bas restent repliés : le volet les déplie. */
const LIGNES_MAX = 500;

/** Un arbre en lignes qui débordent : en-têtes, puis un nœud par ligne, aussi profond que cinq cents lignes le permettent. */
export function enLignes(
  explication: Explication,
  langue: Langue,
  tables: readonly AnyTable[],
): ValeurCellule[][] {
  const noms = new Map(tables.map(t => [t.nom, t]));
  const profondeur = profondeurLisible(explication);
  const lignes: ValeurCellule[][] = [[...EN_TETES[langue]]];
  const ecrire = (e: Explication, niveau: number) => {
    const { operation, termes, arrondi } = arbre.lireNoeud(e);
    const source = e.operation === 'CELLULE' ? e.source : undefined;
    const table = source && noms.get(source.table);
    const colonne = table && source ? colonneDe(table, source.colonne) : undefined;
    lignes.push([
      niveau,
      '  '.repeat(niveau) + e.libelle[langue],
      OPERATIONS[operation][langue] + (arrondi === undefined ? '' : ARRONDI[langue]),
      e.valeur.toNumber(),
      UNITES[e.unite][langue],
      source?.table ?? '',
      source?.ligne ?? '',
      (langue === 'fr' ? colonne?.entete : colonne?.en) ?? source?.colonne ?? '',
    ]);
    if (niveau < profondeur) for (const terme of termes) ecrire(terme, niveau + 1);
  };
  ecrire(explication, 0);
  return lignes;
}

/** Le nombre de niveaux qui tiennent ; un au moins sous la racine. */
function profondeurLisible(racine: Explication): number {
  let niveau: readonly Explication[] = [racine];
  let lignes = 1;
  for (let profondeur = 0; ; profondeur++) {
    niveau = niveau.flatMap(e => arbre.lireNoeud(e).termes);
    lignes += niveau.length;
    if (niveau.length === 0 || (lignes > LIGNES_MAX && profondeur > 0)) return profondeur;
  }
}
