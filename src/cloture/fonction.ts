import type { AnyTable } from '../workbook/table';
import type { Explication, Jour } from '../comptabilite';
import type { TablesLues } from '../workbook/table';
import type { Parametres } from './tables-communes/parametres';

/** Texte montré à l'utilisateur, dans les deux langues du produit. */
export interface Texte {
  readonly fr: string;
  readonly en: string;
}

/** Les deux erreurs de cellule qui portent un message dans Excel : #N/A et #VALEUR!. */
export type CodeErreur = 'notAvailable' | 'invalidValue';

/**
 * Erreur métier d'une fonction de cellule : ce qui manque, où, et que faire. La coquille `src/functions` la rend
 * à Excel dans la langue de l'affichage ; toute autre exception est un défaut du produit et se voit comme tel.
 */
export class ErreurFonction extends Error {
  constructor(
    readonly code: CodeErreur,
    readonly fr: string,
    readonly en: string,
  ) {
    super(fr);
    this.name = 'ErreurFonction';
  }
}

/** #VALEUR! : l'argument reçu n'est pas ce que la fonction attend. */
export const refus = (fr: string, en: string): ErreurFonction => new ErreurFonction('invalidValue', fr, en);

/** #N/A : le classeur n'a pas ce qu'il faut pour répondre. */
export const manque = (fr: string, en: string): ErreurFonction => new ErreurFonction('notAvailable', fr, en);

/** Valeur rendue à la cellule : montant en euros, rapport, numéro de série ou texte ; jamais NaN ni Infinity. */
export type ValeurCellule = number | string | boolean;

/** Ce que rend une fonction : une valeur, ou un tableau rectangulaire qui déborde dans les cellules voisines. */
export type ResultatFonction = ValeurCellule | readonly (readonly ValeurCellule[])[];

/**
 * Ce qu'une fonction voit du classeur, figé pour une lecture : une nouvelle lecture donne un nouveau modèle, si
 * bien qu'un calcul peut se mémoriser sur l'objet lui-même (WeakMap).
 */
export interface Modele {
  /** L'arrêté du classeur, ou undefined s'il n'est écrit nulle part. */
  readonly arrete: Jour | undefined;
  readonly tables: TablesLues;
  /** Les paramètres en vigueur à une date : ils ont des dates d'effet. */
  parametres(arrete: Jour): Parametres;
}

/** Ce qu'une fonction reçoit à sa création. Une fonction par arguments n'appelle jamais `modele`. */
export interface Acces {
  /** Version du complément, celle de CLOTURE.VERSION(). */
  readonly version: string;
  /** Les numéros de série reçus en argument sont-ils comptés depuis 1904 ? Connu avant tout appel qui reçoit une date. */
  readonly base1904: boolean;
  /** Langue de l'affichage d'Excel : celle des en-têtes d'un tableau qui déborde. */
  readonly langue: 'fr' | 'en';
  /** Le classeur lu. @throws ErreurFonction #N/A « Données non chargées » avant la première lecture. */
  modele(): Modele;
}

export interface ParametreFonction {
  readonly nom: Texte;
  readonly description: Texte;
  readonly type: 'any' | 'number' | 'string';
  readonly facultatif?: boolean;
  /** Vrai pour une date : son numéro de série ne se lit qu'en sachant d'où le classeur compte ses jours. */
  readonly date?: boolean;
  /** Vrai si la fonction reçoit une plage (tableau de lignes). */
  readonly matrice?: boolean;
}

/** Place d'une cellule dans un tableau qui déborde : la ligne 0 et la colonne 0 sont celles de la formule. */
export interface PlaceDebordee {
  readonly ligne: number;
  readonly colonne: number;
}

/** Exemple de l'aide, rejoué par les tests. `formule` est écrite avec les séparateurs d'Excel en français. */
export interface ExempleFonction {
  readonly formule: string;
  /** Les arguments tels qu'Excel les passe (dates en numéros de série, argument omis : null). */
  readonly arguments: readonly unknown[];
  readonly resultat: ResultatFonction;
  /** D'où vient le résultat attendu (domaine, texte, convention). */
  readonly source: string;
  /** Le résultat suppose le classeur d'exemple, ou celui de la seule affaire 24A010 (le livré en a d'autres). */
  readonly classeur?: 'exemple' | 'seule affaire';
}

/** Comment cette supposition se dit. */
export const SUPPOSES: Readonly<Record<NonNullable<ExempleFonction['classeur']>, Texte>> = {
  exemple: { fr: 'avec le classeur d’exemple', en: 'with the example workbook' },
  'seule affaire': {
    fr: 'avec la seule affaire 24A010 du classeur d’exemple',
    en: 'with project 24A010 of the example workbook alone',
  },
};

/**
 * Une fonction de cellule, décrite une fois : métadonnées d'Excel, enregistrement, page d'aide et tests en sont
 * tirés. `creer` rend la fonction ; ses arguments arrivent bruts (texte, nombre, booléen, null si omis, 0 ou null
 * pour une cellule vide), complétés à la longueur de `parametres`.
 */
export interface Fonction {
  /** Identifiant et nom dans Excel, le même dans toutes les langues : ASCII, majuscules, pointé. */
  readonly id: string;
  readonly description: Texte;
  readonly parametres: readonly ParametreFonction[];
  readonly resultat: { readonly type: 'number' | 'string' | 'any'; readonly matrice?: boolean };
  /** Vrai pour une fonction qui suit le classeur : sa cellule change quand une ligne change. */
  readonly flux?: boolean;
  /** Les tables qu'elle lit ; un changement ailleurs ne la recalcule pas. */
  readonly lit?: readonly AnyTable[];
  readonly exemple: ExempleFonction;
  /** Remarques de la page d'aide, après la table des paramètres. */
  readonly remarques?: Texte;
  creer(acces: Acces): (...valeurs: readonly unknown[]) => ResultatFonction;
  /**
   * Ce qui est long à ranger avant de répondre à ces arguments, par tranches : `creer` le retrouve rangé. Lève les mêmes
   * erreurs. Sans elle, la fonction répond d'un trait.
   */
  preparer?(acces: Acces): (...valeurs: readonly unknown[]) => Generator<void, unknown>;
  /** L'arbre de la valeur rendue pour ces mêmes arguments ; lève les mêmes erreurs que `creer`. */
  expliquer?(acces: Acces): (...valeurs: readonly unknown[]) => Explication;
  /** L'arbre d'une cellule d'un tableau qui déborde ; undefined si elle n'est pas un chiffre. */
  expliquerCellule?(
    acces: Acces,
    place: PlaceDebordee,
  ): (...valeurs: readonly unknown[]) => Explication | undefined;
}
