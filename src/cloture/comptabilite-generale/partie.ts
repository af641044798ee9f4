/** Une partie de la comptabilité générale : ce qu'un sous-dossier apporte à la capacité, branché dans `parties.ts`. */
import type { Explication } from '../../comptabilite';
import type { DescriptionFeuille } from '../../workbook/feuille';
import type { AnyTable } from '../../workbook/table';
import type { CelluleGeneree, Contexte, Resultat } from '../contexte';

/** Ce qu'une partie rend. `resume` : sa phrase du bilan, vide si elle n'a rien à dire. */
export type ResultatPartie = Omit<Resultat, 'capacite'>;

/** Ce qu'une partie est, sans ce qui calcule : tables, feuilles et constantes seulement. */
export interface PresentationPartie {
  readonly nom: string;
  readonly lit: readonly AnyTable[];
  readonly ecrit: readonly AnyTable[];
  /** Modules des clés de génération de ses écritures : ce qu'une relance remplace. */
  readonly modules: readonly string[];
  /** Ses feuilles, dans l'ordre du classeur. */
  readonly feuilles: readonly DescriptionFeuille[];
}

export interface Partie extends PresentationPartie {
  /**
   * Calcule, et rend la main à chaque tranche de quelques millisecondes. Les tables du contexte sont telles que les
   * capacités et les parties d'avant vont les écrire. N'écrit rien. Les écritures déjà validées sont confrontées par la
   * capacité, une fois pour toutes ses parties.
   */
  calculer(contexte: Contexte): Generator<void, ResultatPartie>;
  /** L'arbre d'une cellule d'une de ses tables générées ; undefined si elle n'est pas un chiffre à elle. */
  expliquer?(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined;
}
