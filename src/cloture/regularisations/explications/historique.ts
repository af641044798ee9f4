/** L'arbre d'une ligne d'historique : ce qu'elle réunit, son opposée du lendemain, ou une charge facturée du mois. */
import { arbre, type Explication } from '../../../comptabilite';
import { Historique } from '../../tables-communes';
import type { ChargeDuMois } from '../calcul/charges';
import { estDuRattachement, type LigneHistorisee } from '../historique';
import type { ArreteExplique } from './arrete';
import { celluleDe, dire, opposee, type Pieces } from './pieces';
import { expliquerPart } from './regularisation';

/** Vrai pour un montant que cette capacité historise ; ce qui est saisi ou repris n'a pas d'autre raison que sa saisie. */
export const estExpliquee = (ligne: LigneHistorisee, colonne: string): boolean =>
  ['Montant', 'MontantTVA'].includes(colonne) &&
  ['ARRETE', 'EXTOURNE'].includes(ligne.TypeLigne) &&
  (ligne.Module === 'CHARGES' || estDuRattachement(ligne));

/** undefined si l'arrêté ne donne plus cette ligne. */
export function expliquerHistorique(
  ligne: LigneHistorisee,
  colonne: string,
  explique: ArreteExplique,
): Explication | undefined {
  if (ligne.Module === 'CHARGES') {
    const charge = explique.charge(ligne);
    return charge && colonne === 'Montant' ? expliquerCharge(charge, explique.cadre.pieces) : undefined;
  }
  const reunies = explique.reunies(ligne);
  const part = colonne === 'Montant' ? 'MONTANT' : 'TVA';
  const termes = reunies.flatMap(r => expliquerPart(r, part, explique) ?? []);
  if (reunies.length === 0 || termes.length < reunies.length) return undefined;
  const [seul] = termes;
  const passe =
    termes.length === 1 && seul
      ? seul
      : arbre.somme(dire(`${ligne.Module} de l'arrêté`, `${ligne.Module} of the closing`), termes, 'EUR');
  return ligne.TypeLigne === 'EXTOURNE'
    ? opposee(dire("Extourne de l'arrêté", 'Reversal of the closing'), passe)
    : passe;
}

/** Le cumul facturé à l'arrêté, moins ce que les mois d'avant en ont historisé (domaine §1.3). */
function expliquerCharge({ factures, historisees }: ChargeDuMois, pieces: Pieces): Explication {
  const facturees = factures.map(f =>
    pieces.montant(dire(`Facture ${f.IdFactF}/${f.Ligne}`, `Invoice ${f.IdFactF}/${f.Ligne}`), {
      table: 'FacturesFournisseurs',
      ligne: f.ligne,
    }),
  );
  return arbre.difference(dire('Charge facturée du mois', 'Expense invoiced this month'), [
    arbre.somme(dire("Facturé à l'arrêté", 'Invoiced at the closing date'), facturees, 'EUR'),
    ...historisees.map(h => celluleDe(Historique, h, 'Montant')),
  ]);
}
