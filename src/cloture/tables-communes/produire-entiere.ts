/** Une table générée que chaque exécution refait en entier, dans l'ordre du calcul. */
import { versIso, type Jour } from '../../comptabilite';
import type { Produite } from '../../workbook/plan';
import type { AnyTable, Valeurs } from '../../workbook/table';

/**
 * Une table d'une ligne par clé, entièrement à la clôture, hors des colonnes que l'utilisateur y saisit.
 * @example produireEntiere(ComptesAbsents, lignes, l => l.Compte)
 */
export function produireEntiere<T extends AnyTable>(
  table: T,
  lignes: readonly Valeurs<T>[],
  cle: (ligne: Valeurs<T>) => string | Jour,
  colonnesUtilisateur: readonly string[] = [],
): Produite<T> {
  const texte = (l: Valeurs<T>) => {
    const valeur = cle(l);
    return typeof valeur === 'string' ? valeur : versIso(valeur);
  };
  return { table, lignes, cle: texte, portee: () => true, ordonnee: true, colonnesUtilisateur };
}
