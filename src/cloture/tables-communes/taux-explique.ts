import { arbre, type Explication, type Taux } from '../../comptabilite';
import type { Parametres } from './parametres';

/** Un taux de TVA, et la ligne de CodesTVA qui le porte ; sans elle, c'est celui du dossier. */
interface TauxLu {
  readonly taux: Taux;
  readonly ligne?: number | undefined;
}

/** L'arbre d'un taux de TVA : sa cellule de CodesTVA, celle du taux par défaut, ou la constante qui en tient lieu. */
export function arbreTauxTVA(lu: TauxLu, parametres: Parametres): Explication {
  const libelle = { fr: 'Taux de TVA', en: 'VAT rate' };
  const cellule = (table: string, ligne: number, colonne: string) =>
    arbre.cellule(libelle, { table, ligne, colonne }, lu.taux, 'TAUX');
  if (lu.ligne !== undefined) return cellule('CodesTVA', lu.ligne, 'Taux');
  const ligne = parametres.ligne('TauxTVADefaut');
  return ligne === undefined || lu.taux.isZero()
    ? arbre.constante(libelle, lu.taux, 'TAUX')
    : cellule('Parametres', ligne, 'Valeur');
}
