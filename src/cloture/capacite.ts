/**
 * Contrat d'une capacité de la clôture : ce qu'elle lit, calcule et rend. Elle n'écrit rien elle-même ;
 * l'exécution écrit ce qu'elle rend, ou le montre seulement quand on simule.
 */
import type { ComponentType } from 'react';
import type { Explication } from '../comptabilite';
import type { ProprietesPanneau } from '../ui/proprietes';
import type { DescriptionFeuille } from '../workbook/feuille';
import type { AnyTable, Bilingue } from '../workbook/table';
import type { CelluleGeneree, Contexte, Resultat } from './contexte';
import type { CleParametre } from './tables-communes/parametres';

export type * from './contexte';

/**
 * Ce qu'une capacité est, sans ce qui calcule : le volet la présente, lit et nomme ses tables dès l'ouverture, et ne
 * charge le calcul qu'au premier besoin.
 */
export interface Presentation {
  readonly nom: string;
  readonly titre: Bilingue;
  readonly lit: readonly AnyTable[];
  readonly ecrit: readonly AnyTable[];
  /** Modules des clés de génération de ses écritures (FAE, PCA…) : ce qu'une relance remplace. */
  readonly modules: readonly string[];
  readonly feuilles: readonly DescriptionFeuille[];
  /** Le réglage qui cache ce travail du volet, et la valeur qui le cache. */
  readonly cachee?: { readonly cle: CleParametre; readonly valeur: string };
  /** Volet, chargé seulement quand on l'ouvre. */
  readonly panneau: () => Promise<{ default: ComponentType<ProprietesPanneau> }>;
}

/** Une capacité : un dossier de src/cloture, une ligne dans PRESENTATIONS et une dans CAPACITES. */
export interface Capacite extends Presentation {
  calculer(contexte: Contexte): Resultat;
  /**
   * Le même calcul en tranches de quelques millisecondes, pour celui qui peut durer : l'exécution rend la main à la
   * fenêtre entre deux, et peut abandonner. `calculer` est alors sa suite menée d'un trait.
   */
  calculerParTranches?(contexte: Contexte): Generator<void, Resultat>;
  /**
   * L'arbre d'une cellule générée (« Pourquoi ce chiffre ? »), bâti à la demande par ce qui calcule ; undefined si
   * la cellule n'est pas un chiffre, ou pas un chiffre de la capacité.
   */
  expliquer?(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined;
}
