/** Pourquoi ce débit, ce crédit : le reclassement d'une créance douteuse, sa dépréciation (domaine §8.7). */
import { arbre, versIso, type Explication, type Montant } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import type { Travaux } from '../travaux';
import { dire } from './postes';
import { expliquerProvision, resteReclasse } from './provisions';

/** L'arbre du débit ou du crédit d'une ligne d'écriture de créances douteuses de l'arrêté. */
export function expliquerEcriture(
  contexte: Contexte,
  travaux: Travaux,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  if (colonne !== 'Debit' && colonne !== 'Credit') return undefined;
  const [module = '', date = '', source = ''] = String(ligne['CleGeneration']).split('|');
  if (date !== versIso(contexte.arrete)) return undefined;
  const valeur = ligne[colonne] as Montant;
  const modele = travaux.avantDouteuses;
  if (module !== 'DOUTEUX' && module !== 'PROVCLI') return undefined;
  if (valeur === 0)
    return arbre.constante(dire('La ligne est de l’autre côté', 'The line is on the other side'), 0, 'EUR');
  if (module === 'DOUTEUX')
    return resteReclasse(modele, contexte.arrete, { tiers: source, piece: String(ligne['Piece']), valeur });
  const [, tiers, sens] = /^(.*)-(DOTATION|REPRISE)$/.exec(source) ?? [];
  const pieces = travaux.douteuses.pieces.filter(p => p.tiers === tiers);
  const variation = sens === 'DOTATION' ? 'Dotation' : 'Reprise';
  return arbre.somme(
    sens === 'DOTATION' ? dire('Dotations du client', 'Charges') : dire('Reprises du client', 'Releases'),
    pieces.flatMap(piece => expliquerProvision({ contexte, modele, piece }, variation) ?? []),
    'EUR',
  );
}
