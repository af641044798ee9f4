/** Ce qui explique l'enjeu d'un constat : les cellules où le radar l'a lu, et l'étalement qu'il suppose. */
import { arbre, type Explication, type Jour } from '../../../comptabilite';
import type { Source } from '../calcul/types';
import { arreteConstant, type Etalement } from '../../tables-communes/part-echue';
import { dire, opposee, type Pieces } from '../explications/pieces';
import type { OptionsRadar } from './types';

/** Ce qu'il faut pour expliquer un constat : le classeur, et les propositions que les règles font déjà. */
export interface CadreRadar {
  readonly pieces: Pieces;
  /** L'arbre de ce que la clôture propose déjà pour une ligne du classeur. */
  propose(table: string, piece: string): Explication | undefined;
}

/** L'arbre d'un enjeu, dans le sens de son module ; undefined s'il ne se retrouve pas. */
export type Enjeu = (cadre: CadreRadar) => Explication | undefined;

/** Le montant hors taxes d'une ligne de pièce. */
export const montantDe =
  (source: Source): ((cadre: CadreRadar) => Explication) =>
  ({ pieces }) =>
    pieces.montant(dire('Montant HT', 'Amount excl. VAT'), source);

/** Débit - crédit d'une ligne d'écriture ; l'inverse pour une vente. */
export function mouvementDe(source: Source, vente = false): (cadre: CadreRadar) => Explication {
  return ({ pieces }) => {
    const debit = pieces.montant(dire('Débit', 'Debit'), source, 'Debit');
    const credit = pieces.montant(dire('Crédit', 'Credit'), source, 'Credit');
    return arbre.difference(dire('Mouvement', 'Movement'), vente ? [credit, debit] : [debit, credit]);
  };
}

/** Une borne de période : la cellule qui la porte, ou ce que le radar en suppose. */
export type Borne = { readonly source: Source; readonly colonne: string } | { readonly supposee: Jour };

/** L'étalement d'une période, de l'une à l'autre borne, jusqu'à l'arrêté. */
export function etalement(
  { pieces }: CadreRadar,
  [du, au]: readonly [Borne, Borne],
  { arrete, mode }: Pick<OptionsRadar, 'arrete' | 'mode'>,
): Etalement {
  const lire = (borne: Borne, fr: string, en: string) =>
    'supposee' in borne
      ? arbre.constante(dire(`${fr}, supposé`, `${en}, assumed`), borne.supposee, 'DATE')
      : pieces.date(dire(fr, en), borne.source, borne.colonne);
  return {
    du: lire(du, 'Période du', 'Service from'),
    au: lire(au, 'Période au', 'Service to'),
    arrete: arreteConstant(arrete),
    mode,
  };
}

/** Les bornes qu'une ligne de facture porte. */
export const bornesDe = (source: Source): readonly [Borne, Borne] => [
  { source, colonne: 'PeriodeDu' },
  { source, colonne: 'PeriodeAu' },
];

/** L'enjeu sans son sens : ce que le résultat aurait de faux. */
export const enValeurAbsolue = (e: Explication): Explication =>
  arbre.maximum(dire('En jeu', 'At risk'), [e, opposee(dire('Opposé', 'Opposite'), e)]);
